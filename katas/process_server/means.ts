/**
 * What the scenarios of this kata use.
 *
 * @module
 */

import { close, type Fd, pipe, read, socketpair, write } from "lib/sys/fd.ts";
import { type Ended, kill, spawn } from "lib/sys/process.ts";
import { AF_INET, bind, inet, listen, socket } from "lib/sys/socket.ts";
import { tcpPair } from "lib/testing/descriptors.ts";
import { stat } from "lib/testing/diagnosis/proc.ts";

/** Loads your module. */
export const load = (url: string): Promise<typeof import("./process_server.ts")> => import(url);

/** This machine, but not under the name that everybody tries first. */
export const HOST = "127.0.0.2";

/** A socket that listens at a port that nobody has. No program inherits it. */
export function listener(backlog = 50): Fd {
  const fd = socket(AF_INET);
  bind(fd, inet(HOST, 0));
  listen(fd, backlog);
  return fd;
}

/** A client's socket, and the connection that a server has accepted. No program inherits them. */
export function connected(kind: "unix" | "TCP"): [client: Fd, connection: Fd] {
  if (kind === "unix") return socketpair();
  const [connection, client] = tcpPair(HOST);
  return [client, connection];
}

/** Sends a text. */
export function say(fd: Fd, text: string): void {
  const bytes = new TextEncoder().encode(text);
  for (let sent = 0; sent < bytes.length;) sent += write(fd, bytes.subarray(sent));
}

/** Receives so many bytes, or up to the end. */
export function hear(fd: Fd, length = Infinity): string {
  const buffer = new Uint8Array(1000);
  let bytes: number[] = [];
  while (bytes.length < length) {
    const got = read(fd, buffer);
    if (got === 0) break;
    bytes = [...bytes, ...buffer.subarray(0, got)];
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

/** Whether a child has ended, and nobody has collected it. */
export const isZombie = (pid: number) => stat(pid)?.state === "Z";

/** Whether a process has not ended. */
export const lives = (pid: number) => ![undefined, "Z"].includes(stat(pid)?.state);

/** A child that this process has started without your help. */
export interface Raised {
  pid: number;
  /** Lets it go on. */
  open: () => void;
}

/** Starts a shell that says "ready" when it has come to its first `echo ready`, and waits until it does. */
export function raise(script: string): Raised {
  const [[gate, opener], [hearing, telling]] = [pipe(), pipe()];
  const pid = spawn("sh", ["-c", script], { 0: gate, 1: telling }, { session: true });
  [gate, telling].forEach(close);
  hear(hearing, "ready\n".length);
  close(hearing);
  let opens = true;
  const open = () => {
    if (opens) close(opener);
    opens = false;
  };
  return { pid, open };
}

/** Kills a child that leads a group, if it is there. */
export function finish(pid: number): void {
  try {
    kill(-pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}

/** Numbers of processes begin again at the smallest one: those that are so much smaller came later. */
const FAR = 10_000;

/** How children have ended, in words, in the order in which they began. */
export function ends(all: Ended[], names: Record<number, string> = {}): string {
  const last = Math.max(...all.map(({ pid }) => pid));
  const order = ({ pid }: Ended) => pid < last - FAR ? pid + last : pid;
  const sorted = all.toSorted((a, b) => order(a) - order(b));
  return sorted.map(({ pid, code, signal }) => `${names[pid] ?? "child"}: ${signal ?? code}`)
    .join(", ");
}
