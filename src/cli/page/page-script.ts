import { MOST_CHARACTERS } from "./page-rows.js";

/** What the page does in a browser: it unpacks the rows, and shows those that are asked for. Texts go in as texts. */
export const script = `
"use strict";
(async () => {
  const get = (id) => document.getElementById(id);
  const copy = get("copy");
  if (copy && navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(get("command").textContent);
      copy.textContent = "Copied";
      setTimeout(() => { copy.textContent = "Copy"; }, 2000);
    });
  }
  const packed = get("packed");
  if (!packed || typeof DecompressionStream === "undefined") return;
  const bytes = Uint8Array.from(atob(packed.textContent), (one) => one.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const { run, columns, rows, reasons } = JSON.parse(await new Response(stream).text());
  const hasCells = columns.length > 0;
  const PAGE = 100;
  const [reason, text, found, table] = ["reason", "text", "found", "table"].map(get);
  let shown = rows;
  let page = 0;
  const unseen = /[\\u0000-\\u0008\\u000B-\\u001F\\u007F-\\u009F\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2069\\uFEFF]/g;
  const seen = (value) => String(value).replace(unseen, (one) => "\\\\u" + one.charCodeAt(0).toString(16).padStart(4, "0"));
  const element = (name, value, attributes = {}) => {
    const made = document.createElement(name);
    if (value !== undefined) made.textContent = seen(value);
    for (const key of Object.keys(attributes)) made.setAttribute(key, attributes[key]);
    return made;
  };
  const MOST = ${MOST_CHARACTERS};
  const short = (value) => value.length > MOST ? value.slice(0, MOST).replace(/[\\uD800-\\uDBFF]$/, "") + "…" : value;
  const isCut = (row) => row[4];
  const messageOf = ([, at, message]) => message || reasons[at].message;
  const heads = ["line", "status", "why", ...(hasCells ? columns : [])];
  const head = element("tr");
  for (const one of heads) head.append(element("th", one, { scope: "col" }));
  table.tHead.append(head);
  const cutNote = (count) => count === 0 ? "" : ", of which " + count.toLocaleString("en-US") +
    (count === 1 ? " is" : " are") + " left out of the CSV: too long for a page, and whole in the run’s files";
  const draw = () => {
    const pages = Math.max(1, Math.ceil(shown.length / PAGE));
    page = Math.min(Math.max(page, 0), pages - 1);
    const lines = shown.slice(page * PAGE, (page + 1) * PAGE).map((row) => {
      const line = element("tr");
      const { status } = reasons[row[1]];
      line.append(element("th", row[0].toLocaleString("en-US"), { scope: "row" }));
      const cell = element("td");
      cell.append(element("span", status, { class: "badge " + status }));
      line.append(cell, element("td", messageOf(row), { class: "why" }));
      if (hasCells) columns.forEach((_, at) => line.append(element("td", short(row[3][at] ?? ""))));
      return line;
    });
    table.tBodies[0].replaceChildren(...lines);
    found.textContent = shown.length.toLocaleString("en-US") + (shown.length === 1 ? " row" : " rows") + cutNote(shown.filter(isCut).length);
    get("page").textContent = "Page " + (page + 1) + " of " + pages;
    get("previous").disabled = page === 0;
    get("next-page").disabled = page === pages - 1;
    table.closest("section").querySelector("nav").hidden = pages === 1;
  };
  const filter = () => {
    const wanted = text.value.trim().toLowerCase();
    shown = rows.filter((row) =>
      (reason.value === "" || row[1] === Number(reason.value)) &&
      (wanted === "" || [String(row[0]), messageOf(row), ...row[3]].some((one) => one.toLowerCase().includes(wanted))));
    page = 0;
    draw();
  };
  const turn = (by) => { page += by; draw(); };
  get("previous").addEventListener("click", () => turn(-1));
  get("next-page").addEventListener("click", () => turn(1));
  reason.addEventListener("change", filter);
  text.addEventListener("input", filter);
  const quoted = (value) => /[",\\r\\n]|^\\s|\\s$/.test(value) ? '"' + value.replaceAll('"', '""') + '"' : value;
  get("download").addEventListener("click", () => {
    const names = [...(hasCells ? columns : []), "_line", "_status", "_code", "_property", "_message", "_resend"];
    const lines = shown.filter((row) => !isCut(row)).map((row) => {
      const { status, code, property, resend } = reasons[row[1]];
      return [...(hasCells ? columns.map((_, at) => row[3][at] ?? "") : []), row[0], status, code, property, messageOf(row), resend];
    });
    const csv = "\\ufeff" + [names, ...lines].map((line) => line.map((one) => quoted(String(one))).join(",")).join("\\r\\n") + "\\r\\n";
    const link = element("a", undefined, { download: run.replace(/[^\\w.-]+/g, "-") + "-rows.csv" });
    link.href = URL.createObjectURL(new Blob([csv], { type: "text/csv" }));
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  });
  for (const button of document.querySelectorAll(".show")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      reason.value = button.dataset.reason;
      text.value = "";
      filter();
      get("rows").scrollIntoView({ block: "start" });
      reason.focus({ preventScroll: true });
    });
  }
  get("rows").hidden = false;
  draw();
})();
`;
