/**
 * Tries what `x-batch` says before code is made of it: a sandbox answers as the schemas alone suggest, and a client reads that
 * as the contract says. What is corrected so that the client can tell of no input what became of it is refused,
 * unless it says where HubSpot is seen to answer otherwise.
 */
import type * as engine from "../../contract.js";
import { guessOf } from "../import/describe.js";
import { filledPath } from "../paths.js";
import { type BatchOperation, batchOperations } from "./batch.js";
import { type Contract, ContractError, type Json, type JsonObject, schemaOf } from "./document.js";
import { sampleInput, sampleOptions } from "./sample-inputs.js";
import { sampleOf } from "./samples.js";
import { apiOf, dataOf, verbOf } from "./table.js";

/** What a trial is made of: the engine is not the toolkit's to import. */
export interface Trial {
  /** Plays HubSpot as a contract has it. */
  play(contract: engine.Contract): typeof fetch;
  /** Makes the client of a contract. */
  bind(contract: engine.Contract, options: TrialOptions): object;
}

/** The options of a trial's client. */
export interface TrialOptions {
  readonly apiVersion: string;
  readonly accessToken: string;
  readonly validate: boolean;
  readonly retry: { readonly maxRetries: number };
  readonly fetch: typeof fetch;
}

type Methods = Readonly<
  Record<string, Readonly<Record<string, (inputs: object[], options: object) => Promise<Report>>>>
>;
interface Report {
  readonly outcomes: readonly { readonly status: string; readonly error?: Error }[];
}

/** Enough for a result to be another input's. */
const INPUTS = 3;
/** Of an answer, as much as says what it was. */
const SHOWN = 300;

/** Throws a `ContractError` for the first operation of which every outcome would be `unknown`. */
export async function assertTells(contracts: readonly Contract[], trial: Trial): Promise<void> {
  for (const contract of contracts) for (const operation of batchOperations(contract)) await tryOne(operation, trial);
}

async function tryOne(operation: BatchOperation, trial: Trial): Promise<void> {
  const { contract, path, verb, batch } = operation;
  if (batch.evidence !== undefined) return;
  const guess = suggestedBy(operation);
  const answer = trial.play(contractOf({ ...operation, batch: { ...batch, ...guess } }));
  let came = "";
  const client = trial.bind(contractOf(operation), {
    apiVersion: contract.version,
    accessToken: "trial",
    retry: { maxRetries: 0 },
    validate: false,
    fetch: async (...request) => {
      const response = await answer(...request);
      came = `${response.status} ${await response.clone().text()}`;
      return response;
    },
  });
  const inputs = Array.from({ length: INPUTS }, (_, number) => sampleInput(operation, number, INPUTS));
  // The contract that it is bound to has this one method.
  const method = (client as Methods)[apiOf(batch.method)]?.[verbOf(batch.method)];
  const { outcomes } = (await method?.(inputs, sampleOptions(operation))) ?? { outcomes: [] };
  if (outcomes.some(({ status }) => status !== "unknown")) return;
  const corrected = Object.entries(guess).filter(([key, value]) => !isSame(value, batch[key as keyof typeof batch]));
  const said = corrected.map(([key]) => `${key} ${JSON.stringify(batch[key as keyof typeof batch])}`).join(", ");
  const problem = `${batch.method} would leave every outcome unknown with ${said}: of ${INPUTS} inputs none is told by the answer ${came.slice(0, SHOWN)}; if HubSpot answers otherwise, say in evidence where that is seen`;
  throw new ContractError(contract.file, ["paths", path, verb, "x-batch"], problem);
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** What decides how answers are tied to inputs. */
const TYING = ["idempotent", "identity", "recordId", "trace", "text", "answer", "match", "errors"] as const;

/** What the schemas alone say of it. */
function suggestedBy({ contract, path, batch }: BatchOperation): Partial<BatchOperation["batch"]> {
  const guess = guessOf(contract, path, verbOf(batch.method));
  // A guess is an `x-batch`.
  return Object.fromEntries(TYING.map((key) => [key, guess[key]]));
}

/** A contract of one operation, made without code. */
function contractOf(operation: BatchOperation): engine.Contract {
  const { contract, batch, verb, result } = operation;
  const [{ url: baseUrl } = { url: "" }] = contract.document.servers;
  const made: engine.Operation = {
    // What is undefined is absent, and the rest is as it would be generated.
    ...(JSON.parse(JSON.stringify(dataOf(operation))) as Omit<engine.Operation, "send" | "schema" | "sample">),
    send: async (_client, _body, { fetch, params }) => {
      const { path: values = {}, query = {} } = params as { path?: engine.Values; query?: engine.Values };
      const path = filledPath(operation.path, values);
      const url = `${baseUrl}${path}?${new URLSearchParams(query)}`;
      return { response: await fetch(new Request(url, { method: verb.toUpperCase() })) };
    },
    schema: () => Promise.resolve({ safeParse: () => ({ success: true }), def: {} }),
    sample: () => Promise.resolve(result === undefined ? undefined : sampleResult(contract, result)),
  };
  const operations = { [apiOf(batch.method)]: { [verbOf(batch.method)]: made } };
  return { versions: { [contract.version]: { baseUrl, createClient: () => ({}), operations } } };
}

function sampleResult(contract: Contract, result: string): JsonObject {
  const sample: Json = sampleOf(contract, schemaOf(contract, result), "record");
  return sample as JsonObject; // A result is an object.
}
