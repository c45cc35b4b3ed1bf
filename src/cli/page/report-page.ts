/** The page of a run: one file that opens from disk, asks nobody for anything, and says what became of each row. */
import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { duration } from "../duration.js";
import { chart } from "./chart.js";
import type { Course } from "./course.js";
import { html, Markup } from "./html.js";
import { type GatheredRows, gatherRows, type PageReason, type PageRow, shortened } from "./page-rows.js";
import { script } from "./page-script.js";
import { style } from "./page-style.js";

/** What a page tells of a run beside its rows. */
export interface PageFacts {
  /** The run's id. */
  readonly run: string;
  readonly operation: string;
  readonly apiVersion: string;
  /** The name of the file that was loaded. */
  readonly file: string;
  /** Where it went: an account, a sandbox, or another server. */
  readonly target: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** How long it took, in ms. */
  readonly tookMs: number;
  /** How many rows had which fate; those of none are left out. */
  readonly counts: Readonly<Partial<Record<Fate, number>>>;
  /** Requests that were sent, those that were sent again, and those that were refused for the rate. */
  readonly requests: { readonly sent: number; readonly retried: number; readonly rateLimited: number };
  /** Why it ended before the file did, in a sentence. */
  readonly halted?: string | undefined;
  /** The command that goes on from here. */
  readonly command?: string | undefined;
  /** The columns of the file, where the page may show what stands in them. */
  readonly columns?: readonly string[] | undefined;
  /** What went on in time: of each time that the run went on, with what that is called. */
  readonly courses?: readonly { readonly name: string; readonly course: Course }[] | undefined;
}

const FATES = {
  succeeded: ["succeeded", "HubSpot confirmed the write"],
  unchanged: ["unchanged", "not sent: HubSpot has confirmed the same before"],
  failed: ["failed", "certainly not written"],
  "refused-before": ["refused before", "not sent: HubSpot has refused the same before"],
  unknown: ["unknown", "may have been written or not"],
  unsent: ["unsent", "certainly not processed"],
} as const;

/** What can become of a row. */
export type Fate = keyof typeof FATES;

const ADVICE: Readonly<Record<string, string>> = {
  safe: "may be sent again as they are",
  "read-first": "look in HubSpot before they are sent again",
  pointless: "correct them first",
};

/** Writes the page. Rows are those that were not written; all are counted, and as many shown as fit. */
export async function reportPage(facts: PageFacts, rows: Iterable<PageRow> | AsyncIterable<PageRow>): Promise<string> {
  const gathered = await gatherRows(rows);
  const { run, operation, apiVersion, file, target, startedAt, tookMs, requests, halted } = facts;
  const total = sum(facts);
  const done = (facts.counts.succeeded ?? 0) + (facts.counts.unchanged ?? 0);
  const title = `${done.toLocaleString("en-US")} of ${total.toLocaleString("en-US")} rows are in HubSpot`;
  const policy = `default-src 'none'; style-src '${hashOf(style)}'; script-src '${hashOf(script)}'; img-src data:; base-uri 'none'; form-action 'none'`;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>${title} – ${operation}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<header>
<p class="eyebrow">${operation} <span>${apiVersion}</span></p>
<h1>${title}</h1>
${halted && html`<p class="halted">${halted}</p>`}
<dl class="facts">
${fact("File", file)}${fact("Went to", target)}${fact("Begun", startedAt.replace("T", " ").replace(/\.\d+Z$/, " UTC"))}${fact("Took", duration(tookMs))}${fact("Requests", requestsOf(requests))}${fact("Run", run)}
</dl>
</header>
<main>
${outcomes(facts, total)}
${next(facts)}
${courses(facts)}
${reasons(gathered)}
${table(gathered, facts)}
</main>
<footer>Written by hubspot-batch. This file asks nobody for anything: it can be kept, and sent.</footer>
<script>${new Markup(script)}</script>
</body>
</html>
`;
  return page.text;
}

function sum({ counts }: PageFacts): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

function requestsOf({ sent, retried, rateLimited }: PageFacts["requests"]): string {
  const parts = [
    ...(retried > 0 ? [`${retried.toLocaleString("en-US")} sent again`] : []),
    ...(rateLimited > 0 ? [`${rateLimited.toLocaleString("en-US")} refused for the rate`] : []),
  ];
  return sent.toLocaleString("en-US") + (parts.length > 0 ? ` (${parts.join(", ")})` : "");
}

function fact(name: string, value: string): Markup {
  return html`<div><dt>${name}</dt><dd>${shortened(value)}</dd></div>`;
}

function outcomes({ counts }: PageFacts, total: number): Markup {
  const present = (Object.keys(FATES) as Fate[]).filter((fate) => (counts[fate] ?? 0) > 0 || fate === "succeeded");
  const share = (fate: Fate) => (total === 0 ? 0 : ((counts[fate] ?? 0) * 100) / total);
  return html`<section aria-labelledby="outcomes"><h2 id="outcomes">Outcomes</h2>
<svg class="share" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">${shares(present, share)}</svg>
<ul class="fates">${present.map(
    (fate) =>
      html`<li class="${fate}"><b>${(counts[fate] ?? 0).toLocaleString("en-US")}</b><span class="fate">${FATES[fate][0]}</span><span class="meaning">${FATES[fate][1]}</span></li>`,
  )}</ul></section>`;
}

function shares(fates: readonly Fate[], share: (fate: Fate) => number): Markup[] {
  let x = 0;
  return fates.map((fate) => {
    const from = x;
    // What there is, is seen, however little it is.
    const width = share(fate) === 0 ? 0 : Math.max(share(fate), 0.4);
    x += width;
    return html`<rect class="fill-${fate}" x="${from.toFixed(2)}" width="${width.toFixed(2)}" height="4"/>`;
  });
}

function next({ command }: PageFacts): Markup | undefined {
  if (command === undefined) return undefined;
  return html`<section class="next" aria-labelledby="next"><h2 id="next">To go on</h2>
<div class="command"><code id="command">${command}</code><button type="button" id="copy" hidden>Copy</button></div></section>`;
}

function courses({ courses: all = [] }: PageFacts): Markup | undefined {
  const told = all.filter(({ course }) => course.spans.length > 0);
  const [only] = told;
  if (only === undefined) return undefined;
  const charts =
    told.length === 1
      ? chart(only.course)
      : told.map(({ name, course }) => html`<h3>${name}</h3>${chart(course, name)}`);
  return html`<section aria-labelledby="course"><h2 id="course">In time</h2>${charts}</section>`;
}

function reasons({ reasons: all }: GatheredRows): Markup | undefined {
  if (all.length === 0) return undefined;
  const most = all[0]?.count ?? 1;
  return html`<section aria-labelledby="reasons"><h2 id="reasons">Why rows were not written</h2>
<ol class="reasons">${all.map((reason, at) => reasonItem(reason, at, most))}</ol></section>`;
}

function reasonItem({ status, code, property, message, resend, count }: PageReason, at: number, most: number): Markup {
  return html`<li class="${status}"><div class="amount"><b>${count.toLocaleString("en-US")}</b><svg viewBox="0 0 100 3" preserveAspectRatio="none" aria-hidden="true"><rect class="fill-${status}" width="${Math.max(2, (count * 100) / most).toFixed(1)}" height="3"/></svg></div>
<div><p class="message">${message}</p><p class="where"><span class="badge ${status}">${status}</span>${code && html`<code>${code}</code>`}${property && html`<code>${property}</code>`}<span>${ADVICE[resend] ?? resend}</span></p></div>
<button type="button" class="show" data-reason="${at}" hidden>Show rows</button></li>`;
}

function table({ reasons: all, rows, leftOut }: GatheredRows, { columns = [], run }: PageFacts): Markup | undefined {
  if (rows.length === 0) return undefined;
  const data = { run, columns, rows, reasons: all.map(({ count: _, ...reason }) => reason) };
  const packed = gzipSync(JSON.stringify(data), { level: 9 }).toString("base64");
  return html`<section id="rows" hidden aria-labelledby="rows-title"><h2 id="rows-title">The rows</h2>
<div class="filters">
<label>Reason <select id="reason"><option value="">all</option>${all.map(
    ({ status, code, property, message, count }, at) =>
      html`<option value="${at}">${count.toLocaleString("en-US")} ${status} – ${[code, property].filter((one) => one !== "").join(", ") || message.slice(0, 60)}</option>`,
  )}</select></label>
<label>Containing <input type="search" id="text" autocomplete="off" spellcheck="false"></label>
<button type="button" id="download">Download these as CSV</button>
</div>
<p id="found" role="status"></p>
${leftOut > 0 && html`<p class="note">${leftOut.toLocaleString("en-US")} more rows are in the run’s files, which have all of them.</p>`}
<div class="scroll" role="region" tabindex="0" aria-label="The rows as a table"><table id="table"><thead></thead><tbody></tbody></table></div>
<nav aria-label="Pages of rows"><button type="button" id="previous">Previous</button><span id="page"></span><button type="button" id="next-page">Next</button></nav>
</section>
<noscript><p class="note">With scripts switched off, the rows are in the run’s files.</p></noscript>
<script type="text/plain" id="packed">${packed}</script>`;
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
