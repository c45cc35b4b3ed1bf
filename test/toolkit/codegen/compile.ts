import { join, relative } from "node:path";
import ts from "typescript";

const root = join(import.meta.dirname, "../../..");
const { config } = ts.readConfigFile(join(root, "tsconfig.json"), (path) => ts.sys.readFile(path));
const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, root);

/** What programs share, parsed once: libraries, and the sources of the package. */
const shared = new Map<string, ts.SourceFile>();

function hostOf(): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  return {
    ...host,
    getSourceFile: (name, ...how) => {
      const known = shared.get(name);
      if (known !== undefined) return known;
      const source = host.getSourceFile(name, ...how);
      // What a test has written may be written again.
      if (source !== undefined && !name.includes("/.tmp-")) shared.set(name, source);
      return source;
    },
  };
}

/** These files, compiled as the package is. */
export function programOf(rootNames: string[]): ts.Program {
  return ts.createProgram({ rootNames, options, host: hostOf() });
}

/** What the compiler says of the folder's files: file → `line:column message`. */
export function diagnose(program: ts.Program, folder: string): Map<string, string[]> {
  const problems = new Map<string, string[]>();
  for (const source of program.getSourceFiles()) {
    if (!source.fileName.startsWith(folder)) continue;
    for (const { start = 0, messageText } of ts.getPreEmitDiagnostics(program, source)) {
      const { line, character } = source.getLineAndCharacterOfPosition(start);
      const file = relative(folder, source.fileName);
      const text = `${line + 1}:${character + 1} ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
      problems.set(file, [...(problems.get(file) ?? []), text]);
    }
  }
  return problems;
}
