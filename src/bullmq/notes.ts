/** Notes of an import: parts of its report, of which many become one. */
import type { BatchSummary } from "../index.js";
import { addSummaries } from "../outcome/merge-summaries.js";
import type { Noted } from "./store.js";

/** As many of them are put together. */
export const MANY_NOTES = 32;

/** What notes say, each once: a store that was not answered may have been told one again. */
export function summariesIn(texts: readonly string[]): BatchSummary[] {
  const notes = texts.map((text) => JSON.parse(text) as Noted); // As they were kept.
  return [...new Map(notes.map(({ id, summary }) => [id, summary])).values()];
}

/** The note that stands for all of these. */
export function joined(texts: readonly string[]): Noted {
  const notes = summariesIn(texts);
  const { path: _, ...all } = addSummaries(notes);
  return { id: crypto.randomUUID(), summary: { ...all, ...callIn(notes) } };
}

/** The version that was called, and the path where it is one, which not each note tells. */
export function callIn(notes: readonly BatchSummary[]): Pick<BatchSummary, "apiVersion" | "path"> {
  const told = notes.filter((note) => note.apiVersion);
  const { apiVersion = "", path } = told[0] ?? {};
  const isPath = (one: BatchSummary) => JSON.stringify(one.path) === JSON.stringify(path);
  return { apiVersion, ...(path && told.every(isPath) && { path }) };
}
