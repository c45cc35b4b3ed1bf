import { expect, test } from "vitest";
import { createSandbox } from "../../src/sandbox/sandbox.js";
import { contract } from "../fixtures/contract.js";
import { updates } from "../helpers/inputs.js";
import { TOKEN } from "../helpers/token.js";

test("what is remembered of a request has its operation, if it is of one, and not its token", async () => {
  let now = 0;
  const sandbox = createSandbox({ contract, now: () => (now += 10) });
  const headers = { authorization: `Bearer ${TOKEN}`, "x-mine": "1" };
  const body = JSON.stringify({ inputs: updates(1) });
  await sandbox.fetch("https://api.example.com/events/v1/batch/update", { method: "POST", headers, body });
  await sandbox.fetch("https://api.example.com/nothing?here=1", { headers });
  expect(sandbox.requests).toMatchObject([
    {
      method: "POST",
      path: "/events/v1/batch/update",
      operation: "events.update",
      version: "v1",
      headers: { "x-mine": "1" },
      inputs: updates(1),
      written: updates(1),
      status: 200,
    },
    { method: "GET", path: "/nothing", inputs: [], written: [], status: 404 },
  ]);
  expect(sandbox.requests[1]).not.toHaveProperty("operation");
  expect(JSON.stringify(sandbox.requests)).not.toContain(TOKEN);
  for (const { arrivedAt, answeredAt = 0 } of sandbox.requests) expect(answeredAt).toBeGreaterThan(arrivedAt);
});
