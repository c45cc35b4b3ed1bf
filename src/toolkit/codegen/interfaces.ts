/** Emits a name for each method's input and record, for hovers and errors to show in place of all of its fields. */
import type { BatchOperation } from "./batch.js";
import { schemaOf } from "./document.js";
import { distinct, pascalOf, singularOf } from "./typescript.js";

/** How the types of a method's input and record are called. */
export interface TypeNames {
  readonly input: string;
  /** Nothing where success has no body. */
  readonly record: string | undefined;
}

/** The names of each method's types, of all of a version. */
export function typeNames(operations: readonly BatchOperation[]): ReadonlyMap<string, TypeNames> {
  const methods = operations.map(({ batch }) => batch.method).sort();
  const names = distinct(
    methods.flatMap((method) => ["Input", "Record"].map((kind) => [method + kind, wordsOf(method) + kind] as const)),
  );
  const nameOf = (method: string, kind: string): string => names.get(method + kind) ?? "";
  return new Map(
    operations.map(({ batch: { method }, result }) => [
      method,
      { input: nameOf(method, "Input"), record: result && nameOf(method, "Record") },
    ]),
  );
}

/** `marketingEvents.upsert` is `MarketingEventUpsert`: of one of them. */
function wordsOf(method: string): string {
  const [api = "", verb = ""] = method.split(".");
  return pascalOf(`${singularOf(api)} ${verb}`);
}

/** The types of a contract's methods. */
export function emitInterfaces(operations: readonly BatchOperation[], names: ReadonlyMap<string, TypeNames>): string {
  const interfaces = operations
    .map(({ contract, batch: { method }, input, result }) => {
      const { input: inputName = "", record } = names.get(method) ?? {};
      const emit = (name: string, schema: string, what: string): string => {
        const { type, nullable, anyOf, oneOf } = schemaOf(contract, schema);
        const target = `components["schemas"][${JSON.stringify(schema)}]`;
        // An interface extends what has fields, and no choice of types.
        const isObject = type === "object" && nullable !== true && anyOf === undefined && oneOf === undefined;
        const text = isObject ? `interface ${name} extends Of<${target}> {}` : `type ${name} = ${target};`;
        return `\n/** ${what} of \`${method}\`. */\nexport ${text}\n`;
      };
      return `${emit(inputName, input, "One input")}${record && result ? emit(record, result, "What HubSpot returns for one input") : ""}`;
    })
    .join("");
  return `\n/** What an interface can extend. */\ntype Of<T> = T;\n${interfaces}`;
}

/** All names of a version, in one place. */
export function emitNames(operations: readonly BatchOperation[], names: ReadonlyMap<string, TypeNames>): string {
  const apis = [...new Set(operations.map(({ contract }) => contract.api))];
  return apis
    .map((api) => {
      const own = operations.filter(({ contract }) => contract.api === api);
      const list = own
        .flatMap(({ batch }) => Object.values<string | undefined>({ ...names.get(batch.method) }))
        .filter((name) => name !== undefined);
      return `export type { ${list.sort().join(", ")} } from "./${api}.operations.js";\n`;
    })
    .join("");
}
