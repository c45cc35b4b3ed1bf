import { describe, expect, it } from "vitest";
import { type BatchRun, createClient } from "../../src/index.js";
import { createSandbox, type Sandbox, type SandboxOptions } from "../../src/sandbox/sandbox.js";
import { everyOperation, namedAs, shownOf } from "../helpers/every-operation.js";

type Methods = Record<string, Record<string, (inputs: object[], options: object) => BatchRun<object, object>>>;

/** Enough for a second request of those that take a thousand. */
const MANY = 1_234;
const generic = await everyOperation(MANY);
const every = [...generic, ...generic.flatMap(namedAs)];

/** Has a client of a version send to a sandbox that listens, over connections of this process's own. */
async function over(
  version: string,
  options: SandboxOptions,
  use: (client: object, sandbox: Sandbox) => Promise<void>,
) {
  const sandbox = createSandbox({ latencyMs: [0, 2], ...options });
  const { url, close } = await sandbox.listen();
  try {
    // Every version of the contracts is the client's; there is nobody whose quota it would spend.
    const quota = { requests: 100_000, intervalMs: 1_000 };
    await use(createClient({ apiVersion: version as "v3", accessToken: "t", baseUrl: url, quota }), sandbox);
  } finally {
    await close();
  }
}

describe("over sockets", () => {
  it.each(every)("$version $method ties each of 1,234 records to its own input", async (one) => {
    const { version, operation, method, input, options, records } = one;
    const [api = "", verb = ""] = method.split(".");
    await over(version, { records }, async (client, sandbox) => {
      const inputs = Array.from({ length: MANY }, (_, number) => input(number));
      const report = await (client as Methods)[api]?.[verb]?.(inputs, options);
      expect(report).toMatchObject({ ok: true, counts: { succeeded: MANY }, untied: [] });
      expect(sandbox.requests).toHaveLength(Math.ceil(MANY / operation.batchSize));
      expect(sandbox.requests.flatMap((request) => request.inputs)).toHaveLength(MANY);
      for (const outcome of report?.outcomes ?? []) {
        expect(outcome.input).toBe(inputs[outcome.index]);
        if (operation.result === undefined) continue;
        if (outcome.status !== "succeeded" || outcome.record === undefined) throw new Error("expected a record");
        const shown = shownOf(operation, outcome.input, outcome.record);
        expect(shown).not.toEqual([]);
        for (const [theirs, ours] of shown) expect(theirs).toBe(ours);
      }
    });
  });

  const path = { fromObjectType: "companies", toObjectType: "contacts" };
  const types = [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId: 279 }];
  const ids = (count: number) => Array.from({ length: count }, (_, index) => String(index));
  it.each<[name: string, pairs: (readonly [string, string])[], most: number]>([
    ["one company with 300 contacts, in at most 4 requests", ids(300).map((to) => ["7", to]), 4],
    ["60 with 60", ids(60).flatMap((from) => ids(60).map((to) => [from, to] as const)), 4],
    [
      "7 with 9 beside 9 with 7",
      [
        ["7", "9"],
        ["9", "7"],
      ],
      2,
    ],
  ])("associations of %s are told apart", async (_, pairs, most) => {
    await over("2026-03", {}, async (client, sandbox) => {
      const inputs = pairs.map(([from, to]) => ({ from: { id: from }, to: { id: to }, types }));
      const report = await (client as Methods)["associations"]?.["create"]?.(inputs, { path });
      expect(report).toMatchObject({ ok: true, untied: [], unattributed: [] });
      expect(sandbox.requests.length).toBeLessThanOrEqual(most);
      for (const { index, ...outcome } of report?.outcomes ?? []) {
        const [fromObjectId, toObjectId] = pairs[index] ?? [];
        expect(outcome).toMatchObject({ record: { fromObjectId, toObjectId } });
      }
      expect(sandbox.records("associations/companies/contacts").length).toBeGreaterThanOrEqual(pairs.length);
    });
  });
});
