import { expect, test } from "vitest";
import { callIn, joined, summariesIn } from "../../src/bullmq/notes.js";
import { note } from "./store-contract.js";

test("a note that came twice counts once, and one stands for all", () => {
  const texts = ["a", "b", "a", "c"].map((id, index) => JSON.stringify(note(id, index)));
  expect(summariesIn(texts).map(({ errors }) => errors[0]?.indexes)).toEqual([[2], [1], [3]]);
  const { id, summary } = joined(texts);
  expect(["a", "b", "c"]).not.toContain(id);
  expect(summary.errors).toMatchObject([{ count: 3, indexes: [1, 2, 3] }]);
});

test("the call is told by the first note that has it, alone and in what stands for all: the path too, unless there are several", () => {
  const bare = note("a", 1);
  const of = (id: string, objectType?: string) => {
    const { summary } = note(id, 2);
    return { id, summary: { ...summary, apiVersion: "2026-03", ...(objectType && { path: { objectType } }) } };
  };
  for (const [notes, call] of [
    [[bare], { apiVersion: "" }],
    [[bare, of("b", "pets"), of("c", "pets"), bare], { apiVersion: "2026-03", path: { objectType: "pets" } }],
    [[of("b", "pets"), of("c", "toys")], { apiVersion: "2026-03" }],
    [[bare, of("b")], { apiVersion: "2026-03" }],
  ] as const) {
    expect(callIn(notes.map(({ summary }) => summary))).toEqual(call);
    const { summary } = joined(notes.map((one) => JSON.stringify(one)));
    expect(callIn([summary])).toEqual(call);
  }
});
