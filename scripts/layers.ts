/** The layer check: in src/ imports go down from room to room, never up, sideways or round. `npm run layers` */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { cruise, type ICruiseResult, type IForbiddenRuleType } from "dependency-cruiser";

/** The engine's rooms, lowest floor first: a room imports from the floors below it, types too. */
const floors: readonly (readonly string[])[] = [
  ["contract.ts", "part.ts", "outcome/"],
  ["match/", "pace/"],
  ["wire/"],
  ["options/"],
  ["intake/"],
  ["run/"],
  ["client.ts"],
  ["index.ts"],
];

/** The rooms that the engine knows nothing of, and what each may import beside itself and the types of contract.ts. */
const apart: Readonly<Record<string, readonly string[]>> = {
  // The fake HubSpot shares no code with the engine, or it would share its mistakes.
  "sandbox/": [],
  // Code generation and its kin show what others wrote as the engine does.
  "toolkit/": ["outcome/printable.ts"],
  // The command asks what was meant, shows numbers and what others wrote as the engine does, and tells records apart by its rules.
  "cli/": [
    "index.ts",
    "sandbox/sandbox.ts",
    "toolkit/",
    "options/closest.ts",
    "outcome/print.ts",
    "outcome/printable.ts",
    "match/identity.ts",
  ],
  // A limiter beside the engine's own counts arrivals, reads headers and checks options as that does.
  "redis/": ["index.ts", "pace/", "options/expected.ts", "options/rate-limiter.ts", "outcome/limiter-error.ts"],
  // Lanes check options, and sum up outcomes, as the engine does.
  "bullmq/": ["index.ts", "options/expected.ts", "outcome/"],
  "otel/": ["index.ts"],
};

/** The rooms that may import packages; what the engine needs of them, generated code imports for it. */
const packaged = ["toolkit/", "cli/", "redis/", "bullmq/", "otel/"];

/** The files that may import generated code. */
const entries = ["index.ts", "sandbox/sandbox.ts"];

const engine = floors.flat();
const rooms = [...engine, ...Object.keys(apart)];

/** Files of the engine that import what only Node has: reached by `import()` alone. */
const FOR_NODE = "^src/wire/node-[^/]+$";
const GENERATED = "^generated/";
const INSTALLED = "(^|/)node_modules/";

/** The files of rooms, as expressions. */
const of = (names: readonly string[]) =>
  names.map((name) => `^src/${name.replace(".", "\\.")}${name.endsWith("/") ? "" : "$"}`);

const rules: readonly (IForbiddenRuleType & { name: string })[] = [
  { name: "imports go round", from: {}, to: { circular: true } },
  { name: "there is no such module", from: { path: "^src/" }, to: { couldNotResolve: true } },
  {
    name: "it is outside src/",
    from: { path: "^src/" },
    to: { pathNot: ["^src/", GENERATED, INSTALLED], dependencyTypesNot: ["core", "unknown"] },
  },
  {
    name: `only ${entries.join(" and ")} import generated code`,
    from: { path: "^src/", pathNot: of(entries) },
    to: { path: GENERATED },
  },
  {
    name: `only ${packaged.join(", ")} import packages`,
    from: { path: "^src/", pathNot: of(packaged) },
    to: { path: INSTALLED },
  },
  {
    name: "of the engine, only wire/node-*.ts import modules of Node",
    from: { path: of(engine), pathNot: FOR_NODE },
    to: { dependencyTypes: ["core"] },
  },
  {
    name: "what only Node has is reached by import()",
    from: { path: "^src/", pathNot: FOR_NODE },
    to: { path: FOR_NODE, dependencyTypesNot: ["dynamic-import", "type-only", "type-import"] },
  },
  {
    name: "rooms apart import types of contract.ts, not values",
    from: { path: of(Object.keys(apart)) },
    to: { path: of(["contract.ts"]), dependencyTypesNot: ["type-only", "type-import"] },
  },
  ...floors.flatMap((floor, height) =>
    floor.map((room) => ({
      name: `${room} stands on floor ${height} and imports from those below`,
      from: { path: of([room]) },
      to: { path: "^src/", pathNot: of([room, ...floors.slice(0, height).flat()]) },
    })),
  ),
  ...Object.entries(apart).map(([room, others]) => ({
    name: `${room} stands apart`,
    from: { path: of([room]) },
    to: { path: "^src/", pathNot: of([room, "contract.ts", ...others]) },
  })),
];

/** Says what in the src/ of a folder the rules forbid; nothing wrong is an empty list. */
export async function checkLayers(folder: string): Promise<string[]> {
  const { output } = await cruise(["src"], {
    baseDir: resolve(folder),
    ruleSet: { forbidden: rules.map((rule) => ({ severity: "error", ...rule })) },
    validate: true,
    // Type imports are imports; "specify" tells them from those that run.
    tsPreCompilationDeps: "specify",
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "types", "node", "default"] },
    doNotFollow: { path: "node_modules" },
  });
  // As an object, for no reporter was asked for.
  const { violations } = (output as ICruiseResult).summary;
  const homeless = readdirSync(join(folder, "src"), { withFileTypes: true })
    .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
    .filter((name) => !rooms.includes(name))
    .map((name) => `src/${name} has no floor: give it one in scripts/layers.ts`);
  return [
    ...homeless,
    ...violations.map(({ from, to, cycle, rule }) =>
      cycle ? `${from} → ${cycle.map(({ name }) => name).join(" → ")}: ${rule.name}` : `${from} → ${to}: ${rule.name}`,
    ),
  ];
}

/** Lists the rooms that stand in the src/ of a folder, top floor first, with their files and lines. */
export function listRooms(folder: string): string[] {
  const files = readdirSync(join(folder, "src"), { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith(".ts"),
  );
  const lines = (path: string) =>
    readFileSync(join(folder, "src", path), "utf8")
      .trimEnd()
      .split("\n").length;
  const row = (floor: string, room: string) => {
    const inside = files.filter((path) => path.startsWith(room));
    if (inside.length === 0) return [];
    const sum = inside.map(lines).reduce((one, other) => one + other);
    return [
      `${floor.padEnd(6)} ${room.padEnd(12)} ${String(inside.length).padStart(3)} files ${String(sum).padStart(6)} lines`,
    ];
  };
  return [
    ...floors.flatMap((floor, height) => floor.flatMap((room) => row(String(height), room))).reverse(),
    ...Object.keys(apart).flatMap((room) => row("apart", room)),
  ];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const violations = await checkLayers(".");
  for (const line of listRooms(".")) console.log(line);
  for (const violation of violations) console.error(violation);
  if (violations.length > 0) process.exitCode = 1;
}
