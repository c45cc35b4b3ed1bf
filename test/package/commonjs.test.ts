/** The package where ES modules are not at home: Node's `require`, Jest, and TypeScript that compiles to CommonJS. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compile, evaluate, type Packed, pack, root, run } from "./project.js";

let packed: Packed;

beforeAll(async () => {
  packed = await pack();
}, 180_000);

afterAll(() => packed.remove());

/** 250 events, for whatever program they are written in. */
const events = `Array.from({ length: 250 }, (_, index) => ({
  externalAccountId: "account",
  externalEventId: String(index),
  eventName: "Event " + index,
  eventOrganizer: "Organizer",
}))`;

test("each entry that can be required is found by a resolution without exports too", async () => {
  const { exports, typesVersions, main, types } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  const { ".": first, ...others } = Object.fromEntries(
    Object.entries<{ require?: { types: string; default: string } }>(exports).flatMap(([path, target]) =>
      target.require === undefined ? [] : [[path, target.require]],
    ),
  );
  expect({ types, default: main }).toEqual(first);
  expect(typesVersions).toEqual({
    "*": Object.fromEntries(Object.entries(others).map(([path, target]) => [path.slice(2), [target.types]])),
  });
});

describe("in Node's require", () => {
  test("the package writes, and loads what it needs no sooner than it needs it", async () => {
    const project = await packed.install("require", { type: "commonjs" });
    const program = `
      const loaded = () => Object.keys(require.cache).map((path) => path.replaceAll("\\\\", "/"));
      const undici = () => process.moduleLoadList.filter((one) => one.includes("undici")).length;
      const before = undici();
      const { createClient } = require("hubspot-batch");
      const { createSandbox } = require("hubspot-batch/sandbox");
      const { fetch } = createSandbox();
      const hubspot = createClient({ accessToken: "token", fetch });
      const early = loaded().filter((path) => /engine|zod|schemas|samples|listen/.test(path));
      const touched = undici() - before;
      (async () => {
        const { counts, requests } = await hubspot.marketingEvents.upsert(${events});
        const late = loaded().filter((path) => /\\.schemas\\./.test(path)).map((path) => path.split("/generated/")[1]);
        const esm = loaded().filter((path) => path.includes("hubspot-batch") && !path.endsWith("js"));
        console.log(JSON.stringify({ early, touched, late, esm, counts, sent: requests.sent }));
      })();
    `;
    expect(await evaluate(project, program, "commonjs")).toEqual({
      early: [],
      touched: 0,
      late: ["2026-03/marketing-events.schemas.cjs"],
      esm: [],
      counts: { total: 250, succeeded: 250, failed: 0, unknown: 0, unsent: 0 },
      sent: 3,
    });
  });

  test("it keeps company with its ES module in one program", async () => {
    const project = await packed.install("both", { type: "commonjs" });
    const program = `
      const cjs = require("hubspot-batch");
      const { createSandbox } = require("hubspot-batch/sandbox");
      (async () => {
        const esm = await import("hubspot-batch");
        const faults = [{ when: ({ externalEventId }) => externalEventId === "7", answer: { status: 400 } }];
        const sandbox = createSandbox({ quota: { requests: 5, intervalMs: 300 }, faults });
        // One budget for both: of the other copy, the limiter.
        const rateLimiter = cjs.createRateLimiter({ requests: 5, intervalMs: 300 });
        const clients = [esm, cjs].map(({ createClient }) =>
          createClient({ accessToken: "token", fetch: sandbox.fetch, rateLimiter }),
        );
        const reports = await Promise.all(clients.map((hubspot) => hubspot.marketingEvents.upsert(${events})));
        const told = reports.map((report, index) => {
          const other = [cjs, esm][index];
          const [{ error }] = other.withStatus(report, "failed");
          let thrown;
          try { other.assertSucceeded(report); } catch (error) { thrown = error.name; }
          return {
            name: error.name,
            ours: error instanceof other.RefusedError && !(error instanceof other.HttpError),
            code: other.toBatchResponse(report).errors[0].category,
            text: other.formatReport(report) === [esm, cjs][index].formatReport(report),
            thrown,
          };
        });
        const refused = sandbox.requests.filter(({ status }) => status === 429).length;
        console.log(JSON.stringify({ copies: esm.HttpError !== cjs.HttpError, told, refused }));
      })();
    `;
    const one = { name: "RefusedError", ours: true, code: "VALIDATION_ERROR", text: true, thrown: "BatchFailedError" };
    expect(await evaluate(project, program, "commonjs")).toEqual({ copies: true, told: [one, one], refused: 0 });
  });
});

test("in Jest it writes, over fetch and over sockets, and says what a lost connection was", async () => {
  const project = await packed.install("jest", { type: "commonjs" });
  const program = `
    const { createClient, HubSpotError } = require("hubspot-batch");
    const { createSandbox } = require("hubspot-batch/sandbox");
    const events = ${events};
    test("fetch", async () => {
      const hubspot = createClient({ accessToken: "token", fetch: createSandbox().fetch });
      expect((await hubspot.marketingEvents.upsert(events)).counts.succeeded).toBe(250);
    });
    test("sockets", async () => {
      const { url, close } = await createSandbox().listen();
      const hubspot = createClient({ accessToken: "token", baseUrl: url });
      expect((await hubspot.marketingEvents.upsert(events)).counts.succeeded).toBe(250);
      await close();
      // The runtime's own errors are of another realm than Jest's.
      for (const fetch of [undefined, (url, init) => globalThis.fetch(url, init)]) {
        const hubspot = createClient({ accessToken: "token", baseUrl: url, fetch, retry: { maxRetries: 0 } });
        const { outcomes, counts } = await hubspot.marketingEvents.upsert(events);
        expect(counts.unsent).toBe(250);
        expect(outcomes[0].error).toBeInstanceOf(HubSpotError);
        expect(outcomes[0].error.message).toContain("ECONNREFUSED");
      }
    });
    test("faked timers", async () => {
      const faults = [{ times: 1, answer: { status: 429 } }, { times: 1, answer: { status: 503 } }];
      const hubspot = createClient({ accessToken: "token", fetch: createSandbox({ latencyMs: 500, faults }).fetch });
      await hubspot.preload("marketingEvents.upsert");
      jest.useFakeTimers({ doNotFake: ["nextTick", "queueMicrotask", "setImmediate"] });
      const run = hubspot.marketingEvents.upsert(events).then((report) => report);
      await jest.advanceTimersByTimeAsync(60_000);
      expect((await run).requests).toMatchObject({ sent: 5, rateLimited: 1, retried: 2 });
    });
  `;
  await writeFile(join(project, "program.test.js"), program);
  await run("npx", ["-y", "-p", "jest@29.7.0", "jest", "--rootDir", "."], project);
}, 180_000);

test("in a NestJS project it compiles by the default tsconfig, and runs", async () => {
  const project = await packed.install("nest", { type: "commonjs", links: ["@types/node"] });
  // As `nest new` wrote it until its version 11, and stricter: the package's own types are checked too.
  const tsconfig = {
    module: "commonjs",
    moduleResolution: "node10",
    target: "ES2022",
    lib: ["ES2022"],
    declaration: true,
    emitDecoratorMetadata: true,
    experimentalDecorators: true,
    allowSyntheticDefaultImports: true,
    skipLibCheck: false,
    strict: true,
    exactOptionalPropertyTypes: false,
    noEmit: false,
    outDir: "out",
    types: ["node"],
  };
  const program = `
    import { type BatchInput, createClient, withStatus } from "hubspot-batch";
    import { createSandbox } from "hubspot-batch/sandbox";

    const hubspot = createClient({ accessToken: "token", fetch: createSandbox().fetch });
    const events: BatchInput<"marketingEvents.upsert">[] = ${events};
    // @ts-expect-error a listing has no such field
    const wrong: BatchInput<"listings.update"> = { id: "1", properties: {}, prize: "1" };
    void hubspot.marketingEvents.upsert(events).then((report) => {
      for (const { error } of withStatus(report, "failed")) error.message satisfies string;
      console.log(JSON.stringify(report.counts.succeeded), wrong.id);
    });
  `;
  await compile(project, { "program.ts": program }, tsconfig);
  expect(await run(process.execPath, ["out/program.js"], project)).toBe("250 1\n");
}, 120_000);
