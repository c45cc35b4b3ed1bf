import { describe, expect, it } from "vitest";
import { type BatchRun, createClient } from "../src/index.js";
import { createSandbox } from "../src/sandbox/sandbox.js";
import { everyOperation, MANY, shownOf } from "./helpers/every-operation.js";

type Methods = Record<string, Record<string, (inputs: object[], options: object) => BatchRun<object, object>>>;

const described = await everyOperation();

describe("every operation of every version", () => {
  it.each(described)("gives each input an outcome of its own: $version $method", async (one) => {
    const { version, operation, method, input, options, records } = one;
    const [api = "", verb = ""] = method.split(".");
    const sandbox = createSandbox({ records });
    // Every version and method of the contracts is the client's.
    const client = createClient({ apiVersion: version as "v3", accessToken: "t", fetch: sandbox.fetch });
    const inputs = Array.from({ length: MANY }, (_, number) => input(number));
    const report = await (client as unknown as Methods)[api]?.[verb]?.(inputs, options);
    expect(report).toMatchObject({ ok: true, counts: { succeeded: MANY }, untied: [] });
    expect(sandbox.requests).toHaveLength(Math.ceil(MANY / operation.batchSize));
    for (const outcome of report?.outcomes ?? []) {
      if (operation.result === undefined) continue;
      if (outcome.status !== "succeeded" || outcome.record === undefined) throw new Error("expected a record");
      const shown = shownOf(operation, outcome.input, outcome.record);
      expect(shown).not.toEqual([]);
      for (const [theirs, ours] of shown) expect(theirs).toBe(ours);
    }
  });
});
