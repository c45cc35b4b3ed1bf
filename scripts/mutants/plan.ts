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
  readonly changes: readonly Reached[];
  /** Those of them that are tried with no other beside them. */
  readonly alone: readonly string[];
  /** Whether the first try is on all at once: on what others missed, most tests miss all. */
  readonly isTogether: boolean;
  /** How long the test takes on the code as it is. */
  readonly tookMs: number;
}

/** A change that a test reaches, and how often it passes its switch. */
export type Reached = readonly [id: string, hits: number];

/** A line of the journal. */
export type Line =
  /** A test passes on the code as it is, and reaches these changes so often. */
  | { readonly test: string; readonly tookMs: number; readonly reaches: readonly Reached[] }
  /** A test fails on the code as it is. */
  | { readonly broken: string }
  /** These are reached while a module is loaded. */
  | { readonly statics: readonly string[] }
  /** A test starts on some changes at once; without another line, it never came to an end. */
  | { readonly test: string; readonly begins: readonly string[] }
  /**
   * What a test says of some changes; `doubted` where it fails on the code as it is, too, ever since, `unreached` where
   * none of them runs when it is repeated: they ran once, while it loaded their module.
   */
  | { readonly test: string; readonly ids: readonly string[]; readonly verdict: Verdict };

/** What a test says of a change. */
export type Verdict = "noticed" | "hung" | "missed" | "doubted" | "unreached";
