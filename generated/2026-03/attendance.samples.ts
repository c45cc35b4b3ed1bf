// Generated from the contracts by `npm run codegen`: do not edit.
import type { components } from "./attendance.js";

export const attendance_createByExternalEvent: components["schemas"]["SubscriberVidResponse"] = { vid: 1 };

export const attendance_createByExternalEventAndEmail: components["schemas"]["SubscriberEmailResponse"] = { email: "ada@example.com", vid: 1 };

export const attendance_create: components["schemas"]["SubscriberVidResponse"] = { vid: 1 };

export const attendance_createByEmail: components["schemas"]["SubscriberEmailResponse"] = { email: "ada@example.com", vid: 1 };
