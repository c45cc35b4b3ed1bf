import { expectTypeOf, test } from "vitest";
import { type Client, createClient, type Portal } from "../../src/index.js";
import { type ContactProperties, portal } from "../fixtures/portal.js";

// Nothing here is run: what compiles and what does not is the test.
const hubspot = createClient({ portal });

test("a client with a portal has its properties' names and types", () => {
  void hubspot.contacts.create([
    {
      properties: {
        email: "a@b.c",
        age: 7,
        birthday: "2026-11-26",
        last_seen: new Date(),
        newsletter: true,
        vip: false,
        lifecyclestage: "lead",
        color: "dark red",
        topics: "api;crm",
        photo: "",
        novelty: "x",
      },
    },
    { properties: { topics: ";api", age: "7", birthday: 0, lifecyclestage: "", vip: "true" } },
  ]);
  void hubspot.contacts.upsert([{ id: "a@b.c", idProperty: "email", properties: {} }]);
  void hubspot.lineItems.create([{ properties: { price: 1, "hs-odd name": "x" } }]);
  expectTypeOf(hubspot).toEqualTypeOf<Client<"2026-03", typeof portal extends Portal<infer Types> ? Types : never>>();
});

/** By property of each kind, what it takes, and what it does not. */
interface Values {
  email: ["a@b.c", 7];
  notes: ["a\nb", true];
  biography: ["<p>a</p>", 7];
  photo: ["7", 7];
  phone: ["+44", 44];
  mobile: ["+44", 44];
  age: [7 | "7" | "", "seven"];
  birthday: ["2026-11-26" | 0, Date];
  last_seen: [Date | "2026-11-26T00:00:00Z" | 0, true];
  newsletter: [true | "false" | "", "yes"];
  vip: [false | "true" | "", "no"];
  lifecyclestage: ["lead" | "", "boss"];
  color: ["dark red" | "", "green"];
  topics: ["api" | "api;crm" | ";crm" | "", "sales"];
  hubspot_owner_id: ["7", 7];
  place: ["1,2", 1];
  raw: ["{}", { a: 1 }];
  novelty: ["x", 7];
}
type ReadOnly = "computed" | "createdate" | "reading" | "score" | "sum" | "synced" | "total";
type Settable = Required<ContactProperties>;
type Wrong<Name extends keyof Values> = [Values[Name][0]] extends [Settable[Name]]
  ? [Values[Name][1]] extends [Settable[Name]]
    ? Name
    : never
  : Name;

test("each kind of property takes its values, and no others", () => {
  expectTypeOf<keyof Values | ReadOnly>().toEqualTypeOf<keyof ContactProperties>();
  expectTypeOf<{ [Name in keyof Values]: Wrong<Name> }[keyof Values]>().toBeNever();
  expectTypeOf<Settable[ReadOnly]>().toBeNever();
});

test("what the portal does not have does not compile", () => {
  // @ts-expect-error There is no such property.
  void hubspot.contacts.create([{ properties: { emial: "a@b.c" } }]);
  // @ts-expect-error There is no such choice.
  void hubspot.contacts.create([{ properties: { lifecyclestage: "boss" } }]);
  // @ts-expect-error There is no such choice among several.
  void hubspot.contacts.create([{ properties: { topics: "sales" } }]);
  // @ts-expect-error That is no number.
  void hubspot.contacts.create([{ properties: { age: "seven" } }]);
  // @ts-expect-error A day is no instant.
  void hubspot.contacts.create([{ properties: { birthday: new Date() } }]);
  // @ts-expect-error Only HubSpot sets it.
  void hubspot.contacts.create([{ properties: { createdate: "2026-11-26" } }]);
  // @ts-expect-error There is no such property to tell records apart by.
  void hubspot.contacts.upsert([{ id: "a@b.c", idProperty: "emial", properties: {} }]);
  const rows: { properties: { createdate: string } }[] = [];
  // @ts-expect-error Rows that are made elsewhere are held to it too.
  void hubspot.contacts.create(rows);
  // @ts-expect-error And so is what a `map` makes.
  void hubspot.contacts.create([{ a: 1 }], { map: ({ a }) => ({ properties: { age: String(a) } }) });
});

test("what is read is asked for, and shown, by the portal's names", async () => {
  const { outcomes } = await hubspot.contacts.read([{ id: "1" }], { body: { properties: ["email", "createdate"] } });
  const [first] = outcomes;
  if (first?.status === "succeeded" && first.record) {
    expectTypeOf(first.record.properties.createdate).toEqualTypeOf<string | null | undefined>();
    // @ts-expect-error There is no such property.
    void first.record.properties.emial;
  }
  // @ts-expect-error There is no such property.
  void hubspot.contacts.read([{ id: "1" }], { body: { properties: ["emial"] } });
});

test("other APIs, and clients of no portal, take properties of any name", () => {
  void hubspot.deals.create([{ properties: { anything: "x" } }]);
  void hubspot.objects.create([{ properties: { anything: "x" } }], { path: { objectType: "2-123" } });
  void createClient().contacts.create([{ properties: { anything: "x" } }]);
  expectTypeOf(createClient({ portal: undefined })).toEqualTypeOf<Client>();
});

test("a portal goes with any version, and its types stand on their own", () => {
  const other = createClient({ portal, apiVersion: { default: "2026-09", contacts: "v3" } });
  void other.contacts.create([{ properties: { age: 7 } }]);
  // @ts-expect-error There is no such property.
  void other.contacts.create([{ properties: { aeg: 7 } }]);
  const properties: ContactProperties = { age: 7 };
  void other.contacts.create([{ properties }]);
});
