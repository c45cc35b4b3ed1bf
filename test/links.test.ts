/** Whatever the README, the guides and the other pages link to is there, in the repository and on the site. */
import { expect, test } from "vitest";
import { type Generated, pagesOf } from "../scripts/site/pages/contents.js";
import { linked } from "../scripts/site/pages/links.js";
import type { Page } from "../scripts/site/pages/page.js";
import { listOperations } from "../src/cli/catalogue.js";

const methods = listOperations().map(({ method }) => method);

/** Of what is generated, the site's build sees to the links. */
const generated: Generated = {
  print: async () => "printed",
  answers: async () => "answers",
  messages: () => "messages",
  picture: async () => "picture",
  operations: async () => methods.map((name) => ({ route: `operations/${name}`, text: `# ${name}` })),
  reference: () => [{ route: "reference/client", text: "# Client and calls" }],
};

test("each link leads to a page, and to the heading that it names", async () => {
  const pages = await pagesOf(process.cwd(), generated);
  const sources = pages.map(({ source }) => source);
  for (const file of ["README.md", "CONTRIBUTING.md", "scripts/site/guides/fleet.md", "test/redis/server/README.md"])
    expect(sources).toContain(file);
  // In their own language they lead to the files.
  expect(pages.filter(({ text }) => /\]\((?:\.\.?\/)?[\w/.-]+\.md[)#]/.test(text)).map(({ route }) => route)).toEqual(
    [],
  );
});

test.each([
  ["a file that is no page", "[it](./nowhere.md)"],
  ["a heading that is not there", "[it](#nothing)"],
  ["a heading that another page does not have", "[it](/other#nothing)"],
  ["a page that is not there", "[it](/nowhere)"],
])("%s is told", (_, text) => {
  const pages: Page[] = [
    { route: "here", source: "README.md", text: `# Here\n\n${text}` },
    { route: "other", text: "# Other" },
  ];
  expect(() => linked(pages, new Map())).toThrow("These links lead nowhere:\nhere: ");
});
