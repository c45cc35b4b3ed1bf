/**
 * One run over real sockets to a server that does to a connection whatever can be done to one, drawn from a seed. `play`
 * throws when an invariant does not hold. Unlike chaos.ts it takes real time, so that a seed need not play the same twice.
 */
import { brotliCompressSync, gzipSync } from "node:zlib";
import type { Outcome } from "../../src/outcome/outcome.js";
import { createRandom } from "../../src/sandbox/random.js";
import { createSandbox, type Sandbox } from "../../src/sandbox/sandbox.js";
import { listenRaw, type RawRequest, rawAnswer } from "../helpers/raw-server.js";
import { create, type Sent, type Subject, shippedSubjects, updateContact, upsert } from "./subjects.js";

/** An answer of HubSpot's, on its way. */
interface Reply {
  readonly status: number;
  readonly body: string;
}

type Way = (reply: Reply, { socket }: RawRequest) => void;

const START = "HTTP/1.1 200 OK\r\n";
const half = (bytes: Uint8Array) => bytes.subarray(0, bytes.length / 2);
const whole: Way = ({ status, body }, { socket }) => socket.write(rawAnswer(status, body));

/** What befalls a request before HubSpot has seen it. */
const BEFORE: Readonly<Record<string, Way>> = {
  "a reset before the write": (_, { socket }) => socket.resetAndDestroy(),
  "an end before the write": (_, { socket }) => socket.end(),
  "silence before the write": () => {},
  "a page in place of HubSpot": (_, { socket }) => socket.write(rawAnswer(200, "<!DOCTYPE html><html></html>")),
  "a gateway's page": (_, { socket }) => socket.write(rawAnswer(502, "<html>Bad gateway</html>")),
  "a redirect": (_, { socket }) => socket.write(rawAnswer(302, "", { location: "https://elsewhere.example/" })),
  "another protocol": (_, { socket }) =>
    socket.write("HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n"),
  "something else than HTTP": (_, { socket }) => socket.end("220 mail.example ESMTP\r\n"),
  "headers without end": (_, { socket }) => socket.write(`${START}x: ${"y".repeat(20_000)}`),
  "a lock": (_, { socket }) => socket.write(rawAnswer(429, '{"policyName":"SECONDLY"}', { "retry-after": "0.01" })),
};

/** What befalls its answer. */
const AFTER: Readonly<Record<string, Way>> = {
  "a reset after the write": (_, { socket }) => socket.resetAndDestroy(),
  "an end after the write": (_, { socket }) => socket.end(),
  "silence after the write": () => {},
  "half the head": (_, { socket }) => socket.end("HTTP/1.1 200 OK\r\ncontent-le"),
  "half the body": ({ status, body }, { socket }) => socket.end(half(rawAnswer(status, body))),
  "half the body, and silence": ({ status, body }, { socket }) => socket.write(half(rawAnswer(status, body))),
  "half of the chunks": ({ body }, { socket }) =>
    socket.end(`${START}transfer-encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body.slice(0, 20)}`),
  "half of what was compressed": ({ status, body }, { socket }) =>
    socket.write(rawAnswer(status, half(gzipSync(body)), { "content-encoding": "gzip" })),
  "what is not compressed as it says": ({ status, body }, { socket }) =>
    socket.write(rawAnswer(status, body, { "content-encoding": "br" })),
  "a 503 for what was written": (_, { socket }) => socket.write(rawAnswer(503, '{"status":"error"}')),
};

/** What is odd, and no harm. */
const ODD: Readonly<Record<string, Way>> = {
  "byte by byte": ({ status, body }, { socket }) => {
    const bytes = rawAnswer(status, body);
    const next = (at: number) => {
      if (at < bytes.length) socket.write(bytes.subarray(at, at + 200), () => setImmediate(next, at + 200));
    };
    next(0);
  },
  "announced by others": ({ status, body }, { socket }) => {
    socket.write("HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n");
    socket.write(rawAnswer(status, body));
  },
  "in chunks, with trailers": ({ body }, { socket }) => {
    const bytes = Buffer.from(body);
    socket.write(`${START}transfer-encoding: chunked\r\ntrailer: x-sum\r\n\r\n`);
    for (const part of [half(bytes), bytes.subarray(bytes.length / 2)])
      if (part.length > 0)
        socket.write(Buffer.concat([Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from("\r\n")]));
    socket.write("0\r\nx-sum: 1\r\n\r\n");
  },
  "compressed by gzip": ({ status, body }, { socket }) =>
    socket.write(rawAnswer(status, gzipSync(body), { "content-encoding": "gzip" })),
  "compressed by brotli": ({ status, body }, { socket }) =>
    socket.write(rawAnswer(status, brotliCompressSync(body), { "content-encoding": "br" })),
  "closed behind it": ({ status, body }, { socket }) => socket.end(rawAnswer(status, body)),
  "reset behind it, as the next may be sent": ({ status, body }, { socket }) =>
    socket.write(rawAnswer(status, body), () => setTimeout(() => socket.resetAndDestroy(), 2)),
};

const MISHAPS = [...Object.keys(BEFORE), ...Object.keys(AFTER), ...Object.keys(ODD)];
const SUBJECTS: readonly Subject[] = [create, upsert, updateContact, ...shippedSubjects];

/** What was played, for those who count. */
export interface Played {
  readonly inputs: number;
  readonly requests: number;
  readonly halted: string;
  readonly mishaps: readonly string[];
  readonly statuses: readonly string[];
}

/** Plays one run; throws what is wrong with it. */
export async function play(seed: number): Promise<Played> {
  const random = createRandom(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T; // It is within the list.
  const subject = pick(SUBJECTS);
  const rate = pick([0.1, 0.3, 0.6]);
  const cutAfterMs = random() < 0.2 ? random() * 100 : undefined;
  const sandbox = createSandbox({ contract: subject.contract, seed });
  const mishaps: string[] = [];
  const server = await listenRaw((request) => {
    const mishap = random() < rate ? pick(MISHAPS) : "none";
    mishaps.push(mishap);
    const before = BEFORE[mishap];
    if (before !== undefined) before({ status: 0, body: "" }, request);
    else void writeTo(sandbox, request).then((reply) => (AFTER[mishap] ?? ODD[mishap] ?? whole)(reply, request));
  });
  try {
    const inputs = Array.from({ length: 40 + Math.floor(random() * 40) }, (_, seq) => subject.make(seq, seq, seq));
    const { method } = subject.bind({
      accessToken: "secret-of-the-caller",
      baseUrl: server.url,
      concurrency: pick([1, 4, 16]),
      timeoutMs: 200,
      retry: { maxRetries: pick([0, 2, 5]), initialDelayMs: 1, maxDelayMs: 5 },
    });
    const controller = new AbortController();
    if (cutAfterMs !== undefined) setTimeout(() => controller.abort(), cutAfterMs);
    const report = await method(inputs, { batchSize: pick([3, 10]), signal: controller.signal });

    const expect = (holds: boolean, otherwise: string) => {
      if (!holds)
        throw new Error(`${otherwise} (${subject.name}, ${JSON.stringify(report.counts)}, ${mishaps.join(", ")})`);
    };
    const received = server.requests.length;
    expect(received <= report.requests.sent, `${received} requests came, and ${report.requests.sent} were sent`);
    expect(
      server.requests.every(({ head }) => !/^sec-fetch/im.test(head)),
      "it went by fetch",
    );
    expect(report.outcomes.length === inputs.length, `${report.outcomes.length} outcomes`);
    const written = sandbox.requests.flatMap((request) => request.written.map((input) => subject.seqOf(input)));
    if (!subject.idempotent)
      expect(new Set(written).size === written.length, "what may not be sent twice was written twice");
    for (const [index, outcome] of report.outcomes.entries()) {
      expect(outcome.index === index && outcome.input === inputs[index], `outcome ${index} is another's`);
      const wrong = faultOf(outcome, new Set(written), sandbox, subject);
      expect(wrong === undefined, `input ${index} is ${outcome.status} ${wrong}`);
    }
    expect(!/secret-of/.test(JSON.stringify(report)), "the token can be seen");
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(server.requests.length <= report.requests.sent, "something was sent after the run had ended");
    const { counts, requests, halted } = report;
    const played = { inputs: counts.total, requests: requests.sent, halted: halted?.reason ?? "" };
    return { ...played, mishaps, statuses: report.outcomes.map(({ status }) => status) };
  } finally {
    await server.close();
  }
}

/** Has HubSpot do what a request asks. */
async function writeTo(sandbox: Sandbox, { head, body }: RawRequest): Promise<Reply> {
  const path = head.split(" ")[1] ?? "";
  const headers = { authorization: "Bearer any" };
  const response = await sandbox.fetch(`https://api.hubapi.com${path}`, { method: "POST", headers, body });
  return { status: response.status, body: await response.text() };
}

/** What is not true of an outcome. */
function faultOf(
  outcome: Outcome<object, object>,
  written: ReadonlySet<number>,
  sandbox: Sandbox,
  subject: Subject,
): string | undefined {
  const was = written.has(outcome.index);
  if (outcome.status === "unsent" || outcome.status === "failed") return was ? "and was written" : undefined;
  if (outcome.status === "unknown")
    return outcome.resend === (subject.idempotent ? "safe" : "read-first")
      ? undefined
      : `and resend is ${outcome.resend}`;
  if (!was) return "and was not written";
  const { recordId } = outcome;
  if (recordId === undefined) return undefined;
  const stored = sandbox.records(subject.store).find(({ id, objectId }) => id === recordId || objectId === recordId);
  return stored !== undefined && subject.isAbout(stored, outcome.input as Sent)
    ? undefined
    : "and has another's record";
}
