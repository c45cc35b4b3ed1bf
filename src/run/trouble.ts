/** What a run needs when something goes wrong: loaded with the first answer that is not plainly a success. */
export { judge } from "../wire/judge.js";
export { lostError } from "../wire/lost.js";
export { settleBatch } from "./unsettled-batch.js";
