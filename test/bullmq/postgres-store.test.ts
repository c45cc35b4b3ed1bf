import { expect, test } from "vitest";
import { type Pool, PostgresStore } from "../../src/bullmq/postgres-store.js";

test("a call whose connection is lost waits for Postgres, though the connection says another thing afterwards", async () => {
  const asked: string[] = [];
  const released: boolean[] = [];
  let dies = false;
  const connect: Pool["connect"] = async () => {
    const isLost = dies;
    dies = false;
    return {
      query: async (text) => {
        asked.push(text.trim().split(" ")[0] ?? "");
        if (!isLost || text === "BEGIN") return { rows: [{ open: true }] };
        // As `pg` has it.
        if (text !== "ROLLBACK") throw new Error("Connection terminated unexpectedly");
        throw new Error("Client has encountered a connection error and is not queryable");
      },
      release: (broken) => void released.push(broken === true),
    };
  };
  const store = new PostgresStore({ connect, query: () => Promise.reject(new Error("not used")) }, "n", 1_000);
  expect(await store.isOpen("p")).toBe(true);
  dies = true;
  asked.length = released.length = 0;
  expect(await store.isOpen("p")).toBe(true);
  expect(asked.slice(0, 3)).toEqual(["BEGIN", "SELECT", "ROLLBACK"]);
  expect(released).toEqual([true, false, false]);
});
