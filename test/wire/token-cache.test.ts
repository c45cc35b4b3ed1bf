import { inspect } from "node:util";
import { afterEach, describe, expect, test, vi } from "vitest";
import { CallerError } from "../../src/outcome/errors.js";
import type { TokenFunction } from "../../src/wire/token.js";
import { TokenCache } from "../../src/wire/token-cache.js";
import { deferred } from "../helpers/http.js";

const never = new AbortController().signal;

describe("the cache", () => {
  test("a function is asked when the first token is needed, and its token kept", async () => {
    const ask = vi.fn<TokenFunction>(async () => " Bearer one ");
    const tokens = new TokenCache(ask);
    expect(ask).not.toHaveBeenCalled();
    const [first, second] = await Promise.all([tokens.get(never), tokens.get(never)]);
    expect(first).toBe(second);
    expect(await tokens.get(never)).toBe(first);
    expect(first.value).toBe("one");
    expect(ask).toHaveBeenCalledTimes(1);
    expect(ask.mock.calls[0]![0]).not.toHaveProperty("rejected");
  });

  test("while a rejected token is being replaced, nobody is given it any more", async () => {
    const second = deferred<string>();
    const tokens = new TokenCache(({ rejected }) => (rejected === undefined ? "one" : second.promise));
    const first = await tokens.get(never);
    first.accepted = true;
    const replaced = tokens.replace(first, never);
    const got = tokens.get(never);
    second.resolve("two");
    expect((await got).value).toBe("two");
    expect(await replaced).toBe(await got);
  });

  test("each token of a series is replaced once", async () => {
    let count = 0;
    const ask = vi.fn<TokenFunction>(() => `token-${++count}`);
    const tokens = new TokenCache(ask);
    const stale = await tokens.get(never);
    let token = stale;
    for (let turn = 0; turn < 5; turn++) {
      token.accepted = true;
      const replacing = [tokens.replace(token, never), tokens.replace(token, never), tokens.replace(stale, never)];
      const [one, other] = await Promise.all(replacing);
      expect(one).toBe(other);
      expect(one).not.toBe(token);
      token = one!;
    }
    expect(ask.mock.calls.map(([{ rejected }]) => rejected)).toEqual([
      undefined,
      "token-1",
      "token-2",
      "token-3",
      "token-4",
      "token-5",
    ]);
  });

  test("a fresh token that is rejected at once is not replaced, nor is one that comes back", async () => {
    let count = 0;
    const tokens = new TokenCache(() => `token-${++count}`);
    const second = await tokens.replace(await tokens.get(never), never);
    expect(await tokens.replace(second!, never)).toBeUndefined();
    expect((await tokens.get(never)).value).toBe("token-3");

    const same = new TokenCache(() => "same");
    expect(await same.replace(await same.get(never), never)).toBeUndefined();
  });

  test("a failure is given to all who wait, and forgotten: the next one asks again", async () => {
    const ask = vi.fn<TokenFunction>().mockRejectedValueOnce(new Error("sealed")).mockResolvedValue("one");
    const tokens = new TokenCache(ask);
    const results = await Promise.allSettled([tokens.get(never), tokens.get(never)]);
    expect(results).toEqual(Array(2).fill({ status: "rejected", reason: expect.any(CallerError) }));
    expect((await tokens.get(never)).value).toBe("one");
    expect(ask).toHaveBeenCalledTimes(2);
  });

  test("the function's signal is aborted when the last of those who wait has gone, not before", async () => {
    let signal: AbortSignal | undefined;
    const tokens = new TokenCache((context) => {
      signal = context.signal;
      return new Promise(() => {});
    });
    const [one, other] = [new AbortController(), new AbortController()];
    const waiting = [tokens.get(one.signal), tokens.get(other.signal)];
    one.abort("first");
    await expect(waiting[0]).rejects.toBe("first");
    expect(signal?.aborted).toBe(false);
    other.abort("second");
    await expect(waiting[1]).rejects.toBe("second");
    expect(signal?.aborted).toBe(true);
  });

  test("one who comes when all have left asks anew", async () => {
    const answers = [new Promise<string>(() => {}), Promise.resolve("two")];
    const tokens = new TokenCache(() => answers.shift()!);
    const controller = new AbortController();
    const gone = tokens.get(controller.signal);
    controller.abort("gone");
    await expect(gone).rejects.toBe("gone");
    expect((await tokens.get(never)).value).toBe("two");
  });

  test("what a function that was left says too late is not kept", async () => {
    const late = deferred<string>();
    const answers = [late.promise, Promise.resolve("two")];
    const tokens = new TokenCache(() => answers.shift()!);
    const controller = new AbortController();
    const gone = tokens.get(controller.signal);
    controller.abort("gone");
    await expect(gone).rejects.toBe("gone");
    expect((await tokens.get(never)).value).toBe("two");
    late.resolve("one");
    await late.promise;
    await Promise.resolve();
    expect((await tokens.get(never)).value).toBe("two");
  });

  test("an error never holds a token that was given before, whoever threw it", async () => {
    let calls = 0;
    const given = ["pat-first-token", "short", "pat-third-token"];
    const tokens = new TokenCache(({ rejected }) => {
      const token = given[calls++];
      if (token !== undefined) return token;
      throw Object.assign(new Error(`no more after ${rejected}`, { cause: new Error(`Bearer ${given[1]}`) }), {
        given,
      });
    });
    let token = await tokens.get(never);
    for (let turn = 1; turn < given.length; turn++) {
      token.accepted = true;
      token = (await tokens.replace(token, never))!;
    }
    token.accepted = true;
    const error = await tokens.replace(token, never).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ cause: { message: "no more after [access token]" } });
    const shown = inspect(error, { depth: Infinity, showHidden: true });
    for (const one of given) expect(shown).not.toContain(one);
  });

  test("the last hundred tokens are remembered for that, and no more, however often they are renewed", async () => {
    const given = Array.from({ length: 150 }, (_, index) => `pat-token-number-${String(index).padStart(3, "0")}`);
    let calls = 0;
    const tokens = new TokenCache(() => {
      const token = given[calls++];
      if (token !== undefined) return token;
      throw new Error(given.join(" "));
    });
    let token = await tokens.get(never);
    for (let turn = 1; turn < given.length; turn++) {
      token.accepted = true;
      token = (await tokens.replace(token, never))!;
    }
    token.accepted = true;
    const error = await tokens.replace(token, never).catch((thrown: unknown) => thrown);
    const words = (error as { cause: Error }).cause.message.split(" ");
    expect(words.filter((word) => word.startsWith("pat-"))).toEqual(given.slice(0, 50));
  });

  test("an error that quotes no token is kept as it is", async () => {
    const sealed = new Error("sealed");
    const ask = vi.fn<TokenFunction>().mockResolvedValueOnce("pat-first-token").mockRejectedValue(sealed);
    const tokens = new TokenCache(ask);
    const first = await tokens.get(never);
    first.accepted = true;
    const error = await tokens.replace(first, never).catch((thrown: unknown) => thrown);
    expect((error as Error).cause).toBe(sealed);
  });

  test("an error never holds what the function gave", async () => {
    const error = await new TokenCache(() => "secret with blanks").get(never).catch((thrown: unknown) => thrown);
    expect(JSON.stringify(error) + String(error)).not.toContain("secret");
  });
});

describe("a token with an end", () => {
  afterEach(() => void vi.useRealTimers());

  /** A function whose tokens live for so long, and the times at which it was asked. */
  const living = (lifetimeMs: number) => {
    vi.useFakeTimers({ now: Date.parse("2026-11-26T15:00:00Z") });
    const start = Date.now();
    const asked: number[] = [];
    const ask: TokenFunction = () => {
      asked.push(Date.now() - start);
      return { token: `token-${asked.length}`, expiresAt: Date.now() + lifetimeMs };
    };
    return { tokens: new TokenCache(ask), asked };
  };

  test("is renewed a minute before, once for all who come then", async () => {
    const { tokens, asked } = living(1_800_000);
    const first = await tokens.get(never);
    vi.setSystemTime(Date.now() + 1_739_999);
    expect(await tokens.get(never)).toBe(first);
    expect(tokens.isStale(first)).toBe(false);
    vi.setSystemTime(Date.now() + 1);
    expect(tokens.isStale(first)).toBe(true);
    const next = await Promise.all([tokens.get(never), tokens.get(never), tokens.get(never)]);
    expect(next.map(({ value }) => value)).toEqual(["token-2", "token-2", "token-2"]);
    expect(asked).toEqual([0, 1_740_000]);
  });

  test("is kept as long as it is good where the renewal fails, which is tried again", async () => {
    vi.useFakeTimers({ now: Date.parse("2026-11-26T15:00:00Z") });
    const start = Date.now();
    const asked: number[] = [];
    const tokens = new TokenCache(() => {
      asked.push(Date.now() - start);
      if (asked.length > 1) throw new Error("sealed");
      return { token: "one", expiresAt: new Date(start + 120_000) };
    });
    for (const at of [0, 59_999, 60_000, 60_000, 89_999, 90_000, 119_999]) {
      vi.setSystemTime(start + at);
      expect((await tokens.get(never)).value).toBe("one");
    }
    vi.setSystemTime(start + 120_000);
    await expect(tokens.get(never)).rejects.toThrow(CallerError);
    expect(asked).toEqual([0, 60_000, 90_000, 119_999, 120_000]);
  });

  test("is used until HubSpot rejects it where it has ended by this clock already", async () => {
    const ask = vi.fn<TokenFunction>(({ rejected }) => ({
      token: rejected === undefined ? "one" : "two",
      expiresAt: new Date(Date.now() - 1_000).toISOString(),
    }));
    const tokens = new TokenCache(ask);
    const first = await tokens.get(never);
    expect(await tokens.get(never)).toBe(first);
    expect(await tokens.replace(first, never)).toMatchObject({ value: "two" });
    expect(ask).toHaveBeenCalledTimes(2);
  });

  test("that comes back as it was is no new one: who holds the old is neither stale nor sent again with it", async () => {
    vi.useFakeTimers({ now: Date.parse("2026-11-26T15:00:00Z") });
    const expiresAt = Date.now() + 120_000;
    const ask = vi.fn<TokenFunction>(({ rejected }) => ({ token: rejected === undefined ? "one" : "two", expiresAt }));
    const tokens = new TokenCache(ask);
    const first = await tokens.get(never);
    vi.setSystemTime(expiresAt - 60_000);
    const again = await tokens.get(never);
    expect(again).not.toBe(first);
    expect(tokens.isStale(first)).toBe(false);
    expect(await tokens.replace(first, never)).toMatchObject({ value: "two" });
  });

  test("that is rejected while it is being renewed is asked for anew, with the rejection", async () => {
    vi.useFakeTimers({ now: Date.parse("2026-11-26T15:00:00Z") });
    const expiresAt = Date.now() + 120_000;
    const slow = deferred<{ token: string; expiresAt: number }>();
    const ask = vi
      .fn<TokenFunction>()
      .mockReturnValueOnce({ token: "one", expiresAt })
      .mockReturnValueOnce(slow.promise)
      .mockReturnValue({ token: "two", expiresAt: expiresAt + 1_800_000 });
    const tokens = new TokenCache(ask);
    const first = await tokens.get(never);
    vi.setSystemTime(expiresAt - 60_000);
    const renewing = tokens.get(never);
    const replacing = [tokens.replace(first, never), tokens.replace(first, never)];
    slow.resolve({ token: "one", expiresAt });
    await renewing;
    expect(await Promise.all(replacing)).toMatchObject([{ value: "two" }, { value: "two" }]);
    expect(ask.mock.calls.map(([{ rejected }]) => rejected)).toEqual([undefined, undefined, "one"]);
  });

  test("that is rejected while its renewal fails is not given again", async () => {
    vi.useFakeTimers({ now: Date.parse("2026-11-26T15:00:00Z") });
    const expiresAt = Date.now() + 120_000;
    const slow = deferred<string>();
    const ask = vi.fn<TokenFunction>().mockReturnValueOnce({ token: "one", expiresAt }).mockReturnValue(slow.promise);
    const tokens = new TokenCache(ask);
    const first = await tokens.get(never);
    vi.setSystemTime(expiresAt - 60_000);
    const results = Promise.allSettled([tokens.get(never), tokens.replace(first, never)]);
    slow.reject(new Error("sealed"));
    expect((await results).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  });

  test.each([
    ["an object without `token`", { access_token: "secret-token", expires_in: 1800 }],
    ["an unusable text", { token: "secret token", expiresAt: Date.now() + 1_800_000 }],
    ["no usable `expiresAt`", { token: "secret-token", expires_at: Date.now() }],
    ["expected ms, got seconds?", { token: "secret-token", expiresAt: Date.now() / 1000 }],
  ])("says what came: %s", async (message, given) => {
    const error = await new TokenCache((() => given) as TokenFunction).get(never).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CallerError);
    expect((error as Error).message).toContain(message);
    expect(inspect(error, { depth: Infinity })).not.toContain("secret");
  });
});
