/** Clients of node:net, callbacks instead of loops, and reading byte by byte. */

import { Buffer } from "node:buffer";
import { once } from "node:events";
import { connect, type Socket } from "node:net";

export type Address =
  | { transport: "unix"; path: string }
  | { transport: "tcp"; hostname: string; port: number };

export async function listenOn(address: Address): Promise<Deno.Listener> {
  if (address.transport === "tcp") return Deno.listen(address);
  try {
    return Deno.listen(address);
  } catch (inUse) {
    if (!Deno.lstatSync(address.path).isSocket) throw inUse;
    const probe = await dial(address).catch((error) => error.code);
    if (typeof probe !== "string") probe.destroy();
    // Another call may have replaced it meanwhile. From here on, nobody comes in between.
    const sockets = Deno.readTextFileSync("/proc/net/unix").split("\n");
    const replaced = sockets.some((line) => line.endsWith(` ${address.path}`));
    if (probe !== "ECONNREFUSED" || replaced) throw inUse;
    Deno.removeSync(address.path);
    return Deno.listen(address);
  }
}

/** Connects by node:net. */
function dial(address: Address): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = address.transport === "unix"
      ? connect({ path: address.path, allowHalfOpen: true })
      : connect({ host: address.hostname, port: address.port, allowHalfOpen: true });
    socket.once("error", reject).once("connect", () => resolve(socket));
  });
}

export function connectWithin(address: Address, ms: number): Promise<Deno.Conn> {
  const start = Date.now();
  const { ConnectionRefused, NotFound } = Deno.errors;
  return new Promise((resolve, reject) => {
    const attempt = () => {
      const attempted = address.transport === "unix"
        ? Deno.connect(address)
        : Deno.connect(address);
      attempted.then(resolve, (error) => {
        const nobody = error instanceof ConnectionRefused || error instanceof NotFound;
        if (nobody && Date.now() - start < ms) setTimeout(attempt, 25);
        else reject(error);
      });
    };
    attempt();
  });
}

export async function writeFrame(connection: Deno.Conn, bytes: Uint8Array): Promise<void> {
  const header = Buffer.alloc(4);
  header.writeUInt32BE(bytes.length);
  for (const part of [header, bytes]) {
    let rest: Uint8Array = part;
    while (rest.length > 0) rest = rest.subarray(await connection.write(rest.subarray(0, 1 << 20)));
  }
}

export async function readFrame(
  connection: Deno.Conn,
  { limit }: { limit: number },
): Promise<Uint8Array | null> {
  let length = 0;
  for (let i = 0; i < 4; i++) {
    const byte = new Uint8Array(1);
    if (await connection.read(byte) === null) {
      if (i === 0) return null;
      throw new Deno.errors.UnexpectedEof("inside a header");
    }
    length = 256 * length + byte[0]!;
  }
  if (length > limit) throw new RangeError(`A frame of ${length} bytes, and the limit is ${limit}`);
  const pieces: Uint8Array[] = [];
  while (length > 0) {
    const piece = new Uint8Array(Math.min(length, 65536));
    const got = await connection.read(piece);
    if (got === null) throw new Deno.errors.UnexpectedEof("inside a frame");
    pieces.push(piece.subarray(0, got));
    length -= got;
  }
  return new Uint8Array(Buffer.concat(pieces));
}

export async function ask(
  address: Address,
  message: Uint8Array,
  { limit }: { limit: number },
): Promise<Uint8Array> {
  const socket = await dial(address);
  const header = Buffer.alloc(4);
  header.writeUInt32BE(message.length);
  socket.write(header);
  socket.write(message);
  try {
    let bytes = Buffer.alloc(0);
    for await (const piece of socket) {
      bytes = Buffer.concat([bytes, piece]);
      if (bytes.length < 4) continue;
      const length = bytes.readUInt32BE();
      if (length > limit) throw new RangeError(`An answer of ${length} bytes`);
      if (bytes.length >= 4 + length) return new Uint8Array(bytes.subarray(4, 4 + length));
    }
    throw new Deno.errors.UnexpectedEof("The server hung up");
  } finally {
    socket.destroy();
  }
}

export function serve(
  listener: Deno.Listener,
  { signal, limit }: { signal: AbortSignal; limit: number },
): Promise<void> {
  const clients = new Set<Deno.Conn>();
  const { promise, resolve } = Promise.withResolvers<void>();
  const stop = () => {
    listener.close();
    for (const client of clients) hangUp(client);
  };
  const hangUp = (client: Deno.Conn) => {
    if (clients.delete(client)) client.close();
    if (signal.aborted && clients.size === 0) resolve();
  };
  const converse = (client: Deno.Conn): void => {
    readFrame(client, { limit })
      .then((request) => request && writeFrame(client, request.map((byte) => (byte + 1) % 256)))
      .then((answered) => answered === null ? hangUp(client) : converse(client))
      .catch(() => hangUp(client));
  };
  const accept = (): void => {
    listener.accept().then((client) => {
      clients.add(client);
      if (signal.aborted) hangUp(client);
      else converse(client);
      accept();
    }, () => clients.size === 0 && resolve());
  };
  if (signal.aborted) stop();
  else signal.addEventListener("abort", stop);
  accept();
  return promise;
}

export async function upload(address: Address, bytes: Uint8Array): Promise<Uint8Array> {
  const socket = await dial(address);
  const pieces: Uint8Array[] = [];
  socket.on("data", (piece) => pieces.push(piece));
  const events = Promise.all(["end", "finish"].map((event) => once(socket, event)));
  socket.end(bytes);
  try {
    await events;
  } finally {
    socket.destroy();
  }
  return new Uint8Array(Buffer.concat(pieces));
}
