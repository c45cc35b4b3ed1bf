import { expect, test } from "vitest";
import { redactText } from "../../src/wire/redact.js";
import { TOKEN } from "../helpers/token.js";

test("every occurrence is replaced, and nothing else", () => {
  expect(redactText(`a ${TOKEN} b ${TOKEN}`, TOKEN)).toBe("a [access token] b [access token]");
  expect(redactText("nothing to see", TOKEN)).toBe("nothing to see");
});

test("what no token is as short as is left alone", () => {
  expect(redactText("the latest test", "test")).toBe("the latest test");
});
