import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A port of loopback that leads to a server, and can be cut off from it. */
export interface TestProxy {
  /** Stays the same through all openings. */
  readonly port: number;
  open(): Promise<void>;
  /** Passes nothing on any more, and takes connections that nobody answers, as a server that was stopped. */
  freeze(): Promise<void>;
  /** Cuts all connections and takes no new ones. */
  close(): Promise<void>;
}

/** Opens one to a server, at a port that is given or that the system chooses. */
export async function openTestProxy(to: { host: string; port: number }, at = 0): Promise<TestProxy> {
  const sockets = new Set<Socket>();
  let frozen = false;
  const hold = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  };
  const listener = createServer((client) => {
    hold(client);
    if (frozen) return;
    const upstream = connect(to.port, to.host);
    hold(upstream);
    client.pipe(upstream).pipe(client);
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
  });
  const listen = async (port: number) => {
    frozen = false;
    await once(listener.listen(port, '127.0.0.1'), 'listening');
    return (listener.address() as AddressInfo).port;
  };
  const port = await listen(at);
  return {
    port,
    open: async () => void (await listen(port)),
    async freeze() {
      frozen = true;
      for (const socket of sockets) socket.unpipe().pause();
    },
    close: () =>
      new Promise((resolve) => {
        listener.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
