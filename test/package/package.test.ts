import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { methodPages, moduleOf, pages, samplesIn } from "../helpers/samples.js";
import { compile, evaluate, type Packed, pack, root, run } from "./project.js";

/** Of engines that are not installed, what the guides use, as they declare it. */
const ENGINES = `
declare module "@temporalio/activity" {
  export class Context {
    static current(): Context;
    readonly info: { readonly heartbeatDetails: any };
    readonly cancellationSignal: AbortSignal;
    heartbeat(details?: unknown): void;
  }
}
declare module "@aws-sdk/client-sqs" {
  export interface Message { MessageId?: string | undefined; ReceiptHandle?: string | undefined; Body?: string | undefined }
  interface OfMessage { QueueUrl: string | undefined; ReceiptHandle: string | undefined }
  export class DeleteMessageCommand { readonly input: OfMessage; constructor(input: OfMessage) }
  export class ChangeMessageVisibilityCommand {
    readonly input: OfMessage & { VisibilityTimeout: number | undefined };
    constructor(input: OfMessage & { VisibilityTimeout: number | undefined });
  }
  export class SQSClient {
    constructor(configuration: { region?: string });
    send(command: DeleteMessageCommand | ChangeMessageVisibilityCommand): Promise<object>;
  }
}
declare module "pg-boss" {
  interface JobWithMetadata<Data> { id: string; name: string; data: Data; signal: AbortSignal }
  export class PgBoss {
    constructor(connectionString: string);
    work<Data>(name: string, handler: (jobs: JobWithMetadata<Data>[]) => Promise<unknown>): Promise<string>;
  }
}`;

let packed: Packed;
const install: Packed["install"] = (...args) => packed.install(...args);

beforeAll(async () => {
  packed = await pack();
});

afterAll(() => packed.remove());

describe("the package holds", () => {
  const below = (folder: string) => packed.files.filter((path) => path.startsWith(`package/${folder}`));

  test("its papers, schemas of what it reads and writes, code and types, and nothing else", () => {
    const code = /^package\/dist\/(?:src|generated|cli)\/.+\.(?:js|d\.ts|cjs|d\.cts)$/;
    const data = /^package\/dist\/(?:contracts|openapi)\//;
    expect(packed.files.filter((path) => !code.test(path) && !data.test(path)).sort()).toEqual(
      ["CHANGELOG.md", "LICENSE", "README.md", ...["config", "events"].map((name) => `dist/cli/${name}.schema.json`)]
        .concat("package.json")
        .map((path) => `package/${path}`),
    );
  });

  test("no code and no type that is not led to from what package.json names", async () => {
    const project = join(await install("reached"), "node_modules", "hubspot-batch");
    const code = packed.files
      .map((path) => path.slice("package/".length))
      .filter((path) => /\.(?:c?js|c?ts)$/.test(path));
    const unreached = new Set(code);
    const visit = (path: string): void => {
      if (!unreached.delete(path)) return;
      const text = readFileSync(join(project, path), "utf8");
      for (const [, to = ""] of text.matchAll(/["'`](\.{1,2}\/[^"'`]+\.c?js)["'`]/g)) {
        const target = posix.join(posix.dirname(path), to);
        visit(/\.d\.c?ts$/.test(path) ? target.replace(/\.(c?)js$/, ".d.$1ts") : target);
      }
    };
    const named = readFileSync(join(project, "package.json"), "utf8").matchAll(/"\.\/(dist\/[^"*]+)"/g);
    for (const [, path = ""] of named) visit(path);
    expect([...unreached]).toEqual([]);
  });

  test("each contract as it is written and as others read it, and what repairs them", () => {
    const contracts = readdirSync(join(root, "openapi"), { recursive: true, encoding: "utf8" })
      .map((path) => path.replaceAll("\\", "/"))
      .filter((path) => path.endsWith(".yaml"))
      .map((path) => path.replace(/\.yaml$/, ".json"));
    const served = contracts.filter((path) => !path.startsWith("overlays/"));
    expect(contracts.length).toBeGreaterThan(served.length);
    expect(below("dist/contracts/").sort()).toEqual(contracts.map((path) => `package/dist/contracts/${path}`).sort());
    expect(below("dist/openapi/").sort()).toEqual(served.map((path) => `package/dist/openapi/${path}`).sort());
  });
});

describe("an installed package", () => {
  test("exports what the README names", async () => {
    const project = await install("exports");
    const names = await evaluate(project, `console.log(JSON.stringify(Object.keys(await import("hubspot-batch"))))`);
    expect(names.sort()).toEqual([
      "BatchFailedError",
      "CallerError",
      "HttpError",
      "HubSpotError",
      "InvalidInputError",
      "LimiterError",
      "NetworkError",
      "RefusedError",
      "TimeoutError",
      "UnaccountedError",
      "UnexpectedResponseError",
      "assertSucceeded",
      "bindClient",
      "contract",
      "createClient",
      "createRateLimiter",
      "exitCode",
      "formatReport",
      "mergeReports",
      "mergeSummaries",
      "resendable",
      "toBatchResponse",
      "withStatus",
    ]);
  });

  test("keeps its files to itself", async () => {
    const project = await install("private");
    await expect(evaluate(project, `await import("hubspot-batch/dist/src/run/engine.js")`)).rejects.toThrow(
      "ERR_PACKAGE_PATH_NOT_EXPORTED",
    );
  });

  test("is imported without zod, msw or the runtime's fetch", async () => {
    const project = await install("lazy", { without: ["zod"] });
    const undici = "process.moduleLoadList.filter((one) => one.includes('undici')).length";
    const loaded = await evaluate(
      project,
      `const before = ${undici};
      const { createClient } = await import("hubspot-batch");
      const { createSandbox } = await import("hubspot-batch/sandbox");
      createClient({ accessToken: "token" });
      console.log(JSON.stringify({ undici: ${undici} - before, sandbox: typeof createSandbox }));`,
    );
    expect(loaded).toEqual({ undici: 0, sandbox: "function" });
  });

  test("writes to its own sandbox", async () => {
    const project = await install("writes");
    const report = await evaluate(
      project,
      `import { createClient } from "hubspot-batch";
      import { createSandbox } from "hubspot-batch/sandbox";
      const { fetch } = createSandbox();
      const hubspot = createClient({ accessToken: "token", fetch });
      const inputs = Array.from({ length: 250 }, (_, index) => ({
        externalAccountId: "account",
        externalEventId: String(index),
        eventName: "Event " + index,
        eventOrganizer: "Organizer",
      }));
      const { counts, requests } = await hubspot.marketingEvents.upsert(inputs);
      console.log(JSON.stringify({ counts, sent: requests.sent }));`,
    );
    expect(report).toEqual({ counts: { total: 250, succeeded: 250, failed: 0, unknown: 0, unsent: 0 }, sent: 3 });
  });
});

test("npm installs the package and what it depends on, from nothing", async () => {
  const project = await mkdtemp(join(tmpdir(), "hubspot-batch-fresh-"));
  try {
    await writeFile(join(project, "package.json"), '{ "private": true, "type": "module" }');
    await run("npm", ["install", "--no-save", "--no-audit", "--no-fund", packed.tarball], project);
    const counts = await evaluate(
      project,
      `import { createClient } from "hubspot-batch";
      import { createSandbox } from "hubspot-batch/sandbox";
      const { fetch } = createSandbox();
      const hubspot = createClient({ accessToken: "token", fetch });
      const { counts } = await hubspot.marketingEvents.upsert([
        { externalAccountId: "a", externalEventId: "1", eventName: "Open day", eventOrganizer: "us" },
      ]);
      console.log(JSON.stringify(counts));`,
    );
    expect(counts).toEqual({ total: 1, succeeded: 1, failed: 0, unknown: 0, unsent: 0 });
  } finally {
    await rm(project, { recursive: true });
  }
});

describe("the types of an installed package", () => {
  const program = `
    import { createClient, withStatus, type BatchInput, type BatchRecord, type Outcome } from "hubspot-batch";
    const hubspot = createClient({ accessToken: "token" });
    const input: BatchInput<"listings.update"> = { id: "1", properties: { hs_price: "1" } };
    const report = await hubspot.listings.update([input]);
    const outcomes: readonly Outcome<BatchInput<"listings.update">, BatchRecord<"listings.update">>[] = report.outcomes;
    for (const { index, error } of withStatus(outcomes, "failed")) error.message satisfies string, index satisfies number;
    // @ts-expect-error a listing has no such field
    await hubspot.listings.update([{ id: "1", properties: {}, prize: "1" }]);
  `;

  test("hold in a strict NodeNext project that checks its libraries", async () => {
    const project = await install("types-node", { links: ["@types/node"] });
    const sandbox = `
      import { createSandbox } from "hubspot-batch/sandbox";
      createSandbox({ seed: 1 }).fetch satisfies (url: string, init?: RequestInit) => Promise<Response>;
    `;
    const files = { "program.ts": program, "sandbox.ts": sandbox };
    await compile(project, files, { lib: ["ES2023"], types: ["node"], skipLibCheck: false });
  });

  // The oldest that package.json allows, and the newest; the other tests here have the repository's own.
  test.each(["5.5.4", "7.0.2"])("hold with TypeScript %s, in a strict NodeNext project", async (version) => {
    const project = await install(`types-${version}`, { links: ["@types/node"] });
    const own = join(project, "compiler");
    await run(
      "npm",
      ["install", "--no-audit", "--no-fund", "--no-save", "--prefix", own, `typescript@${version}`],
      project,
    );
    const files = {
      "program.ts": program,
      "wrong.ts": 'import { createClient } from "hubspot-batch";\ncreateClient(7);\n',
    };
    const options = { lib: ["ES2022"], types: ["node"], skipLibCheck: true };
    const told = await compile(project, files, options, join(own, "node_modules", "typescript", "bin", "tsc")).catch(
      String,
    );
    expect(String(told).match(/\S+: error/g)).toEqual([expect.stringMatching(/^wrong\.ts\(2,14\): error/)]);
  });

  test("say in one line, where it is, what is wrong of an input and of what a `map` makes", async () => {
    const project = await install("types-wrong");
    const wrong = `
      import { createClient } from "hubspot-batch";
      const { marketingEvents, listings } = createClient();
      const ids = { externalAccountId: "a", externalEventId: "1", eventOrganizer: "us" };
      void marketingEvents.upsert([/**/{ ...ids }]);
      void marketingEvents.upsert([{ ...ids, /**/eventName: 7 }]);
      void marketingEvents.upsert([{ ...ids, eventName: "Open day", /**/evntType: "fair" }]);
      void marketingEvents.upsert([7], { map: (day) => ({ ...ids, /**/eventName: day }) });
      void marketingEvents.upsert([7], { map: () => /**/({ ...ids }) });
      void marketingEvents.upsert([7], { map: (day) => ({ ...ids, eventName: "Open " + day, /**/evntType: "fair" }) });
      void marketingEvents.upsert([7], { map: () => ({ ...ids, eventName: "a", customProperties: [{ name: "a", value: "b", /**/valeu: "c" }] }) });
      void listings.update([{ id: "1", properties: { /**/price: ["7"] } }]);
      void listings.update([7], { map: (price) => ({ id: "1", properties: { /**/price: [price] } }) });
    `;
    const lines = wrong.split("\n");
    const told: string = await compile(project, { "wrong.ts": wrong }, { lib: ["ES2023"] }).catch(String);
    const errors = [...told.matchAll(/^wrong\.ts\((\d+),(\d+)\): error \w+: (.*)(?=\n(.?))/gm)];
    expect(
      errors.map(([, line, column, what, next]) => [lines[Number(line) - 1]?.slice(0, Number(column) - 1), what, next]),
    ).toEqual(
      [
        /Property 'eventName' is missing .* in type 'ReadOnly<MarketingEventUpsertInput>'\.$/,
        /^Type 'number' is not assignable to type 'string'\.$/,
        /'ReadOnly<MarketingEventUpsertInput>'\. Did you mean to write 'eventType'\?$/,
        /^Type 'number' is not assignable to type 'string'\.$/,
        /Property 'eventName' is missing .* in type 'ReadOnly<MarketingEventUpsertInput>'\.$/,
        /^Type 'string' is not assignable to type '"no field of the contract"'\.$/,
        /^Type '"c"' is not assignable to type '"no field of the contract"'\.$/,
        /^Type .* is not assignable to type 'string \| number \| boolean \| DateLike \| undefined'\.$/,
        /^Type .* is not assignable to type 'string \| number \| boolean \| DateLike \| undefined'\.$/,
      ].map((what) => [
        expect.stringMatching(/\/\*\*\/$/),
        expect.stringMatching(what),
        expect.stringMatching(/^\S?$/),
      ]),
    );
  });

  test("fit the programs of the README, the guides and the pages of methods", async () => {
    const programs = pages.flatMap((page) => samplesIn(page)).map((sample) => moduleOf(sample));
    const calls = methodPages.flatMap(({ version, page }) =>
      samplesIn(page).map((sample) => moduleOf(sample, version)),
    );
    // What is generated from contracts that only its reader has, and what is no TypeScript, is left out.
    const examples = [...programs, ...calls].filter((text) => !/ from "\.\/|\brequire\(/.test(text));
    expect(examples.length).toBeGreaterThan(100);
    const project = await install("examples", {
      links: ["@types/node", "msw", "@opentelemetry/api", "@hubspot/api-client", "ioredis", "bullmq"],
    });
    const files = Object.fromEntries(examples.map((example, index) => [`example-${index}.ts`, example]));
    files["engines.d.ts"] = ENGINES;
    // msw's own types speak of a browser's.
    await compile(project, files, { lib: ["ES2023", "DOM", "DOM.Iterable"], types: ["node"], skipLibCheck: true });
  });

  test("hold for a bundler without Node's types", async () => {
    const project = await install("types-web");
    const options = { module: "ESNext", moduleResolution: "Bundler", lib: ["ES2023", "DOM", "DOM.Iterable"] };
    await compile(project, { "program.ts": program }, { ...options, skipLibCheck: false });
  });
});
