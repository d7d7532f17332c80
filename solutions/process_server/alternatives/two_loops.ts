/** Looks now and then whether a child has ended, and has two loops: one accepts, the other one collects. @module */

import { close, F_GETFL, F_SETFL, fcntl, type Fd, O_NONBLOCK, pipe } from "lib/sys/fd.ts";
import { readable } from "lib/sys/poll.ts";
import { type Ended, kill, spawn, waitpid, WNOHANG } from "lib/sys/process.ts";
import { accept, getpeername } from "lib/sys/socket.ts";

export type Program = [command: string, ...args: string[]];

export function handOver(
  connection: Fd,
  program: Program,
  client?: { host: string; port: number },
): number {
  const variables = Object.entries(Deno.env.toObject());
  if (client !== undefined) {
    variables.push(["REMOTE_HOST", client.host], ["REMOTE_PORT", String(client.port)]);
  }
  fcntl(connection, F_SETFL, fcntl(connection, F_GETFL) & ~O_NONBLOCK);
  let pid: number;
  try {
    const fds = { 0: connection, 1: connection, 2: 2 };
    const options = { env: Object.fromEntries(variables), session: true };
    pid = spawn(program[0], program.slice(1), fds, options);
  } catch (error) {
    close(connection);
    throw error;
  }
  close(connection);
  return pid;
}

const PAUSE = 15;

export class Children {
  #pids: number[] = [];

  add(pid: number): void {
    this.#pids = [...this.#pids, pid];
  }

  get running(): number {
    return this.#pids.length;
  }

  reap(): Ended[] {
    const looks = this.#pids.map((pid) => ({ pid, ended: waitpid(pid, WNOHANG) }));
    this.#pids = looks.filter(({ ended }) => ended === undefined).map(({ pid }) => pid);
    return looks.flatMap(({ ended }) => ended ?? []);
  }

  async stop({ patience }: { patience: number }): Promise<Ended[]> {
    const ended = this.reap();
    const end = performance.now() + patience;
    for (const pid of this.#pids) kill(-pid, "SIGTERM");
    while (this.running > 0) {
      ended.push(...this.reap());
      const late = performance.now() >= end;
      if (late) { for (const pid of this.#pids) kill(-pid, "SIGKILL"); }
      if (this.running > 0) await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
    return ended;
  }
}

export async function serve(
  listener: Fd,
  program: Program,
  { limit, signal, patience }: { limit: number; signal: AbortSignal; patience: number },
): Promise<Ended[]> {
  const children = new Children();
  const ended: Ended[] = [];
  const [stop, stopper] = pipe();
  let changed = Promise.withResolvers<void>();
  const change = () => {
    ended.push(...children.reap());
    changed.resolve();
    changed = Promise.withResolvers();
  };
  Deno.addSignalListener("SIGCHLD", change);
  // At its end, the pipe can be read: that ends the wait for clients. A promise would not keep the process alive.
  const stopped = endOf(stop).then(change);
  const abort = () => close(stopper);
  if (signal.aborted) abort();
  else signal.addEventListener("abort", abort, { once: true });
  while (!signal.aborted) {
    if (children.running >= limit) {
      await changed.promise;
      continue;
    }
    const [over, client] = await readable(stop, listener);
    if (over || !client) continue;
    const connection = accept(listener);
    const from = clientOf(connection);
    try {
      children.add(handOver(connection, program, from));
    } catch {
      // Its client reads the end.
    }
  }
  close(listener);
  await stopped;
  Deno.removeSignalListener("SIGCHLD", change);
  ended.push(...await children.stop({ patience }));
  close(stop);
  return ended;
}

/** Waits for the end of a pipe. A signal may come first. */
async function endOf(readEnd: Fd): Promise<void> {
  while (!(await readable(readEnd))[0]);
}

/** A client may be gone already. */
function clientOf(connection: Fd): { host: string; port: number } | undefined {
  try {
    const [, , high, low, ...host] = getpeername(connection);
    return { host: host.slice(0, 4).join("."), port: 256 * high! + low! };
  } catch {
    return undefined;
  }
}
