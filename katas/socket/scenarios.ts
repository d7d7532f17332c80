/**
 * What the tests run in other processes: each of these calls your functions, and the test is at the
 * other end.
 *
 * @module
 */

import { close, type Fd } from "lib/sys/fd.ts";
import type { Address } from "./socket.ts";

const load = (url: string): Promise<typeof import("./socket.ts")> => import(url);

/** Gives a signal that aborts when the test sends SIGUSR2 to this process. */
function stopSignal(): AbortSignal {
  const controller = new AbortController();
  const stop = () => {
    Deno.removeSignalListener("SIGUSR2", stop);
    controller.abort();
  };
  Deno.addSignalListener("SIGUSR2", stop);
  return controller.signal;
}

/** Listens until the test sends SIGUSR2. */
export async function listening(url: string, address: Address): Promise<void> {
  const { listenOn } = await load(url);
  const signal = stopSignal();
  using _ = await listenOn(address);
  const alive = setTimeout(() => {}, 60_000); // Waiting for a signal does not keep a process alive.
  await new Promise((resolve) => signal.addEventListener("abort", resolve));
  clearTimeout(alive);
}

/** Tries to listen, and tells where it listened. */
export async function listeningOnce(url: string, address: Address): Promise<Deno.Addr> {
  const { listenOn } = await load(url);
  using listener = await listenOn(address);
  return listener.addr;
}

/** Serves until the test sends SIGUSR2. */
export async function serving(url: string, address: Address, limit: number): Promise<void> {
  const { listenOn, serve } = await load(url);
  const signal = stopSignal();
  await serve(await listenOn(address), { signal, limit });
}

/** Serves with a signal that has aborted before. */
export async function servingNobody(url: string, address: Address): Promise<void> {
  const { listenOn, serve } = await load(url);
  await serve(await listenOn(address), { signal: AbortSignal.abort(), limit: 1 });
}

/** Connects, and tells after how many milliseconds it has failed, or that it has not. */
export async function connecting(
  url: string,
  address: Address,
  ms: number,
  gate: Fd,
): Promise<{ code: string | undefined; after: number }> {
  const { connectWithin } = await load(url);
  const start = performance.now();
  close(gate); // The test sees that the function is called now.
  try {
    using _ = await connectWithin(address, ms);
    return { code: undefined, after: performance.now() - start };
  } catch (error) {
    const { name, code } = error as Error & { code?: string };
    if (name === "TodoError" || code === undefined) throw error;
    return { code, after: performance.now() - start };
  }
}

/** Connects, and sends a frame of each length. */
export async function sending(url: string, address: Address, lengths: number[]): Promise<void> {
  const { positions } = await import("lib/testing/bytes.ts"); // Only here: it takes its time.
  const { writeFrame } = await load(url);
  using connection = await connect(address);
  for (const length of lengths) await writeFrame(connection, positions(length));
}

/** Connects, and receives frames up to the end. */
export async function receiving(
  url: string,
  address: Address,
  limit: number,
): Promise<Uint8Array[]> {
  const { readFrame } = await load(url);
  using connection = await connect(address);
  const frames: Uint8Array[] = [];
  for (let frame; (frame = await readFrame(connection, { limit })) !== null;) frames.push(frame);
  return frames;
}

/** Receives a frame from each of some connections, one after the other, and tells what it threw. */
export async function receivingBroken(
  url: string,
  address: Address,
  limit: number,
  count: number,
): Promise<string[]> {
  const { readFrame } = await load(url);
  const outcomes: string[] = [];
  while (outcomes.length < count) {
    using connection = await connect(address);
    try {
      const frame = await readFrame(connection, { limit });
      outcomes.push(`returned ${frame && `${frame.length} bytes`}`);
    } catch (error) {
      const { name, message } = error as Error;
      if (name === "TodoError") throw error;
      const expected = [RangeError, Deno.errors.UnexpectedEof].find((it) => error instanceof it);
      outcomes.push(`threw ${expected?.name ?? `${name}: ${message}`}`);
    }
  }
  return outcomes;
}

function connect(address: Address): Promise<Deno.Conn> {
  return address.transport === "unix" ? Deno.connect(address) : Deno.connect(address);
}
