/**
 * Until when jobs are certainly this process's, by their ids. A lock holds from when it was given, and word of that may come
 * long after, to a process that stood still or over a network that did: so each counts from when it was asked for.
 */
export class Leases {
  /** `performance.now()` times. */
  readonly #untilMs = new Map<string, number>();

  /** Takes a lock that was asked for at a `Date.now()` time; gives whether it holds, which of one that came late is to be asked. */
  taken(jobId: string, askedMs = -Infinity, lockMs: number): boolean {
    const ageMs = Date.now() - askedMs;
    const isYoung = ageMs >= 0 && ageMs < lockMs / 2;
    if (isYoung) this.#untilMs.set(jobId, performance.now() + lockMs - ageMs);
    return isYoung;
  }

  /** Has locks renewed by `renew`, which resolves with the jobs that are another's by now, and passes these on. */
  async renewed(jobIds: readonly string[], lockMs: number, renew: () => Promise<string[]>): Promise<string[]> {
    const untilMs = performance.now() + lockMs;
    const lost = new Set(await renew());
    for (const id of jobIds)
      if (lost.has(id)) this.#untilMs.delete(id);
      else this.#untilMs.set(id, untilMs);
    return [...lost];
  }

  /** Whether nobody else can have a job. */
  has(jobId: string): boolean {
    return performance.now() < (this.#untilMs.get(jobId) ?? -Infinity);
  }

  /** Forgets a job. */
  end(jobId: string): void {
    this.#untilMs.delete(jobId);
  }
}
