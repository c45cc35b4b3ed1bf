import type { input, output, ZodMiniType } from "zod/mini";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Whether each schema gives exactly its type, and takes all of it. Equality alone is blind to `| undefined`. */
export type Verdicts<Module, Types> = Checked<Omit<Module, "compile">, Types>;

type Checked<Schemas, Types> = {
  [Name in keyof Schemas]: Schemas[Name] extends ZodMiniType
    ? Name extends keyof Types
      ? Equal<output<Schemas[Name]>, Types[Name]> extends true
        ? Types[Name] extends input<Schemas[Name]>
          ? true
          : "the schema refuses part of the type"
        : "the schema and the type differ"
      : "there is no such type"
    : "this is no schema";
};
