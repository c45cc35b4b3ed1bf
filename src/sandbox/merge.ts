import { isObject } from "./store.js";

/** HubSpot keeps what is not sent, ignores null, trims text, and merges properties by their names. */
export function merge(stored: unknown, sent: unknown): unknown {
  if (sent === null || sent === undefined) return stored;
  if (typeof sent === "string") return sent.trim();
  if (Array.isArray(sent)) return mergeLists(Array.isArray(stored) ? stored : [], sent);
  if (!isObject(sent)) return sent;
  const merged: Record<string, unknown> = isObject(stored) ? { ...stored } : {};
  for (const [key, value] of Object.entries(sent)) {
    const next = merge(merged[key], value);
    if (next !== undefined) merged[key] = next;
  }
  return merged;
}

function mergeLists(stored: readonly unknown[], sent: readonly unknown[]): unknown[] {
  const isNamed = (item: unknown): item is { name: unknown } => isObject(item) && "name" in item;
  if (!sent.every(isNamed)) return sent.map((item) => merge(undefined, item));
  const byName = new Map(stored.filter(isNamed).map((item) => [item.name, item as unknown]));
  for (const item of sent) byName.set(item.name, merge(byName.get(item.name), item));
  return [...byName.values()];
}
