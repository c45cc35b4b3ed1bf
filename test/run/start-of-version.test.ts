import { expect, test } from "vitest";
import { contract } from "../../generated/lazy.js";
import type { LazyVersion, Version } from "../../src/contract.js";
import { startOf } from "../../src/run/start-of-version.js";
import { contract as whole } from "../fixtures/contract.js";

// Whatever the types of a version, its start is of one kind.
const lazy = contract.versions["2026-03"] as unknown as LazyVersion;
const ready = whole.versions.v1 as unknown as Version;

test("a version that is whole has its operations at hand, and reads nothing where it has no reads", async () => {
  const { operations, reads, baseUrl, connect } = startOf(ready);
  expect([baseUrl, await connect()]).toEqual([ready.baseUrl, ready]);
  expect(await operations["events"]?.load()).toBe(ready.operations["events"]);
  expect(operations["events"]?.signatures["update"]).toMatchObject({ batchSize: 100 });
  expect(await reads("events")).toEqual({});
});

test("a version's reads are given by API", async () => {
  const get = { method: "events.get" };
  const { reads } = startOf({ ...ready, reads: { events: { get } } });
  expect(await reads("events")).toEqual({ get });
  expect(await reads("contacts")).toEqual({});
});

test("a lazy version loads what loads each API once, with the first of any", async () => {
  let loads = 0;
  const counting: LazyVersion = { ...lazy, load: () => (loads++, lazy.load()) };
  const { operations, reads } = startOf(counting);
  expect(operations["listings"]?.signatures["update"]).toMatchObject({ batchSize: 100 });
  expect(loads).toBe(0);
  const [listings, contacts] = await Promise.all([operations["listings"]?.load(), operations["contacts"]?.load()]);
  expect([listings?.["update"]?.method, contacts?.["create"]?.method]).toEqual(["listings.update", "contacts.create"]);
  expect(Object.keys(await reads("listings"))).toContain("get");
  expect(await reads("contacts")).toEqual({});
  expect(loads).toBe(1);
});
