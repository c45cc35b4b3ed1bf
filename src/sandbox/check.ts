import { missingField } from "./address.js";
import { names } from "./bodies.js";
import type { Refusal } from "./faults.js";
import type { Input, SandboxOperation } from "./routes.js";
import { isObject, textOf, valueAt } from "./store.js";

/** What a body holds: its inputs, or why there are none. */
export interface ReadBody {
  readonly inputs: readonly Input[];
  /** What the body says beside its inputs. */
  readonly asked: Input;
  readonly unreadable?: Refusal;
}

/** Reads `{ "inputs": [ … ] }`; what the body says for all inputs of how they are found, each of them says then. */
export function readInputs(body: string, operation: SandboxOperation | undefined): ReadBody {
  try {
    const parsed: unknown = JSON.parse(body);
    const { inputs: given, ...shared } = isObject(parsed) ? parsed : { inputs: operation?.bare ? parsed : undefined };
    const inputs = Array.isArray(given) ? inputsIn(given, operation?.text) : undefined;
    if (inputs !== undefined) {
      const said = operation ? sharedBy(operation, shared) : {};
      return { inputs: inputs.map((input) => ({ ...said, ...input })), asked: shared };
    }
  } catch {
    // Whatever is wrong with it, HubSpot's answer is the same.
  }
  const message = "Invalid input JSON on line 1, column 1: Cannot deserialize value of type `BatchInput`";
  return { inputs: [], asked: {}, unreadable: { status: 400, category: null, message } };
}

/** Inputs as a call gives them: texts are the values of a field. Nothing where one of them is otherwise. */
function inputsIn(given: readonly unknown[], text: string | undefined): readonly Input[] | undefined {
  const inputs =
    text === undefined ? given : given.map((value) => (typeof value === "string" ? { [text]: value } : value));
  return inputs.every(isObject) ? inputs : undefined;
}

function sharedBy({ body = {}, match }: SandboxOperation, shared: Input): Input {
  const keys = match.flatMap((rule) => ("when" in rule && rule.when !== undefined ? [rule.when] : []));
  return Object.fromEntries(Object.entries(shared).filter(([field]) => field in body && keys.includes(field)));
}

/** Says why HubSpot refuses a batch as a whole, if it does. */
export function unfit(operation: SandboxOperation, inputs: readonly Input[]): Refusal | undefined {
  const { maxItems = Number.POSITIVE_INFINITY } = operation;
  if (inputs.length > maxItems) {
    return { status: 400, message: `The maximum number of inputs in a batch is ${maxItems}, not ${inputs.length}` };
  }
  for (const input of inputs) {
    const field = missingField(operation, input);
    if (field !== undefined) return { status: 400, message: `Some required fields were not set: [${field}]` };
  }
  const repeated = repeats(operation, inputs);
  if (repeated.length === 0) return undefined;
  const context = names({ operation, inputs: repeated }, true);
  const [ids = []] = Object.values(context);
  return {
    status: 400,
    message: `Duplicate IDs found in batch input: [${ids.join(", ")}]. IDs must be unique`,
    context,
  };
}

/** The inputs that have the identity of one before them. */
function repeats({ identity }: SandboxOperation, inputs: readonly Input[]): readonly Input[] {
  if (identity.length === 0) return [];
  const seen = new Set<string>();
  return inputs.filter((input) => {
    const values = identity.map((field) => valueAt(input, field.split(".")));
    const key = JSON.stringify(values.map((value) => (value == null ? null : textOf(value))));
    return seen.size === seen.add(key).size;
  });
}
