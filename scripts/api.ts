/**
 * Writes what callers see of the built package to test/api/, one report an entry, so that a change of it is read before
 * it is published. `npm run api`; `tsx scripts/api.ts --check` only compares, and exits with 1 where a report is another.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Extractor, ExtractorConfig, ExtractorLogLevel } from "@microsoft/api-extractor";
import { type Exports, entriesOf } from "./build/entries.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const packageJsonFullPath = join(root, "package.json");
const { exports } = JSON.parse(readFileSync(packageJsonFullPath, "utf8")) as { exports: Exports };
const reportFolder = join(root, "test", "api");
const reportTempFolder = join(root, ".tmp-api");
const checking = process.argv.includes("--check");
mkdirSync(reportFolder, { recursive: true });

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
          // A type that callers meet and can't name stands in the report, as a warning.
          "ae-forgotten-export": { logLevel: ExtractorLogLevel.Warning, addToApiReportFile: true },
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
