/** What VitePress' search says of itself to those who do not see it, and by which keys it opens and closes. */

/** A mend of one of its components: a text that stands there, and what stands there instead. */
type Mend = readonly [from: string, to: string];

const MENDS: Readonly<Record<string, readonly Mend[]>> = {
  // With Caps Lock the key is another.
  "VPNavBarSearch.vue": [["onKeyStroke('k',", "onKeyStroke(['k', 'K'],"]],
  "VPLocalSearchBox.vue": [
    // A button would hold nothing else that can be used.
    [
      `role="button"
      :aria-owns="results?.length ? 'localsearch-list' : undefined"
      aria-expanded="true"
      aria-haspopup="listbox"`,
      `role="dialog"
      aria-modal="true"`,
    ],
    [`aria-autocomplete="both"`, `role="combobox" :aria-expanded="results?.length > 0" aria-autocomplete="list"`],
    // As one that submits, it would follow the chosen result.
    [`class="back-button"`, `type="button" class="back-button"`],
    // The link is what is chosen, and what it stands in is nothing by itself.
    [
      `:id="'localsearch-item-' + index"
            :aria-selected="selectedIndex === index ? 'true' : 'false'"
            role="option"`,
      `role="none"`,
    ],
    [
      `:href="p.id"`,
      `:href="p.id" :id="'localsearch-item-' + index" role="option" :aria-selected="selectedIndex === index ? 'true' : 'false'"`,
    ],
    // It is called what it shows.
    [`:aria-label="[...p.titles, p.title].join(' > ')"`, ""],
    [`class="title-icon"`, `class="title-icon" aria-hidden="true"`],
    // A drawn key is a picture: what is nothing else may have no name.
    ["<kbd :aria-label", `<kbd role="img" :aria-label`],
  ],
};

/** A plugin of Vite that mends them; one that is not as it was is thrown. */
export const mendedSearch = {
  name: "mended-search",
  enforce: "pre" as const,
  transform(code: string, id: string): string | undefined {
    const [, name = ""] = /\/theme-default\/components\/(\w+\.vue)$/.exec(id) ?? [];
    return MENDS[name]?.reduce((text, [from, to]) => {
      if (!text.includes(from)) throw new Error(`${name} no longer has ${from}`);
      return text.replaceAll(from, to);
    }, code);
  },
};
