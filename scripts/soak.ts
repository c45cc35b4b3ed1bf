/** `npm run soak [-- --seed 1 --minutes 10]`: its options are in scripts/soak/command.ts. */
import { soak } from "./soak/command.js";

process.exitCode = await soak(process.argv.slice(2), console);
