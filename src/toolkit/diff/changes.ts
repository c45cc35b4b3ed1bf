/** From differences between normal forms to changes in words, each once, the worst first. */

import { keysOf, pointerTo } from "../pointer.js";
import { endpointMeanings } from "./endpoint.js";
import type { Finding } from "./library.js";
import { breaking, type Meaning, type Severity, type Side, type Subject } from "./meaning.js";
import { type Operation, templateOf } from "./operations.js";
import { originOf } from "./origins.js";
import { schemaMeanings } from "./schema.js";

/** One change to one operation. */
export interface Change extends Meaning {
  /** Where it stands in the revision or, if it is gone, where it stood in the base. */
  readonly pointer: string;
  /** Method and path. */
  readonly operation: string;
}

/** What these findings, made on the published forms of both sides, mean. */
export function changesOf(findings: readonly Finding[], base: Side, revision: Side): Change[] {
  const subjects = findings.map((finding): Subject => {
    const [, key = "", , ...rest] = keysOf(finding.path);
    return { finding, base, revision, key, rest };
  });
  // Of what has another type now, no part can be told from one that it had before.
  const retyped = findings.filter(({ property }) => property === "type").map(({ path }) => path);
  const isPart = ({ path, property }: Finding): boolean =>
    retyped.some((other) => path.startsWith(`${other}/`) || (path === other && property !== "type"));

  const changes = subjects
    .filter(({ finding }) => !isPart(finding))
    .flatMap((subject) => meaningsOf(subject).map((meaning): Change => ({ ...meaning, ...whereOf(subject) })));
  return inOrder([...movesOf(base, revision), ...changes]);
}

function meaningsOf(subject: Subject): Meaning[] {
  const inSchema = subject.rest.includes("schema") || subject.rest[0] === "requestBody";
  return inSchema ? schemaMeanings(subject) : endpointMeanings(subject);
}

function whereOf({ finding, base, revision, key, rest }: Subject): Pick<Change, "operation" | "pointer"> {
  const { kind, property } = finding;
  const side = kind === "removed" ? base : revision;
  // Of these, little is left in normal form that a description has too.
  const whole = rest[0] === "security" || rest[0] === "servers";
  const keys = ["paths", key, "post", ...(whole ? rest.slice(0, 1) : rest)];
  const own = property === undefined || whole || OURS.has(property) ? undefined : finding.revision?.value;
  const pointer = originOf(side.published, keys, kind === "modified" ? "body" : "site");
  const exact = own === undefined ? pointer : pointerTo(pointer, property ?? "");
  return { operation: nameOf(side.operations.get(key)), pointer: exact };
}

/** What normal forms use for ends of their own. */
const OURS = new Set(["description", "title"]);

/** Endpoints that were known by the rest of their path, or are sent by another method. */
function movesOf(base: Side, revision: Side): Change[] {
  return [...revision.operations].flatMap(([key, operation]): Change[] => {
    const before = base.operations.get(key);
    if (!before) return [];
    const news = [
      ...(templateOf(before.path) === templateOf(operation.path)
        ? []
        : [`it is sent to ${operation.path}, no longer to ${before.path}`]),
      ...(before.sending === operation.sending
        ? []
        : [`it is sent by ${operation.sending.toUpperCase()}, no longer by ${before.sending.toUpperCase()}`]),
    ];
    const pointer = pointerTo("", "paths", operation.path);
    return news.map((message) => ({ ...breaking("what is sent", message), pointer, operation: nameOf(operation) }));
  });
}

const nameOf = (operation: Operation | undefined): string =>
  `${(operation?.sending ?? "post").toUpperCase()} ${operation?.path ?? ""}`;

const RANK: readonly Severity[] = ["breaking", "safe", "metadata"];

function inOrder(changes: readonly Change[]): Change[] {
  // What several answers of an operation share is one change to it.
  const distinct = new Map<string, Change>();
  for (const change of changes) {
    const news = `${change.operation} ${change.audience} ${change.message}`;
    if (!distinct.has(news)) distinct.set(news, change);
  }
  return [...distinct.values()].sort((one, other) => RANK.indexOf(one.severity) - RANK.indexOf(other.severity));
}
