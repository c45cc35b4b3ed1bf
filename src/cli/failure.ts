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
