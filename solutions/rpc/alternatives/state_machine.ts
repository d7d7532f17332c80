/**
 * Another solution of the rpc kata: whatever arrives is pushed into a machine that gives whole records, and items are
 * measured before one buffer is filled.
 *
 * @module
 */

import { Buffer } from "node:buffer";

export class XdrWriter {
  #buffer = Buffer.alloc(64);
  #length = 0;

  uint(n: number): this {
    if (!Number.isInteger(n) || n < 0 || n > 0xffffffff) throw new RangeError(`${n} is no uint`);
    const at = this.#grow(4);
    this.#buffer.writeUInt32BE(n, at);
    return this;
  }

  int(n: number): this {
    if (!Number.isInteger(n) || n < -0x80000000 || n > 0x7fffffff) {
      throw new RangeError(`${n} is no int`);
    }
    const at = this.#grow(4);
    this.#buffer.writeInt32BE(n, at);
    return this;
  }

  bool(b: boolean): this {
    return this.uint(Number(b));
  }

  fixed(bytes: Uint8Array): this {
    const at = this.#grow(bytes.length + padding(bytes.length));
    this.#buffer.set(bytes, at);
    return this;
  }

  opaque(bytes: Uint8Array): this {
    return this.uint(bytes.length).fixed(bytes);
  }

  string(text: string): this {
    return this.opaque(Buffer.from(text));
  }

  array<T>(items: T[], write: (item: T) => void): this {
    this.uint(items.length);
    items.forEach((item) => write(item));
    return this;
  }

  get bytes(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#buffer.subarray(0, this.#length));
  }

  /** Makes room, which is zero, and tells where it begins. */
  #grow(length: number): number {
    const at = this.#length;
    this.#length += length;
    if (this.#length > this.#buffer.length) {
      const larger = Buffer.alloc(2 * this.#length);
      larger.set(this.#buffer);
      this.#buffer = larger;
    }
    return at;
  }
}

const padding = (length: number) => (4 - length % 4) % 4;

export class XdrReader {
  #left: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#left = bytes;
  }

  uint(): number {
    return new DataView(this.fixed(4).buffer).getUint32(0);
  }

  int(): number {
    return new DataView(this.fixed(4).buffer).getInt32(0);
  }

  bool(): boolean {
    switch (this.uint()) {
      case 0:
        return false;
      case 1:
        return true;
      default:
        throw new RangeError("It is no bool");
    }
  }

  fixed(length: number): Uint8Array<ArrayBuffer> {
    const space = length + padding(length);
    if (this.#left.length < space) throw new RangeError("It is cut");
    for (let at = length; at < space; at++) {
      if (this.#left[at] !== 0) throw new RangeError("It is not filled up with zeros");
    }
    const bytes = new Uint8Array(length);
    bytes.set(this.#left.subarray(0, length));
    this.#left = this.#left.subarray(space);
    return bytes;
  }

  opaque(): Uint8Array {
    return this.fixed(this.uint());
  }

  string(): string {
    const bytes = Buffer.from(this.opaque());
    const text = bytes.toString();
    if (!Buffer.from(text).equals(bytes)) throw new RangeError("It is no UTF-8");
    return text;
  }

  array<T>(read: () => T): T[] {
    const count = this.uint();
    if (count > Math.floor(this.#left.length / 4)) throw new RangeError("There are not so many");
    const items: T[] = [];
    while (items.length < count) items.push(read());
    return items;
  }

  get rest(): Uint8Array {
    return new Uint8Array(this.#left);
  }

  end(): void {
    if (this.#left.length > 0) throw new RangeError("There is more");
  }
}

/** Takes bytes as they come, and says how many it wants next at most, up to the end of a record. */
class Records {
  #limit: number;
  #header: number[] = [];
  #parts: Uint8Array[] = [];
  #length = 0;
  #left = 0;
  #last = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Whether a record has begun. */
  get inside(): boolean {
    return this.#header.length > 0 || this.#parts.length > 0;
  }

  get wants(): number {
    return this.#header.length < 4 ? 4 - this.#header.length : this.#left;
  }

  /** Takes what it wanted, or less. Gives the record when it is whole. */
  push(bytes: Uint8Array): Uint8Array | undefined {
    if (this.#header.length < 4) {
      this.#header.push(...bytes);
      if (this.#header.length < 4) return undefined;
      const word = Buffer.from(this.#header).readUInt32BE();
      this.#last = word >= 2 ** 31;
      this.#left = word % 2 ** 31;
      this.#length += this.#left;
      if (this.#length > this.#limit) throw new RangeError("The record is too long");
    } else {
      this.#left -= bytes.length;
      this.#parts.push(bytes.slice());
    }
    if (this.#left > 0) return undefined;
    if (this.#last) return new Uint8Array(Buffer.concat(this.#parts));
    this.#header = [];
    if (this.#parts.length === 0) this.#parts.push(new Uint8Array());
    return undefined;
  }
}

export async function readRecord(
  connection: Deno.Conn,
  { limit }: { limit: number },
): Promise<Uint8Array | null> {
  const records = new Records(limit);
  const buffer = new Uint8Array(1 << 16);
  for (;;) {
    const got = await connection.read(buffer.subarray(0, records.wants));
    if (got === null && !records.inside) return null;
    if (got === null) throw new Deno.errors.UnexpectedEof("The record is cut");
    const record = records.push(buffer.subarray(0, got));
    if (record) return record;
  }
}

/** A stream of records, each of which is sent in two fragments; and its end, when all are sent. */
function sender(
  connection: Deno.Conn,
): [records: WritableStreamDefaultWriter<Uint8Array>, sent: Promise<void>] {
  const marking = new TransformStream<Uint8Array, Uint8Array>({
    transform(bytes, controller) {
      const half = bytes.length >> 1;
      controller.enqueue(new XdrWriter().uint(half).bytes);
      if (half > 0) controller.enqueue(bytes.subarray(0, half));
      controller.enqueue(new XdrWriter().uint(2 ** 31 + bytes.length - half).bytes);
      if (bytes.length > 0) controller.enqueue(bytes.subarray(half));
    },
  });
  const sent = marking.readable.pipeTo(connection.writable, { preventClose: true });
  return [marking.writable.getWriter(), sent];
}

export type Refusal =
  | "PROG_UNAVAIL"
  | "PROG_MISMATCH"
  | "PROC_UNAVAIL"
  | "GARBAGE_ARGS"
  | "SYSTEM_ERR"
  | "RPC_MISMATCH"
  | "AUTH_ERROR";

const STATUS: [undefined, ...Refusal[]] = [
  undefined,
  "PROG_UNAVAIL",
  "PROG_MISMATCH",
  "PROC_UNAVAIL",
  "GARBAGE_ARGS",
  "SYSTEM_ERR",
];
const DENIED: Refusal[] = ["RPC_MISMATCH", "AUTH_ERROR"];

export class RpcClient {
  #connection: Deno.Conn;
  #calls = new EventTarget();
  #head: Uint8Array;
  #next = crypto.getRandomValues(new Uint32Array(1));
  #over = new AbortController();
  #sender: WritableStreamDefaultWriter<Uint8Array>;

  constructor(
    connection: Deno.Conn,
    program: number,
    version: number,
    { limit }: { limit: number },
  ) {
    this.#connection = connection;
    this.#head = new XdrWriter().uint(0).uint(2).uint(program).uint(version).bytes;
    const [records, sent] = sender(connection);
    this.#sender = records;
    for (const end of [records.closed, sent]) end.catch((error) => this.#end(error));
    this.#receive(limit).catch((error) => this.#end(error));
  }

  call(
    procedure: number,
    args: Uint8Array,
    { timeout }: { timeout: number },
  ): Promise<Uint8Array> {
    const { signal } = this.#over;
    if (signal.aborted) return Promise.reject(signal.reason);
    this.#next[0]!++;
    const number = this.#next[0]!;
    const none = new Uint8Array(16);
    const start = new XdrWriter().uint(number).fixed(this.#head).uint(procedure).fixed(none).bytes;
    this.#sender.write(Buffer.concat([start, args])).catch(() => {});
    return new Promise<Uint8Array>((resolve, reject) => {
      const timer = Number.isFinite(timeout) ? setTimeout(() => settle(late()), timeout) : 0;
      const answered = (event: Event) => settle((event as CustomEvent).detail);
      const ended = () => settle(signal.reason);
      this.#calls.addEventListener(`${number}`, answered);
      signal.addEventListener("abort", ended);
      const settle = (outcome: Uint8Array | Error) => {
        clearTimeout(timer);
        this.#calls.removeEventListener(`${number}`, answered);
        signal.removeEventListener("abort", ended);
        if (outcome instanceof Uint8Array) resolve(outcome);
        else reject(outcome);
      };
    });
  }

  close(): void {
    this.#end(new Deno.errors.BadResource("The client is closed"));
  }

  #end(error: Error): void {
    if (this.#over.signal.aborted) return;
    this.#over.abort(error);
    this.#connection[Symbol.dispose]();
  }

  async #receive(limit: number): Promise<never> {
    for (let record; (record = await readRecord(this.#connection, { limit })) !== null;) {
      const reply = new XdrReader(record);
      const number = reply.uint();
      if (reply.uint() !== 1) throw new RangeError("It is no reply");
      const detail = read(reply);
      this.#calls.dispatchEvent(new CustomEvent(`${number}`, { detail }));
    }
    throw new Deno.errors.UnexpectedEof("The server has ended the connection");
  }
}

const late = () => new Deno.errors.TimedOut("The reply is late");

/** Gives what a reply says: the result, or why there is none. */
function read(reply: XdrReader): Uint8Array | Error {
  if (reply.bool()) {
    const reason = DENIED[reply.uint()];
    if (!reason) throw new RangeError("It is denied for no reason");
    reply.fixed(reason === "AUTH_ERROR" ? 4 : 8);
    return Object.assign(new Error(reason), { code: reason });
  }
  skip(reply);
  const status = reply.uint();
  if (status === 0) return reply.rest;
  const code = STATUS[status];
  if (!code) throw new RangeError("There is no such status");
  if (code === "PROG_MISMATCH") reply.fixed(8);
  return Object.assign(new Error(code), { code });
}

function skip(reader: XdrReader): void {
  reader.uint();
  const length = reader.uint();
  if (length > 400) throw new RangeError("The credentials are too long");
  reader.fixed(length);
}

export type Procedure = (args: XdrReader) => Uint8Array | Promise<Uint8Array>;

export class Service {
  #program: number;
  #version: number;
  #procedures: Map<number, Procedure>;
  #running = new Map<string, Promise<Uint8Array>>();
  #kept: { key: string; reply: Uint8Array }[] = [];
  #remember: number;

  constructor(
    program: number,
    version: number,
    procedures: Record<number, Procedure>,
    { remember }: { remember: number },
  ) {
    this.#program = program;
    this.#version = version;
    this.#procedures = new Map([[0, () => new Uint8Array()]]);
    for (const [number, it] of Object.entries(procedures)) this.#procedures.set(Number(number), it);
    this.#remember = remember;
  }

  async answer(client: string, call: Uint8Array): Promise<Uint8Array | undefined> {
    const args = new XdrReader(call);
    let [number, version, program, its, procedure] = [0, 0, 0, 0, 0];
    try {
      number = args.uint();
      if (args.uint() !== 0) return undefined;
      version = args.uint();
      if (version === 2) {
        [program, its, procedure] = [args.uint(), args.uint(), args.uint()];
        skip(args);
        skip(args);
      }
    } catch {
      return undefined;
    }
    const words = (...all: number[]) => {
      const reply = new XdrWriter().uint(number).uint(1);
      all.forEach((it) => reply.uint(it));
      return reply.bytes;
    };
    if (version !== 2) return words(1, 0, 2, 2);
    if (program !== this.#program) return words(0, 0, 0, 1);
    if (its !== this.#version) return words(0, 0, 0, 2, this.#version, this.#version);
    const work = this.#procedures.get(procedure);
    if (!work) return words(0, 0, 0, 3);
    const key = JSON.stringify([client, number]);
    const kept = this.#kept.find((it) => it.key === key);
    if (kept) return kept.reply.slice();
    const running = this.#running.get(key) ?? this.#work(key, work, args, words);
    this.#running.set(key, running);
    return await running;
  }

  async #work(
    key: string,
    work: Procedure,
    args: XdrReader,
    words: (...all: number[]) => Uint8Array,
  ): Promise<Uint8Array> {
    await Promise.resolve(); // Whoever calls has to remember that it runs.
    let reply: Uint8Array;
    try {
      reply = new Uint8Array(Buffer.concat([words(0, 0, 0, 0), await work(args)]));
    } catch (error) {
      reply = words(0, 0, 0, error instanceof RangeError ? 4 : 5);
    }
    this.#running.delete(key);
    this.#kept.push({ key, reply });
    while (this.#kept.length > this.#remember) this.#kept.shift();
    return reply;
  }
}

export async function serveRpc(
  listener: Deno.Listener,
  service: Service,
  { signal, limit }: { signal: AbortSignal; limit: number },
): Promise<void> {
  const clients = new Set<Deno.Conn>();
  const stopped = new Promise<null>((resolve) => {
    signal.addEventListener("abort", () => resolve(null));
    if (signal.aborted) resolve(null);
  });
  for (;;) {
    const accepting = signal.aborted ? null : listener.accept();
    const connection = await Promise.race([accepting, stopped]);
    accepting?.then((it) => signal.aborted && it[Symbol.dispose](), () => {});
    if (connection === null) break;
    clients.add(connection);
    serve(connection, service, limit).catch(() => {}).finally(() => {
      connection[Symbol.dispose]();
      clients.delete(connection);
    });
  }
  listener.close();
  for (const connection of clients) connection[Symbol.dispose]();
}

async function serve(connection: Deno.Conn, service: Service, limit: number): Promise<void> {
  const client = crypto.randomUUID();
  const [replies, sent] = sender(connection);
  for (const end of [replies.closed, sent]) end.catch(() => connection[Symbol.dispose]());
  const running = new Set<Promise<void>>();
  for (let call; (call = await readRecord(connection, { limit })) !== null;) {
    const answering = service.answer(client, call)
      .then((reply) => reply && replies.write(reply))
      .finally(() => running.delete(answering));
    answering.catch(() => {});
    running.add(answering);
  }
  await Promise.allSettled(running);
  // What was written has gone into the stream: it may still have to be sent.
  await Promise.allSettled([replies.close(), sent]);
}
