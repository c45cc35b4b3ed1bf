/** Compares two documents with `redocly diff`, which finds what changed and rates it by the rules of OpenAPI. */
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import * as z from "zod";
import type { Json, JsonObject } from "../codegen/document.js";
import { objectIn } from "../import/select.js";
import { resolvePeer } from "../peer.js";
import { pointerTo } from "../pointer.js";

const side = z.object({ value: z.custom<Json>().optional() });
const finding = z.object({
  /** From the document's root, as a URI fragment. */
  path: z.string(),
  typeName: z.string(),
  kind: z.enum(["added", "removed", "modified"]),
  property: z.string().optional(),
  verdicts: z.array(z.object({ ruleId: z.string() })),
  base: side.optional(),
  revision: side.optional(),
});
const report = z.object({ reportVersion: z.literal("1"), changes: z.array(finding) });

/** One difference; one with a verdict breaks something, as far as the library can know. */
export type Finding = z.infer<typeof finding>;

/** Every difference between two documents. The library has no API, so its command line is run. */
export async function findingsOf(base: JsonObject, revision: JsonObject): Promise<Finding[]> {
  const folder = await mkdtemp(join(tmpdir(), "hubspot-batch-diff-"));
  try {
    const files = {
      "base.json": without(base, revision),
      "revision.json": without(revision, base),
      "redocly.yaml": CONFIG,
    };
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), JSON.stringify(content));
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        resolvePeer("@redocly/cli", "@redocly/cli/bin/cli.js"),
        "diff",
        "base.json",
        "revision.json",
        "--format",
        "json",
        "--fail-on",
        "none",
      ],
      {
        cwd: folder,
        env: { ...process.env, REDOCLY_SUPPRESS_UPDATE_NOTICE: "true", REDOCLY_TELEMETRY: "off" },
        maxBuffer: 256 * 1024 * 1024,
      },
    );
    return separate(report.parse(JSON.parse(stdout)).changes);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A document without the paths that are the same in another: most are, and the library takes as long for them as for others. */
function without(document: JsonObject, other: JsonObject): JsonObject {
  const [paths, others] = [objectIn(document, "paths"), objectIn(other, "paths")];
  const differing = Object.entries(paths).filter(
    ([path, item]) => JSON.stringify(item) !== JSON.stringify(others[path]),
  );
  return { ...document, paths: Object.fromEntries(differing) };
}

/** The library pairs names that look alike, and says that one became the other. To callers one is gone, and one is new. */
function separate(findings: readonly Finding[]): Finding[] {
  const keys = findings.filter(({ kind, property }) => kind === "modified" && property === "key");
  const isBelow = (one: string, other: string): boolean => one.startsWith(`${other}/`);
  // What is gone and what is new are so as a whole: within them nothing was renamed.
  const renamed = keys.filter(({ path }) => !keys.some((other) => isBelow(path, other.path)));
  const isWithin = ({ path }: Finding): boolean =>
    renamed.some((other) => path === other.path || isBelow(path, other.path));
  return [
    ...renamed.flatMap(({ path, typeName, verdicts, base }): Finding[] => {
      const before = pointerTo(path.slice(0, path.lastIndexOf("/")), String(base?.value));
      return [
        { path: before, typeName, kind: "removed", verdicts },
        { path, typeName, kind: "added", verdicts },
      ];
    }),
    ...findings.filter((finding) => !isWithin(finding)),
  ];
}

// JSON is YAML. The documents are ours, so nothing of theirs needs to be checked.
const CONFIG = { extends: ["diff-recommended"], telemetry: "off" };
