import * as validating from "../../src/intake/validate.js";
import * as asked from "../../src/run/asked.js";
import type { EngineParts } from "../../src/run/engine.js";
import * as trouble from "../../src/run/trouble.js";
import * as watching from "../../src/run/watched.js";
import * as single from "../../src/wire/carry.js";
import { atHand } from "./at-hand.js";

/** All that an engine loads when it is needed, at hand: fake timers would not wait for an import. */
export const parts: EngineParts = {
  trouble: atHand(trouble),
  validating: atHand(validating),
  asked: atHand(asked),
  single: atHand(single),
  watching: atHand(watching),
};
