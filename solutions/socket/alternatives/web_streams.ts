/** Web streams instead of read() and write(), and a look at the path before it listens there. */

export type Address =
  | { transport: "unix"; path: string }
  | { transport: "tcp"; hostname: string; port: number };

const busy = new Map<string, Promise<unknown>>();

export async function listenOn(address: Address): Promise<Deno.Listener> {
  const key = JSON.stringify(address);
  while (busy.has(key)) await busy.get(key);
  const listening = listenAlone(address);
  busy.set(key, listening.catch(() => {}));
  return await listening.finally(() => busy.delete(key));
}

async function listenAlone(address: Address): Promise<Deno.Listener> {
  if (address.transport === "tcp") return Deno.listen(address);
  const file = await Deno.lstat(address.path).catch(() => undefined);
  if (file?.isSocket) {
    const error = await Deno.connect(address).then((probe) => probe.close(), (error) => error);
    if (error instanceof Deno.errors.ConnectionRefused) await Deno.remove(address.path);
  }
  return Deno.listen(address);
}

export async function connectWithin(address: Address, ms: number): Promise<Deno.Conn> {
  const timeIsOver = ms < 2 ** 31 ? AbortSignal.timeout(ms) : new AbortController().signal;
  let pause = 1;
  const attempt = async (): Promise<Deno.Conn> => {
    try {
      return await open(address);
    } catch (error) {
      const { code } = error as { code?: string };
      if (timeIsOver.aborted || !["ECONNREFUSED", "ENOENT"].includes(code ?? "")) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause = Math.min(2 * pause, 50)));
      return attempt();
    }
  };
  return await attempt();
}

function open(address: Address): Promise<Deno.Conn> {
  return address.transport === "unix" ? Deno.connect(address) : Deno.connect(address);
}

export async function writeFrame(connection: Deno.Conn, bytes: Uint8Array): Promise<void> {
  const writer = connection.writable.getWriter();
  await writer.write(encode(bytes));
  writer.releaseLock();
}

function encode(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { length } = bytes;
  return concat(Uint8Array.of(length >>> 24, length >>> 16, length >>> 8, length), bytes);
}

export async function readFrame(
  connection: Deno.Conn,
  { limit }: { limit: number },
): Promise<Uint8Array | null> {
  const reader = connection.readable.getReader({ mode: "byob" });
  try {
    const header = await reader.read(new Uint8Array(4), { min: 4 });
    if (header.done && !header.value?.length) return null;
    if (header.value?.length !== 4) throw new Deno.errors.UnexpectedEof("inside a header");
    const length = check(new DataView(header.value.buffer).getUint32(0), limit);
    if (length === 0) return new Uint8Array();
    const { value } = await reader.read(new Uint8Array(length), { min: length });
    if (value?.length !== length) throw new Deno.errors.UnexpectedEof("inside a frame");
    return value;
  } finally {
    reader.releaseLock();
  }
}

function check(length: number, limit: number): number {
  if (length > limit) throw new RangeError(`${length} is above ${limit}`);
  return length;
}

export async function ask(
  address: Address,
  message: Uint8Array,
  options: { limit: number },
): Promise<Uint8Array> {
  using connection = await open(address);
  await writeFrame(connection, message);
  const answer = await readFrame(connection, options);
  if (answer === null) throw new Deno.errors.UnexpectedEof("no answer");
  return answer;
}

export async function serve(
  listener: Deno.Listener,
  { signal, limit }: { signal: AbortSignal; limit: number },
): Promise<void> {
  const open = new Set<Promise<void>>();
  const close = () => listener.close();
  if (signal.aborted) close();
  else signal.addEventListener("abort", close, { once: true });
  for await (const connection of listener) {
    signal.addEventListener("abort", () => connection[Symbol.dispose]());
    // At the end of its stream, `readable` closes the whole connection, and answers would be lost.
    const answered = reading(connection).pipeThrough(answers(limit));
    const conversation = answered.pipeTo(connection.writable)
      .catch(() => {})
      .finally(() => {
        connection[Symbol.dispose]();
        open.delete(conversation);
      });
    open.add(conversation);
  }
  await Promise.all(open);
}

function reading(connection: Deno.Conn): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const buffer = new Uint8Array(1 << 16);
      const got = await connection.read(buffer);
      if (got === null) controller.close();
      else controller.enqueue(buffer.subarray(0, got));
    },
  });
}

/** Turns pieces of frames into answers. */
function answers(limit: number): TransformStream<Uint8Array, Uint8Array<ArrayBuffer>> {
  let rest: Uint8Array = new Uint8Array();
  return new TransformStream({
    transform(piece, controller) {
      rest = concat(rest, piece);
      while (rest.length >= 4) {
        const end = 4 + check(new DataView(rest.buffer, rest.byteOffset).getUint32(0), limit);
        if (rest.length < end) break;
        controller.enqueue(encode(rest.subarray(4, end).map((byte) => byte + 1)));
        rest = rest.subarray(end);
      }
    },
  });
}

function concat(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
}

export async function upload(address: Address, bytes: Uint8Array): Promise<Uint8Array> {
  using connection = await open(address);
  const all = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream();
  const sent = all.pipeTo(connection.writable, { preventClose: true });
  const [answer, written] = await Promise.allSettled([
    new Response(connection.readable).bytes(),
    sent.then(() => connection.closeWrite()),
  ]);
  if (written.status === "rejected") throw written.reason;
  if (answer.status === "rejected") throw answer.reason;
  return answer.value;
}
