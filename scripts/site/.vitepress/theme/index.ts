import "@fontsource-variable/instrument-sans";
import "@fontsource/ibm-plex-mono/latin-400.css";
import type { Theme } from "vitepress";
import DefaultTheme from "vitepress/theme-without-fonts";
import { defineAsyncComponent } from "vue";
import "./style.css";

/** VitePress' own theme in this site's colours and letters, with what two of the pages have of their own. */
const theme: Theme = {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    app.component(
      "TryIt",
      defineAsyncComponent(() => import("./try-it.vue")),
    );
    app.component(
      "FindError",
      defineAsyncComponent(() => import("./find-error.vue")),
    );
  },
};

export default theme;
