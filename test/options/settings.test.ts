import { describe, expect, test, vi } from "vitest";
import type { ClientOptions } from "../../src/options/options.js";
import { createRateLimiter } from "../../src/options/rate-limiter.js";
import { clientSettings } from "../../src/options/settings.js";
import { TOKEN } from "../helpers/token.js";

const settings = (options: ClientOptions = {}) =>
  clientSettings({ accessToken: TOKEN, ...options }, "https://api.example.com");

test("a client's defaults are those that its options document", () => {
  expect(settings()).toMatchObject({
    accessToken: TOKEN,
    baseUrl: "https://api.example.com",
    concurrency: undefined,
    retry: { maxRetries: 4, initialDelayMs: 500, maxDelayMs: 10_000, maxElapsedMs: 120_000 },
    timeoutMs: 110_000,
    validate: true,
    unknownFields: "refuse",
    coerce: true,
    userAgent: undefined,
  });
});

test("an option that is undefined has its default", () => {
  const undefinedOptions: ClientOptions = {
    quota: undefined,
    concurrency: undefined,
    retry: { maxRetries: undefined! },
    fetch: undefined,
  };
  expect(settings(undefinedOptions)).toMatchObject({ concurrency: undefined, retry: { maxRetries: 4 } });
});

describe("the token", () => {
  test("comes from the environment unless it is given", () => {
    vi.stubEnv("HUBSPOT_ACCESS_TOKEN", " Bearer from-the-environment ");
    expect(clientSettings({}, "https://x.example").accessToken).toBe("from-the-environment");
    expect(settings().accessToken).toBe(TOKEN);
  });

  test.each([
    ["", "an empty text"],
    ["two words", "an unusable string"],
  ])("%j in the environment is said to come from there", (token, what) => {
    vi.stubEnv("HUBSPOT_ACCESS_TOKEN", token);
    expect(() => clientSettings({}, "https://x.example")).toThrow(
      new TypeError(
        `Expected \`accessToken\` to be a token or a function that gives one, got ${what} in HUBSPOT_ACCESS_TOKEN`,
      ),
    );
  });

  test("may be a function, which is not called yet", () => {
    const accessToken = vi.fn(() => TOKEN);
    expect(settings({ accessToken }).accessToken).toBe(accessToken);
    expect(accessToken).not.toHaveBeenCalled();
  });
});

test("the fetch is the caller's, or left to the wire", () => {
  const fetch = async () => new Response();
  expect(settings({ fetch }).fetch).toBe(fetch);
  expect(settings().fetch).toBeUndefined();
});

describe("a limiter", () => {
  test("of the caller's is used as it is", () => {
    const rateLimiter = createRateLimiter();
    expect(settings({ rateLimiter }).limiter).toBe(rateLimiter);
  });

  test("is each client's own otherwise", () => {
    expect(settings().limiter).not.toBe(settings().limiter);
  });
});
