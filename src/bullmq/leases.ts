/**
 * Until when jobs are certainly this process's, by their ids. A lock holds from when it was given, and word of that may come
 * long after, to a process that stood still or over a network that did: so each counts from when it was asked for.
 */
export class Leases {
  readonly #untilMs = new Map<string, number>();
  #aheadMs = Date.now() - performance.now();

  /** Takes a lock that was asked for at a `Date.now()` time; gives whether it holds, which of one that came late is to be asked. */
  taken(jobId: string, askedMs = 0, lockMs: number): boolean {
    const ageMs = this.#nowMs() - askedMs;
    const isYoung = ageMs >= 0 && ageMs < lockMs / 2;
    if (isYoung) this.#untilMs.set(jobId, askedMs + lockMs);
    return isYoung;
  }

  /** Has locks renewed by `renew`, which resolves with the jobs that are another's by now, and passes these on. */
  async renewed(jobIds: readonly string[], lockMs: number, renew: () => Promise<string[]>): Promise<string[]> {
    const untilMs = this.#nowMs() + lockMs;
    const lost = await renew();
    for (const id of jobIds)
      if (lost.includes(id)) this.end(id);
      else this.#untilMs.set(id, untilMs);
    return lost;
  }

  /** Whether nobody else can have a job. */
  has(jobId: string): boolean {
    return this.#nowMs() < (this.#untilMs.get(jobId) ?? 0);
  }

  /** Forgets a job. */
  end(jobId: string): void {
    this.#untilMs.delete(jobId);
  }

  /** `Date.now()`, but never set back: by a clock that is, an old lock would look young. It goes on while the machine sleeps. */
  #nowMs(): number {
    this.#aheadMs = Math.max(this.#aheadMs, Date.now() - performance.now());
    return performance.now() + this.#aheadMs;
  }
}
