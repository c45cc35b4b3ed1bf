import { inspect } from "node:util";
import { describe, expect, test, vi } from "vitest";
import { CallerError } from "../../src/outcome/errors.js";
import { cleanToken, TokenCache, type TokenFunction } from "../../src/wire/token.js";
import { deferred } from "../helpers/http.js";

const never = new AbortController().signal;

describe("a token", () => {
  test.each([
    ["pat-na1-1", "pat-na1-1"],
    ["  pat-na1-1\n", "pat-na1-1"],
    ["Bearer pat-na1-1", "pat-na1-1"],
    ["bearer   pat-na1-1", "pat-na1-1"],
  ])("%j is sent as %j", (given, sent) => {
    expect(cleanToken(given)).toBe(sent);
  });

  test.each(["", "  ", "Bearer ", "a b", "a\r\nx-evil: 1", "tökén", "\u0000", 7, null, undefined, {}])(
    "%j is none",
    (given) => {
      expect(cleanToken(given)).toBeUndefined();
    },
  );
});

describe("the cache", () => {
  test("a fixed token is given at once, and never replaced", async () => {
    const tokens = new TokenCache("fixed");
    const token = await tokens.get(never);
    expect(token).toMatchObject({ value: "fixed", renewed: false, accepted: false });
    expect(await tokens.get(never)).toBe(token);
    expect(await tokens.replace(token, never)).toBeUndefined();
  });

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
