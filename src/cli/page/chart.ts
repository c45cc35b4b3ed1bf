/** The course of a run as a picture. */
import { duration } from "../duration.js";
import type { Course, Span } from "./course.js";
import { html, type Markup } from "./html.js";

const WIDTH = 960;
const HEIGHT = 264;
const LEFT = 56;
const RIGHT = 12;
const TOP = 14;
const FLOOR = 190;

const STATUSES = ["succeeded", "failed", "unknown", "unsent"] as const;

/**
 * Draws records over time against the quota, with waits and refusals for the rate below; and says the same as a table. Of
 * several on a page each has a name.
 */
export function chart(course: Course, name = ""): Markup {
  const { spans, spanMs, quota, batchSize } = course;
  const of = name === "" ? "" : ` of ${name}`;
  const perSecond = (count: number) => (count * 1000) / spanMs;
  const most = quota && (quota.requests * 1000 * batchSize) / quota.intervalMs;
  const peak = Math.max(...spans.map((span) => perSecond(recordsOf(span))), 1);
  const { top, step } = scaleOf(Math.max(peak, most !== undefined && most <= 3 * peak ? most : 0));
  const x = (at: number) => LEFT + (at * (WIDTH - LEFT - RIGHT)) / spans.length;
  const y = (value: number) => FLOOR - (value * (FLOOR - TOP)) / top;
  const width = Math.max(1, x(1) - x(0) - (spans.length > 60 ? 0.5 : 2));
  const bars = spans.flatMap((span, at) => {
    let below = 0;
    return STATUSES.flatMap((status) => {
      if (span[status] === 0) return [];
      const from = below;
      below += perSecond(span[status]);
      return html`<rect class="fill-${status}" x="${fixed(x(at))}" y="${fixed(y(below))}" width="${fixed(width)}" height="${fixed(Math.max(0.6, y(from) - y(below)))}"/>`;
    });
  });
  const lines = Array.from({ length: Math.round(top / step) + 1 }, (_, nth) => nth * step).map(
    (value) =>
      html`<line class="rule" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${fixed(y(value))}" y2="${fixed(y(value))}"/><text class="tick" x="${LEFT - 8}" y="${fixed(y(value) + 4)}" text-anchor="end">${compact(value)}</text>`,
  );
  const waits = spans.flatMap(({ waitedMs }, at) =>
    waitedMs <= 0
      ? []
      : html`<rect class="fill-wait" x="${fixed(x(at))}" y="203" width="${fixed(Math.max(1, (x(1) - x(0)) * Math.min(1, waitedMs / spanMs)))}" height="8"/>`,
  );
  const refusals = spans.flatMap(({ rateLimited, faults }, at) => [
    ...(rateLimited > 0 ? [html`<path class="fill-429" d="M${fixed(x(at) + width / 2)} 216l5 9h-10z"/>`] : []),
    ...(faults > 0 ? [html`<circle class="fill-fault" cx="${fixed(x(at) + width / 2)}" cy="234" r="3.4"/>`] : []),
  ]);
  const times = timesOf(spans.length * spanMs).map(
    (ms) =>
      html`<text class="tick" x="${fixed(x(ms / spanMs))}" y="${HEIGHT - 6}" text-anchor="middle">${duration(ms)}</text>`,
  );
  const line =
    most !== undefined && most <= top
      ? html`<line class="quota" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${fixed(y(most))}" y2="${fixed(y(most))}"/>`
      : undefined;
  const legend = [
    ...STATUSES.filter((status) => spans.some((span) => span[status] > 0)).map(
      (status) => html`<li><i class="key ${status}"></i>${status}</li>`,
    ),
    ...(line ? [html`<li><i class="key quota"></i>what the quota allows: ${compact(most ?? 0)} records/s</li>`] : []),
    ...(waits.length > 0 ? [html`<li><i class="key wait"></i>waiting</li>`] : []),
    ...(spans.some(({ rateLimited }) => rateLimited > 0)
      ? [html`<li><i class="key k429"></i>refused for the rate (429)</li>`]
      : []),
    ...(spans.some(({ faults }) => faults > 0)
      ? [html`<li><i class="key fault"></i>failed or unanswered requests</li>`]
      : []),
  ];
  return html`<figure>
<div class="plot scroll" role="region" tabindex="0" aria-label="The course${of} as a picture"><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${sayingOf(course, peak)}">
${lines}${bars}${line}${waits}${refusals}${times}
</svg></div>
<figcaption><span class="unit">records per second</span><ul class="legend">${legend}</ul></figcaption>
${asTable(course, of)}
</figure>`;
}

function sayingOf({ spans, spanMs, quota }: Course, peak: number): string {
  const refused = spans.reduce((sum, { rateLimited }) => sum + rateLimited, 0);
  const limit = quota ? `, with a quota of ${quota.requests} requests in ${duration(quota.intervalMs)}` : "";
  return `Records per second over ${duration(spans.length * spanMs)}: at most ${compact(peak)}${limit}; ${refused} requests were refused for the rate. The table below has the same.`;
}

/** Rows of the table. */
const MOST_ROWS = 24;

function asTable({ spans, spanMs }: Course, of: string): Markup {
  const each = Math.ceil(spans.length / MOST_ROWS);
  const rows = Array.from({ length: Math.ceil(spans.length / each) }, (_, nth) => {
    const some = spans.slice(nth * each, (nth + 1) * each);
    const sum = (key: keyof Span) => some.reduce((total, span) => total + span[key], 0);
    const cells = [...STATUSES, "requests", "rateLimited", "faults"] as const;
    return html`<tr><th scope="row">${duration(nth * each * spanMs)}</th>${cells.map((key) => html`<td>${sum(key).toLocaleString("en-US")}</td>`)}<td>${duration(sum("waitedMs"))}</td></tr>`;
  });
  return html`<details class="table"><summary>The same as a table</summary><div class="scroll" role="region" tabindex="0" aria-label="The course${of} as a table"><table><thead><tr><th scope="col">from</th>${STATUSES.map((status) => html`<th scope="col">${status}</th>`)}<th scope="col">requests</th><th scope="col">429</th><th scope="col">faults</th><th scope="col">waited</th></tr></thead><tbody>${rows}</tbody></table></div></details>`;
}

function recordsOf(span: Span): number {
  return STATUSES.reduce((sum, status) => sum + span[status], 0);
}

function scaleOf(value: number): { readonly top: number; readonly step: number } {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [0.25, 0.5, 1, 2].map((one) => one * power).find((one) => value / one <= 5) ?? 2 * power;
  return { top: Math.ceil(value / step) * step, step };
}

/** Times under the picture: about six. */
function timesOf(lengthMs: number): number[] {
  const steps = [
    100, 250, 500, 1e3, 2e3, 5e3, 1e4, 15e3, 3e4, 6e4, 12e4, 3e5, 6e5, 9e5, 18e5, 36e5, 72e5, 216e5, 432e5,
  ];
  const step = steps.find((one) => lengthMs / one <= 6) ?? 864e5 * Math.ceil(lengthMs / 864e5 / 6);
  return Array.from({ length: Math.floor(lengthMs / step) + 1 }, (_, nth) => nth * step);
}

function compact(value: number): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: value < 10 ? 2 : 0 });
}

function fixed(value: number): string {
  return String(Number(value.toFixed(1)));
}
