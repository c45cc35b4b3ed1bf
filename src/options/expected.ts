import { printable } from "../outcome/printable.js";
import { show } from "../outcome/show.js";
import { hint } from "./closest.js";

/** A `TypeError` that names the option, what it takes and what came. */
export function expected(option: string, expectation: string, value: unknown): TypeError {
  // Its name may be the caller's: of a parameter that there is none of.
  return new TypeError(`Expected \`${printable(option)}\` to be ${expectation}, got ${show(value)}`);
}

/** Every name of an option's object: the type asks for all of them, so that none is forgotten. */
export type Names<T> = { readonly [Name in keyof T]-?: true };

/**
 * Copies an object from an option, reading each of its values once: empty where undefined, a `TypeError` unless it is one.
 * A name that nobody reads is one too, for it would be without effect; what it holds is not shown, for it may be a token.
 */
export function objectOf<T extends object>(
  option: string,
  value: T | undefined,
  names: Names<T>,
  expectation = "an object",
): Partial<T> {
  if (value === undefined) return {};
  // A text in the place of options is most likely a token.
  if (typeof value === "string") throw new TypeError(`Expected \`${option}\` to be ${expectation}, got a text`);
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw expected(option, expectation, value);
  const stray = Object.keys(value).find((name) => !Object.hasOwn(names, name));
  const known = Object.keys(names) as (keyof T & string)[]; // The type asks for all of them, and for no others.
  if (stray === undefined) return Object.fromEntries(known.map((name) => [name, value[name]])) as Partial<T>;
  const got = `got \`${printable(stray)}\`${hint(stray, known)}`;
  throw new TypeError(`Expected \`${option}\` to have only ${known.join(", ")}, ${got}`);
}

/** Takes a number from an option: its default, if it has one, where undefined; a `TypeError` unless it is whole and within bounds. */
export function wholeNumber(
  option: string,
  value: unknown,
  fallback: number | undefined,
  min: number,
  max: number,
): number {
  if (value === undefined && fallback !== undefined) return fallback;
  if (!Number.isInteger(value) || (value as number) < min || (value as number) > max) {
    throw expected(option, `a whole number from ${min} to ${max}`, value);
  }
  return value as number;
}

/** Longest delay a timer takes: 2^31 - 1 ms, about 24.8 days. */
export const MAX_TIMER_MS = 2 ** 31 - 1;
