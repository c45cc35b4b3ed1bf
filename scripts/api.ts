/**
 * Writes what callers see of the built package to test/api/, one report an entry, so that a change of it is read before
 * it is published. `npm run api`; `tsx scripts/api.ts --check` only compares, and exits with 1 where a report is another.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Extractor, ExtractorConfig, ExtractorLogLevel, type ExtractorMessage } from "@microsoft/api-extractor";
import { type Exports, entriesOf, namesOf } from "./build/entries.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const packageJsonFullPath = join(root, "package.json");
const { exports } = JSON.parse(readFileSync(packageJsonFullPath, "utf8")) as { exports: Exports };
const reportFolder = join(root, "test", "api");
const reportTempFolder = join(root, ".tmp-api");
const checking = process.argv.includes("--check");
mkdirSync(reportFolder, { recursive: true });

// What the package exports has a name there for callers of its other entries, too.
const named = namesOf(join(root, "dist", "src", "index.d.ts"));

/** The symbol that a signature refers to, where callers have no name for it. What generated code calls its own has names by method. */
function namelessIn({ messageId, text, sourceFilePath = "" }: ExtractorMessage): string | undefined {
  if (messageId !== "ae-forgotten-export" || sourceFilePath.includes("/dist/generated/")) return undefined;
  const symbol = /"(.+?)"/.exec(text)?.[1] ?? text;
  return named.has(symbol) ? undefined : symbol;
}

for (const path of entriesOf("types", exports).filter((one) => one.endsWith(".d.ts"))) {
  const reportFileName = `${basename(path, ".d.ts")}.api.md`;
  const config = ExtractorConfig.prepare({
    packageJsonFullPath,
    configObjectFullPath: undefined,
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath: join(root, "dist", path),
      compiler: { tsconfigFilePath: join(root, "tsconfig.build.json") },
      newlineKind: "lf",
      apiReport: { enabled: true, reportFileName, reportFolder, reportTempFolder },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        extractorMessageReporting: {
          "ae-forgotten-export": { logLevel: ExtractorLogLevel.Warning, addToApiReportFile: false },
          // No part of the package is for some callers only.
          "ae-missing-release-tag": { logLevel: ExtractorLogLevel.None },
          "ae-undocumented": { logLevel: ExtractorLogLevel.None },
        },
      },
    },
  });
  Extractor.invoke(config, {
    messageCallback: (message) => {
      message.handled = message.logLevel !== ExtractorLogLevel.Error;
      const nameless = namelessIn(message);
      if (nameless === undefined) return;
      console.error(`${basename(path)} refers to ${nameless}, which no entry exports: callers have no name for it`);
      process.exitCode = 1;
    },
  });
  // The types of contracts are packed with tabs, which the extractor puts beside its own spaces.
  const report = readFileSync(join(reportTempFolder, reportFileName), "utf8").replaceAll("\t", "");
  const file = join(reportFolder, reportFileName);
  if (existsSync(file) && readFileSync(file, "utf8") === report) continue;
  if (!checking) writeFileSync(file, report);
  console.log(
    `test/api/${reportFileName} ${checking ? "is another now: run `npm run api`, and read what changed" : "has changed"}`,
  );
  if (checking) process.exitCode = 1;
}
