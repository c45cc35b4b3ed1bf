/** What the tests are run with. */
export interface Plan {
  /** The engine's files with all changes in them, each behind a switch; by absolute path. */
  readonly sources: Readonly<Record<string, string>>;
  /** The tests' files, and those of them that are left out. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** What to try, by the test's name; left out, each test runs on the code as it is, and what it reaches is told. */
  readonly tries?: Readonly<Record<string, Tries>>;
  /** Where what comes of it is told, a JSON object a line. */
  readonly journal: string;
}

/** What a test is tried on. */
export interface Tries {
  /** The changes, each with how often the test passes its switch in the code as it is. */
  readonly changes: readonly (readonly [id: string, hits: number])[];
  /** How long the test takes on the code as it is. */
  readonly tookMs: number;
}

/** A line of the journal. */
export type Line =
  /** A test passes on the code as it is, and reaches these changes so often. */
  | { readonly test: string; readonly tookMs: number; readonly reaches: readonly (readonly [string, number])[] }
  /** A test fails on the code as it is. */
  | { readonly broken: string }
  /** These are reached while a module is loaded. */
  | { readonly statics: readonly string[] }
  /** A test starts on a change; without another line, it never came to an end. */
  | { readonly test: string; readonly begins: string }
  /** What a test says of a change; `doubted` where it fails on the code as it is, too, ever since. */
  | { readonly test: string; readonly id: string; readonly verdict: Verdict };

/** What a test says of a change. */
export type Verdict = "noticed" | "hung" | "missed" | "doubted";
