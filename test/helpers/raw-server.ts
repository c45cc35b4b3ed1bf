import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";

/** One request as it came, to its last byte. */
export interface RawRequest {
  /** The request line and the headers. */
  readonly head: string;
  readonly body: string;
  readonly socket: Socket;
  /** From 1, over all connections. */
  readonly count: number;
}

/** A server that answers with whatever bytes it is told to. */
export interface RawServer {
  readonly url: string;
  readonly requests: readonly RawRequest[];
  /** Every connection there ever was. */
  readonly sockets: readonly Socket[];
  /** Resolves when so many requests have come. */
  received(count: number): Promise<void>;
  close(): Promise<void>;
}

/** Listens on the loopback interface; `answer` is called with each whole request. */
export async function listenRaw(answer: (request: RawRequest) => void): Promise<RawServer> {
  const requests: RawRequest[] = [];
  const sockets: Socket[] = [];
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  const take = (head: string, body: string, socket: Socket) => {
    const request = { head, body, socket, count: requests.length + 1 };
    requests.push(request);
    for (const { count, resolve } of waiting) if (requests.length >= count) resolve();
    answer(request);
  };
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on("error", () => {});
    let bytes = Buffer.alloc(0);
    socket.on("data", (part) => {
      bytes = Buffer.concat([bytes, part]);
      for (;;) {
        const end = bytes.indexOf("\r\n\r\n");
        if (end < 0) return;
        const head = bytes.subarray(0, end).toString("latin1");
        const length = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
        if (bytes.length < end + 4 + length) return;
        const body = bytes.subarray(end + 4, end + 4 + length).toString();
        bytes = bytes.subarray(end + 4 + length);
        take(head, body, socket);
      }
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    sockets,
    received: (count) =>
      requests.length >= count ? Promise.resolve() : new Promise((resolve) => waiting.push({ count, resolve })),
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

/** A whole answer, as bytes: with the length of its body, unless the headers say otherwise. */
export function rawAnswer(
  status: number,
  body: string | Uint8Array = "",
  headers: Record<string, string> = {},
): Buffer {
  const bytes = Buffer.from(body);
  const all = { "content-length": String(bytes.length), ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status} Whatever\r\n${lines.join("")}\r\n`), bytes]);
}
