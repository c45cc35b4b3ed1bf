import * as http from "node:http";
import { text } from "node:stream/consumers";
import type { ListenOptions } from "./options.js";
import type { Reply, Server } from "./server.js";

/** A sandbox that listens on a port. */
export interface Listening {
  /** The address to use as `baseUrl`. */
  readonly url: string;
  /** Ends every connection and frees the port. */
  close(): Promise<void>;
}

/** Serves real sockets. Throws a `TypeError` where an option is wrong; rejects where the address can't be had. */
export async function listen(
  current: () => Server,
  { port = 0, host = "127.0.0.1" }: ListenOptions,
): Promise<Listening> {
  const server = http.createServer((request, response) => {
    serve(current(), request, response).catch((error: unknown) => {
      // Without a caller there is no one to tell. Otherwise it is a mistake in the test's own `when` or `accepts`.
      if (!response.destroyed) response.writeHead(500, { "content-type": "text/plain" }).end(String(error));
    });
  });
  // A connection closed for idleness just as a request comes in would look like a fault that nobody ordered.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return {
    url: `http://${reachable(host)}:${typeof address === "object" && address ? address.port : port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A listener on every address is reached on this machine by the loopback one. */
function reachable(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}

async function serve(server: Server, request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  const { method = "GET", url = "/" } = request;
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const { pathname: path, search: query } = new URL(url, "http://localhost");
  send(await server.receive({ method, path, query, headers, body: await text(request) }, gone.signal), response);
}

function send(reply: Reply, response: http.ServerResponse): void {
  if (reply === "reset") {
    response.socket?.resetAndDestroy();
    return;
  }
  const { status, headers, body, cut } = reply;
  const bytes = Buffer.from(body ?? "");
  response.writeHead(status, body === null ? headers : { ...headers, "content-length": bytes.length });
  if (cut) response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
  else response.end(bytes);
}
