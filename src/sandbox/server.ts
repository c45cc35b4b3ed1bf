import { answerBatch } from "./answer.js";
import { type Answer, htmlAnswer, refuse } from "./bodies.js";
import { type Read, readInputs, unfit } from "./check.js";
import { createFaults, type Refusal, type Strike } from "./faults.js";
import { checkApi, checkOptions, type ServerOptions } from "./options.js";
import { createLimits } from "./quota.js";
import { createRandom } from "./random.js";
import { apiOf, createRouter, type Input, type Route, type RouteMatch, routesOf } from "./routes.js";
import { RecordStore, type StoredRecord } from "./store.js";
import { wait } from "./wait.js";
import { writeBatch } from "./write.js";

/** One request as it comes off a wire. */
export interface Incoming {
  readonly method: string;
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What goes onto the wire: an answer, perhaps only half of it, or a lost connection. */
export type Reply = (Answer & { readonly cut?: true }) | "reset";

/** What the sandbox remembers of a request. */
export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  /** `api.verb`, where the path belongs to one. */
  readonly operation?: string;
  readonly version?: string;
  /** Without the token. */
  readonly headers: Readonly<Record<string, string>>;
  readonly inputs: readonly Input[];
  /** When it came, by the sandbox's clock. */
  readonly arrivedAt: number;
  /** The inputs whose write took place. */
  readonly written: readonly Input[];
  /** The status it was answered with; absent as long as, and where, there is no answer. */
  readonly status?: number;
  /** When it was answered or its connection reset. */
  readonly answeredAt?: number;
}

/** The fake HubSpot behind every transport. */
export interface Server {
  /** The path templates it answers. */
  readonly paths: readonly string[];
  readonly requests: readonly ReceivedRequest[];
  /** Answers one request, or rejects with the signal's reason. */
  receive(request: Incoming, signal?: AbortSignal): Promise<Reply>;
  /** The records of an api (`api/value` where the path has a parameter), oldest first. */
  records(store: string): StoredRecord[];
}

type Entry = { -readonly [Key in keyof ReceivedRequest]: ReceivedRequest[Key] };

const noCredentials: Refusal = {
  status: 401,
  category: "INVALID_AUTHENTICATION",
  message: "Authentication credentials not found",
};

/** A request let in: where it goes, what it asks, and what goes wrong with it. */
interface Admitted extends Read {
  readonly match: RouteMatch;
  readonly strike: Strike;
}

/** Makes a server with its own records, limits, faults and luck. */
export function createServer(options: ServerOptions): Server {
  const { records: seeds = {}, latencyMs = 0, wayMs = 0, accepts = () => true, now = () => Date.now() } = options;
  const routes = routesOf(options.contract);
  checkOptions(options, routes);
  const route = createRouter(routes);
  const random = createRandom(options.seed ?? 1);
  const limits = createLimits(options.quota, options.dailyLimit, now);
  const strikeOf = createFaults(options.faults ?? []);
  const requests: Entry[] = [];
  const stores = new Map<string, RecordStore>();
  const timestamp = () => new Date(now()).toISOString();
  const draw = (range: number | readonly [number, number]) => {
    const [least, most] = typeof range === "number" ? [range, range] : range;
    // Timers drop fractions: two of them would lose up to 2 ms.
    return Math.round(least + (most - least) * random());
  };

  function storeOf(name: string): RecordStore {
    const store = stores.get(name) ?? createStore(name, routes, seeds[name] ?? [], timestamp());
    stores.set(name, store);
    return store;
  }

  function admit({ path, headers }: Incoming, match: RouteMatch | undefined, read: Read): Admitted | Refusal {
    if (!match) return { status: 404, message: `No endpoint at ${path}` };
    const token = /^Bearer (\S+)$/.exec(headers["authorization"] ?? "")?.[1];
    if (token === undefined) return noCredentials;
    if (!accepts(token)) return { status: 401 };
    const policyName = limits.admit();
    if (policyName) return { status: 429, policyName };
    return { ...read, match, strike: strikeOf(match.operation.method, read.inputs) };
  }

  async function replyTo({ match, inputs, unreadable, strike }: Admitted, entry: Entry): Promise<Reply> {
    const { operation, store } = match;
    const fault = strike.whole?.answer;
    if (fault === "reset-before-write") return "reset";
    if (fault === "html") return htmlAnswer(200);
    if (typeof fault === "object") return refuse(fault, random, { operation, inputs: strike.whole?.culprits ?? [] });
    const refusal = unreadable ?? unfit(operation, inputs);
    if (refusal) return refuse(refusal, random);

    const at = timestamp();
    const strict = Object.hasOwn(seeds, store);
    const settled = writeBatch(storeOf(store), operation, inputs, { spoilt: strike.spoilt, strict, at });
    entry.written = settled.written;
    if (fault === "reset-after-write") return "reset";
    const answer = await answerBatch(operation, settled, { startedAt: at, completedAt: timestamp() }, random);
    if (fault !== "cut") return answer;
    return answer.body === null ? "reset" : { ...answer, cut: true };
  }

  return {
    paths: [...new Set(routes.map(({ operation }) => operation.path))],
    requests,
    records(name) {
      checkApi(name, routes);
      return storeOf(name).all();
    },

    async receive(incoming, signal) {
      signal?.throwIfAborted();
      if (wayMs !== 0) await wait(draw(wayMs), signal);
      // What depends on who comes first is settled before anything is awaited.
      const match = incoming.method === "POST" ? route(incoming.path) : undefined;
      const read = readInputs(incoming.body, match?.operation);
      const entry = entryOf(incoming, match, read.inputs, now());
      requests.push(entry);
      const admitted = admit(incoming, match, read);
      const headers = limits.headers();
      const latency = draw(latencyMs);
      const untilWrite = Math.round(latency * random());

      const hangs = "strike" in admitted && admitted.strike.whole?.answer === "hang";
      await wait(hangs ? Number.POSITIVE_INFINITY : untilWrite, signal);
      const reply = "strike" in admitted ? await replyTo(admitted, entry) : refuse(admitted, random);
      await wait(latency - untilWrite, signal);
      entry.answeredAt = now();
      if (reply === "reset") return reply;
      entry.status = reply.status;
      return { ...reply, headers: { ...headers, ...reply.headers } };
    },
  };
}

function createStore(name: string, routes: readonly Route[], seeds: readonly object[], at: string): RecordStore {
  const idFields = routes.flatMap(({ api, operation }) => (api === apiOf(name) ? operation.recordId : []));
  const store = new RecordStore([...new Set(idFields)]);
  for (const seed of seeds) store.save({ createdAt: at, updatedAt: at, archived: false, ...structuredClone(seed) });
  return store;
}

function entryOf(
  incoming: Incoming,
  match: RouteMatch | undefined,
  inputs: readonly Input[],
  arrivedAt: number,
): Entry {
  const { method, path, headers } = incoming;
  const { authorization: _, ...safe } = headers;
  const target = match && { operation: match.operation.method, version: match.version };
  return { method, path, ...target, headers: safe, inputs, arrivedAt, written: [] };
}
