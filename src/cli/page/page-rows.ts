/** The rows that a page shows, and what they have in common, within bounds. */

/** A row that was not written, as a reject file has it. */
export interface PageRow {
  /** The line of the file on which it begins, from 1. */
  readonly line: number;
  readonly status: "failed" | "unknown" | "unsent";
  /** HubSpot's code or category, or what kept it from being sent. */
  readonly code?: string | undefined;
  /** The property or column that it is about. */
  readonly property?: string | undefined;
  readonly message: string;
  /** `safe`, `read-first` or `pointless`. */
  readonly resend: string;
  /** What stands in its columns, where the page may show that. */
  readonly cells?: readonly string[] | undefined;
}

/** Why rows were not written, and how many. */
export interface PageReason {
  readonly status: PageRow["status"];
  readonly code: string;
  readonly property: string;
  /** In the words of its first row. */
  readonly message: string;
  readonly resend: string;
  count: number;
}

/** What a page says of rows. */
export interface GatheredRows {
  /** The most frequent first. */
  readonly reasons: readonly PageReason[];
  /**
   * Of each row: line, place of its reason, message where it is another than the reason's, cells, and whether some of
   * them are cut: such a row is to be seen, and never to be loaded.
   */
  readonly rows: readonly (readonly [
    line: number,
    reason: number,
    message: string,
    cells: readonly string[],
    isCut: boolean,
  ])[];
  /** Rows that are not among them. */
  readonly leftOut: number;
}

/** Most rows; most of one reason beyond them; most reasons. */
const MOST_ROWS = 10_000;
const MOST_BEYOND = 20;
const MOST_REASONS = 200;
/** Most characters of a text that is drawn, or cut. */
export const MOST_CHARACTERS = 300;
/** Most characters of all rows together, and of those whose cells are whole however long they are. */
const MOST_IN_ALL = 16_000_000;
const MOST_WHOLE = 8_000_000;

/** Gathers rows: all are counted, and as many kept as a page can show. */
export async function gatherRows(rows: Iterable<PageRow> | AsyncIterable<PageRow>): Promise<GatheredRows> {
  const reasons = new Map<string, PageReason & { kept: [number, string, readonly string[], boolean][] }>();
  let [total, kept, characters] = [0, 0, 0];
  for await (const { line, status, code = "", property = "", message, resend, cells = [] } of rows) {
    total++;
    const isKnown = (key: string) => reasons.has(key) || reasons.size < MOST_REASONS;
    const own = JSON.stringify([status, code, property]);
    // Whatever else there is has one reason for each status.
    const key = isKnown(own) ? own : status;
    const first = { status, code, property, message: shortened(message), resend, count: 0, kept: [] };
    const reason = reasons.get(key) ?? (key === own ? first : { ...first, code: "", property: "" });
    reasons.set(key, reason);
    reason.count++;
    if (characters > MOST_IN_ALL || (kept >= MOST_ROWS && reason.kept.length >= MOST_BEYOND)) continue;
    kept++;
    const short = cells.map(shortened);
    const isCut = characters + lengthOf(cells) > MOST_WHOLE && short.some((text, at) => text !== cells[at]);
    const texts = isCut ? short : cells;
    const words = shortened(message);
    characters += words.length + lengthOf(texts);
    reason.kept.push([line, words === reason.message ? "" : words, texts, isCut]);
  }
  const sorted = [...reasons.values()].sort((one, other) => other.count - one.count);
  const shown = sorted.flatMap(({ kept: its }, at) =>
    its.map(([line, message, cells, isCut]) => [line, at, message, cells, isCut] as const),
  );
  return {
    reasons: sorted.map(({ kept: _, ...reason }) => reason),
    rows: shown.sort(([one], [other]) => one - other),
    leftOut: total - kept,
  };
}

function lengthOf(texts: readonly string[]): number {
  return texts.reduce((sum, { length }) => sum + length, 0);
}

/** A text that fits, without half a character at its end. */
export function shortened(text: string): string {
  if (text.length <= MOST_CHARACTERS) return text;
  return `${text.slice(0, MOST_CHARACTERS).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
