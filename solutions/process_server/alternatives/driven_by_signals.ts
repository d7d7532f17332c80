/** Everything is told by signals, also that somebody connects: `O_ASYNC` of `man 2 open`. @module */

import { close, F_SETFL, F_SETOWN, fcntl, type Fd, O_ASYNC, O_NONBLOCK, pipe } from "lib/sys/fd.ts";
import { SysError } from "lib/sys/errno.ts";
import { readable } from "lib/sys/poll.ts";
import { type Ended, kill, spawn, waitpid, WNOHANG } from "lib/sys/process.ts";
import { acceptFrom, type SocketAddress } from "lib/sys/socket.ts";

export type Program = [command: string, ...args: string[]];

export function handOver(
  connection: Fd,
  [command, ...args]: Program,
  client?: { host: string; port: number },
): number {
  fcntl(connection, F_SETFL, 0);
  const who: Record<string, string> = client
    ? { REMOTE_HOST: client.host, REMOTE_PORT: `${client.port}` }
    : {};
  const options = { env: { ...Deno.env.toObject(), ...who }, session: true };
  try {
    return spawn(command, args, { 0: connection, 1: connection }, options);
  } finally {
    close(connection);
  }
}

export class Children {
  #pids = new Set<number>();
  #waiting = new Set<() => void>();

  add(pid: number): void {
    this.#pids.add(pid);
  }

  get running(): number {
    return this.#pids.size;
  }

  reap(): Ended[] {
    const all: Ended[] = [];
    for (const pid of [...this.#pids].reverse()) {
      const ended = waitpid(pid, WNOHANG);
      if (ended === undefined) continue;
      this.#pids.delete(pid);
      all.push(ended);
    }
    if (this.running === 0) this.#waiting.forEach((tell) => tell());
    return all;
  }

  async stop({ patience }: { patience: number }): Promise<Ended[]> {
    const all: Ended[] = [];
    const collect = () => void all.push(...this.reap());
    const gone = new Promise<void>((resolve) => this.#waiting.add(resolve));
    // Nothing else keeps the process alive.
    const [quiet, end] = pipe();
    const alive = endOf(quiet);
    Deno.addSignalListener("SIGCHLD", collect);
    this.#send("SIGTERM");
    const timer = setTimeout(() => this.#send("SIGKILL"), patience);
    collect();
    await gone;
    clearTimeout(timer);
    Deno.removeSignalListener("SIGCHLD", collect);
    this.#waiting.clear();
    close(end);
    await alive;
    close(quiet);
    return all;
  }

  #send(signal: Deno.Signal): void {
    this.#pids.forEach((pid) => kill(-pid, signal));
  }
}

export async function serve(
  listener: Fd,
  program: Program,
  { limit, signal, patience }: { limit: number; signal: AbortSignal; patience: number },
): Promise<Ended[]> {
  const children = new Children();
  const all: Ended[] = [];
  const [stop, stopper] = pipe();
  const acceptAll = () => {
    while (!signal.aborted && children.running < limit) {
      const client = next(listener);
      if (client === undefined) return;
      try {
        children.add(handOver(client.connection, program, decode(client.address)));
      } catch {
        // The client reads the end.
      }
    }
  };
  const collect = () => {
    all.push(...children.reap());
    acceptAll();
  };
  Deno.addSignalListener("SIGIO", acceptAll);
  Deno.addSignalListener("SIGCHLD", collect);
  fcntl(listener, F_SETOWN, Deno.pid);
  fcntl(listener, F_SETFL, O_NONBLOCK | O_ASYNC);
  acceptAll(); // Of those who are there already, no signal tells.
  const abort = () => close(stopper);
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort);
  await endOf(stop);
  signal.removeEventListener("abort", abort);
  close(listener);
  Deno.removeSignalListener("SIGIO", acceptAll);
  Deno.removeSignalListener("SIGCHLD", collect);
  all.push(...await children.stop({ patience }));
  close(stop);
  return all;
}

/** Waits for the end of a pipe. A signal may come first. */
async function endOf(readEnd: Fd): Promise<void> {
  while (!(await readable(readEnd))[0]);
}

function next(listener: Fd): { connection: Fd; address: SocketAddress } | undefined {
  try {
    return acceptFrom(listener);
  } catch (error) {
    if (error instanceof SysError && error.code === "EAGAIN") return undefined;
    throw error;
  }
}

function decode(address: SocketAddress): { host: string; port: number } {
  const [, , high, low, ...host] = address;
  return { host: host.slice(0, 4).join("."), port: high! << 8 | low! };
}
