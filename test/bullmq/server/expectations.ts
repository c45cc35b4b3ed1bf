import { expect } from "vitest";
import { type World, type WorldOptions, writtenIn } from "./world.js";

/**
 * What has to be true, whatever happened: of each record the fate is known, and was told; what was written twice was under way
 * where a job died; and of each record the versions came in their order, the last one last.
 */
export async function expectNothingLost(
  world: World,
  { records, versions }: WorldOptions,
  twiceAtMost: number,
): Promise<void> {
  let twice = 0;
  const total = records * versions;
  for (const portal of world.portals) {
    const progress = await world.lanes.progress(portal);
    expect(progress?.counts).toEqual({ total, succeeded: total, failed: 0, unknown: 0, unsent: 0 });
    expect(await world.lanes.report(portal)).toMatchObject({ ok: true, source: { settledUpTo: total } });
    const told = new Set(world.told.flatMap((one) => (one.import === portal ? [one.index] : [])));
    expect(told.size).toBe(total);
    const written = writtenIn(world.sandbox, portal);
    expect(new Set(written).size).toBe(total);
    twice += written.length - total;
    for (let record = 0; record < records; record++) {
      const its = written.filter((index) => index % records === record);
      const first = [...new Set(its)];
      expect(first).toEqual([...first].sort((one, other) => one - other));
      expect(its.at(-1)).toBe(record + records * (versions - 1));
    }
  }
  expect(twice).toBeLessThanOrEqual(twiceAtMost);
}
