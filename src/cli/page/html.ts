/** Markup made of texts that are somebody else's. */

/** Markup: what is put into it by `html` is a text, unless it is markup itself. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = Markup | string | number | undefined | false | readonly (Markup | string)[];

/** Writes markup; each text that is put in stays a text. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(texts.map((text, at) => text + written(parts[at])).join(""));
}

function written(part: Part): string {
  if (part instanceof Markup) return part.text;
  if (Array.isArray(part)) return part.map(written).join("");
  return part === undefined || part === false ? "" : escapeText(String(part));
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

// What turns the direction of writing, or can't be seen, could make one text look like another.
const UNSEEN =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFFE\uFFFF\p{Surrogate}]/gu;

function escapeText(text: string): string {
  return text
    .replace(/[&<>"']/g, (one) => ESCAPES[one] ?? one)
    .replace(UNSEEN, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
