/** What a run needs for options that few calls give: loaded before a run that has one of them begins. */
export { Apart } from "../intake/apart.js";
export { Linger } from "../intake/linger.js";
export { Superseding } from "../intake/superseding.js";
export { Checkpoints } from "./checkpoints.js";
export { Deadline } from "./deadline.js";
export { ProgressReporter } from "./progress.js";
