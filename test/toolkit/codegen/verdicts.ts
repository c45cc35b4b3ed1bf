import type { input, output, ZodMiniType } from "zod/mini";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** A type as it is written: what is taken in place of a text, a `Date` among it, is a text by then. */
type Written<T> = {
  [Field in keyof T]: unknown extends T[Field]
    ? T[Field]
    : Date extends T[Field]
      ? string extends Field
        ? string
        : Exclude<T[Field], Date>
      : T[Field] extends infer Value
        ? Value extends object
          ? Written<Value>
          : Value
        : never;
};

/** Whether each schema gives exactly its type as it is written, and takes all of that. Equality alone is blind to `| undefined`. */
export type Verdicts<Module, Types> = Checked<Omit<Module, "compile">, Types>;

type Checked<Schemas, Types> = {
  [Name in keyof Schemas]: Schemas[Name] extends ZodMiniType
    ? Name extends keyof Types
      ? Equal<output<Schemas[Name]>, Written<Types[Name]>> extends true
        ? Written<Types[Name]> extends input<Schemas[Name]>
          ? true
          : "the schema refuses part of the type"
        : "the schema and the type differ"
      : "there is no such type"
    : "this is no schema";
};
