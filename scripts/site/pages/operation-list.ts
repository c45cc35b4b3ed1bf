/** Gives the README's list of methods links to the pages of the site. */
import type { Page } from "./page.js";

/** The page that lists all operations. */
export function operationList(readme: string, operations: readonly Page[]): string {
  const [, list = "", after = ""] =
    /<!-- The list of methods[^>]*-->\n([\s\S]*?)<!-- The end of the list\. -->\n+([\s\S]*?)\n## /.exec(readme) ?? [];
  const rows = list
    .trim()
    .split("\n")
    .map((row) => {
      const api = /^\| `(\w+)`/.exec(row)?.[1];
      return row.replace(/(^| )`(\w+)` (?=\d)/g, (whole, before: string, verb: string) =>
        operations.some(({ route }) => route === `operations/${api}.${verb}`)
          ? `${before}[\`${verb}\`](/operations/${api}.${verb}) `
          : whole,
      );
    });
  const about = after.split("\n\n").find((paragraph) => paragraph.startsWith("Records of lists")) ?? "";
  return `# All operations\n\n${rows.join("\n")}\n\n${about}\n`;
}
