/** What a run needs that somebody watches: loaded where a channel has a subscriber when something begins. */
export { watched } from "../wire/watched-attempt.js";
export { watchedRun } from "./watched-run.js";
