import { inspect } from "node:util";
import { expect, test } from "vitest";
import { HubSpotError } from "../../src/outcome/errors.js";
import { assertSucceeded, BatchFailedError } from "../../src/outcome/summary.js";
import { answer, fakeFetch, updated } from "../helpers/http.js";
import { updates } from "../helpers/inputs.js";
import { updateRun } from "../helpers/run.js";
import { TOKEN } from "../helpers/token.js";

const partial = fakeFetch(({ inputs }) =>
  answer(
    inputs.slice(2).map(({ objectId }) => ({ objectId })),
    [{ message: "gone", context: { ids: ["0"] } }],
    207,
  ),
);

test("a report of which all succeeded is asserted in silence", async () => {
  assertSucceeded(await updateRun(updates(3), { fetch: fakeFetch(updated).fetch }));
});

test("any other throws, with the report at hand but not in every log", async () => {
  const report = await updateRun(updates(4), { fetch: partial.fetch });
  const error = (() => {
    try {
      assertSucceeded(report);
    } catch (thrown) {
      return thrown as BatchFailedError;
    }
    throw new Error("It did not throw");
  })();
  expect(error).toBeInstanceOf(BatchFailedError);
  expect(error).toBeInstanceOf(HubSpotError);
  expect(error.message).toBe("2 of 4 inputs succeeded (1 failed, 1 unknown, 0 unsent); most frequent: gone");
  expect(error.report).toBe(report);
  expect(inspect(error) + JSON.stringify(error)).not.toContain("objectId");
});

test("a run that was halted says why, though all that was read succeeded", async () => {
  const controller = new AbortController();
  const halted = await updateRun(updates(2), {
    fetch: fakeFetch(updated).fetch,
    signal: controller.signal,
    accessToken: () => {
      controller.abort();
      return TOKEN;
    },
  });
  expect(() => assertSucceeded(halted)).toThrow(
    "0 of 2 inputs succeeded (0 failed, 0 unknown, 2 unsent); halted: aborted",
  );
});
