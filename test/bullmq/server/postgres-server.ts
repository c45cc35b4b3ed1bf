/** A Postgres of a test's own, on a free port of 127.0.0.1. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { chmod, chown, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { createPostgresBackend, Queue } from "bullmq";
import { freePort } from "../../helpers/free-port.js";

const run = promisify(execFile);

/** A server that a test may kill and start again. */
export interface PostgresServer {
  /** As BullMQ takes it. */
  readonly connection: { readonly connectionString: string; readonly migrate: true };
  start(): Promise<void>;
  /** Ends all of its processes at once, as if they had crashed: what was committed has to be recovered. */
  kill(): Promise<void>;
  /** Ends it, and removes its folder. */
  remove(): Promise<void>;
}

/** Starts a server. It is never run by root, which it refuses: then by `nobody`. */
export async function startPostgres(): Promise<PostgresServer> {
  const bin = folderOf("postgres");
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), "hubspot-batch-postgres-"));
  const user: Partial<Awaited<ReturnType<typeof nobody>>> = process.getuid?.() === 0 ? await nobody() : {};
  if (user.uid !== undefined && user.gid !== undefined) {
    await chown(folder, user.uid, user.gid);
    await chmod(folder, 0o700);
  }
  const data = join(folder, "data");
  const env = { ...process.env, LC_ALL: "C", HOME: folder };
  await run(join(bin, "initdb"), ["-D", data, "-A", "trust", "-U", "test", "-E", "UTF8"], {
    ...user,
    env,
    cwd: folder,
  });
  const connection = { connectionString: `postgres://test@127.0.0.1:${port}/postgres`, migrate: true } as const;
  let server: ChildProcess | undefined;

  const start = async () => {
    const settings = { port, listen_addresses: "127.0.0.1", unix_socket_directories: folder, max_connections: 200 };
    const args = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    server = spawn(join(bin, "postgres"), ["-D", data, ...args], { ...user, env, cwd: folder, stdio: "ignore" });
    for (const endMs = Date.now() + 30_000; ; ) {
      const queue = new Queue("ready", { connection }, createPostgresBackend);
      queue.on("error", () => {});
      const isReady = await queue.waitUntilReady().then(
        () => true,
        () => false,
      );
      await queue.close();
      if (isReady) return;
      if (Date.now() > endMs) throw new Error("postgres does not answer");
      await sleep(100);
    }
  };
  const kill = async () => {
    if (server === undefined || server.exitCode !== null || server.signalCode !== null) return;
    const gone = once(server, "exit");
    // By SIGKILL its other processes would stay.
    server.kill("SIGQUIT");
    await gone;
  };
  await start();
  return {
    ...{ connection, start, kill },
    remove: async () => {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Where a program of Postgres is: on the path, or where Debian has it. */
function folderOf(program: string): string {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort().reverse() : [];
  const folders = [
    ...versions.map((version) => join(debian, version, "bin")),
    ...(process.env["PATH"] ?? "").split(delimiter),
  ];
  const found = folders.find((folder) => existsSync(join(folder, program)));
  if (found === undefined) throw new Error(`${program} is missing: apt-get install postgresql`);
  return found;
}

async function nobody(): Promise<{ readonly uid: number; readonly gid: number }> {
  const [uid, gid] = await Promise.all(
    ["-u", "-g"].map(async (which) => Number((await run("id", [which, "nobody"])).stdout)),
  );
  return { uid: uid ?? 0, gid: gid ?? 0 };
}
