/** What a process says by its exit code. */
export const EXIT = { done: 0, someNotWritten: 1, unusable: 2, halted: 3, unauthorized: 4, interrupted: 130 } as const;

/** Something that ends a command before its work is done, told to people in its message. */
export class CommandError extends Error {
  override readonly name = "CommandError";
  /** The code that the process ends with: 2 unless something else is said. */
  readonly exitCode: number;

  constructor(message: string, { exitCode = EXIT.unusable, ...options }: ErrorOptions & { exitCode?: number } = {}) {
    super(message, options);
    this.exitCode = exitCode;
  }
}

/** What a command ended with for people; what is wrong with the program itself is thrown. */
export function toldOf(error: unknown): CommandError {
  if (error instanceof CommandError) return error;
  // What the system refuses, as a full disk or a folder that may not be written: before anything was sent.
  if (error instanceof Error && "syscall" in error) return new CommandError(error.message, { cause: error });
  throw error;
}
