/** By how much two clocks may part, in ms a ms. */
const DRIFT = 0.0005;
/** What is less is no step, in ms: a clock that is set right little by little. */
const LEAST_STEP_MS = 5;

/**
 * What time it is in Redis, as far as its answers tell, in whole ms: each was written between the sending of its call and its
 * coming. All local times are `performance.now()` times.
 */
export class RedisClock {
  /** Redis' time less ours, at least and at most. */
  #least = -Infinity;
  #most = Infinity;
  #heardMs = 0;

  /** Takes in what time an answer told; returns by how much that is later than it can be, where Redis' clock has stepped. */
  heard(redisMs: number, sentMs: number, answeredMs: number): number {
    const driftMs = (answeredMs - this.#heardMs) * DRIFT;
    const [least, most] = [redisMs - answeredMs, redisMs + 1 - sentMs];
    const steppedMs = least - this.#most - driftMs;
    this.#heardMs = answeredMs;
    this.#least = Math.max(least, this.#least - driftMs);
    this.#most = Math.min(most, this.#most + driftMs);
    // It went another way, and what was known is of another time.
    if (this.#least > this.#most) [this.#least, this.#most] = [least, most];
    return steppedMs > LEAST_STEP_MS ? Math.floor(steppedMs) : 0;
  }

  /** When it has certainly become that late in Redis. */
  reached(redisMs: number): number {
    return redisMs - this.#least;
  }

  /** Redis' time at one of ours, at the latest. */
  latest(ms: number): number {
    return Math.ceil(ms + this.#most);
  }
}
