import { expect, it } from "vitest";
import { shareOf, unlistedOf } from "../../src/match/listed.js";

const pair = { list: "to", item: { toObjectId: "to.id" } };
const labels = {
  ...pair,
  parts: { list: "types", of: "types", item: { category: "associationCategory", typeId: "associationTypeId" } },
};
const type = (associationTypeId: number) => ({ associationCategory: "USER_DEFINED", associationTypeId });
const shown = {
  to: [
    {
      toObjectId: 7,
      types: [
        { category: "USER_DEFINED", typeId: 1 },
        { category: "HUBSPOT_DEFINED", typeId: 2 },
      ],
    },
    { toObjectId: "9", types: [] },
  ],
};
const all = { all: true, some: true };
const some = { all: false, some: true };
const none = { all: false, some: false };

it.each<[string, object, Parameters<typeof shareOf>[2], object]>([
  ["an item by its id, shown as a number", { to: { id: "7" } }, pair, all],
  ["an item that is not there", { to: { id: "8" } }, pair, none],
  ["an item without an id", { to: {} }, pair, none],
  ["each item of a list", { to: [{ id: "7" }, { id: "9" }] }, { ...pair, of: "to", item: { toObjectId: "id" } }, all],
  ["some of a list", { to: [{ id: "7" }, { id: "8" }] }, { ...pair, of: "to", item: { toObjectId: "id" } }, some],
  ["an item with a part", { to: { id: "7" }, types: [type(1)] }, labels, all],
  ["an item with one part of two", { to: { id: "7" }, types: [type(1), type(2)] }, labels, some],
  ["an item without the part", { to: { id: "9" }, types: [type(1)] }, labels, none],
  ["an item with no part asked for", { to: { id: "9" }, types: [] }, labels, { all: true, some: false }],
  ["no item, with no part asked for", { to: { id: "8" }, types: [] }, labels, none],
])("what is listed is found: %s", (_, input, listed, share) => {
  expect(shareOf(input, shown, listed)).toEqual(share);
});

it("an id is the same with blanks around it, on either side, and none is the same as none", () => {
  expect(shareOf({ to: { id: " 9 " } }, shown, pair)).toEqual(all);
  expect(shareOf({ to: { id: "9" } }, { to: [{ toObjectId: " 9" }] }, pair)).toEqual(all);
  for (const nothing of [null, undefined]) {
    expect(shareOf({ to: { id: nothing } }, { to: [{ toObjectId: nothing }] }, pair)).toEqual(none);
    expect(shareOf({ to: { id: nothing } }, { to: [{ toObjectId: String(nothing) }] }, pair)).toEqual(none);
    expect(shareOf({ to: { id: String(nothing) } }, { to: [{ toObjectId: nothing }] }, pair)).toEqual(none);
  }
});

it("what is no list has nothing", () => {
  expect(shareOf({ to: { id: "7" } }, { to: "7" }, pair)).toEqual(none);
  expect(shareOf({ to: { id: "7" } }, {}, pair)).toEqual(none);
  expect(shareOf({ to: { id: "7" } }, { to: [null, 7] }, pair)).toEqual(none);
});

it("what is not looked for in a list is not told by it", () => {
  const input = { from: { id: "1" }, to: { id: "7" }, types: [type(1)], note: "n", basis: null };
  const by = { id: "from.id" };
  expect(unlistedOf(input, { by, within: labels })).toEqual(["note"]);
  expect(unlistedOf(input, { by, within: pair })).toEqual(["types", "note"]);
  const ofList = { ...pair, of: "to", item: { toObjectId: "note" } };
  expect(unlistedOf(input, { by, within: ofList })).toEqual(["types", "note"]);
});
