/** Figures, and the tables they stand in. */

/** One subject's table. */
export interface Table {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What a reader needs to know of how it was measured. */
  readonly notes: readonly string[];
  /** Targets that were not met. */
  readonly misses: readonly string[];
}

/** A figure and what it should be. */
export interface Aim {
  readonly text: string;
  readonly met: boolean;
}

export const atMost = (value: number, most: number, shown = String(most)): Aim => ({
  text: `≤ ${shown}`,
  met: value <= most,
});

export const atLeast = (value: number, least: number, shown = String(least)): Aim => ({
  text: `≥ ${shown}`,
  met: value >= least,
});

/** An aim as a cell: what it is, and whether it is met. */
export const cellOf = ({ text, met }: Aim): string => `${text} ${met ? "✓" : "✗"}`;

export const percent = (part: number, digits = 1): string => `${(100 * part).toFixed(digits)} %`;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** From the least to the most. */
export function spread(values: readonly number[], digits = 1): string {
  return `${Math.min(...values).toFixed(digits)}–${Math.max(...values).toFixed(digits)}`;
}

/** From the end of the first quarter to the beginning of the last. */
export function middleHalf(values: readonly number[], digits = 1): string {
  const sorted = [...values].sort((one, other) => one - other);
  const quarter = sorted.length >> 2;
  return `${sorted[quarter]!.toFixed(digits)}–${sorted.at(-1 - quarter)!.toFixed(digits)}`;
}

/** As Markdown, with columns of even width. */
export function markdown({ title, head, rows, notes }: Table): string {
  const widths = head.map((cell, column) => Math.max(cell.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at]!)).join(" | ")} |`;
  const rule = `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`;
  return [`## ${title}`, "", line(head), rule, ...rows.map(line), "", ...notes.flatMap((note) => [note, ""])].join(
    "\n",
  );
}
