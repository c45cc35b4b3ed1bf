import type { Progress } from "../../src/index.js";

const LIVE_MS = 80;
const PLAIN_MS = 500;
const BAR = 16;

const WAITING = { quota: "quota", "rate-limited": "429", limiter: "limiter", backoff: "retry" } as const;

/** The part of a stream that progress is shown on. */
interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Shows how far a run of so many inputs has come: a live line on a terminal, elsewhere a plain line now and then. */
export function showProgress(out: Screen, total: number) {
  let latest: Progress | undefined;
  let shown = "";
  const draw = () => {
    const line = latest === undefined ? "" : lineOf(latest, total, out.isTTY === true);
    if (line === shown) return;
    shown = line;
    // A line longer than the terminal is wide would stay behind when the next one is drawn.
    out.write(out.isTTY ? `\r\u001B[2K${line.slice(0, (out.columns || 80) - 1)}` : `${line}\n`);
  };
  const timer = setInterval(draw, out.isTTY ? LIVE_MS : PLAIN_MS);
  return {
    update(progress: Progress) {
      latest = progress;
    },
    end() {
      clearInterval(timer);
      if (out.isTTY) out.write("\r\u001B[2K");
      else draw();
    },
  };
}

function lineOf({ settled, counts, requests, waiting }: Progress, total: number, live: boolean): string {
  const full = Math.floor((settled / total) * BAR);
  const leftMs = waiting === undefined ? 0 : waiting.untilMs - Date.now();
  const parts = [
    `${settled.toLocaleString("en-US")} of ${total.toLocaleString("en-US")}`,
    // Before the rest, which a narrow terminal cuts off: it says why nothing moves.
    ...(waiting !== undefined && leftMs > 0
      ? [`waiting ${(leftMs / 1000).toFixed(1)} s (${WAITING[waiting.reason]})`]
      : []),
    ...(counts.failed > 0 ? [`${counts.failed} failed`] : []),
    ...(counts.unknown > 0 ? [`${counts.unknown} unknown`] : []),
    `${requests.sent} request${requests.sent === 1 ? "" : "s"}`,
  ];
  return `  ${live ? `${"█".repeat(full)}${"░".repeat(BAR - full)}  ` : ""}${parts.join(" · ")}`;
}
