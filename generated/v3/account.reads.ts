// Generated from the contracts by `npm run codegen`: do not edit.
import type { Reads } from "../../src/contract.js";
import type { ApiClient } from "./client.js";
import type { components } from "./account.js";

/** What the reads of `account` take and give. */
export type AccountReads = {
  /**
   * Gives the account that the token is of.
   *
   * `GET /account-info/v3/details`, needs `oauth`
   */
  details: {
    parameters: Record<never, never>;
    record: components["schemas"]["PortalInformationResponse"];
  };
  /**
   * Gives the scopes of a private app's token.
   *
   * `POST /oauth/v2/private-apps/get/access-token-info`, needs `oauth`
   */
  token: {
    parameters: Record<never, never>;
    record: components["schemas"]["TokenInfo"];
  };
  /**
   * Gives how many requests the account's private apps have sent today; it may lag behind.
   *
   * `GET /account-info/v3/api-usage/daily/private-apps`, needs `oauth`
   */
  usage: {
    parameters: Record<never, never>;
    record: components["schemas"]["ApiUsage"];
  };
};

export const accountReads: Reads<AccountReads, ApiClient> = {
  details: {
    method: "account.details",
    path: "/account-info/v3/details",
    recordId: [],
    identity: [],
    match: [],
    scopes: ["oauth"],
    parameters: {},
    send: (client, { params }, init) =>
      client.GET("/account-info/v3/details", { params: params as never, parseAs: "text", ...init }),
    sample: () =>
      import("../2026-03/account.samples.js").then((samples) => samples.account_details),
  },
  token: {
    method: "account.token",
    path: "/oauth/v2/private-apps/get/access-token-info",
    isPost: true,
    recordId: [],
    identity: [],
    match: [],
    scopes: ["oauth"],
    parameters: {},
    send: (client, { params, body }, init) =>
      client.POST("/oauth/v2/private-apps/get/access-token-info", { params: params as never, body: body as never, parseAs: "text", ...init }),
    sample: () =>
      import("../2026-03/account.samples.js").then((samples) => samples.account_token),
  },
  usage: {
    method: "account.usage",
    path: "/account-info/v3/api-usage/daily/private-apps",
    isList: true,
    recordId: [],
    identity: [],
    match: [],
    scopes: ["oauth"],
    parameters: {},
    send: (client, { params }, init) =>
      client.GET("/account-info/v3/api-usage/daily/private-apps", { params: params as never, parseAs: "text", ...init }),
    sample: () =>
      import("../2026-03/account.samples.js").then((samples) => samples.account_usage),
  },
};
