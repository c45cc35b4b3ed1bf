/** What a load is asked for: kept with its run, so that it goes on as it began. */
import type { Blank } from "../mapping/make-input.js";
import type { Wishes } from "../mapping/mapping.js";
import type { Encoding, Format } from "../rows/row.js";

/** The file that a run reads, as it was. */
export interface SourceFile {
  /** Where it is; of standard input, its copy in the run's folder. */
  readonly path: string;
  /** What it was called when the run was begun. */
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly encoding: Encoding;
  readonly format?: Format | undefined;
  readonly delimiter?: string | undefined;
  readonly sheet?: string | undefined;
}

/** How a file is to be read, as far as that was said. */
export type AskedReading = Pick<SourceFile, "format" | "delimiter" | "sheet"> & {
  readonly encoding?: Encoding | undefined;
};

/** How changed rows are told from others. */
export interface Changed {
  /** Sends all rows, and remembers them. */
  readonly full: boolean;
  /** How long what was confirmed is believed, in ms. */
  readonly maxAgeMs?: number | undefined;
  readonly retryRefused: boolean;
}

/** All that decides what is sent. */
export interface Settings {
  readonly operation: string;
  readonly apiVersion: string;
  /** `production`, `sandbox`, or a base URL. */
  readonly target: string;
  readonly file: SourceFile;
  readonly wishes: Wishes;
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly blank: Blank;
  readonly timeZone?: string | undefined;
  readonly limit?: number | undefined;
  readonly changed?: Changed | undefined;
  /** The sandbox's faults, as they were given. */
  readonly faults?: readonly object[] | undefined;
}
