import { MemoryStore } from "./memory-store.js";
import { testStore } from "./store-contract.js";

// What the tests of lanes stand on does as those in Redis and Postgres do.
testStore(async () => new MemoryStore());
