/** What stands beside each page, and what search engines are told of it. */
import { headingsOf, titleOf } from "./markdown.js";
import type { Page } from "./page.js";

/** Guides in the order in which they are read, with what they are called beside others; those not named here come after. */
const ORDER: Readonly<Record<string, string>> = {
  report: "The report",
  streaming: "Streaming",
  options: "Options",
  "inputs-and-ids": "Inputs and ids",
  "reading-back": "Reading back",
  "command-line": "The command line",
  lambda: "Lambda and queues",
  shutdown: "SIGTERM and deadlines",
  portals: "OAuth, many portals",
  fleet: "Past one machine",
  "redis-failures": "Redis, failure by failure",
  "lanes-failures": "Lanes, failure by failure",
  telemetry: "Telemetry",
  sandbox: "The sandbox",
  testing: "Jest, fake timers, msw",
  "own-tables": "Endpoints of your own",
  teams: "Teams that regenerate",
};

/** What the sidebar shows: the groups, with their pages. */
export function navigationOf(pages: readonly Page[], groups: readonly string[]): object[] {
  const guides = Object.keys(ORDER).map((name) => `guides/${name}`);
  const placeOf = ({ route }: Page) => (guides.includes(route) ? guides.indexOf(route) : guides.length);
  return groups.map((group) => ({
    text: group,
    items: pages
      .filter((page) => page.group === group)
      .sort((one, other) => placeOf(one) - placeOf(other))
      .map((page) => ({ text: nameOf(page), link: `/${page.route.replace(/(^|\/)index$/, "$1")}` })),
  }));
}

function nameOf({ route, short, text }: Page): string {
  return short ?? ORDER[route.replace(/^guides\//, "")] ?? titleOf(text);
}

/** The first words of a page, for search engines. */
export function descriptionOf({ text }: Page): string {
  const start = (headingsOf(text)[0]?.line ?? 0) + 1;
  const paragraph =
    text
      .split("\n")
      .slice(start)
      .join("\n")
      .split(/\n\s*\n/)
      .find((part) => /^[A-Z][^|<]/.test(part.trim())) ?? "";
  return paragraph
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/[`*_]/g, "")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 200);
}
