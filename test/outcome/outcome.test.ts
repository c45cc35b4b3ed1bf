import { expect, test } from "vitest";
import { withStatus } from "../../src/outcome/outcome.js";
import { answer, fakeFetch } from "../helpers/http.js";
import { updates } from "../helpers/inputs.js";
import { updateRun } from "../helpers/run.js";

const partial = fakeFetch(({ inputs }) =>
  answer(
    inputs.slice(2).map(({ objectId }) => ({ objectId })),
    [{ message: "gone", context: { ids: ["0"] } }],
    207,
  ),
);

test("outcomes are taken by one status or several, from a report or a list", async () => {
  const report = await updateRun(updates(4), { fetch: partial.fetch });
  expect(withStatus(report, "succeeded").map(({ index }) => index)).toEqual([2, 3]);
  expect(withStatus(report, "failed", "unknown").map(({ index }) => index)).toEqual([0, 1]);
  expect(withStatus(report.outcomes, "failed")).toEqual([report.outcomes[0]]);
  expect(withStatus(report)).toEqual([]);
  expect(withStatus([], "failed")).toEqual([]);
});
