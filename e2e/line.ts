/** A line to the portal that can be cut: what a browser's own offline mode does to pages it does not do to their workers. */
import { createServer, connect as dial, type Server, type Socket } from "node:net";

export type Line = {
  /** An address of the portal by this line. */
  url: (path: string) => string;
  cut: () => Promise<void>;
  mend: () => Promise<void>;
  end: () => Promise<void>;
};

export async function lineTo(port: number): Promise<Line> {
  const open = new Set<Socket>();
  let server: Server | null = null;
  let own = 0;
  async function mend(): Promise<void> {
    if (server) return;
    const made = createServer((socket) => {
      const far = dial(port, "localhost");
      for (const end of [socket, far]) {
        open.add(end);
        end.on("error", () => {});
        end.on("close", () => {
          open.delete(end);
          socket.destroy();
          far.destroy();
        });
      }
      socket.pipe(far).pipe(socket);
    });
    await new Promise<void>((resolve) => made.listen(own, "localhost", resolve));
    own = (made.address() as { port: number }).port;
    server = made;
  }
  async function cut(): Promise<void> {
    const closing = server;
    if (!closing) return;
    server = null;
    const closed = new Promise((resolve) => closing.close(resolve));
    for (const socket of open) socket.destroy();
    await closed;
  }
  await mend();
  return { url: (path) => `http://localhost:${own}${path}`, cut, mend, end: cut };
}
