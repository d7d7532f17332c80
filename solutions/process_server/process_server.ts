/** A solution of the process_server kata. @module */

import { close, F_SETFL, fcntl, type Fd, pipe, read, write } from "lib/sys/fd.ts";
import { readable } from "lib/sys/poll.ts";
import { type Ended, kill, spawn, waitpid, WNOHANG } from "lib/sys/process.ts";
import { acceptFrom, type SocketAddress } from "lib/sys/socket.ts";

export type Program = [command: string, ...args: string[]];

export function handOver(
  connection: Fd,
  [command, ...args]: Program,
  client?: { host: string; port: number },
): number {
  const env = Deno.env.toObject();
  if (client) Object.assign(env, { REMOTE_HOST: client.host, REMOTE_PORT: `${client.port}` });
  try {
    fcntl(connection, F_SETFL, 0); // O_NONBLOCK belongs to the open file, and would go with it.
    return spawn(command, args, { 0: connection, 1: connection }, { env, session: true });
  } finally {
    close(connection); // While this copy is open, the client never reads the end.
  }
}

export class Children {
  readonly #pids = new Set<number>();

  add(pid: number): void {
    this.#pids.add(pid);
  }

  get running(): number {
    return this.#pids.size;
  }

  reap(): Ended[] {
    const all: Ended[] = [];
    for (const pid of this.#pids) { // never -1: Deno has children, too
      const ended = waitpid(pid, WNOHANG);
      if (ended && this.#pids.delete(pid)) all.push(ended);
    }
    return all;
  }

  async stop({ patience }: { patience: number }): Promise<Ended[]> {
    const all: Ended[] = [];
    const over = Promise.withResolvers<void>();
    const collect = () => {
      all.push(...this.reap()); // One SIGCHLD may stand for many.
      if (this.#pids.size === 0) over.resolve();
    };
    Deno.addSignalListener("SIGCHLD", collect);
    const timer = setTimeout(over.resolve, patience);
    this.#signal("SIGTERM");
    collect();
    await over.promise;
    clearTimeout(timer);
    Deno.removeSignalListener("SIGCHLD", collect);
    this.#signal("SIGKILL");
    for (const pid of this.#pids) all.push(waitpid(pid)); // This does not take long.
    this.#pids.clear();
    return all;
  }

  /** Until it is collected, a child keeps its number, and that of its group. */
  #signal(signal: Deno.Signal): void {
    for (const pid of this.#pids) kill(-pid, signal);
  }
}

export async function serve(
  listener: Fd,
  program: Program,
  { limit, signal, patience }: { limit: number; signal: AbortSignal; patience: number },
): Promise<Ended[]> {
  const children = new Children();
  const all: Ended[] = [];
  const [news, teller] = pipe();
  const tell = () => void write(teller, new Uint8Array(1));
  Deno.addSignalListener("SIGCHLD", tell);
  signal.addEventListener("abort", tell);
  try {
    while (!signal.aborted) {
      const full = children.running >= limit; // Who comes then waits in the backlog.
      const [told, client] = await readable(...full ? [news] : [news, listener]);
      if (told) read(news, new Uint8Array(4096));
      all.push(...children.reap());
      if (!client || signal.aborted) continue;
      const { connection, address } = acceptFrom(listener);
      try {
        children.add(handOver(connection, program, decode(address)));
      } catch {
        // The program cannot be started: the client reads the end.
      }
    }
  } finally {
    close(listener); // From now on, clients are refused.
    all.push(...await children.stop({ patience }));
    signal.removeEventListener("abort", tell);
    Deno.removeSignalListener("SIGCHLD", tell);
    [news, teller].forEach(close);
  }
  return all;
}

/** Reads a `struct sockaddr_in`: the family, the port in network order, the four numbers of the host. */
function decode(address: SocketAddress): { host: string; port: number } {
  const port = new DataView(address.buffer).getUint16(2);
  return { host: address.subarray(4, 8).join("."), port };
}
