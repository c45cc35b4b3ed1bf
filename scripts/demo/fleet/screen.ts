/** Shows a fleet at work: on a terminal a table that is drawn anew, elsewhere a plain line now and then. */

/** How far a portal's lane has come. */
export interface LaneRow {
  readonly portal: string;
  readonly total: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly unknown: number;
  /** The worker that has it, where one has. */
  readonly worker: string | undefined;
  /** Requests in its window, of so many. */
  readonly inWindow: number;
  readonly quota: number;
}

/** The part of a stream that is needed. */
interface Out {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
  write(text: string): unknown;
}

const LIVE_MS = 120;
const PLAIN_MS = 1_000;
const BAR = 20;

/** Draws what `look` sees until it is ended; `tell` says something in between. */
export function showFleet(out: Out, look: () => readonly LaneRow[]) {
  const beganMs = Date.now();
  let drawn = 0;
  // A table that is higher than the terminal could not be drawn anew.
  const isLive = out.isTTY === true && (out.rows || 24) > look().length + 1;
  const lines = () => {
    const rows = look();
    const seconds = ((Date.now() - beganMs) / 1_000).toFixed(1);
    return isLive ? [...rows.map(lineOf), sumOf(rows, seconds)] : [sumOf(rows, seconds)];
  };
  const up = () => (drawn > 0 ? `\u001B[${drawn}A` : "");
  // Line over line, and in one go: a table that is wiped first flickers.
  const draw = () => {
    const all = lines().map((line) => (isLive ? `${line.slice(0, (out.columns || 80) - 1)}\u001B[K` : line));
    out.write(`${up()}${all.join("\n")}\n`);
    drawn = isLive ? all.length : 0;
  };
  const timer = setInterval(draw, isLive ? LIVE_MS : PLAIN_MS);
  return {
    tell(text: string) {
      out.write(`${up()}${isLive ? "\u001B[J" : ""}${text}\n`);
      drawn = 0;
    },
    end() {
      clearInterval(timer);
      draw();
    },
  };
}

function lineOf({ portal, total, succeeded, failed, unknown, worker, inWindow, quota }: LaneRow): string {
  const full = Math.floor(((succeeded + failed + unknown) / total) * BAR);
  const bar = `${"█".repeat(full)}${"░".repeat(BAR - full)}`;
  const counts = `${String(succeeded).padStart(6)} written${failed > 0 ? ` · ${failed} failed` : ""}${unknown > 0 ? ` · ${unknown} unknown` : ""}`;
  return `  ${portal}  ${bar}  ${String(inWindow).padStart(3)}/${quota}  ${(worker ?? "").padEnd(9)} ${counts}`;
}

function sumOf(rows: readonly LaneRow[], seconds: string): string {
  const sum = (of: (row: LaneRow) => number) => rows.reduce((all, row) => all + of(row), 0);
  const succeeded = sum((row) => row.succeeded);
  const active = rows.filter(({ worker }) => worker !== undefined).length;
  const used = Math.round((100 * sum((row) => row.inWindow)) / sum((row) => row.quota));
  const [failed, unknown] = [sum((row) => row.failed), sum((row) => row.unknown)];
  // Within the 80 columns of a terminal.
  const parts = [
    `${succeeded.toLocaleString("en-US")} of ${sum((row) => row.total).toLocaleString("en-US")} written`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(unknown > 0 ? [`${unknown} unknown`] : []),
    `${active} ${active === 1 ? "lane" : "lanes"} at work`,
    `quota ${used} %`,
  ];
  return `  ${seconds.padStart(5)} s  ${parts.join(" · ")}`;
}
