import { describe, expect, test } from "vitest";
import { baseUrlOf } from "../../src/options/base-url.js";
import type { ClientOptions } from "../../src/options/options.js";

const urlOf = (options: ClientOptions) => baseUrlOf("https://api.hubapi.com", options);

describe("the base URL", () => {
  test.each([
    ["https://api.hubapi.com/", "https://api.hubapi.com"],
    ["https://proxy.example/hubspot//", "https://proxy.example/hubspot"],
    ["http://localhost:8080", "http://localhost:8080"],
    ["http://127.0.0.1:1", "http://127.0.0.1:1"],
    ["http://127.8.9.10", "http://127.8.9.10"],
    ["http://[::1]:3000/", "http://[::1]:3000"],
    ["HTTPS://API.Example.com", "https://api.example.com"],
  ])("%s is taken as %s", (baseUrl, taken) => {
    expect(urlOf({ baseUrl })).toBe(taken);
  });

  test.each([
    "http://api.hubapi.com",
    "http://localhost.example.com",
    "http://127.0.0.1.example.com",
    "http://0.0.0.0",
    "ftp://localhost",
    "file:///etc",
    "api.hubapi.com",
    "",
    "https://user:secret@api.hubapi.com",
    "https://api.hubapi.com?key=secret",
    "https://api.hubapi.com#x",
    "http://user:secret@api.hubapi.com",
    "https://user:secret@api.hubapi.com:port",
    "//user:secret@api.hubapi.com",
    "user:secret@api.hubapi.com",
    "ftp://api.hubapi.com/secret",
    "secret",
  ])("%s is not", (baseUrl) => {
    expect(() => urlOf({ baseUrl })).toThrow(/^Expected `baseUrl` to be /);
    expect(() => urlOf({ baseUrl })).not.toThrow("secret");
  });
});

test("left out, it is the contract's", () => {
  expect(urlOf({})).toBe("https://api.hubapi.com");
});

describe("http to a host that is not this machine", () => {
  test.each<[string, string | boolean]>([
    ["http://hubspot-sandbox:8080", "hubspot-sandbox"],
    ["http://Sandbox.Internal:8080", "SANDBOX.internal"],
    ["http://[fd00::1]:8080", "[fd00::1]"],
    ["http://10.0.0.7:8080", true],
  ])("%s is allowed where the caller says %j", (baseUrl, allowInsecure) => {
    expect(urlOf({ baseUrl, allowInsecure })).toBe(baseUrl.toLowerCase());
    expect(() => urlOf({ baseUrl })).toThrow("or as `allowInsecure` says");
    expect(() => urlOf({ baseUrl, allowInsecure: false })).toThrow("or as `allowInsecure` says");
  });

  test.each<[string, string | boolean]>([
    ["http://other:8080", "hubspot-sandbox"],
    ["http://hubspot-sandbox.example.com", "hubspot-sandbox"],
    // The contract's own server, for which every token is real.
    ["http://api.hubapi.com", "api.hubapi.com"],
    ["http://api.hubapi.com", true],
    ["http://API.hubapi.com.", true],
    ["http://api.hubapi.com.", "api.hubapi.com."],
    ["http://api-eu1.hubapi.com", true],
    ["http://api-na2.hubapi.com:8080/x", "api-na2.hubapi.com"],
    ["ftp://hubspot-sandbox", true],
    ["http://user:secret@hubspot-sandbox", true],
  ])("%s is refused where the caller says %j", (baseUrl, allowInsecure) => {
    expect(() => urlOf({ baseUrl, allowInsecure })).toThrow(/^Expected `baseUrl` to be /);
    expect(() => urlOf({ baseUrl, allowInsecure })).not.toThrow("secret");
  });

  test.each(["", "http://hubspot-sandbox", "hubspot-sandbox:8080", "a b", 7, null, ["hubspot-sandbox"]])(
    "%j is no host",
    (allowInsecure) => {
      expect(() => urlOf({ allowInsecure: allowInsecure as string })).toThrow(
        /^Expected `allowInsecure` to be a host, as `baseUrl` names it, or true, got /,
      );
    },
  );
});
