import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import { type Pool, PostgresStore } from "../../src/bullmq/postgres-store.js";

test("a call whose connection is lost waits for Postgres, though the connection says another thing afterwards", async () => {
  const asked: string[] = [];
  const released: boolean[] = [];
  let dies = false;
  const connect: Pool["connect"] = async () => {
    const isLost = dies;
    dies = false;
    const connection = new EventEmitter();
    return Object.assign(connection, {
      query: async (text: string) => {
        asked.push(text.trim().split(" ")[0] ?? "");
        if (!isLost || text === "BEGIN") return { rows: [{ open: true }] };
        // As `pg` has it: where nobody listens, the event is thrown.
        connection.emit("error", new Error("Connection terminated unexpectedly"));
        if (text !== "ROLLBACK") throw new Error("Connection terminated unexpectedly");
        throw new Error("Client has encountered a connection error and is not queryable");
      },
      release: (broken?: boolean) => void released.push(broken === true && connection.listenerCount("error") === 1),
    });
  };
  const store = new PostgresStore({ connect, query: () => Promise.reject(new Error("not used")) }, "n", 1_000);
  expect(await store.isOpen("p")).toBe(true);
  dies = true;
  asked.length = released.length = 0;
  expect(await store.isOpen("p")).toBe(true);
  expect(asked.slice(0, 3)).toEqual(["BEGIN", "SELECT", "ROLLBACK"]);
  expect(released).toEqual([true, false, false]);
});
