/** The way to a database, which can be cut or held up. */
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

export type Way = {
  url: string;
  /** Ends all connections, and lets in no new ones. */
  cut: () => Promise<void>;
  /** Nothing passes, and nobody is told. */
  hold: () => void;
  /** As before. */
  open: () => Promise<void>;
  close: () => Promise<void>;
};

export async function wayTo(database: string): Promise<Way> {
  const to = new URL(database);
  const sockets = new Set<Socket>();
  let isHeld = false;
  const server = createServer((near) => {
    const far = connect(Number(to.port), to.hostname);
    for (const [from, into] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on("error", () => {});
      from.on("close", () => {
        sockets.delete(from);
        into.destroy();
      });
      from.pipe(into);
      if (isHeld) from.pause();
    }
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const cut = () =>
    new Promise<void>((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    });
  return {
    url: Object.assign(new URL(database), { port: String(port) }).href,
    cut,
    hold() {
      isHeld = true;
      for (const socket of sockets) socket.pause();
    },
    async open() {
      isHeld = false;
      for (const socket of sockets) socket.resume();
      if (!server.listening) await listen(port);
    },
    close: async () => void (server.listening && (await cut())),
  };
}
