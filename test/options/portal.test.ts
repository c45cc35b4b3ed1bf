import { expect, test } from "vitest";
import { createClient } from "../../src/index.js";
import { portal } from "../fixtures/portal.js";

const clientOf = (given: unknown) => createClient({ accessToken: "t", portal: given as typeof portal });

test("a portal is what the command writes", () => {
  expect(() => clientOf(portal)).not.toThrow();
  expect(() => clientOf({})).not.toThrow();
  expect(() => clientOf(undefined)).not.toThrow();
});

test.each([
  "contacts",
  7,
  null,
  [],
  { contacts: null },
  { contacts: ["email"] },
  { contacts: { objectType: "contacts", settable: ["email"] } },
  { contacts: { objectType: "contacts", readOnly: [], settable: "email" } },
])("anything else is told when the client is made: %j", (given) => {
  expect(() => clientOf(given)).toThrow(/^Expected `portal` to be what `hubspot-batch types` writes, got /);
});
