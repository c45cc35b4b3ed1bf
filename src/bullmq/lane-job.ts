/** A lane's job: one a portal, and so never two at once; what it does is in its lane, not in the job. */
import type { Queue } from "bullmq";

/** What a job has: records and slices are elsewhere. */
export interface LaneJob {
  readonly portal: string;
}

/** A lane's job, by its id: no colon in it, nor digits alone. */
export function jobOf(portal: string): string {
  return `lane-${encodeURIComponent(portal)}`;
}

/** Gives a lane a job that can run: of one that is in none of its queue's lists, for these were lost, BullMQ would make no other. */
export async function revive(queue: Queue, portal: string): Promise<void> {
  if ((await queue.getJobState(jobOf(portal))) === "unknown") await queue.remove(jobOf(portal));
  await wake(queue, portal);
}

/** Gives a lane a job, where it has none. */
export async function wake(queue: Queue, portal: string): Promise<void> {
  const options = { jobId: jobOf(portal), removeOnComplete: true, removeOnFail: true };
  await queue.add(portal, { portal } satisfies LaneJob, options);
}
