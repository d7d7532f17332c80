/**
 * The test's own end of a connection, over a unix path or TCP.
 *
 * ```ts
 * import { connect, listen, receiveAll, send } from "lib/testing/streams.ts";
 * import { assertBytes, positions } from "lib/testing/bytes.ts";
 *
 * const [listener, address] = listen({ transport: "tcp", hostname: "127.0.0.1", port: 0 });
 * const client = await connect(address);
 * const server = await listener.accept();
 * await send(client, positions(5));
 * client.close();
 * assertBytes(await receiveAll(server), positions(5));
 * server.close();
 * listener.close();
 * ```
 *
 * @module
 */

import { concat } from "./bytes.ts";

/** Where a server listens, as `Deno.listen` and `Deno.connect` take it. */
export type Address =
  | { transport: "unix"; path: string }
  | { transport: "tcp"; hostname: string; port: number };

/**
 * Listens.
 *
 * @param address Where; port 0 means any free port.
 * @returns The listener, and the address that clients connect to.
 */
export function listen(address: Address): [Deno.Listener, Address] {
  if (address.transport === "unix") return [Deno.listen(address), address];
  const listener = Deno.listen(address);
  return [listener, { ...address, port: listener.addr.port }];
}

/** Connects. */
export function connect(address: Address): Promise<Deno.Conn> {
  return address.transport === "unix" ? Deno.connect(address) : Deno.connect(address);
}

/** Sends all of the bytes, or those that the other side takes before it hangs up. */
export async function send(connection: Deno.Conn, bytes: Uint8Array): Promise<void> {
  try {
    for (let sent = 0; sent < bytes.length;) sent += await connection.write(bytes.subarray(sent));
  } catch (error) {
    if (!isGone(error)) throw error; // Otherwise its result tells more than this.
  }
}

/** Receives so many bytes, or fewer when the stream ends. */
export async function receive(connection: Deno.Conn, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  let got = 0;
  while (got < length) {
    const more = await connection.read(bytes.subarray(got));
    if (more === null) break;
    got += more;
  }
  return bytes.subarray(0, got);
}

/** Receives up to the end of the stream. */
export async function receiveAll(connection: Deno.Conn): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  const buffer = new Uint8Array(1 << 18);
  for (let got; (got = await connection.read(buffer)) !== null;) parts.push(buffer.slice(0, got));
  return concat(...parts);
}

/** Resolves when the other side has hung up, be it with a reset. What it has sent does not count. */
export async function hungUp(connection: Deno.Conn): Promise<void> {
  const buffer = new Uint8Array(1 << 18);
  try {
    while (await connection.read(buffer) !== null);
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

function isGone(error: unknown): boolean {
  const { BrokenPipe, ConnectionReset } = Deno.errors;
  return error instanceof BrokenPipe || error instanceof ConnectionReset;
}
