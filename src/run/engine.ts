import type { Connecting, Operation } from "../contract.js";
import { type Check, createCheck, type Validating } from "../intake/check.js";
import type { Inputs } from "../intake/inputs.js";
import { withBodyFields } from "../match/body-fields.js";
import type { CallSettings } from "../options/options.js";
import type { ClientSettings } from "../options/settings.js";
import type { BatchReport } from "../outcome/summary.js";
import { type Part, partOf } from "../part.js";
import type { carry } from "../wire/carry.js";
import { isWatched } from "../wire/channels.js";
import { tokensOf } from "../wire/choose-tokens.js";
import { chooseWire } from "../wire/choose-wire.js";
import { createBatchClient, type FetchClientOptions } from "../wire/fetch-client.js";
import type { Tokens } from "../wire/token.js";
import { type Judging, Transport } from "../wire/transport.js";
import type { watched } from "../wire/watched-attempt.js";
import type { Wire } from "../wire/wire.js";
import type { SettleBatch } from "./batch.js";
import type { CheckContext, TokenCheck } from "./check-token.js";
import type { Resolvable, ResolveContext, ResolveOptions } from "./resolve.js";
import { type Asked, type OutcomeConsumer, Run } from "./run.js";
import type { watchedRun } from "./watched-run.js";

/** Loads what makes a version's typed client. */
export interface Connect {
  connect(): Promise<Connecting<object>>;
}

/** What a client does its work with: loaded with its first call, so that importing this package costs next to nothing. */
export interface Engine {
  /** Makes a run of a batch method. */
  run(
    inputs: Inputs<object>,
    operation: Operation,
    settings: CallSettings,
    consumer: OutcomeConsumer<object, object>,
  ): Promise<Run<object, object>>;
  /** Loads what runs of these operations need. */
  preload(operations: readonly Operation[]): Promise<void>;
  /** Reads what became of a report's unknown inputs; see `ResolveContext` for what it needs of its client. */
  resolve<I, R, S extends object>(
    report: Resolvable<I, R, S>,
    options: ResolveOptions | undefined,
    known: Pick<ResolveContext, "find" | "reads" | "versionOf">,
  ): Promise<BatchReport<I, R, S>>;
  /** Asks what the token may do of these methods. */
  check(methods: readonly string[], known: Pick<CheckContext, "find" | "reads">): Promise<TokenCheck>;
  /** Sends a single request. */
  carry(request: Request): Promise<Response>;
}

/** What an engine does without while all goes well, and loads when it does not. */
export interface EngineParts {
  readonly trouble: Part<Judging & { readonly settleBatch: SettleBatch }>;
  readonly validating: Validating;
  readonly asked: Part<Asked>;
  readonly single: Part<{ readonly carry: typeof carry }>;
  readonly watching: Part<{ readonly watchedRun: typeof watchedRun; readonly watched: typeof watched }>;
}

/** Makes a client's engine, on the wire that it is given or else the best there is. */
export async function loadEngine(
  version: Connect,
  settings: ClientSettings,
  options: FetchClientOptions,
): Promise<Engine> {
  const parts: EngineParts = {
    trouble: partOf(() => import("./trouble.js")),
    validating: partOf(() => import("../intake/validate.js")),
    asked: partOf(() => import("./asked.js")),
    single: partOf(() => import("../wire/carry.js")),
    watching: partOf(() => import("./watched.js")),
  };
  const loading = [version.connect(), chooseWire(settings.fetch), tokensOf(settings.accessToken)] as const;
  const [connecting, wire, tokens] = await Promise.all(loading);
  return createEngine(connecting, settings, options, parts, { wire, tokens });
}

/** Makes a client's engine. */
export function createEngine(
  version: Connecting<object>,
  settings: ClientSettings,
  options: FetchClientOptions,
  { trouble, validating, asked, single, watching }: EngineParts,
  { wire, tokens }: { readonly wire: Wire; readonly tokens: Tokens },
): Engine {
  const { limiter, concurrency, validate } = settings;
  const transport = new Transport({ ...settings, wire, tokens, judging: trouble, watching });
  const checks = new Map<Operation, Part<Check>>();
  let client: object | undefined;
  const batchClient = () => (client ??= createBatchClient(version, options));

  const checkOf = (operation: Operation) => {
    const load = async () => createCheck(validate ? await operation.schema() : undefined, settings, validating);
    const check = checks.get(operation) ?? partOf(load);
    checks.set(operation, check);
    return check.load();
  };
  // What tells of a run does not keep it from being made.
  const watched = async () => (isWatched() ? watching.load().catch(() => {}) : undefined);
  const run: Engine["run"] = async (inputs, operation, call, consumer) => {
    const check = checkOf(operation);
    // The run hears of it once there is one: until then nobody may, and that must not end the process.
    check.catch(() => {});
    return new ((await watched())?.watchedRun(Run) ?? Run)(
      inputs,
      {
        operation: withBodyFields(operation, call.body),
        client: batchClient(),
        transport,
        limiter,
        concurrency,
        settings: call,
        check,
        trouble,
        asked: isAsking(call) ? await asked.load() : undefined,
      },
      consumer,
    );
  };
  return {
    async preload(operations) {
      const parts = [trouble, validating, asked, single].map((part: Part<unknown>) => part.load());
      await Promise.all([...parts, ...operations.map(checkOf)]);
    },
    run,
    async resolve(report, given, known) {
      const [{ resolveUnknown }, { createBatchRun }] = await Promise.all([
        import("./resolve.js"),
        import("./batch-run.js"),
      ]);
      return resolveUnknown(report, given, {
        ...known,
        client: batchClient(),
        transport,
        run: (inputs, operation, call) => createBatchRun((consumer) => run(inputs, operation, call, consumer)),
      });
    },
    async check(methods, known) {
      const { checkToken } = await import("./check-token.js");
      return checkToken(methods, { ...known, client: batchClient(), transport, tokens, limiter });
    },
    async carry(request) {
      await watched();
      return (await single.load()).carry(request, transport);
    },
  };
}

/** Whether a call has an option that few have. */
function isAsking({ deadlineMs, lingerMs, onCheckpoint, onProgress, records, sameRecord }: CallSettings): boolean {
  return (deadlineMs ?? lingerMs ?? onCheckpoint ?? onProgress ?? records) !== undefined || sameRecord === "last";
}
