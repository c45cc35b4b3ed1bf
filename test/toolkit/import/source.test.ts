import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readPublished } from "../../../src/toolkit/import/source.js";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(import.meta.dirname, "../../.tmp-source-"));
});

afterEach(() => rm(folder, { recursive: true }));

const answering = (text: string, status = 200, location?: string) =>
  new Response(text, { status, headers: location === undefined ? {} : { location } });
const sound = '{ "openapi": "3.0.1", "paths": {} }';

it.each([
  ["JSON", sound],
  ["YAML", "openapi: 3.0.1\npaths: {}\n"],
])("a file is read as %s", async (_, text) => {
  await writeFile(join(folder, "marketingEvents.json"), text);
  expect(await readPublished(join(folder, "marketingEvents.json"))).toEqual({
    name: "marketingEvents.json",
    stem: "marketingEvents",
    document: { openapi: "3.0.1", paths: {} },
  });
});

it("an https URL is asked", async () => {
  const asked: string[] = [];
  const source = await readPublished("https://example.com/a%20b/listings.json?raw=1", (url) => {
    asked.push(url.href);
    return Promise.resolve(answering(sound));
  });
  expect(asked).toEqual(["https://example.com/a%20b/listings.json?raw=1"]);
  expect(source).toMatchObject({ name: asked[0], stem: "listings" });
});

it("a file is read in UTF-16 too, and one that is packed is named", async () => {
  await writeFile(join(folder, "a.json"), `\uFEFF${sound}`, "utf16le");
  expect(await readPublished(join(folder, "a.json"))).toMatchObject({ document: { openapi: "3.0.1" } });
  await writeFile(join(folder, "a.json"), gzipSync(sound));
  await expect(readPublished(join(folder, "a.json"))).rejects.toThrow("a.json#: is packed with gzip: unpack it first");
});

it("redirects are followed as long as all of them are https", async () => {
  const asked: string[] = [];
  const answers = [answering("", 302, "/b.json"), answering("", 307, "https://example.org/c.json"), answering(sound)];
  const source = await readPublished("https://example.com/a.json", (url) => {
    asked.push(url.href);
    return Promise.resolve(answers[asked.length - 1] ?? answering("", 500));
  });
  expect(asked).toEqual(["https://example.com/a.json", "https://example.com/b.json", "https://example.org/c.json"]);
  expect(source.name).toBe("https://example.com/a.json");
});

it("a redirect to http is not followed, though it may lead back to https", async () => {
  const asked: string[] = [];
  const failure = readPublished("https://example.com/a.json", (url) => {
    asked.push(url.href);
    return Promise.resolve(
      asked.length === 1 ? answering("", 302, "http://user:secret@example.com/b.json") : answering(sound),
    );
  });
  await expect(failure).rejects.toThrow("leads to http://example.com/b.json, which is not https:");
  expect(asked).toEqual(["https://example.com/a.json"]);
});

it("redirects without an end are given up", async () => {
  await expect(
    readPublished("https://example.com/a.json", () => Promise.resolve(answering("", 302, "/a.json"))),
  ).rejects.toThrow("leads on and on: expected at most 20 redirects");
});

it.each<[string, string, RegExp]>([
  ["nothing", "", /is no OpenAPI document/],
  ["a list", "[]", /is no OpenAPI document/],
  ["some other document", "{ name: a }", /is no OpenAPI document/],
  ["HTML", "\n<!DOCTYPE html>\n<p>", /is HTML or XML/],
  ["half of it", '{ "openapi": ', /./],
  ["OpenAPI 2", '{ "swagger": "2.0", "paths": {} }', /#\/swagger: expected OpenAPI 3\.0 or 3\.1, got 2\.0$/],
  ["OpenAPI 3.2", '{ "openapi": "3.2.0", "paths": {} }', /#\/openapi: expected OpenAPI 3\.0 or 3\.1, got 3\.2\.0$/],
  ["no paths", '{ "openapi": "3.0.1" }', /#\/paths: expected paths$/],
])("%s is refused in one line with its name", async (_, text, message) => {
  await writeFile(join(folder, "a.json"), text);
  const failure = readPublished(join(folder, "a.json"));
  await expect(failure).rejects.toMatchObject({
    name: "ContractError",
    message: expect.stringMatching(/^a\.json#[^\n]+$/),
  });
  await expect(failure).rejects.toThrow(message);
});

it("a file that is not there is refused", async () => {
  await expect(readPublished(join(folder, "b.json"))).rejects.toThrow(/^b\.json#: can't be read: ENOENT/);
});

it.each([
  [
    "answers 404",
    "https://example.com/a.json",
    () => answering("", 404),
    /^https:\/\/example\.com\/a\.json#: answers 404$/,
  ],
  ["answers a page", "https://example.com/a.json", () => answering("<html>"), /#: is HTML or XML/],
  ["leads nowhere", "https://example.com/a.json", () => answering("", 302), /answers 302$/],
  ["is not https", "http://example.com/a.json", () => answering(sound), /#: expected https:$/],
])("a URL that %s is refused", async (_, url, answer, message) => {
  await expect(readPublished(url, () => Promise.resolve(answer()))).rejects.toMatchObject({
    name: "ContractError",
    message: expect.stringMatching(message),
  });
});

it("a URL that can't be reached is refused, with the reason", async () => {
  const cause = new TypeError("fetch failed", { cause: new Error("getaddrinfo ENOTFOUND nowhere") });
  await expect(readPublished("https://nowhere/a.json", () => Promise.reject(cause))).rejects.toThrow(
    "https://nowhere/a.json#: can't be reached: getaddrinfo ENOTFOUND nowhere",
  );
});

it("an answer without an end is given up once it is larger than any description", async () => {
  let sent = 0;
  let isLetGo = false;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 5_000_000;
      controller.enqueue(new Uint8Array(5_000_000));
    },
    cancel() {
      isLetGo = true;
    },
  });
  await expect(readPublished("https://example.com/a.json", () => Promise.resolve(new Response(body)))).rejects.toThrow(
    "https://example.com/a.json#: has more than 50 MB, which no description has",
  );
  expect([sent < 70_000_000, isLetGo]).toEqual([true, true]);
});
