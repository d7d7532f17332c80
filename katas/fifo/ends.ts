/**
 * The test's own end of a FIFO: what it takes, and whom it waits for.
 *
 * @module
 */

import { assert } from "@std/assert";
import { eventually, PeerError, soon } from "lib/testing/mod.ts";
import { comesToRest, waitsFor } from "lib/testing/diagnosis/activity.ts";
import { descendants } from "lib/testing/diagnosis/proc.ts";
import type { Peer } from "lib/testing/peer/peer.ts";
import { testLine } from "lib/testing/peer/peer_error.ts";
import { SysError } from "lib/sys/errno.ts";
import { close, type Fd, read, unread, write } from "lib/sys/fd.ts";
import { O_WRONLY } from "lib/sys/fifo.ts";
import { kill } from "lib/sys/process.ts";

/** The bytes of a text. */
export const bytesOf = (text: string) => new TextEncoder().encode(text);

/** A peer, whatever its function is to return. */
type Running = Pick<Peer<unknown>, "pid" | "role" | "settled">;

/** Takes what is in a FIFO, up to now. */
export function take(fd: Fd): string {
  const bytes = new Uint8Array(unread(fd));
  return bytes.length > 0
    ? new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.subarray(0, read(fd, bytes)))
    : "";
}

/** Whether all that was written to a FIFO has been read, and all who wrote have closed it. */
export function atItsEnd(fd: Fd): boolean {
  try {
    return read(fd, new Uint8Array(1)) === 0;
  } catch {
    return false;
  }
}

/** Waits for the next line in a FIFO, and takes it. */
export async function takeLine(fd: Fd, whose: string): Promise<string> {
  let text = "";
  await eventually(
    () => (text += take(fd)).endsWith("\n"),
    () => `${whose} has arrived as one line; so far there is ${JSON.stringify(text)}`,
  );
  return text.slice(0, -1);
}

/** Opens a FIFO for writing, if somebody has it open for reading. */
export function tryToConnect(
  open: (path: string, flags: number) => Fd,
  path: string,
): Fd | undefined {
  try {
    return open(path, O_WRONLY);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
}

/** Waits until a peer, or what it calls, has a FIFO open for reading, and opens it for writing. */
export async function connect(
  open: (path: string, flags: number) => Fd,
  path: string,
  reader: Running,
): Promise<Fd> {
  const stack = [testLine()];
  let fd: Fd | undefined;
  const connected = () => (fd = tryToConnect(open, path)) !== undefined || reader.settled;
  await eventually(connected, `${reader.role} has ${path} open for reading`);
  if (fd !== undefined) return fd;
  throw new PeerError(`${reader.role} ended too early: a client came later`, { stack });
}

/** Whether a server, or what it has started, waits in the kernel for what comes into its FIFO. */
export const isListening = ({ pid }: Running, path: string) =>
  [pid, ...descendants(pid)].some((each) => waitsFor(each, path));

/** Waits until a server waits for a client, and does nothing else. */
export async function waitsForClients(server: Running, path: string): Promise<void> {
  const stack = [testLine()];
  if (await comesToRest(server, () => isListening(server, path))) return;
  const what = server.settled ? "ended too early" : "does not wait for bytes in its FIFO";
  throw new PeerError(`serve() ${what}: the next client may still come`, { stack });
}

/** Aborts serve(), which resolves then. */
export async function abort(server: Peer<void>): Promise<void> {
  if (!server.settled) kill(server.pid, "SIGUSR2");
  await soon(server.result, "serve(), which was aborted, has returned");
}

/** Answers a request that has come, in the words of a server. */
export function reply(
  open: (path: string, flags: number) => Fd,
  client: string,
  answer: string,
): void {
  const fd = tryToConnect(open, client);
  assert(fd, `${client} has to be open for reading until the answer is there.`);
  write(fd, bytesOf(answer));
  close(fd);
}
