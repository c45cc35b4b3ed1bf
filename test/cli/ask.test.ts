/** A question on a terminal: answered, or left. */
import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { ask } from "../../src/cli/ask.js";
import { EXIT } from "../../src/cli/failure.js";

function asked(typed: string, isOver = false) {
  const input = new PassThrough();
  const output = Object.assign(new PassThrough(), { isTTY: true });
  const answer = ask("Is it? ", input, output);
  input.write(typed);
  if (isOver) input.end();
  return answer;
}

test("gives the line that is typed", async () => {
  expect(await asked("yes\n")).toBe("yes");
});

test.each([
  ["Ctrl-C", "\u0003", false],
  ["Ctrl-D", "\u0004", false],
  ["the end of the input", "", true],
])("left with %s, says that nothing was sent", async (_, typed, isOver) => {
  await expect(asked(typed, isOver)).rejects.toMatchObject({
    name: "CommandError",
    message: expect.stringContaining("Nothing was sent"),
    exitCode: EXIT.interrupted,
  });
});
