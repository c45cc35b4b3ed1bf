/** Reads Markdown as far as a site needs: its headings, and the part that stands below one. */

/** A heading, and where it stands. */
export interface Heading {
  readonly rank: number;
  readonly title: string;
  readonly slug: string;
  /** Of the line that it is. */
  readonly line: number;
}

/** How a heading is referred to: as GitHub has it, so that a link leads to the same place in the repository and on the site. */
export function slugOf(title: string): string {
  return title
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replace(/\s/g, "-");
}

/** The headings of a text, without what stands in its blocks of code. */
export function headingsOf(text: string): Heading[] {
  let isCode = false;
  return text.split("\n").flatMap((content, line) => {
    if (content.startsWith("```")) isCode = !isCode;
    const [, marks, words = ""] = (!isCode && /^(#{1,6}) (.+)$/.exec(content)) || [];
    if (marks === undefined) return [];
    const [, title = words, own] = /^(.*) \{#([\w.-]+)\}$/.exec(words) ?? [];
    return [{ rank: marks.length, title, slug: own ?? slugOf(title), line }];
  });
}

/** What stands below a heading, with the heading as the first of all, and what is below it raised as far. */
export function sectionOf(text: string, slug: string, without: readonly string[] = []): string {
  const headings = headingsOf(text);
  const at = headings.findIndex((one) => one.slug === slug);
  const own = headings[at];
  if (own === undefined) throw new Error(`There is no heading #${slug}`);
  const raise = own.rank - 1;
  const lines = text.split("\n");
  const end = headings.slice(at + 1).find(({ rank }) => rank <= own.rank)?.line ?? lines.length;
  const within = headings.filter(({ line }) => line >= own.line && line < end);
  let kept = true;
  const section: string[] = [];
  for (let line = own.line; line < end; line++) {
    const heading = within.find((one) => one.line === line);
    if (heading !== undefined) kept = !without.includes(heading.slug);
    if (kept) section.push(heading === undefined ? (lines[line] ?? "") : (lines[line] ?? "").slice(raise));
  }
  return `${section.join("\n").trim()}\n`;
}

/** A text with its headings a number of ranks lower. */
export function lowered(text: string, by: number): string {
  const at = new Set(headingsOf(text).map(({ line }) => line));
  return text
    .split("\n")
    .map((content, line) => (at.has(line) ? "#".repeat(by) + content : content))
    .join("\n");
}

/** The title of a text: its first heading, without marks. */
export function titleOf(text: string): string {
  const [first] = headingsOf(text);
  if (first === undefined) throw new Error("A page has no heading");
  return first.title.replaceAll("`", "");
}

/** A table, its cells' bars kept apart from its own. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replace(/\s*\n\s*/g, " ")).join(" | ")} |\n`;
  return `${line(head)}|${"---|".repeat(head.length)}\n${rows.map(line).join("")}`;
}

/** A text as code, in a table too. */
export function code(text: string): string {
  const bars = text.replaceAll("|", "\\|");
  return text.includes("`") ? `\`\` ${bars} \`\`` : `\`${bars}\``;
}
