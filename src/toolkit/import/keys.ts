/** Guesses which fields say what record an input is about, and where a result shows them. */
import { type Contract, nameOf, type Schema, schemaOf } from "../codegen/document.js";
import { hasField } from "../codegen/x-batch.js";

/** The fields of an input that tell records apart. */
export interface Keys {
  readonly fields: readonly string[];
  /** Where a result shows each of them, of those that it shows. */
  readonly results: ReadonlyMap<string, string>;
  /** Whether the input sets something between or of records that are there, and so may be sent twice. */
  readonly isSetting: boolean;
}

const ID = /(?:^i|I)d(?:String)?$/;
/** What a choice of this name says is what an input sets, not what it is about. */
const SET = /stat(?:e|us)$/i;

/** The keys of an input. Only what each input must have is one: what may be missing tells nothing apart. */
export function guessKeys(contract: Contract, input: string, result: string | undefined): Keys {
  const inResult = (field: string): boolean => hasField(contract, result, field);
  const fields = fieldsOf(contract, input, inResult, result === undefined);
  const results = new Map(
    fields.flatMap((field): [string, string][] => {
      const place = [field, ENDS.get(field) ?? "", `from.${field}`].find((one) => one !== "" && inResult(one));
      return place === undefined ? [] : [[field, place]];
    }),
  );
  return {
    fields,
    results,
    isSetting: fields.includes("to.id") || fields.includes("to") || isAbout(contract, fields, result),
  };
}

/** An end of an association, as answers call it. */
const ENDS = new Map([
  ["from.id", "fromObjectId"],
  ["to.id", "toObjectId"],
]);

function fieldsOf(
  contract: Contract,
  input: string,
  inResult: (field: string) => boolean,
  isMute: boolean,
): readonly string[] {
  const has = (field: string): boolean => hasField(contract, input, field);
  const { required = [], properties = {} } = schemaOf(contract, input);
  if (required.includes("id")) return has("idProperty") ? ["id", "idProperty"] : ["id"];
  // What leads from one record to several is about all of them: to each list of others it is another.
  const ends = ["to.id", ...(properties["to"]?.type === "array" ? ["to"] : [])].filter(has).slice(0, 1);
  if (has("from.id")) return ["from.id", ...ends];
  const ids = required.filter((field) => ID.test(field)).sort();
  const choices = required.filter((field) => isChoice(contract, field, properties[field]) && !SET.test(field));
  // What an input may leave out is its own id all the same: others are of what it leads to, and shared.
  if (ids.length > 0 && has("id")) return [];
  if (ids.length > 0) return [...ids, ...choices.filter((field) => isMute || inResult(field)).sort()];
  return ["email", "name", "vid"].filter((field) => required.includes(field)).slice(0, 1);
}

/** Whether a field is a choice, here or in any other schema: some are published as texts where others list what they may be. */
function isChoice({ document }: Contract, field: string, schema: Schema | undefined): boolean {
  const schemas = document.components?.schemas ?? {};
  const isOne = (one: Schema | undefined) => (schemas[nameOf(one?.$ref) ?? ""] ?? one)?.enum !== undefined;
  return isOne(schema) || Object.values(schemas).some(({ properties = {} }) => isOne(properties[field]));
}

/** Whether an answer says nothing but whom it is about, by a key of the input: that was there before. */
function isAbout(contract: Contract, [key = ""]: readonly string[], result: string | undefined): boolean {
  const shown = Object.keys(result === undefined ? {} : (schemaOf(contract, result).properties ?? {}));
  return (
    ["email", "vid"].includes(key) && shown.includes(key) && shown.every((field) => ["email", "vid"].includes(field))
  );
}
