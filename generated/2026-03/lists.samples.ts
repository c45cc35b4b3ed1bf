// Generated from the contracts by `npm run codegen`: do not edit.
import type { components } from "./lists.js";

export const lists_readMemberships: components["schemas"]["RecordIdWithMemberships"] = {
  objectTypeId: "0-1",
  recordId: "90001",
  recordListMemberships: [
    {
      firstAddedTimestamp: "2026-03-30T09:00:00.000Z",
      isPublicList: false,
      lastAddedTimestamp: "2026-03-30T09:00:00.000Z",
      listId: "90001",
      listVersion: 1,
    },
  ],
};
