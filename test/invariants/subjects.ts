/** The operations that runs are tried with, each with inputs that say who they are. */
import { contract as ours } from "../../generated/operations.js";
import { bindClient } from "../../src/client.js";
import type { Operation, Version } from "../../src/contract.js";
import type { Inputs } from "../../src/intake/inputs.js";
import type { CallOptions, ClientOptions } from "../../src/options/options.js";
import type { BatchRun } from "../../src/run/batch-run.js";
import type { SandboxContract, StoredRecord } from "../../src/sandbox/sandbox.js";
import { contract as fixture } from "../fixtures/contract.js";

/** Settled when all that loads has loaded: modules load in real time, and the runs here have a time of their own. */
export const loaded = Promise.all([fixture, ours].flatMap((contract) => operationsOf(contract).flatMap(preload)));

function operationsOf(contract: { readonly versions: object }): Operation[] {
  const versions = Object.values(contract.versions as Record<string, Version>);
  return versions.flatMap(({ operations }) => Object.values(operations).flatMap((verbs) => Object.values(verbs)));
}

function preload(operation: Operation): Promise<unknown>[] {
  const loading = { schema: operation.schema(), sample: operation.sample() };
  Object.assign(operation, { schema: () => loading.schema, sample: () => loading.sample });
  return [loading.schema, loading.sample];
}

/** One input as it was sent. */
export type Sent = Readonly<Record<string, unknown>>;

export type Method = (inputs: Inputs<object>, options?: CallOptions) => BatchRun<object, object>;

/** The operation's method of a client, and what loads all that it needs, in real time. */
export interface Bound {
  readonly client: object;
  readonly method: Method;
  readonly preload: () => Promise<void>;
}

/** One operation, and how to make and to recognise its inputs. */
export interface Subject {
  readonly name: string;
  readonly contract: SandboxContract;
  /** The sandbox's records of it. */
  readonly store: string;
  readonly idempotent: boolean;
  /** Makes input number `seq` for record number `key`; inputs of one `look` cannot be told apart by an echo. */
  make(seq: number, key: number, look: number): object;
  seqOf(input: Sent): number;
  /** What makes two inputs the same record; none for a create. */
  identityOf(input: Sent): string | undefined;
  /** Whether a stored record is the one that an input is about. */
  isAbout(record: StoredRecord, input: Sent): boolean;
  bind(options: ClientOptions): Bound;
}

const inProperties = ({ properties }: Sent) => Number((properties as { seq: string }).seq);
const inCustomProperties = ({ customProperties }: Sent) =>
  Number((customProperties as { name: string; value: string }[])[0]?.value);
const custom = (seq: number) => ({ customProperties: [{ name: "seq", value: String(seq) }] });
const external = ({ externalAccountId, externalEventId }: Sent) =>
  `${String(externalAccountId)}/${String(externalEventId)}`;

/** The method of a client by its name; the name is right, or the test fails at once. */
function boundTo(client: object, name: string, path?: Record<string, string>): Bound {
  const [api = "", verb = ""] = name.split(".");
  const method = (client as Record<string, Record<string, Method>>)[api]?.[verb];
  if (method === undefined) throw new TypeError(`No method ${name}`);
  const { preload } = client as { preload(...names: string[]): Promise<void> };
  return {
    client,
    method: (inputs, options = {}) => method(inputs, { ...options, ...(path && { path }) }),
    preload: () => preload(name),
  };
}

function ofFixture(
  subject: Omit<Subject, "contract" | "bind" | "store"> & { store?: string },
  path?: Record<string, string>,
): Subject {
  return {
    store: subject.name.split(".")[0] ?? "",
    ...subject,
    contract: fixture,
    bind(options) {
      const client = bindClient(fixture, "v1")({ ...options, apiVersion: "v1" });
      return boundTo(client, subject.name, path);
    },
  };
}

function ofShipped(apiVersion: "v3" | "2026-03", subject: Omit<Subject, "contract" | "bind" | "store">): Subject {
  return {
    store: subject.name.split(".")[0] ?? "",
    ...subject,
    contract: ours,
    bind(options) {
      const client = bindClient(ours)({ ...options, apiVersion });
      return boundTo(client, subject.name);
    },
  };
}

const contact = (seq: number, key: number) => ({ id: String(5000 + key), properties: { seq: String(seq) } });
const byId = {
  idempotent: true,
  seqOf: inProperties,
  identityOf: ({ id }: Sent) => String(id),
  isAbout: (record: StoredRecord, { id }: Sent) => record["id"] === id,
};
const event = (seq: number, key: number, look: number) => ({
  externalAccountId: "account",
  externalEventId: `event-${key}`,
  eventName: `Name ${look}`,
  ...(look % 3 === 0 && { eventType: "WEBINAR" }),
  ...custom(seq),
});
const byExternalId = {
  idempotent: true,
  seqOf: inCustomProperties,
  identityOf: external,
  isAbout: (record: StoredRecord, input: Sent) => external(record) === external(input),
};
const byObjectId = {
  name: "",
  idempotent: true,
  seqOf: inCustomProperties,
  identityOf: ({ objectId }: Sent) => String(objectId),
  isAbout: (record: StoredRecord, { objectId }: Sent) => record["objectId"] === objectId,
  make: (seq: number, key: number) => ({ objectId: String(7000 + key), ...custom(seq) }),
};
const listing = { ...byId, name: "listings.update", make: contact };
const marketing = {
  ...byExternalId,
  name: "marketingEvents.upsert",
  make: (seq: number, key: number, look: number) => ({
    ...event(seq, key, look),
    eventOrganizer: "Organizer",
    startDateTime: `2026-05-0${1 + (look % 9)}T10:00:00+02:00`,
  }),
};

export const create = ofFixture({
  name: "contacts.create",
  idempotent: false,
  make: (seq: number) => ({ properties: { seq: String(seq) } }),
  seqOf: inProperties,
  identityOf: () => undefined,
  isAbout: (record, input) => (record["properties"] as { seq: string }).seq === String(inProperties(input)),
});
export const upsert = ofFixture({ ...byExternalId, name: "events.upsert", make: event });
export const updateEvent = ofFixture({ ...byObjectId, name: "events.update" });
export const updateContact = ofFixture({ ...byId, name: "contacts.update", make: contact });
export const archive = ofFixture({
  ...byId,
  name: "contacts.archive",
  make: (seq: number, key: number) => ({ id: String(5000 + key), seq }),
  seqOf: ({ seq }) => Number(seq),
});
export const updateObject = ofFixture(
  { ...byId, name: "objects.update", store: "objects/deals", make: contact },
  { objectType: "deals" },
);

/** The six operations that are shipped. */
export const shippedSubjects: readonly Subject[] = (["v3", "2026-03"] as const).flatMap((version) => [
  ofShipped(version, marketing),
  ofShipped(version, { ...byObjectId, name: "marketingEvents.update" }),
  ofShipped(version, listing),
]);

/** Those, and the kinds that the shipped contract lacks. */
export const subjects: readonly Subject[] = [
  ...shippedSubjects,
  upsert,
  updateEvent,
  updateContact,
  updateObject,
  create,
  archive,
];
