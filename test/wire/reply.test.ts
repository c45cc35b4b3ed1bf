import { describe, expect, test } from "vitest";
import { NetworkError } from "../../src/outcome/lost-errors.js";
import { accepted, worse } from "../../src/wire/reply.js";

const answer = (status: number) => ({ status, headers: new Headers(), text: "text" });

describe("an answer is accepted", () => {
  test("from 200 to 299, where it can be read", () => {
    for (const status of [200, 207, 299])
      expect(accepted(answer(status), ({ text }) => text)).toEqual({
        kind: "accepted",
        value: "text",
        answer: answer(status),
      });
  });

  test("no more where it is none, is of another status, or can't be read", () => {
    const read = () => "value";
    for (const result of [new NetworkError("lost"), answer(199), answer(300), answer(500)])
      expect(accepted(result, read)).toBeUndefined();
    expect(accepted(answer(200), () => undefined)).toBeUndefined();
  });
});

test("of two ambiguous attempts a lost one is worse than one that was answered; of two alike, the later", () => {
  const attempt = (answered: boolean) => ({ answered, error: new NetworkError("x") });
  const [lost, said, lostLater, saidLater] = [false, true, false, true].map(attempt) as [
    ReturnType<typeof attempt>,
    ReturnType<typeof attempt>,
    ReturnType<typeof attempt>,
    ReturnType<typeof attempt>,
  ];
  expect(worse(undefined, said)).toBe(said);
  expect(worse(lost, said)).toBe(lost);
  expect(worse(said, lost)).toBe(lost);
  expect(worse(lost, lostLater)).toBe(lostLater);
  expect(worse(said, saidLater)).toBe(saidLater);
});
