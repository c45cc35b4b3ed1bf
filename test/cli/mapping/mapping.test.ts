import { describe, expect, test } from "vitest";
import { findOperation } from "../../../src/cli/catalogue.js";
import { fieldsOf } from "../../../src/cli/mapping/fields.js";
import { type InputContext, inputMaker, RowError } from "../../../src/cli/mapping/make-input.js";
import { draftMapping, missingFields, nameOf, type Wishes } from "../../../src/cli/mapping/mapping.js";
import type { Cell } from "../../../src/cli/rows/row.js";

const fieldsFor = async (method: string) => fieldsOf(await (await findOperation(method)).schema());

async function draft(method: string, columns: readonly string[], wishes: Partial<Wishes> = {}) {
  const fields = await fieldsFor(method);
  const { mapping, doubtful } = draftMapping(columns, { map: [], set: [], ...wishes }, fields);
  const places = Object.fromEntries(mapping.columns.map(({ column, target }) => [column, nameOf(target)]));
  return { fields, mapping, doubtful, places };
}

async function make(
  method: string,
  columns: readonly string[],
  cells: readonly Cell[],
  wishes: Partial<Wishes> = {},
  how: Partial<InputContext> = {},
): Promise<object> {
  const { fields, mapping } = await draft(method, columns, wishes);
  const toInput = inputMaker({ fields, mapping, blank: "leave", zone: undefined, columns, ...how });
  return toInput({ index: 0, line: 2, cells });
}

describe("columns find their fields", () => {
  test("by their names exactly, dotted below; those of reject files are passed over", async () => {
    const { places, mapping } = await draft("associations.create", ["from.id", "to.id", "types", "_line", "_status"]);
    expect([places, mapping.ignored]).toEqual([{ "from.id": "from.id", "to.id": "to.id", types: "types" }, []]);
  });

  test("a name that is not quite a field's is in doubt, and nothing is guessed", async () => {
    const columns = ["Event Name", "eventOrganiser", "external_event_id", "externalAccountId"];
    const { doubtful, places } = await draft("marketingEvents.upsert", columns);
    expect(places).toEqual({ externalAccountId: "externalAccountId" });
    expect(doubtful).toEqual([
      { column: "Event Name", field: "eventName" },
      { column: "eventOrganiser", field: "eventOrganizer" },
      { column: "external_event_id", field: "externalEventId" },
    ]);
  });

  test("as they are told, in either order", async () => {
    const map = [
      ["id", "E-Mail"],
      ["Stadt", "properties.city"],
    ] as const;
    const { places } = await draft("contacts.upsert", ["E-Mail", "Stadt"], { map });
    expect(places).toEqual({ "E-Mail": "id", Stadt: "properties.city" });
  });

  test("a column may go to several places, and a place has one column or constant", async () => {
    const map = [
      ["id", "email"],
      ["properties.email", "email"],
    ] as const;
    const set = [["idProperty", "email"]] as const;
    expect(await make("contacts.upsert", ["email"], ["a@b.c"], { map, set })).toEqual({
      id: "a@b.c",
      idProperty: "email",
      properties: { email: "a@b.c" },
    });
    await expect(draft("contacts.upsert", ["id"], { set: [...set, ...set] })).rejects.toThrow(
      "`idProperty` is given twice by --set",
    );
  });

  test("what is nothing else is a property, where those have one place; where they have two, it is left out", async () => {
    const contacts = await draft("contacts.upsert", ["id", "city"]);
    expect(contacts.places).toEqual({ id: "id", city: "properties.city" });
    const events = await draft("marketingEvents.upsert", ["colour"]);
    expect(events.places).toEqual({ colour: "customProperties.colour" });
    const attendance = await draft("attendance.createByEmail", ["email", "city", "contactProperties.zip"]);
    expect(attendance.mapping.ignored).toEqual(["city"]);
    expect(attendance.places).toMatchObject({ "contactProperties.zip": "contactProperties.zip" });
  });

  test("a column without a name is left out, and told", async () => {
    const { places, mapping } = await draft("contacts.upsert", ["", "id", "city"]);
    expect([places, mapping.ignored]).toEqual([{ id: "id", city: "properties.city" }, [""]]);
  });

  test("named properties are those and no others", async () => {
    const { places, mapping } = await draft("contacts.upsert", ["id", "city", "note"], { properties: ["city"] });
    expect([places, mapping.ignored]).toEqual([{ id: "id", city: "properties.city" }, ["note"]]);
    const rest = await draft("contacts.upsert", ["idProperty", "idPropert"], { properties: "rest" });
    expect(rest.places).toEqual({ idProperty: "idProperty", idPropert: "properties.idPropert" });
  });

  test.each<[string, Partial<Wishes>, string]>([
    ["no column", { map: [["id", "emal"]] }, "there is no column `emal`: did you mean `email`?"],
    ["no field", { map: [["eventNme", "email"]] }, "there is no field `eventNme`: did you mean `eventName`?"],
    [
      "one field twice",
      {
        map: [
          ["eventName", "email"],
          ["eventName", "city"],
        ],
      },
      "`eventName` is given twice",
    ],
    [
      "set and a column",
      { map: [["eventName", "email"]], set: [["eventName", "x"]] },
      "`eventName` is given twice: by --set",
    ],
    ["a property's column", { properties: ["cty"] }, "there is no column `cty`: did you mean `city`?"],
    ["no value", { set: [["eventCancelled", "maybe"]] }, "--set eventCancelled: expected true or false, got `maybe`"],
  ])("%s is told", async (_, wishes, message) => {
    await expect(draft("marketingEvents.upsert", ["email", "city"], wishes)).rejects.toThrow(message);
  });

  test("what every row needs and nothing gives is known before any row is read", async () => {
    const { mapping, fields } = await draft("associations.create", ["from.id"], { set: [["types", "[]"]] });
    expect(missingFields(mapping, fields)).toEqual(["to.id"]);
    const contacts = await draft("contacts.upsert", ["id"]);
    expect(missingFields(contacts.mapping, contacts.fields)).toEqual([]);
  });
});

describe("cells become what their fields take", () => {
  test.each(["__proto__", "constructor", "toString"])("a property called %s is one as any other", async (name) => {
    const input = await make("contacts.upsert", ["id", name], ["1", "x"]);
    expect(JSON.stringify(input)).toBe(`{"properties":{"${name}":"x"},"id":"1"}`);
  });

  test("texts, truth values, dates, properties as names and values", async () => {
    const columns = ["externalEventId", "eventCancelled", "startDateTime", "colour", "eventUrl"];
    expect(
      await make("marketingEvents.upsert", columns, ["007", "Yes", "2026-05-06T15:57:00+02:00", "red", ""]),
    ).toEqual({
      externalEventId: "007",
      eventCancelled: true,
      startDateTime: "2026-05-06T13:57:00.000Z",
      customProperties: [{ name: "colour", value: "red" }],
    });
  });

  test("whole numbers, and dates where HubSpot counts ms", async () => {
    const columns = ["email", "interactionDateTime"];
    const numbers = async (cell: Cell) => make("attendance.createByEmail", columns, ["a@b.c", cell]);
    expect(await numbers("1778083020000")).toEqual({ email: "a@b.c", interactionDateTime: 1_778_083_020_000 });
    expect(await numbers("2026-05-06T15:57:00Z")).toEqual({ email: "a@b.c", interactionDateTime: 1_778_083_020_000 });
    await expect(numbers("1.5")).rejects.toThrow('interactionDateTime: expected a whole number, got "1.5"');
    await expect(numbers("12345678901234567890")).rejects.toThrow("expected a number below 2^53");
  });

  test.each(["#N/A", " #REF! ", "#DIV/0!"])("no error of a spreadsheet: %j", async (cell) => {
    await expect(make("contacts.create", ["city"], [cell])).rejects.toThrow("city: expected a value, and not a spread");
    expect(await make("contacts.create", ["city"], [`${cell} x`])).toEqual({ properties: { city: `${cell} x` } });
  });

  test("nested fields, and lists of one", async () => {
    expect(await make("associations.archive", ["from.id", "to.id"], ["1", "2"])).toEqual({
      from: { id: "1" },
      to: [{ id: "2" }],
    });
    const columns = ["from.id", "to.id", "types.associationTypeId"];
    const set = [["types.associationCategory", "HUBSPOT_DEFINED"]] as const;
    expect(await make("associations.create", columns, ["1", "2", "279"], { set })).toEqual({
      from: { id: "1" },
      to: { id: "2" },
      types: [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId: 279 }],
    });
  });

  test("a choice in any letters' case; another is told with what there is", async () => {
    const cells = async (cell: Cell) => make("communicationPreferences.writeStatuses", ["statusState"], [cell]);
    expect(await cells("subscribed")).toEqual({ statusState: "SUBSCRIBED" });
    await expect(cells("yes")).rejects.toThrow(
      'statusState: expected one of NOT_SPECIFIED, SUBSCRIBED, UNSUBSCRIBED, got "yes"',
    );
  });

  test.each([
    ["leave", { id: "1", properties: {} }],
    ["clear", { id: "1", properties: { city: "" } }],
  ] as const)("a blank cell, with --blank %s", async (blank, input) => {
    expect(await make("contacts.upsert", ["id", "city"], ["1", " "], {}, { blank })).toEqual(input);
  });

  test("a blank cell may fail its row, and what can't be cleared does", async () => {
    await expect(make("contacts.upsert", ["id", "city"], ["1", ""], {}, { blank: "fail" })).rejects.toThrow(
      "city: expected a value",
    );
    await expect(make("marketingEvents.upsert", ["startDateTime"], [""], {}, { blank: "clear" })).rejects.toThrow(
      "startDateTime: expected a value: this field can't be cleared",
    );
  });

  test("all that is wrong with a row is told at once, and nothing of what a terminal obeys", async () => {
    const columns = ["startDateTime", "eventCancelled"];
    const error = await make("marketingEvents.upsert", columns, ["so\u001b[31mon", "perhaps"]).catch(
      (thrown) => thrown,
    );
    expect(error).toBeInstanceOf(RowError);
    expect(error.issues.map(({ path }: { path: string }) => path)).toEqual(columns);
    expect(error.message).not.toContain("\u001b");
  });

  test("each input has its own copy of what is set", async () => {
    const { fields, mapping } = await draft("associations.create", ["from.id", "to.id"], {
      set: [["types", '[{"associationCategory":"HUBSPOT_DEFINED","associationTypeId":279}]']],
    });
    const toInput = inputMaker({ fields, mapping, blank: "leave", zone: undefined, columns: ["from.id", "to.id"] });
    const [one, other] = ["1", "2"].map((id, index) => toInput({ index, line: 2, cells: [id, id] })) as {
      types: object[];
    }[];
    expect(one!.types).toEqual(other!.types);
    expect(one!.types).not.toBe(other!.types);
  });

  test("of JSON, a column that turns up later than the mapping was made fails its row", async () => {
    await expect(make("contacts.upsert", ["id"], ["1", "late"])).rejects.toThrow("the first 100 rows have");
  });
});
