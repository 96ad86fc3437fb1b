import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How a proxy hands requests on. */
export interface Passing {
  /** The path that it takes off. */
  readonly strips?: string;
  /** Whether the server hears the name that the browser asked under; otherwise its own. */
  readonly keepsHost: boolean;
}

/** A reverse proxy on loopback before a server, as plain as they come: it adds no header that tells of the browser. */
export async function startProxy(port: number, passing: () => Passing, target: () => string) {
  const server = createServer((incoming, outgoing) => {
    const { strips = '', keepsHost } = passing();
    const url = incoming.url ?? '/';
    const { host } = new URL(target());
    const onward = request(
      new URL(url.startsWith(strips) ? url.slice(strips.length) || '/' : url, target()),
      {
        method: incoming.method,
        headers: { ...incoming.headers, host: keepsHost ? incoming.headers.host : host },
      },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
        outgoing.on('close', () => answer.destroy());
      },
    );
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
