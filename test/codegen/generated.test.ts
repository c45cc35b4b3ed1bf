import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { components as Listings202603 } from "../../generated/2026-03/listings.js";
import type * as listings202603 from "../../generated/2026-03/listings.schemas.js";
import type { components as MarketingEvents202603 } from "../../generated/2026-03/marketing-events.js";
import type * as marketingEvents202603 from "../../generated/2026-03/marketing-events.schemas.js";
import { contract } from "../../generated/operations.js";
import type { components as ListingsV3 } from "../../generated/v3/listings.js";
import type * as listingsV3 from "../../generated/v3/listings.schemas.js";
import type { components as MarketingEventsV3 } from "../../generated/v3/marketing-events.js";
import type * as marketingEventsV3 from "../../generated/v3/marketing-events.schemas.js";
import { filesBelow } from "../../scripts/codegen/load.js";
import type { Version } from "../../src/contract.js";
import type { Verdicts } from "./verdicts.js";

/** That each of these is `true` is for the compiler to say; that none is left out, for the test below. */
const verdicts: {
  "2026-03/listings": Verdicts<typeof listings202603, Listings202603["schemas"]>;
  "2026-03/marketing-events": Verdicts<typeof marketingEvents202603, MarketingEvents202603["schemas"]>;
  "v3/listings": Verdicts<typeof listingsV3, ListingsV3["schemas"]>;
  "v3/marketing-events": Verdicts<typeof marketingEventsV3, MarketingEventsV3["schemas"]>;
} = {
  "2026-03/listings": { SimplePublicObjectBatchInput: true },
  "2026-03/marketing-events": {
    MarketingEventCreateRequestParams: true,
    MarketingEventPublicUpdateRequestFullV2: true,
    MaskedSubstring: true,
    MaskedSubstrings: true,
    PropertyValue: true,
  },
  "v3/listings": { SimplePublicObjectBatchInput: true },
  "v3/marketing-events": {
    MarketingEventCreateRequestParams: true,
    MarketingEventPublicUpdateRequestFullV2: true,
    MaskedSubstring: true,
    MaskedSubstrings: true,
    PropertyValue: true,
  },
};

const generated = join(import.meta.dirname, "../../generated");
const versions: Record<string, Version> = contract.versions;
const operations = Object.values(versions).flatMap((version) =>
  Object.values(version.operations).flatMap((api) =>
    Object.values(api).map((operation) => ({ version, ...operation })),
  ),
);

describe("the schemas of what is sent", () => {
  it("are all held against their types", async () => {
    const files = (await filesBelow(generated)).filter((file) => file.endsWith(".schemas.ts"));
    const found = await Promise.all(
      files.map(async (file): Promise<[string, string[]]> => {
        const schemas = (await import(join(generated, file))) as object;
        return [file.replace(".schemas.ts", ""), Object.keys(schemas).sort()];
      }),
    );
    expect(found).toEqual(Object.entries(verdicts).map(([file, schemas]) => [file, Object.keys(schemas)]));
  });

  it.each(operations)("take undefined for whatever $method at $path may leave out", async ({ schema, sample }) => {
    const loaded = await schema();
    const fields = Object.keys((loaded.def as { shape: object }).shape);
    const known = Object.entries({ ...(await sample()), externalAccountId: "1", externalEventId: "2", id: "3" });
    const input = Object.fromEntries(known.filter(([field]) => fields.includes(field)));
    const missing = loaded.safeParse({});
    const required = missing.success ? [] : missing.error.issues.map(({ path }) => path[0]);
    expect(loaded.safeParse(input)).toMatchObject({ success: true });
    for (const field of fields) {
      const { success } = loaded.safeParse({ ...input, [field]: undefined });
      expect({ field, success }).toEqual({ field, success: !required.includes(field) });
    }
  });

  it("need no more of a custom property than its name and value", async () => {
    const { schema } = contract.versions["2026-03"].operations.marketingEvents.update;
    expect((await schema()).safeParse({ objectId: "1", customProperties: [{ name: "a", value: "b" }] }).success).toBe(
      true,
    );
    expect((await schema()).safeParse({ objectId: "1" }).success).toBe(true);
  });
});

describe("the operation table", () => {
  it("has the six operations", () => {
    expect(operations.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "listings.update /crm/objects/2026-03/0-420/batch/update",
      "marketingEvents.update /marketing/marketing-events/2026-03/batch/update",
      "marketingEvents.upsert /marketing/marketing-events/2026-03/events/upsert",
      "listings.update /crm/v3/objects/0-420/batch/update",
      "marketingEvents.update /marketing/v3/marketing-events/batch/update",
      "marketingEvents.upsert /marketing/v3/marketing-events/events/upsert",
    ]);
  });

  it("differs between the two versions in paths only", () => {
    const described = (version: keyof typeof contract.versions) =>
      JSON.stringify(contract.versions[version].operations, (key, value: unknown) =>
        key === "path" ? undefined : value,
      );
    expect(described("v3")).toBe(described("2026-03"));
  });

  it("has a maximum of inputs only where one is documented", () => {
    expect(operations.filter(({ maxItems }) => maxItems !== undefined).map(({ method }) => method)).toEqual([
      "listings.update",
      "listings.update",
    ]);
  });

  it.each(operations)("sends $method to $path", async ({ version, path, send }) => {
    const sent: { url: string; text: string }[] = [];
    const fetch = async (request: Request): Promise<Response> => {
      sent.push({ url: request.url, text: await request.text() });
      return new Response("{}");
    };
    const client = version.createClient({ baseUrl: version.baseUrl, headers: {}, fetch, Request });
    const init = { fetch, bodySerializer: () => "the body", params: {} };
    expect((await send(client, { inputs: [] }, init)).response.status).toBe(200);
    expect(sent).toEqual([{ url: `https://api.hubapi.com${path}`, text: "the body" }]);
  });
});
