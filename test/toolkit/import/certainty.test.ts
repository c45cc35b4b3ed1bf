import { expect, it } from "vitest";
import { certaintyOf } from "../../../src/toolkit/import/certainty.js";

it.each([
  ["a create by trace id", { idempotent: false, identity: [], match: [{ trace: true }] }, ["sure", "sure", "sure"]],
  [
    "an update by id",
    { idempotent: true, identity: ["id"], match: [{ result: "id", input: "id" }] },
    ["likely", "sure", "sure"],
  ],
  [
    "what has two ends",
    { idempotent: true, identity: ["from.id", "to.id"], match: [{ result: ["a", "b"], input: ["from.id", "to.id"] }] },
    ["likely", "likely", "likely"],
  ],
  [
    "what its ids tell apart",
    { idempotent: true, identity: ["eventId", "userId"], match: [] },
    ["likely", "likely", "unsure"],
  ],
  [
    "a name that comes back",
    { idempotent: false, identity: ["name"], match: [{ echo: ["name"] }] },
    ["sure", "unsure", "unsure"],
  ],
  ["what nothing is known of", { idempotent: false, identity: [], match: [] }, ["sure", "sure", "unsure"]],
])("%s", (_, batch, certainties) => {
  expect(Object.values(certaintyOf(batch))).toEqual(certainties);
});

it("a size that nobody documents is unsure, and so are errors that name nobody", () => {
  expect(certaintyOf({ method: "a.b", batchSize: 100, errors: {} })).toEqual({
    method: "sure",
    batchSize: "unsure",
    errors: "unsure",
  });
});
