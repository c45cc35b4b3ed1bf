/** Why a row did not succeed, in a few fields. */
import { HttpError, type HubSpotError, type Outcome, RefusedError } from "../../index.js";
import { issuesOf } from "../mapping/issues.js";
import type { Mapping } from "../mapping/mapping.js";
import type { Detail } from "./entry.js";

/** Longest message that is kept of a row, in characters. */
const LONGEST = 500;

/** What is wrong with a row that its contract, or reading it, ruled out. */
export const INVALID = "INVALID_ROW";

/** The detail of an outcome that is no success. */
export function detailOf(outcome: Outcome, mapping: Mapping): Detail | undefined {
  if (outcome.status === "succeeded") return undefined;
  const { error, resend, status } = outcome;
  if (error === undefined)
    return { name: "Unsent", code: status === "unsent" ? outcome.reason : status, message: "it was not sent", resend };
  const issues = issuesOf(error, mapping);
  if (issues !== undefined) {
    const property = unique(issues.map(({ path }) => path)).join(";");
    const message = issues.map(({ path, message: said }) => (path === "" ? said : `${path}: ${said}`)).join("; ");
    return {
      name: "InvalidInputError",
      code: INVALID,
      ...(property !== "" && { property }),
      message: message.slice(0, LONGEST),
      resend,
    };
  }
  return { ...told(error), message: error.message.slice(0, LONGEST), resend };
}

/** The detail of a row that was being sent when a pass ended. */
export function unaccounted({ idempotent }: { readonly idempotent: boolean }): Detail {
  return {
    name: "Unaccounted",
    code: "no-answer",
    message: "it was being sent when the run ended: it may be written or not",
    resend: idempotent ? "safe" : "read-first",
  };
}

/** The detail of a row that HubSpot refuses now, where an earlier request may have written it. */
export function stillInDoubt(before: Detail, now: Detail): Detail {
  const doubt = before.doubt ?? before.message;
  const message = `${now.message}; an earlier request may have written it: ${doubt}`;
  return { ...now, message: message.slice(0, LONGEST), doubt, resend: "read-first" };
}

function told(error: HubSpotError): Pick<Detail, "name" | "status" | "code" | "property"> {
  const { name } = error;
  if (!(error instanceof RefusedError || error instanceof HttpError)) return { name };
  const { code, category, propertyNames } = error;
  const status = error instanceof HttpError ? error.status : error.httpStatus;
  const said = code ?? category;
  return {
    name,
    ...(status !== undefined && { status }),
    ...(said !== undefined && { code: said }),
    ...(propertyNames.length > 0 && { property: unique(propertyNames).join(";") }),
  };
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)].filter((name) => name !== "");
}
