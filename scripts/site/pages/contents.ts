/** All pages of the site, in the order in which they stand beside each other: each from where its text lives. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { answerTable } from "./answers.js";
import { readContracts } from "./contracts.js";
import { drawn, filled, type Parts } from "./fill.js";
import { linked } from "./links.js";
import { sectionOf } from "./markdown.js";
import { messageTable } from "./messages.js";
import { operationList } from "./operation-list.js";
import { operationPages } from "./operations.js";
import type { Page } from "./page.js";
import { type Entry, referencePages } from "./reference.js";

const GUIDES = "scripts/site/guides";
const TEXTS = "scripts/site/text";

const ENTRIES: readonly Entry[] = [
  { name: "hubspot-batch", file: "src/index.ts" },
  { name: "hubspot-batch/sandbox", file: "src/sandbox/sandbox.ts" },
  { name: "hubspot-batch/redis", file: "src/redis/redis.ts" },
  { name: "hubspot-batch/bullmq", file: "src/bullmq/bullmq.ts" },
  { name: "hubspot-batch/otel", file: "src/otel/otel.ts" },
];

/** Sections of the README that are pages of their own. */
const SECTIONS: readonly (Pick<Page, "route" | "group"> & { readonly slug: string })[] = [
  { slug: "the-report", route: "guides/report", group: "Guides" },
  { slug: "streaming", route: "guides/streaming", group: "Guides" },
  { slug: "options", route: "guides/options", group: "Guides" },
  { slug: "testing-your-own-code", route: "guides/sandbox", group: "Guides" },
  { slug: "performance", route: "performance", group: "Project" },
  { slug: "what-it-does-not-do", route: "limits", group: "Project" },
  { slug: "security", route: "security", group: "Project" },
];

/** Files of the repository that are pages as they are. */
const FILES: readonly {
  readonly file: string;
  readonly route: string;
  readonly short?: string;
  readonly group?: Page["group"];
}[] = [
  { file: "CHANGELOG.md", route: "changelog", group: "Project" },
  { file: "CONTRIBUTING.md", route: "contributing", group: "Project" },
  { file: "openapi/README.md", route: "contracts", group: "Project" },
  { file: "test/bench/results.md", route: "performance/measured", short: "Performance, all of it", group: "Project" },
  { file: "test/redis/server/README.md", route: "guides/redis-failures", group: "Guides" },
  { file: "test/bullmq/server/README.md", route: "guides/lanes-failures", group: "Guides" },
];

/** What is made of other things than texts. */
export interface Generated extends Pick<Parts, "print" | "answers" | "messages" | "picture"> {
  operations(): Promise<readonly Page[]>;
  reference(): readonly Page[];
}

/** What a site is made of: a program is run for what it prints, the contracts read, types asked of the compiler. */
export function generatedOf(root: string, print: Parts["print"]): Generated {
  return {
    print,
    answers: answerTable,
    messages: (of) => messageTable(root, of),
    picture: drawn,
    operations: async () =>
      operationPages(await readContracts(join(root, "openapi")), (version) =>
        readFileSync(join(root, "generated", version, "methods.md"), "utf8"),
      ),
    reference: () => referencePages(root, ENTRIES),
  };
}

/** Reads and draws all pages, with those that are generated. */
export async function pagesOf(root: string, generated: Generated): Promise<Page[]> {
  const read = (file: string) => readFileSync(join(root, file), "utf8");
  const text = (name: string) => read(`${TEXTS}/${name}.md`);
  const page = (route: string, group: Page["group"], more: Partial<Page> = {}): Page => ({
    route,
    group,
    source: "README.md",
    text: text(route),
    ...more,
  });
  const operations = await generated.operations();
  const guides = readdirSync(join(root, GUIDES))
    .filter((name) => name.endsWith(".md"))
    .map((name) => name.replace(/\.md$/, ""));

  const written: Page[] = [
    page("index", undefined, { front: { sidebar: false, aside: false, pageClass: "front", prev: false, next: false } }),
    page("start", "Begin", { short: "Five minutes" }),
    page("try", "Begin", { short: "Try it here", front: { aside: false, pageClass: "wide" } }),
    page("coming-from", "Begin", { short: "From @hubspot/api-client" }),
    ...["outcomes", "quota", "isolation", "order", "unknown"].map((name) => page(`concepts/${name}`, "Concepts")),
    ...guides.map(
      (name): Page => ({
        route: `guides/${name}`,
        group: "Guides",
        source: `${GUIDES}/${name}.md`,
        text: read(`${GUIDES}/${name}.md`),
      }),
    ),
    ...SECTIONS.map(
      ({ slug, ...page }): Page => ({ ...page, source: "README.md", text: sectionOf(read("README.md"), slug) }),
    ),
    {
      route: "operations/index",
      group: "Operations",
      short: "All operations",
      source: "README.md",
      text: operationList(read("README.md"), operations),
    },
    ...operations,
    page("errors", "Reference", { short: "Errors, by message", front: { pageClass: "wide", aside: false } }),
    ...generated.reference(),
    ...FILES.map(
      ({ file, route, short, group }): Page => ({
        route,
        group,
        source: file,
        text: read(file),
        ...(short !== undefined && { short }),
      }),
    ),
  ];
  const parts = {
    readme: read("README.md"),
    section: (file: string, slug: string) => sectionOf(read(file), slug),
    ...generated,
  };
  const full = await Promise.all(written.map(async (one) => ({ ...one, text: await filled(one.text, parts) })));
  return linked(full, otherPlaces());
}

/** Files and headings that are on no page: where what they say stands on the site. */
function otherPlaces(): ReadonlyMap<string, string> {
  return new Map([
    ["README.md#hubspot-batch", "/operations/"],
    ["README.md#the-command", "/guides/command-line"],
    ["openapi/migrations", "/contracts"],
    ...["2026-03", "2026-09", "v3"].map((version): [string, string] => [
      `generated/${version}/methods.md`,
      "/operations/",
    ]),
  ]);
}
