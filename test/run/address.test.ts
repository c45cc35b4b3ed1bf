import { expect, test, vi } from "vitest";
import type { Operation, Version } from "../../src/contract.js";
import { createAddress } from "../../src/run/address.js";
import { createBatchClient } from "../../src/wire/fetch-client.js";
import { contract } from "../fixtures/contract.js";
import { contacts } from "../helpers/entries.js";

const v1 = contract.versions.v1 as unknown as Version;
const { update } = contract.versions.v1.operations.objects as unknown as Record<string, Operation>;
const client = createBatchClient(v1, { baseUrl: "https://api.example.com", headers: { accept: "application/json" } });
const noParameters = { path: undefined, query: undefined };

test("it is the generated client's, asked for once however many requests there are, and not before the first", async () => {
  const send = vi.fn(contacts.send);
  const address = createAddress({ ...contacts, send }, client, noParameters);
  expect(send).not.toHaveBeenCalled();
  const expected = {
    url: "https://api.example.com/contacts/v1/batch/update",
    method: "POST",
    headers: { accept: "application/json", "content-type": "application/json" },
  };
  expect(await Promise.all([address(), address()])).toEqual([expected, expected]);
  expect(await address()).toEqual(expected);
  expect(send).toHaveBeenCalledTimes(1);
});

test("each run has its own, with the parameters of its path", async () => {
  const urls = ["a b/c", "deals"].map(
    async (objectType) => (await createAddress(update!, client, { ...noParameters, path: { objectType } })()).url,
  );
  expect(await Promise.all(urls)).toEqual([
    "https://api.example.com/objects/v1/a%20b%2Fc/batch/update",
    "https://api.example.com/objects/v1/deals/batch/update",
  ]);
});

test("the contract is asked with no input, and with what the call gives for path and query", async () => {
  const send = vi.fn(contacts.send);
  const address = createAddress({ ...contacts, send }, client, { path: undefined, query: { archived: true } });
  await address();
  const [, body, init] = send.mock.calls[0]!;
  expect(body).toEqual({ inputs: [] });
  expect(init.params).toEqual({ query: { archived: true } });
});

test("where the contract gives none, each who asks is told why", async () => {
  const address = createAddress(
    { ...contacts, send: () => Promise.reject(new Error("no path")) },
    client,
    noParameters,
  );
  for (let request = 0; request < 2; request++) await expect(address()).rejects.toThrow("no path");
});
