/** What a reader should know of an import before merging it. */
import { type BatchOperation, batchOperations } from "../codegen/batch.js";
import { type Json, type JsonObject, type Schema, schemaOf } from "../codegen/document.js";
import { readOperations } from "../codegen/reads.js";
import { sampleOf } from "../codegen/samples.js";
import { type Certainty, certaintyOf } from "./certainty.js";
import type { Imported } from "./import.js";

/** The page to read. */
export function reportOf({ contract, repaired, repairs, guesses, shapes, refused, leftOut }: Imported): string {
  const served = batchOperations(repaired);
  const operations = [...served.map(({ batch, ...one }) => ({ ...batch, ...one })), ...readOperations(repaired)].map(
    ({ method, verb, path }) => `${method}  ${verb.toUpperCase()} ${path}`,
  );
  const healed = repairs.map(({ description, changed }) => {
    const places = changed[contract.file]?.length ?? 0;
    const [what = ""] = description.split(/(?<=\.)\s/);
    return `${what} (${places} ${places === 1 ? "place" : "places"})`;
  });
  const sections: (readonly [title: string, lines: readonly string[]])[] = [
    [`${contract.file}:`, operations],
    ["Repaired by overlays:", healed],
    [
      "Inferred, to be confirmed by removing `inferred` from x-batch:",
      guesses.flatMap(({ path, batch }) => [
        `${path}  ${compact(batch)}`,
        ...sureness(batch),
        ...served.filter((one) => one.path === path).flatMap(onTheWire),
      ]),
    ],
    [
      "Published as of any shape, and taken for an id with any of what is created:",
      shapes.map(({ path, create }) => `${path}: as ${create}`),
    ],
    ["Can't be served, and left out:", refused.map(({ path, reason }) => `${path}: ${reason}`)],
    ["Not asked for (--all-batch takes these too):", leftOut],
  ];
  return sections
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => [title, ...lines.map((line) => `  ${line}`)].join("\n"))
    .join("\n\n");
}

/** A guess on one line: `idempotent: true, identity: [id]`. */
function compact(batch: JsonObject): string {
  return Object.entries(batch)
    .map(
      ([key, value]) =>
        `${key}: ${JSON.stringify(value).replaceAll('"', "").replaceAll(",", ", ").replaceAll(":", ": ")}`,
    )
    .join(", ");
}

/** How sure the parts of a guess are, those first that most need a look. */
function sureness(batch: JsonObject): string[] {
  const parts = Object.entries(certaintyOf(batch));
  return (["unsure", "likely"] satisfies Certainty[]).flatMap((wanted) => {
    const keys = parts.filter(([, certainty]) => certainty === wanted).map(([key]) => key);
    return keys.length === 0 ? [] : [`  ${wanted}: ${keys.join(", ")}`];
  });
}

/** What a request and its answer would be, for a reader to hold beside HubSpot's guide. */
function onTheWire({ contract, path, verb, bare, batch, input, body, result }: BatchOperation): string[] {
  const sample = (schema: Schema, name: string) => sampleOf(contract, schema, name);
  // An input is an object; one that is a text has it as its only field.
  const one = sample(schemaOf(contract, input), "input") as JsonObject;
  const inputs: Json[] = [batch.text === undefined ? one : (one[batch.text] ?? "")];
  const { properties = {} } = body === undefined ? {} : schemaOf(contract, body.name);
  const beside = Object.keys(body?.fields ?? {}).map((field): [string, Json] => [
    field,
    sample(properties[field] ?? {}, field),
  ]);
  const sent = bare ? inputs : { ...Object.fromEntries(beside), inputs };
  const results = result === undefined ? undefined : [sample(schemaOf(contract, result), "record")];
  return [
    `  sent: ${verb.toUpperCase()} ${path} ${shortened(sent)}`,
    `  answered: ${results === undefined ? "no results" : shortened({ results })}`,
  ];
}

/** More than a reader takes in: a record may have a hundred fields. */
const MOST_SHOWN = 600;

function shortened(value: object): string {
  const text = JSON.stringify(value);
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}
