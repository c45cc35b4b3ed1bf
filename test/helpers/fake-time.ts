import { afterEach, beforeEach, expect, vi } from "vitest";

/** Has the tests of a file, or of a group of it, in fake time; none may leave a timer behind. */
export function fakeTime(faked?: Parameters<typeof vi.useFakeTimers>[0]): void {
  beforeEach(() => void vi.useFakeTimers(faked));
  afterEach(() => {
    const left = vi.getTimerCount();
    vi.useRealTimers();
    expect(left).toBe(0);
  });
}
