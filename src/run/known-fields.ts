/** The types that hold what is given to the contract's fields, in what the caller writes and in what a `map` makes. */

/** A date: of this realm or another, or of a library of dates. It shares no member with a list, which is so told in one line. */
export interface DateLike {
  /** The time, as an ISO 8601 date-time. */
  toISOString(): string;
  /** The same, as JSON has it; null where it is no time. */
  toJSON(): string | null;
}

/**
 * Nothing of an input is written to, so that one which is read-only through and through will do. It makes no choice itself:
 * so the compiler calls it `ReadOnly<MarketingEventUpsertInput>` where it would else write out all fields.
 */
export type ReadOnly<T> = {
  readonly [Field in keyof T]: T[Field] extends infer Value
    ? Value extends Date
      ? DateLike
      : Value extends object
        ? ReadOnly<Value>
        : Value
    : never;
};

/**
 * What was made, where it has no field that the contract does not know: the compiler looks for such in what is written in a
 * call, and not in what a function gives. Otherwise what it would have to be, so that the error is at the field.
 */
export type KnownFields<Made, Known> = 0 extends 1 & Made
  ? Made
  : [Made] extends [Held<Made, Known>]
    ? Made
    : Held<Made, Known>;

/** Methods are not sent, and an index of any names is one of the portal's. */
export type Held<Made, Known> = Made extends string | number | boolean | null | undefined | DateLike | Method
  ? Made
  : Made extends readonly (infer Item)[]
    ? readonly Held<Item, Known extends readonly (infer KnownItem)[] ? KnownItem : never>[]
    : string extends NameOf<Known>
      ? Made
      : {
          readonly [Field in keyof Made]: Field extends NameOf<Known>
            ? Held<Made[Field], ValueOf<Known, Field>>
            : Made[Field] extends Method
              ? Made[Field]
              : "no field of the contract";
        };

/** A method, which is not sent. */
export type Method = (...given: never) => unknown;
/** The names of the fields of any of several types. */
export type NameOf<Known> = Known extends unknown ? keyof Known : never;
/** What a field holds in those of several types that have it. */
export type ValueOf<Known, Field> = Known extends unknown ? (Field extends keyof Known ? Known[Field] : never) : never;
