/** What a live test does, step by step: each sends a few records of its own, and looks at what came back. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { assertSucceeded, createClient } from "../../src/index.js";
import type { Leftovers } from "./leftovers.js";

/** Makes the client that is tried: of the default version, with every default. */
export const openClient = (accessToken: string, baseUrl: string | undefined) => createClient({ accessToken, baseUrl });
export type Hubspot = ReturnType<typeof openClient>;
type Step = (hubspot: Hubspot, leftovers: Leftovers) => Promise<void>;

/** The methods that it calls, for the token's scopes to be held against. */
export const METHODS = [
  ...(["contacts", "companies"] as const).flatMap((api) => [`${api}.create` as const, `${api}.archive` as const]),
  ...["contacts.upsert" as const, "contacts.update" as const, "contacts.read" as const],
  ...["associations.createDefault" as const, "associations.read" as const],
  ...["marketingEvents.upsert" as const, "marketingEvents.update" as const, "marketingEvents.archive" as const],
];

/** Tells what one run makes from whatever else is there. */
const RUN = `hubspot-batch-${randomUUID()}`;
const emails = [0, 1, 2].map((number) => `${RUN}-${number}@example.com`);
/** A property that no account has. */
export const UNKNOWN = "hubspot_batch_no_such_property";

/** The steps, each after those before it. */
export const STEPS: readonly (readonly [name: string, run: Step])[] = [
  ["creates contacts, each tied to its own input", createContacts],
  ["upserts them by email, with one more", upsertContacts],
  ["fails the one record of a batch that is bad, and writes the others", isolate],
  ["reads what it wrote", readContacts],
  ["associates them with a company, and reads that", associate],
  ["upserts marketing events, and updates them", writeEvents],
];

async function createContacts({ contacts }: Hubspot, leftovers: Leftovers): Promise<void> {
  const made = emails.slice(0, 2);
  const report = await contacts.create(made.map((email) => ({ properties: { email, firstname: "Created" } })));
  leftovers.add("contacts", report.outcomes);
  assertSucceeded(report);
  assert.deepEqual(
    report.outcomes.map((outcome) => outcome.status === "succeeded" && outcome.record?.properties["email"]),
    made,
  );
}

async function upsertContacts({ contacts }: Hubspot, leftovers: Leftovers): Promise<void> {
  const inputs = emails.map((email) => ({
    id: email,
    idProperty: "email",
    properties: { email, firstname: "Upserted" },
  }));
  const report = await contacts.upsert(inputs);
  leftovers.add("contacts", report.outcomes);
  assertSucceeded(report);
}

async function isolate({ contacts }: Hubspot): Promise<void> {
  const inputs = emails.map((email, number) => ({
    id: email,
    idProperty: "email",
    properties: number === 1 ? { [UNKNOWN]: "1" } : { lastname: `Updated ${number}` },
  }));
  const { outcomes } = await contacts.update(inputs);
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ["succeeded", "failed", "succeeded"],
  );
}

async function readContacts({ contacts }: Hubspot): Promise<void> {
  const body = { idProperty: "email", properties: ["email", "firstname", "lastname"] };
  const report = await contacts.read(
    emails.map((id) => ({ id })),
    { body },
  );
  assertSucceeded(report);
  const shown = report.outcomes.map((outcome) => outcome.status === "succeeded" && outcome.record?.properties);
  assert.deepEqual(
    shown.map(
      (properties) => properties && [properties["email"], properties["firstname"], properties["lastname"] ?? ""],
    ),
    emails.map((email, number) => [email, "Upserted", number === 1 ? "" : `Updated ${number}`]),
  );
}

async function associate({ contacts, companies, associations }: Hubspot, leftovers: Leftovers): Promise<void> {
  const made = await companies.create([{ properties: { name: RUN } }]);
  leftovers.add("companies", made.outcomes);
  assertSucceeded(made);
  const company = made.outcomes[0]?.recordId ?? "";
  const found = await contacts.read(
    emails.map((id) => ({ id })),
    { body: { idProperty: "email", properties: ["email"] } },
  );
  const ids = found.outcomes.map(({ recordId = "" }) => recordId);
  const way = { path: { fromObjectType: "companies", toObjectType: "contacts" } };
  assertSucceeded(
    await associations.createDefault(
      ids.map((id) => ({ from: { id: company }, to: { id } })),
      way,
    ),
  );
  const { outcomes } = await associations.read([{ id: company }], way);
  const [read] = outcomes;
  const ends = read?.status === "succeeded" ? read.record?.to.map(({ toObjectId }) => String(toObjectId)) : [];
  assert.deepEqual(ends?.sort(), ids.sort());
}

async function writeEvents({ marketingEvents }: Hubspot, leftovers: Leftovers): Promise<void> {
  const inputs = [0, 1].map((number) => ({
    externalAccountId: RUN,
    externalEventId: `${RUN}-${number}`,
    eventName: `${RUN} ${number}`,
    eventOrganizer: "hubspot-batch",
  }));
  const upserted = await marketingEvents.upsert(inputs);
  leftovers.add("marketingEvents", upserted.outcomes);
  assertSucceeded(upserted);
  const ids = upserted.outcomes.map(({ recordId = "" }) => recordId);
  assert.equal(new Set(ids).size, 2);
  assertSucceeded(
    await marketingEvents.update(ids.map((objectId) => ({ objectId, eventDescription: "Written by a test." }))),
  );
}
