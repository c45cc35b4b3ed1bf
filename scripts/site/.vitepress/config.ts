import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitepress";
import { slugOf } from "../pages/markdown.js";
import { mendedSearch } from "./search.js";
import { nameCells } from "./tables.js";

const built = (file: string) => fileURLToPath(new URL(`../../../dist/src/${file}`, import.meta.url));
const navigation = JSON.parse(readFileSync(new URL("../.tmp-pages/navigation.json", import.meta.url), "utf8"));

// What VitePress looks for.
export default defineConfig({
  title: "hubspot-batch",
  description: "Write any number of records to HubSpot, and know what became of each one.",
  lang: "en",
  // Where the site is not served from the root of its host.
  base: process.env["SITE_BASE"] ?? "/",
  srcDir: ".tmp-pages",
  cacheDir: ".tmp-cache",
  cleanUrls: false,
  head: [
    [
      "link",
      {
        rel: "icon",
        href: "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cg fill='%23b3431d'%3E%3Crect width='7' height='7' rx='1.5'/%3E%3Crect x='9' width='7' height='7' rx='1.5' opacity='.55'/%3E%3Crect y='9' width='7' height='7' rx='1.5' opacity='.55'/%3E%3Crect x='9' y='9' width='7' height='7' rx='1.5'/%3E%3C/g%3E%3C/svg%3E",
      },
    ],
    ["meta", { name: "color-scheme", content: "light dark" }],
  ],
  markdown: {
    theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
    anchor: { slugify: slugOf },
    config: (markdown) => {
      markdown.core.ruler.push("tables", ({ tokens }) => nameCells(tokens));
    },
  },
  themeConfig: {
    nav: [
      { text: "Begin", link: "/start", activeMatch: "^/(start|coming-from)" },
      { text: "Try it", link: "/try" },
      { text: "Concepts", link: "/concepts/outcomes", activeMatch: "^/concepts/" },
      { text: "Guides", link: "/guides/command-line", activeMatch: "^/guides/" },
      { text: "Operations", link: "/operations/", activeMatch: "^/operations/" },
      { text: "Errors", link: "/errors" },
      { text: "Reference", link: "/reference/client", activeMatch: "^/reference/" },
    ],
    sidebar: navigation,
    outline: { level: [2, 3], label: "On this page" },
    search: { provider: "local" },
    docFooter: { prev: "Before", next: "Next" },
    footer: { message: "Not made by HubSpot, and not endorsed by it. MIT." },
  },
  vite: {
    plugins: [mendedSearch],
    resolve: {
      alias: [
        { find: /^hubspot-batch$/, replacement: built("index.js") },
        { find: /^hubspot-batch\/sandbox$/, replacement: built("sandbox/sandbox.js") },
      ],
    },
    // What only Node has is asked for there alone.
    build: { rollupOptions: { external: [/^node:/] }, chunkSizeWarningLimit: 1_000 },
    server: { fs: { allow: ["../.."] } },
  },
});
