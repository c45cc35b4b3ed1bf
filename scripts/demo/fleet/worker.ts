/** A worker of the demo, in a process of its own: it runs lanes, and tells which, until it is told to stop or is killed. */
import { openLanes, type Surroundings } from "./open-lanes.js";

// What the demo started it with.
const surroundings = JSON.parse(process.argv[2] ?? "{}") as Surroundings;
const { lanes, close } = openLanes(surroundings, (portal) => process.send?.({ portal }));
process.once("disconnect", () => process.exit());
process.once("message", () => void close().finally(() => process.exit()));
await lanes.work();
process.send?.({ ready: true });
