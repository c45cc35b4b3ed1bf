/** What a load would do: counted by the engine itself, over a wire that leads nowhere. */
import { type CallerError, type HubSpotError, InvalidInputError } from "../../index.js";
import { fieldOf } from "../../match/identity.js";
import { number, plural } from "../../outcome/print.js";
import { duration } from "../duration.js";
import { EXIT } from "../failure.js";
import { issuesOf } from "../mapping/issues.js";
import type { Row } from "../rows/row.js";
import { canonical } from "../state/fingerprints.js";
import { give, giveJson, shown, type Terminal, table, widthOf } from "../terminal.js";
import { clientOf } from "./connect.js";
import { INVALID } from "./detail.js";
import type { Source } from "./inspect.js";
import type { Manner } from "./manner.js";
import { limited } from "./pass.js";
import { type Prepared, prepare, sayMapping } from "./prepare.js";
import { reasonLines } from "./print-report.js";
import { Reasons, type RunReason } from "./report.js";
import { SeenRecords } from "./seen-records.js";
import type { Settings } from "./settings.js";

/** The requests of a day that the smallest accounts have, and of ten seconds: HubSpot's documentation. */
const DAY = 250_000;
const QUOTA = { requests: 100, intervalMs: 10_000 };

/** Requests that are shown as they would go, and inputs of each. */
const SHOWN_REQUESTS = 3;
const SHOWN_INPUTS = 2;

/** Reasons that are shown; as JSON there are all. */
const SHOWN_REASONS = 20;

/** Most records that are kept to tell duplicates: in 130 MB. */
const MOST_RECORDS = 10_000_000;

/** What a load would do. */
export interface Plan {
  readonly operation: string;
  readonly file: string;
  readonly rows: number;
  readonly valid: number;
  readonly invalid: number;
  /** Valid rows whose record an earlier row has. */
  readonly duplicates: number;
  readonly batches: number;
  readonly requests: number;
  /** The least time it takes at the quota. */
  readonly leastMinutes: number;
  /** Which part of a day's requests it is: of `day` many. */
  readonly shareOfDay: number;
  readonly day: number;
  readonly quota: { readonly requests: number; readonly intervalMs: number };
  readonly errors: readonly RunReason[];
  /** The first requests, as they would go. */
  readonly first: readonly { readonly method: string; readonly path: string; readonly body: unknown }[];
}

/** Plans a load of a source, and writes it. */
export async function planSource(
  asked: Omit<Settings, "file">,
  source: Source,
  manner: Manner,
  terminal: Terminal,
): Promise<number> {
  try {
    const { isCopy: _, remove: __, ...file } = source;
    const prepared = await prepare({ ...asked, file }, terminal);
    if (!manner.quiet) sayMapping(prepared, terminal);
    const plan = await makePlan(prepared, manner);
    if (manner.json) giveJson(terminal, plan, 2);
    else give(terminal, ...print(plan, widthOf(terminal.stdout)));
    if (plan.valid === 0) return EXIT.unusable;
    return plan.invalid > 0 ? EXIT.someNotWritten : EXIT.done;
  } finally {
    await source.remove();
  }
}

async function makePlan(
  { settings, operation, rows, mapping, toInput, body }: Prepared,
  manner: Manner,
): Promise<Plan> {
  const first: { method: string; path: string; body: unknown }[] = [];
  let requests = 0;
  const client = clientOf({
    apiVersion: settings.apiVersion,
    accessToken: "none",
    rateLimiter: { acquire: async () => ({ startedMs: performance.now() }), release: () => {}, pause: () => {} },
    retry: { maxRetries: 0 },
    fetch: async (url: string | URL, { method = "POST", body: text }: RequestInit = {}) => {
      requests++;
      const { pathname, search } = new URL(url);
      if (first.length < SHOWN_REQUESTS)
        first.push({ method, path: pathname + search, body: JSON.parse(String(text)) });
      return Response.json({ status: "error", category: "VALIDATION_ERROR", message: "planned" }, { status: 400 });
    },
  });
  const reasons = new Reasons();
  const records = new SeenRecords();
  let read = 0;
  let invalid = 0;
  let duplicates = 0;
  const seen = (row: Row) => {
    if (operation.identity.length === 0 || records.size >= MOST_RECORDS) return;
    const input = toInput(row);
    if (!records.add(canonical(operation.identity.map((field) => fieldOf(input, field))))) duplicates++;
  };
  const run = client.call(operation.method)(limited(rows, settings.limit), {
    map: toInput,
    isolate: false,
    ...(Object.keys(settings.path).length > 0 && { path: settings.path }),
    ...(Object.keys(settings.query).length > 0 && { query: settings.query }),
    ...(body && { body }),
  });
  for await (const outcomes of run.batches())
    for (const outcome of outcomes) {
      read++;
      const error: HubSpotError | CallerError | undefined = outcome.status === "succeeded" ? undefined : outcome.error;
      const issues = error === undefined ? undefined : issuesOf(error, mapping);
      if (issues === undefined) {
        seen(outcome.input);
        continue;
      }
      invalid++;
      const property = [...new Set(issues.map(({ path }) => path))].filter((path) => path !== "").join(";");
      const message = issues.map(({ path, message: said }) => (path === "" ? said : `${path}: ${said}`)).join("; ");
      const detail = { name: InvalidInputError.name, code: INVALID, ...(property && { property }), message };
      reasons.add({ ...detail, resend: "pointless" }, "failed", outcome.input.line);
    }
  const quota = manner.quota ?? QUOTA;
  return {
    operation: operation.method,
    file: settings.file.name,
    rows: read,
    valid: read - invalid,
    invalid,
    duplicates,
    batches: requests,
    requests,
    leastMinutes:
      Math.round(((Math.max(requests - quota.requests, 0) / quota.requests) * quota.intervalMs) / 600) / 100,
    shareOfDay: requests / DAY,
    day: DAY,
    quota,
    errors: reasons.list(),
    first,
  };
}

function print(plan: Plan, width: number): string[] {
  const { rows, valid, invalid, duplicates, requests, quota, errors, first, shareOfDay } = plan;
  const ms = plan.leastMinutes * 60_000;
  return [
    `Plan: ${plan.operation} of ${shown(plan.file)}. Nothing was sent.`,
    ...table([
      ["  rows", number(rows)],
      ["  valid", number(valid)],
      ["  invalid", number(invalid)],
      ["  duplicates", duplicates > 0 ? `${number(duplicates)}: of each record the last row stands` : "0"],
      ["  batches", number(plan.batches)],
      ["  requests", `${number(requests)} at least`],
      [
        "  time",
        `${ms < 1_000 ? "about a second" : duration(ms)} at least, at ${number(quota.requests)} requests per ${duration(quota.intervalMs)}`,
      ],
      ["  of a day", `${percentOf(shareOfDay)} of ${number(DAY)} requests`],
    ]),
    ...(errors.length > 0 ? ["", "Invalid:"] : []),
    ...errors.slice(0, SHOWN_REASONS).flatMap((reason) => reasonLines(reason, width)),
    ...(errors.length > SHOWN_REASONS
      ? [`  and ${plural(errors.length - SHOWN_REASONS, "more reason")}: --json has them`]
      : []),
    ...(first.length > 0 ? ["", `The first ${first.length === 1 ? "request" : `${first.length} requests`}:`] : []),
    ...first.map(({ method, path, body }) => `  ${method} ${shown(path)} ${shown(shortened(body))}`),
  ];
}

function percentOf(share: number): string {
  return share > 0 && share < 0.0001 ? "less than 0.01 %" : `${(share * 100).toFixed(2)} %`;
}

/** A body's JSON with its first inputs alone. */
function shortened(body: unknown): string {
  const inputs = Array.isArray(body) ? (body as unknown[]) : (body as { inputs?: unknown[] }).inputs;
  if (inputs === undefined || inputs.length <= SHOWN_INPUTS) return JSON.stringify(body);
  const more = `… ${inputs.length - SHOWN_INPUTS} more`;
  const few = [...inputs.slice(0, SHOWN_INPUTS), more];
  return JSON.stringify(Array.isArray(body) ? few : { ...(body as object), inputs: few });
}
