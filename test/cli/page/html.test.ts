import * as fc from "fast-check";
import { expect, test } from "vitest";
import { html } from "../../../src/cli/page/html.js";
import { anyText } from "../../helpers/any-text.js";

test("a text stays a text, markup stays markup, and nothing is nothing", () => {
  expect(
    html`<p title="${'"&'}">${"<b>"}${html`<i>${"'"}</i>`}${[html`<u></u>`, "<"]}${undefined}${false}${0}</p>`.text,
  ).toBe('<p title="&quot;&amp;">&lt;b&gt;<i>&#39;</i><u></u>&lt;0</p>');
});

test("what can't be seen, or turns the direction of writing, is written out", () => {
  expect(html`${"a\u202Eb\u0000c\u200Bd\ud800e\n"}`.text).toBe("a\\u202eb\\u0000c\\u200bd\\ud800e\n");
  expect(html`${"Zürich 😀 日本"}`.text).toBe("Zürich 😀 日本");
});

test("no text opens a tag, ends an attribute, or brings half a character", () => {
  fc.assert(
    fc.property(anyText(), (text) => {
      const written = html`${text}`.text;
      expect(written).not.toMatch(/[<>"'\u0000]/);
      expect(written.replace(/&(?:amp|lt|gt|quot|#39);/g, "")).not.toContain("&");
      expect(Buffer.from(written).toString()).toBe(written);
    }),
    { numRuns: 100 },
  );
});
