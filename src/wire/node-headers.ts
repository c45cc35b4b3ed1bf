import type { IncomingHttpHeaders } from "node:http";
import type { AnswerHeaders } from "./wire.js";

/** An answer's headers as Node's parser leaves them: a `Headers` of them costs more than the whole request. */
export class NodeHeaders implements AnswerHeaders {
  readonly #headers: IncomingHttpHeaders;

  constructor(headers: IncomingHttpHeaders) {
    this.#headers = headers;
  }

  get(name: string): string | null {
    const value = this.#headers[name.toLowerCase()];
    if (Array.isArray(value)) return value.join(", ");
    return typeof value === "string" ? value : null;
  }

  *[Symbol.iterator](): Iterator<[name: string, value: string]> {
    for (const [name, values] of Object.entries(this.#headers))
      for (const value of [values].flat()) if (value !== undefined) yield [name, value];
  }
}
