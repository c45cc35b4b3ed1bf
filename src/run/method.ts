/** A batch method, as callers see it: what it takes, what it needs, and the run that it gives. */
import type { OperationTypes } from "../contract.js";
import type { CallOptions, Mapping } from "../options/options.js";
import type { BatchRun } from "./batch-run.js";
import type { KnownFields, ReadOnly } from "./known-fields.js";

/** What a call has to say besides its inputs: the path's parameters, and what the body needs beside the inputs. */
export type Needs<T extends OperationTypes> = (T["path"] extends undefined ? unknown : { readonly path: T["path"] }) &
  (T extends { body: infer Body extends object }
    ? Record<never, never> extends Body
      ? unknown
      : { readonly body: Body }
    : unknown) &
  (T extends { query: infer Query extends object }
    ? Record<never, never> extends Query
      ? unknown
      : { readonly query: Query }
    : unknown);

/** What a call's body has beside its inputs; `undefined` where it has nothing. */
export type BodyOf<T extends OperationTypes> = T extends { body: infer Body extends object } ? Body : undefined;
/** What a call says in its query; `undefined` where it says nothing. */
export type QueryOf<T extends OperationTypes> = T extends { query: infer Query extends object } ? Query : undefined;

/** The array comes first: an error in an input is then one line, at the field. */
export type Given<Row> = readonly Row[] | Iterable<Row> | AsyncIterable<Row>;

/** The options of a method, with what it needs. */
export type Options<T extends OperationTypes> = CallOptions<T["path"], BodyOf<T>, QueryOf<T>> & Needs<T>;
/** A run's row: the caller's own type where it has more than the contract's fields, which a `map` takes out. */
export type OwnRow<Row, Input> = [Row extends unknown ? Exclude<keyof Row, keyof Input> : never] extends [never]
  ? Input
  : Row;

/**
 * What a method takes: inputs, or any rows where `map` is among the options. The row's type is inferred either way, though
 * only in rows does it stand: so that inputs written in the call are held to the contract's fields, one by one.
 */
export type Taken<Row, Option, Input> = "map" extends Option ? Given<Row> : Given<ReadOnly<Input>>;

/** The options of a method, of which these are given; a `map` that is given is held to what it makes, field by field. */
export type TakenOptions<Row, Option extends PropertyKey, T extends OperationTypes, Made> = Options<T> &
  Partial<Mapping<Row, KnownFields<Made, T["input"]>>> & { readonly [O in Option]?: unknown } & ("map" extends Option
    ? Mapping<Row, KnownFields<Made, T["input"]>>
    : unknown);

/** The run of what was taken. */
export type RunOf<Row, Option, T extends OperationTypes> = "map" extends Option
  ? BatchRun<Row, T["record"], T["input"]>
  : BatchRun<OwnRow<Row, T["input"]>, T["record"]>;

/** The names of a call's options. */
export type OptionName = keyof CallOptions | "map";

/** One batch method: any number of inputs, or of rows and what makes inputs of them, as an array or any iterable. */
export type BatchMethod<T extends OperationTypes> = <
  Row,
  Option extends OptionName = never,
  Made extends ReadOnly<T["input"]> = ReadOnly<T["input"]>,
>(
  inputs: Taken<Row, Option, T["input"]>,
  ...options: Record<never, never> extends Needs<T>
    ? [options?: TakenOptions<Row, Option, T, Made>]
    : [options: TakenOptions<Row, Option, T, Made>]
) => RunOf<Row, Option, T>;
