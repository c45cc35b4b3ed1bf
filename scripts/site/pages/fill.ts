/** Puts into a text what it only names: pictures, parts of other files, what a program prints, tables that are generated. */
import { drawIsolation } from "../pictures/isolation.js";
import { drawOrder } from "../pictures/order.js";
import { drawOutcomes } from "../pictures/outcomes.js";
import { drawQuota } from "../pictures/quota.js";
import { drawUnknown } from "../pictures/unknown.js";
import { lowered } from "./markdown.js";

/** Where what is named comes from. */
export interface Parts {
  readonly readme: string;
  section(file: string, slug: string): string;
  /** What a program prints. */
  print(program: string): Promise<string>;
  answers(): Promise<string>;
  messages(of: string): string;
  picture(of: string): Promise<string>;
}

const PICTURES: Readonly<Record<string, () => Promise<string>>> = {
  outcomes: drawOutcomes,
  quota: drawQuota,
  isolation: drawIsolation,
  order: drawOrder,
  unknown: drawUnknown,
};

/** Draws a picture: of what the library does, as it does it. */
export async function drawn(of: string): Promise<string> {
  const draw = PICTURES[of];
  if (draw === undefined) throw new Error(`There is no picture ${of}`);
  return draw();
}

/** Fills a text; a name that is not known is thrown. */
export async function filled(text: string, parts: Parts): Promise<string> {
  let result = "";
  let at = 0;
  for (const { 0: whole, 1: what = "", 2: of = "", index } of text.matchAll(
    /^<!-- (picture|section|output|answers|messages|lead|bullets)(?:: (\S+))? -->$/gm,
  )) {
    const before = text.slice(at, index);
    result += before;
    result += (await contentOf(what, of, text.slice(0, index), parts)).trim();
    at = index + whole.length;
  }
  return result + text.slice(at);
}

async function contentOf(what: string, of: string, before: string, parts: Parts): Promise<string> {
  switch (what) {
    case "picture":
      return parts.picture(of);
    case "section": {
      const [file = "", slug = ""] = of.split("#");
      return lowered(parts.section(file, slug), 1);
    }
    case "output": {
      const program = [...before.matchAll(/^```ts\n(.*?)^```/gms)].at(-1)?.[1] ?? "";
      return `\`\`\`text\n${(await parts.print(program)).trim()}\n\`\`\``;
    }
    case "answers":
      return parts.answers();
    case "messages":
      return parts.messages(of);
    default: {
      const [lead = "", bullets = ""] = openingOf(parts.readme);
      return what === "lead" ? lead : bullets;
    }
  }
}

/** The README's first paragraph, and the list below it. */
function openingOf(readme: string): [lead: string, bullets: string] {
  const blocks = readme.split(/\n\s*\n/);
  return [blocks[1] ?? "", blocks.find((block) => block.startsWith("- ")) ?? ""];
}
