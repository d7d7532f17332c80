/** A solution of the socket kata. @module */

export type Address =
  | { transport: "unix"; path: string }
  | { transport: "tcp"; hostname: string; port: number };

/** Settles when nobody is about to listen. */
let nobody: Promise<unknown> = Promise.resolve();

export async function listenOn(address: Address): Promise<Deno.Listener> {
  // Of two who find the same socket left behind, the second would remove what the first has made.
  const listening = nobody.then(() => takeOver(address));
  nobody = listening.catch(() => {});
  return await listening;
}

async function takeOver(address: Address): Promise<Deno.Listener> {
  try {
    return listen(address);
  } catch (error) {
    if (address.transport !== "unix" || !await isLeftBehind(address)) throw error;
    Deno.removeSync(address.path);
    return listen(address);
  }
}

/** Whether a path is that of a socket on which nobody listens any more. */
async function isLeftBehind(address: Address & { transport: "unix" }): Promise<boolean> {
  // Of a file that is no socket, connect() says that the connection is refused, too.
  if (!(await Deno.lstat(address.path)).isSocket) return false;
  try {
    (await connect(address)).close();
    return false;
  } catch (error) {
    return error instanceof Deno.errors.ConnectionRefused;
  }
}

// Both transports have the same calls, but TypeScript wants to know which one it is.
function listen(address: Address): Deno.Listener {
  return address.transport === "unix" ? Deno.listen(address) : Deno.listen(address);
}

function connect(address: Address): Promise<Deno.Conn> {
  return address.transport === "unix" ? Deno.connect(address) : Deno.connect(address);
}

const PAUSE = 10;

export async function connectWithin(address: Address, ms: number): Promise<Deno.Conn> {
  const end = performance.now() + ms;
  for (;;) {
    try {
      return await connect(address);
    } catch (error) {
      if (!isNobody(error) || performance.now() >= end) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

function isNobody(error: unknown): boolean {
  return error instanceof Deno.errors.ConnectionRefused || error instanceof Deno.errors.NotFound;
}

const HEADER = 4;

export async function writeFrame(connection: Deno.Conn, bytes: Uint8Array): Promise<void> {
  const frame = new Uint8Array(HEADER + bytes.length);
  new DataView(frame.buffer).setUint32(0, bytes.length);
  frame.set(bytes, HEADER);
  await writeAll(connection, frame);
}

async function writeAll(connection: Deno.Conn, bytes: Uint8Array): Promise<void> {
  for (let sent = 0; sent < bytes.length;) sent += await connection.write(bytes.subarray(sent));
}

export async function readFrame(
  connection: Deno.Conn,
  { limit }: { limit: number },
): Promise<Uint8Array | null> {
  const header = new Uint8Array(HEADER);
  const got = await fill(connection, header);
  if (got === 0) return null;
  if (got < HEADER) throw cut();
  const length = new DataView(header.buffer).getUint32(0);
  if (length > limit) {
    throw new RangeError(`Cannot read a frame of ${length} bytes: the limit is ${limit}`);
  }
  const bytes = new Uint8Array(length);
  if (await fill(connection, bytes) < length) throw cut();
  return bytes;
}

function cut(): Error {
  return new Deno.errors.UnexpectedEof("Cannot read the rest of a frame: the stream has ended");
}

/** Reads until the buffer is full or the stream ends, and tells how many bytes came. */
async function fill(connection: Deno.Conn, buffer: Uint8Array): Promise<number> {
  let got = 0;
  while (got < buffer.length) {
    const length = await connection.read(buffer.subarray(got));
    if (length === null) break;
    got += length;
  }
  return got;
}

export async function ask(
  address: Address,
  message: Uint8Array,
  { limit }: { limit: number },
): Promise<Uint8Array> {
  using connection = await connect(address);
  await writeFrame(connection, message);
  const answer = await readFrame(connection, { limit });
  if (answer === null) {
    throw new Deno.errors.UnexpectedEof("Cannot read the answer: the server hung up");
  }
  return answer;
}

export async function serve(
  listener: Deno.Listener,
  { signal, limit }: { signal: AbortSignal; limit: number },
): Promise<void> {
  const open = new Map<Deno.Conn, Promise<void>>();
  signal.addEventListener("abort", () => listener.close());
  if (signal.aborted) listener.close();
  for await (const connection of listener) { // up to the listener's end
    const conversation = converse(connection, limit).finally(() => open.delete(connection));
    open.set(connection, conversation);
  }
  // One may have closed itself a moment ago. A read that is under way keeps the socket for a moment.
  for (const connection of open.keys()) connection[Symbol.dispose]();
  await Promise.all(open.values());
}

async function converse(connection: Deno.Conn, limit: number): Promise<void> {
  using _ = connection;
  try {
    for (let request; (request = await readFrame(connection, { limit })) !== null;) {
      await writeFrame(connection, request.map((byte) => byte + 1));
    }
  } catch {
    // The client is gone or breaks the rules, or the server stops: nobody else need know.
  }
}

export async function upload(address: Address, bytes: Uint8Array): Promise<Uint8Array> {
  using connection = await connect(address);
  // Both at once: a server that cannot write stops reading.
  const [answer] = await Promise.all([
    new Response(connection.readable).bytes(),
    writeAll(connection, bytes).then(() => connection.closeWrite()),
  ]);
  return answer;
}
