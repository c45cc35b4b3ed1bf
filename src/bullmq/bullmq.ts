/** Many portals, many machines: lanes on BullMQ, which lose nothing when a machine dies. */
export type { BatchSummary, CallOptions, Mapping, Outcome } from "../index.js";
export type { LanesOptions } from "./lane-options.js";
export { createLanes, type LaneState, type Lanes } from "./lanes.js";
export type { ImportProgress } from "./report.js";
export type { OnOutcomes, Open, PlacedSlice, Slice, SliceOptions } from "./slice.js";
export type { Pause } from "./store.js";
