import { expect, it } from "vitest";
import type { Operation } from "../../src/contract.js";
import { UnaccountedError } from "../../src/outcome/errors.js";
import { NetworkError } from "../../src/outcome/lost-errors.js";
import type { Found } from "../../src/run/read-back.js";
import { fateOf, type RecordContext } from "../../src/run/read-fate.js";

const STARTED = "2026-05-01T10:00:00.000Z";
const alone: RecordContext = { later: undefined, isShared: false, startedAt: STARTED };
const update = { method: "notes.update", idempotent: true, read: { by: { id: "id" }, absent: "failed" } };
const archive = { ...update, noContent: true, read: { by: { id: "id" }, absent: "succeeded" } };
const create = { method: "notes.create", idempotent: false, read: { by: { id: "properties[$by]" }, absent: "unsent" } };
const within = { list: "to", item: { toObjectId: "id" } };
const associate = {
  method: "ties.create",
  idempotent: true,
  read: { by: { id: "from.id", channel: "properties" }, within, absent: "unsent" },
};
const associateWithMore = { ...associate, read: { ...associate.read, by: { id: "from.id" } } };
const part = { ...associate, noContent: true };
const whole = (ids: readonly string[], next?: string): Found => ({
  whole: {
    to: ids.map((toObjectId) => ({ toObjectId })),
    ...(next !== undefined && { paging: { next: { after: next } } }),
  },
});
const absent: Found = { absent: new UnaccountedError("none"), soughtBy: [] };
const found = (properties: object, createdAt = STARTED): Found => ({
  record: { id: "1", properties, createdAt },
  recordId: "1",
  foundBy: [],
});

function fate(operation: object, its: Found, others: Partial<RecordContext> = {}) {
  const error = new NetworkError("reset");
  const sent = { id: "1", properties: { a: "New" } };
  const outcome = { index: 0, input: sent, status: "unknown", error, resend: "safe" } as const;
  // Of an operation, no more is read.
  return fateOf({ outcome, sent }, its, operation as Operation, { ...alone, ...others });
}

it.each<[string, string, () => ReturnType<typeof fate>]>([
  ["succeeded", "is there as it was sent", () => fate(update, found({ a: "New" }))],
  [
    "succeeded",
    "is there as it was sent, whoever wrote it last",
    () => fate(update, found({ a: "New" }), { later: "later" }),
  ],
  ["unsent", "is otherwise", () => fate(update, found({ a: "Old" }))],
  [
    "unknown",
    "is otherwise, and may have been overwritten",
    () => fate(update, found({ a: "Old" }), { later: "later" }),
  ],
  ["unknown", "is there in another case", () => fate(update, found({ a: "new" }))],
  ["failed", "is gone", () => fate(update, absent)],
  ["unknown", "is gone, and a later input was of it", () => fate(update, absent, { later: "later" })],
  ["unknown", "is gone, or has another key", () => fate(update, { ...absent, renames: "properties.a" })],
  ["succeeded", "was to be gone, and is", () => fate(archive, absent, { later: "later" })],
  ["unsent", "was to be gone, and is not", () => fate(archive, found({}))],
  ["succeeded", "was created in the run", () => fate(create, found({ a: "New" }))],
  [
    "succeeded",
    "was created in the run, by a clock that is behind",
    () => fate(create, found({ a: "New" }, "2026-05-01T09:59:30Z")),
  ],
  ["unknown", "was created before", () => fate(create, found({ a: "New" }, "2026-05-01T09:58:00Z"))],
  ["unknown", "was created at a time that is no date", () => fate(create, found({ a: "New" }, "yesterday"))],
  [
    "unknown",
    "does not say when it was created",
    () => fate(create, { record: { id: "1", properties: { a: "New" } }, recordId: "1", foundBy: [] }),
  ],
  ["unknown", "may be another create's", () => fate(create, found({ a: "New" }), { isShared: true })],
  ["unknown", "was created otherwise", () => fate(create, found({ a: "Old" }))],
  ["succeeded", "of an update is older than the run", () => fate(update, found({ a: "New" }, "2020-01-01T00:00:00Z"))],
  ["succeeded", "of an update is another input's too", () => fate(update, found({ a: "New" }), { isShared: true })],
  ["succeeded", "is among all of another", () => fate(associate, whole(["2", "1"]), { later: "later" })],
  ["succeeded", "is among the first of more", () => fate(associate, whole(["1"], "9"))],
  [
    "unknown",
    "is among all of another, which do not show all that it sets",
    () => fate(associateWithMore, whole(["1"])),
  ],
  ["unsent", "is not among all of another, whatever they show", () => fate(associateWithMore, whole(["2"]))],
  ["unsent", "is not among all of another", () => fate(associate, whole(["2"]))],
  ["unknown", "is not among the first of more", () => fate(associate, whole(["2"], "9"))],
  ["unknown", "is not among them, and a later input was of it", () => fate(associate, whole([]), { later: "later" })],
  ["succeeded", "was to leave them, and has", () => fate(part, whole(["2"]), { later: "later" })],
  ["unknown", "was to leave them, and is not among the first of more", () => fate(part, whole(["2"], "9"))],
  ["unsent", "was to leave them, and is among them, of which there are more", () => fate(part, whole(["1"], "9"))],
  [
    "unknown",
    "was to leave them, and is there since a later input",
    () => fate(part, whole(["1"]), { later: "later" }),
  ],
])("an input is %s where its record %s", (status, _, decide) => {
  expect(decide()).toMatchObject({ status });
});
