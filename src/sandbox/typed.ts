/** The types of a sandbox's options where its contract's types are known. */
import type { Contract, ManyVersions } from "../contract.js";
import type { Fault as AnyFault } from "./faults.js";
import type { ServerOptions } from "./options.js";
import type { SandboxContract } from "./routes.js";

/** Each method's name with its input, of every version; what reads has its parameters as input. */
export type Methods<Types extends ManyVersions<Types>> = BatchesOf<Types> | ReadingsOf<Types>;

/** The names of requests that read, with their parameters. */
export type ReadingsOf<Types extends ManyVersions<Types>> = {
  [V in keyof Types]: Types[V] extends { reads: infer Reads }
    ? {
        [Api in keyof Reads & string]: {
          [Verb in keyof Reads[Api] & string]: Reads[Api][Verb] extends { parameters: infer Parameters }
            ? { name: `${Api}.${Verb}`; input: Parameters }
            : never;
        }[keyof Reads[Api] & string];
      }[keyof Reads & string]
    : never;
}[keyof Types];

/** The names of batch operations, with their inputs. */
export type BatchesOf<Types extends ManyVersions<Types>> = {
  [V in keyof Types]: {
    [Api in keyof Types[V]["operations"] & string]: {
      [Verb in keyof Types[V]["operations"][Api] & string]: {
        name: `${Api}.${Verb}`;
        input: Types[V]["operations"][Api][Verb]["input"];
      };
    }[keyof Types[V]["operations"][Api] & string];
  }[keyof Types[V]["operations"] & string];
}[keyof Types];

/** An input as it arrives: what may have been given as a date, a number or a boolean in place of a text is one by then. */
export type Received<Input> = {
  readonly [Field in keyof Input]: unknown extends Input[Field]
    ? Input[Field]
    : [Date] extends [Input[Field]]
      ? Extract<Input[Field], string | undefined>
      : Input[Field] extends infer Value
        ? Value extends object
          ? Received<Value>
          : Value
        : never;
};

/** A fault of an operation, whose inputs have their types, or of every operation. */
export type TypedFault<Types extends ManyVersions<Types>> =
  | (AnyFault & { readonly operation?: never })
  | {
      [Name in Methods<Types>["name"]]: Omit<AnyFault, "operation" | "when"> & {
        /** The operation it strikes, as `api.verb`. */
        readonly operation: Name;
        /** Strikes only batches with an input for which this is true. Default: every batch. */
        readonly when?: (input: Received<Extract<Methods<Types>, { name: Name }>["input"]>) => boolean;
      };
    }[Methods<Types>["name"]];

/** What can go wrong in a sandbox of a contract: anything, where its types are not known. */
export type FaultOf<C> = C extends Contract<infer Types> ? TypedFault<Types> : AnyFault;

/** How a sandbox of a contract behaves; every option may be left out. */
export interface OptionsOf<C extends SandboxContract> extends Omit<ServerOptions, "contract" | "faults"> {
  /** The generated contract to serve. Default: this package's. */
  readonly contract?: C;
  /** What goes wrong. Default: nothing. */
  readonly faults?: readonly FaultOf<C>[];
}
