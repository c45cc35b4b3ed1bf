/** What a batch is answered with. */

/** The part of an input that its answer is made of. */
export interface Sent {
  readonly id?: string;
  readonly externalEventId?: string;
  readonly objectWriteTraceId?: string;
  readonly properties?: object;
}

const AT = "2026-03-30T09:00:00.000Z";
let newest = 90_000;

/** As HubSpot answers, in the order of the inputs. */
export function answerTo(inputs: readonly Sent[]): object {
  return { status: "COMPLETE", startedAt: AT, completedAt: AT, results: inputs.map(resultOf) };
}

/** A listing with its id and properties, a marketing event without its external ids. */
function resultOf({ id, externalEventId, objectWriteTraceId, ...fields }: Sent): object {
  if (externalEventId === undefined)
    return { id, properties: fields.properties, createdAt: AT, updatedAt: AT, archived: false, objectWriteTraceId };
  const recordId = String(newest++);
  return { ...fields, externalAccountId: undefined, id: recordId, objectId: recordId, createdAt: AT, updatedAt: AT };
}
