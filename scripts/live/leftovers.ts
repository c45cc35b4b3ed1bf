import type { Hubspot } from "./steps.js";

/** The records that a live test has made, by the API that archives them. */
export class Leftovers {
  readonly #hubspot: Hubspot;
  readonly #ids = { contacts: new Set<string>(), companies: new Set<string>(), marketingEvents: new Set<string>() };

  constructor(hubspot: Hubspot) {
    this.#hubspot = hubspot;
  }

  /** Remembers the records of some outcomes, of those too that did not end well. */
  add(
    api: "contacts" | "companies" | "marketingEvents",
    outcomes: readonly { readonly recordId?: string | undefined }[],
  ) {
    for (const { recordId } of outcomes) if (recordId !== undefined) this.#ids[api].add(recordId);
  }

  /** Archives them; throws what could not be archived, after all was tried. */
  async archive(): Promise<void> {
    const { contacts, companies, marketingEvents } = this.#ids;
    const people = await this.#hubspot.contacts.archive([...contacts].map((id) => ({ id })));
    const firms = await this.#hubspot.companies.archive([...companies].map((id) => ({ id })));
    const events = await this.#hubspot.marketingEvents.archive([...marketingEvents].map((objectId) => ({ objectId })));
    const outcomes = [...people.outcomes, ...firms.outcomes, ...events.outcomes];
    const left = outcomes.filter(({ status }) => status !== "succeeded");
    if (left.length > 0) throw new Error(`left behind: ${JSON.stringify(left.map(({ input }) => input))}`);
  }
}
