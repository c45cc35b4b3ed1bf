import { EventEmitter } from "node:events";
import { beforeEach, expect, test } from "vitest";
import { type Pool, Postgres } from "../../src/bullmq/postgres.js";

const asked: string[] = [];
const released: boolean[] = [];
let dies = false;
beforeEach(() => {
  asked.length = released.length = 0;
  dies = false;
});

const lost = () => new Error("Connection terminated unexpectedly");
const pool: Pool = {
  query: async (text) => {
    asked.push(text);
    if (dies) {
      dies = false;
      throw lost();
    }
    return { rows: [{ one: 1 }] };
  },
  connect: async () => {
    const isLost = dies;
    dies = false;
    const connection = new EventEmitter();
    return Object.assign(connection, {
      query: async (text: string) => {
        asked.push(text);
        if (!isLost || text === "BEGIN") return { rows: [{ one: 1 }] };
        // As `pg` has it: where nobody listens, the event is thrown.
        connection.emit("error", lost());
        if (text !== "ROLLBACK") throw lost();
        throw new Error("Client has encountered a connection error and is not queryable");
      },
      release: (broken?: boolean) => void released.push(broken === true && connection.listenerCount("error") === 1),
    });
  },
};

test("a statement by itself is asked by itself, once the tables are there", async () => {
  const postgres = new Postgres(pool, "TABLES");
  expect(await postgres.query("SELECT 1")).toEqual([{ one: 1 }]);
  expect(await postgres.query("SELECT $1", 2)).toEqual([{ one: 1 }]);
  expect(asked).toEqual(["BEGIN", "TABLES", "COMMIT", "SELECT 1", "SELECT $1"]);
});

test("a call whose connection is lost waits for Postgres, though the connection says another thing afterwards", async () => {
  const postgres = new Postgres(pool, "TABLES");
  const work = () => postgres.all((query) => query("DELETE"));
  expect(await work()).toEqual([{ one: 1 }]);
  dies = true;
  asked.length = released.length = 0;
  expect(await work()).toEqual([{ one: 1 }]);
  expect(asked.slice(0, 3)).toEqual(["BEGIN", "DELETE", "ROLLBACK"]);
  expect(released).toEqual([true, false, false]);
  dies = true;
  expect(await postgres.query("SELECT 1")).toEqual([{ one: 1 }]);
});

test("what Postgres refuses is told, and nothing of it is done", async () => {
  const postgres = new Postgres(pool, "TABLES");
  const refused = postgres.all(async (query) => {
    await query("INSERT");
    throw new TypeError("no");
  });
  await expect(refused).rejects.toThrow("no");
  expect(asked.slice(-3)).toEqual(["BEGIN", "INSERT", "ROLLBACK"]);
  postgres.close();
  dies = true;
  await expect(postgres.query("SELECT 1")).rejects.toThrow("Connection terminated");
});
