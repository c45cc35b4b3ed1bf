/** Has links between the repository's files lead to the pages that show them. */
import { posix } from "node:path";
import { headingsOf } from "./markdown.js";
import type { Page } from "./page.js";

/** A target of a link in Markdown, but for code. */
const LINK = /(```[\s\S]*?^```|`[^`\n]*`)|\]\(([^)\s]+)\)/gm;

/**
 * Gives each page's text with its links as the site has them; `elsewhere` says of files, and of their headings, that are on
 * no page where they lead. One that leads nowhere is thrown.
 */
export function linked(pages: readonly Page[], elsewhere: ReadonlyMap<string, string>): Page[] {
  const routes = new Set(pages.map(({ route }) => route));
  const anchors = new Map(pages.map(({ route, text }) => [route, new Set(headingsOf(text).map(({ slug }) => slug))]));
  const lost: string[] = [];

  /** The page that shows a file, or the part of it that the anchor is in. */
  const pageOf = (file: string, anchor: string | undefined): Page | undefined =>
    pages.find(
      ({ route, source }) => source === file && (anchor === undefined || anchors.get(route)?.has(anchor) === true),
    );

  const resolved = (page: Page, target: string): string => {
    if (/^(?:https?:|mailto:)/.test(target)) return target;
    const [path = "", anchor] = target.split("#");
    const hash = anchor === undefined ? "" : `#${anchor}`;
    if (path.startsWith("/")) {
      const route = path.slice(1).replace(/(^|\/)$/, "$1index");
      if (routes.has(route) && (anchor === undefined || anchors.get(route)?.has(anchor))) return target;
    } else if (path === "" && anchors.get(page.route)?.has(anchor ?? "")) return target;
    else {
      const from = page.source ?? "";
      const file = path === "" ? from : posix.join(posix.dirname(from), path);
      const found = pageOf(file, anchor);
      if (found !== undefined) return `/${found.route.replace(/(^|\/)index$/, "$1")}${hash}`;
      const place = elsewhere.get(`${file}${hash}`) ?? elsewhere.get(file);
      if (place !== undefined) return place;
    }
    lost.push(`${page.route}: ${target}`);
    return target;
  };

  const done = pages.map((page) => ({
    ...page,
    text: page.text.replace(LINK, (whole: string, isCode: string | undefined, target: string) =>
      isCode === undefined ? `](${resolved(page, target)})` : whole,
    ),
  }));
  if (lost.length > 0) throw new Error(`These links lead nowhere:\n${lost.join("\n")}`);
  return done;
}
