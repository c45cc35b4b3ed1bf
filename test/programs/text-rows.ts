/** A spreadsheet's export, all of it text, becomes updates of listings; lines that make no sense are told by their number. */
import { type Client, type ListingUpdateInput, withStatus } from "../../src/index.js";

export async function importListings(hubspot: Client, text: string): Promise<string[]> {
  const [head = "", ...lines] = text.trim().split(/\r?\n/);
  const names = head.split(";");
  const toListing = (line: string): ListingUpdateInput => {
    const [id = "", ...values] = line.split(";");
    if (values.length !== names.length - 1) throw new Error(`${values.length + 1} columns of ${names.length}`);
    return { id, properties: Object.fromEntries(values.map((value, column) => [names[column + 1], value])) };
  };
  // Line 1 is the head.
  const report = await hubspot.listings.update(lines, { map: toListing, firstIndex: 2 });
  return withStatus(report, "failed").map(({ index, error }) => `line ${index}: ${error.message}`);
}
