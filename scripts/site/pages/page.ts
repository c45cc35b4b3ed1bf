/** What a page of the site is, before it is written. */

/** The groups of the site's pages, in the order in which they stand beside each. */
export const GROUPS = ["Begin", "Concepts", "Guides", "Operations", "Reference", "Project"] as const;

/** A page, with its text as it is rendered. */
export interface Page {
  /** Its address below the site's own, without an ending: `guides/testing`. */
  readonly route: string;
  /** Where it stands; one without is reached by other ways. */
  readonly group?: (typeof GROUPS)[number] | undefined;
  /** What it is called beside other pages; default: its heading. */
  readonly short?: string;
  /** The file of the repository that its text is of, by which others refer to it. */
  readonly source?: string;
  /** Begins with a heading of the first rank. */
  readonly text: string;
  /** What VitePress is told of it. */
  readonly front?: Readonly<Record<string, string | boolean | readonly number[]>>;
}
