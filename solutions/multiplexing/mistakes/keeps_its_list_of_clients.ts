/** Mistake: it keeps one list of clients for all calls, and closes at the end what an earlier call has closed. */
// Caught by: serveLines() ends when it is told to, whatever clients wait for
// Says: When stop has ended
// Violates: When it was told to stop, and all connections are closed
export * from "../multiplexing.ts";
import { close, type Fd } from "lib/sys/fd.ts";
import { epollLibc } from "lib/sys/libc.ts";
import { serveLines as right } from "../multiplexing.ts";

const clients = new Set<Fd>();

export function serveLines(...args: Parameters<typeof right>): void {
  const library = epollLibc();
  const { epoll_ctl } = library;
  const mine = new Set<Fd>();
  Object.assign(library, {
    epoll_ctl: (...all: Parameters<typeof epoll_ctl>) => (mine.add(all[2]), epoll_ctl(...all)),
  });
  right(...args);
  Object.assign(library, { epoll_ctl });
  for (const fd of clients) if (!mine.has(fd)) close(fd);
  for (const fd of mine) if (fd !== args[0] && fd !== args[1]) clients.add(fd);
}
