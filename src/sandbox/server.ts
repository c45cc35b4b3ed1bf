import { answerAccount, mayDo } from "./account.js";
import { answerBatch, conflictWith } from "./answer.js";
import { type Answer, answerWith, htmlAnswer, refuse, scopeErrors } from "./bodies.js";
import { type ReadBody, readInputs, unfit } from "./check.js";
import { createFaults, type Refusal, type Strike } from "./faults.js";
import { gathered } from "./gather.js";
import { linkWriter } from "./links.js";
import { checkApi, checkOptions, type ServerOptions } from "./options.js";
import { createLimits } from "./quota.js";
import { createRandom } from "./random.js";
import { answerRead } from "./read.js";
import { type Entry, entryOf, type Incoming, methodOf, type ReceivedRequest, type Target } from "./received.js";
import {
  createReadRouter,
  createRouter,
  type ReadMatch,
  type ReadRoute,
  type RouteMatch,
  readsOf,
  routesOf,
  verbOf,
} from "./routes.js";
import type { StoredRecord } from "./store.js";
import { Stores } from "./stores.js";
import { wait } from "./wait.js";
import { conflictIn, settleEach, writeBatch } from "./write.js";

/** What goes onto the wire: an answer, perhaps only half of it, or a lost connection. */
export type Reply = (Answer & { readonly cut?: true }) | "reset";

/** The fake HubSpot behind every transport. */
export interface Server {
  /** The path templates it answers, by the method of HTTP. */
  paths(): Readonly<Record<"get" | "post" | "put", readonly string[]>>;
  readonly requests: readonly ReceivedRequest[];
  /** Answers one request, or rejects with the signal's reason. */
  receive(request: Incoming, signal?: AbortSignal): Promise<Reply>;
  /** The records of an api (`api/value` where the path has a parameter), oldest first. */
  records(store: string): StoredRecord[];
}

const noCredentials: Refusal = {
  status: 401,
  category: "INVALID_AUTHENTICATION",
  message: "Authentication credentials not found",
};

/** What a contract calls the requests that tell of the account and the token. */
const ACCOUNT = "account";

/** A request let in: what it asks, and what goes wrong with it. */
interface Admitted extends ReadBody {
  readonly target: Target;
  readonly strike: Strike;
}

/** Makes a server with its own records, limits, faults and luck. */
export function createServer(options: ServerOptions): Server {
  const { records = {}, latencyMs = 0, wayMs = 0, accepts = () => true, now = () => Date.now() } = options;
  const routes = routesOf(options.contract);
  const route = createRouter(routes);
  const pathsBy = (verb: string) => [
    ...new Set(routes.flatMap(({ operation }) => (verbOf(operation) === verb ? operation.path : []))),
  ];
  const readRoutes = readsOf(options.contract);
  checkOptions(options, routes, readRoutes);
  const routeRead = createReadRouter(readRoutes);
  const random = createRandom(options.seed ?? 1);
  const limits = createLimits(options.quota, options.dailyLimit, now);
  const strikeOf = createFaults(options.faults ?? []);
  const everyScope = [...routes.map(({ operation }) => operation), ...readRoutes.map(({ read }) => read)];
  // What every app may, no token lacks.
  const granted = [...new Set(["oauth", ...(options.scopes ?? everyScope.flatMap(({ scopes }) => scopes))])];
  const requests: Entry[] = [];
  const timestamp = () => new Date(now()).toISOString();
  const stores = new Stores(routes, records, timestamp);
  const draw = (range: number | readonly [number, number]) => {
    const [least, most] = typeof range === "number" ? [range, range] : range;
    // Timers drop fractions: two of them would lose up to 2 ms.
    return Math.round(least + (most - least) * random());
  };

  function admit({ path, headers }: Incoming, target: Target | undefined, read: ReadBody): Admitted | Refusal {
    if (!target) return { status: 404, message: `No endpoint at ${path}` };
    const token = /^Bearer (\S+)$/.exec(headers["authorization"] ?? "")?.[1];
    if (token === undefined) return noCredentials;
    if (!accepts(token)) return { status: 401 };
    const policyName = limits.admit();
    if (policyName) return { status: 429, policyName };
    const needs = "read" in target ? target.read : target.operation;
    if (!mayDo(needs, granted)) return { status: 403, errors: scopeErrors(needs) };
    return {
      ...read,
      target,
      strike: strikeOf("methods" in target ? target.methods : [methodOf(target)], read.inputs),
    };
  }

  async function replyTo(admitted: Admitted, entry: Entry): Promise<Reply> {
    const { target, inputs, unreadable, strike } = admitted;
    const fault = strike.whole?.answer;
    if (fault === "reset-before-write") return "reset";
    if (fault === "html") return htmlAnswer(200);
    if (typeof fault === "object") {
      const operation = "operation" in target ? target.operation : { ...target.read, errors: {} };
      return refuse(fault, random, { operation, inputs: strike.whole?.culprits ?? [] });
    }
    const refusal = "operation" in target ? (unreadable ?? unfit(target.operation, inputs)) : undefined;
    if (refusal) return refuse(refusal, random);
    const answer = "read" in target ? await read(target, admitted) : await write(target, admitted, entry);
    if (fault === "reset-after-write") return "reset";
    if (fault !== "cut") return answer;
    return answer.body === null ? "reset" : { ...answer, cut: true };
  }

  /** What a fault would have passed over in silence is not there. */
  async function read({ read, parameters, api }: ReadMatch, { strike }: Admitted): Promise<Answer> {
    if (strike.spoilt.size > 0) return refuse({ status: 404 }, random);
    const { portalId = 1, dailyLimit } = options;
    if (api === ACCOUNT) return answerAccount(read, { portalId, scopes: granted, dailyLimit, used: limits.used() });
    return answerRead(read, parameters, { store: stores.of(api), url: `https://api.hubapi.com${read.path}`, random });
  }

  async function write(
    { api, operation, store, reverse }: RouteMatch,
    { inputs, asked, strike: { spoilt, whole } }: Admitted,
    entry: Entry,
  ): Promise<Answer> {
    const at = timestamp();
    const place = operation.links && { links: stores.links, store, reverse, sample: await operation.sample() };
    const writeLink = place && linkWriter(operation, place);
    const records = stores.of(store);
    const conflict = conflictIn(records, operation, inputs);
    if (conflict) return refuse({ status: 409, ...conflictWith(operation, conflict) }, random);
    const done = writeLink
      ? settleEach(operation, inputs, spoilt, writeLink)
      : writeBatch(records, operation, inputs, { spoilt, strict: stores.isSeeded(store), at });
    const { gathers, keeps } = operation;
    const settled =
      gathers === undefined
        ? done
        : gathered(
            done,
            gathers,
            keeps === undefined ? stores.writtenTo(api) : records.all(),
            await operation.sample(),
          );
    entry.written = settled.written;
    // Nobody sees the answer, so that no lot is drawn for it.
    if (whole?.answer === "reset-after-write") return answerWith(200, {});
    return answerBatch(operation, settled, { startedAt: at, completedAt: timestamp() }, { random, asked });
  }

  return {
    paths: () => ({
      get: pathsOf(readRoutes.filter(({ read }) => !read.isPost)),
      post: [...pathsBy("POST"), ...pathsOf(readRoutes.filter(({ read }) => read.isPost))],
      put: pathsBy("PUT"),
    }),
    requests,
    records(name) {
      checkApi(name, routes);
      return stores.all(name);
    },

    async receive(incoming, signal) {
      signal?.throwIfAborted();
      if (wayMs !== 0) await wait(draw(wayMs), signal);
      // What depends on who comes first is settled before anything is awaited.
      const { method, path, query, body } = incoming;
      const match = route(method, path);
      const found = match ? undefined : routeRead(path, query);
      const reading = found && method === (found.read.isPost ? "POST" : "GET") ? found : undefined;
      const read = reading ? { inputs: [reading.parameters], asked: {} } : readInputs(body, match?.operation);
      const entry = entryOf(incoming, match ?? reading, read.inputs, now());
      requests.push(entry);
      const admitted = admit(incoming, match ?? reading, read);
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

function pathsOf(routes: readonly ReadRoute[]): string[] {
  return [...new Set(routes.map(({ read }) => read.path))];
}
