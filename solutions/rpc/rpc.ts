/** A solution of the rpc kata. @module */

/** Numbers of RFC 5531. */
const [CALL, REPLY, RPC_VERSION, LAST_FRAGMENT] = [0, 1, 2, 2 ** 31] as const;
const [SUCCESS, GARBAGE_ARGS, SYSTEM_ERR] = [0, 4, 5] as const;

export class XdrWriter {
  protected parts: Uint8Array[] = [];

  uint(n: number): this {
    return this.word(n, n >>> 0);
  }

  int(n: number): this {
    return this.word(n, n | 0);
  }

  bool(b: boolean): this {
    return this.uint(b ? 1 : 0);
  }

  fixed(bytes: Uint8Array): this {
    const filled = new Uint8Array(space(bytes.length));
    filled.set(bytes);
    this.parts.push(filled);
    return this;
  }

  opaque(bytes: Uint8Array): this {
    return this.uint(bytes.length).fixed(bytes);
  }

  string(text: string): this {
    return this.opaque(new TextEncoder().encode(text));
  }

  array<T>(items: T[], write: (item: T) => void): this {
    this.uint(items.length);
    for (const item of items) write(item);
    return this;
  }

  get bytes(): Uint8Array<ArrayBuffer> {
    return concat(this.parts);
  }

  protected word(n: number, kept: number): this {
    if (kept !== n) throw new RangeError(`Cannot write ${n}: it does not fit into four bytes`);
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setInt32(0, kept);
    this.parts.push(bytes);
    return this;
  }
}

/** How much space bytes take: a multiple of four. */
function space(length: number): number {
  return Math.ceil(length / 4) * 4;
}

export class XdrReader {
  protected at = 0;

  constructor(protected readonly source: Uint8Array) {}

  uint(): number {
    return new DataView(this.take(4).buffer).getUint32(0);
  }

  int(): number {
    return this.uint() | 0;
  }

  bool(): boolean {
    const n = this.uint();
    if (n > 1) throw new RangeError(`Cannot read a bool: it is ${n}`);
    return n === 1;
  }

  fixed(length: number): Uint8Array {
    const filled = this.take(space(length));
    if (filled.subarray(length).some((byte) => byte !== 0)) {
      throw new RangeError(`Cannot read ${length} bytes: those behind them are not zero`);
    }
    return filled.slice(0, length);
  }

  opaque(): Uint8Array {
    return this.fixed(this.uint());
  }

  string(): string {
    const bytes = this.opaque();
    try {
      return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      throw new RangeError("Cannot read a text: it is no UTF-8");
    }
  }

  array<T>(read: () => T): T[] {
    const count = this.uint();
    if (4 * count > this.left) throw this.tooShort(`${count} items`);
    return Array.from({ length: count }, () => read());
  }

  get rest(): Uint8Array {
    return this.source.slice(this.at);
  }

  end(): void {
    if (this.left > 0) throw new RangeError(`Cannot end: there are ${this.left} bytes more`);
  }

  protected get left(): number {
    return this.source.length - this.at;
  }

  protected take(length: number): Uint8Array<ArrayBuffer> {
    if (length > this.left) throw this.tooShort(`${length} bytes`);
    return new Uint8Array(this.source.subarray(this.at, this.at += length));
  }

  protected tooShort(what: string): RangeError {
    return new RangeError(`Cannot read ${what}: there are ${this.left} bytes`);
  }
}

export async function readRecord(
  connection: Deno.Conn,
  { limit }: { limit: number },
): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = [];
  for (let total = 0;;) {
    const header = new Uint8Array(4);
    const got = await fill(connection, header);
    if (got === 0 && parts.length === 0) return null;
    if (got < header.length) throw cut();
    const word = new XdrReader(header).uint();
    const length = word % LAST_FRAGMENT;
    total += length;
    if (total > limit) {
      throw new RangeError(`Cannot read a record of ${total} bytes: the limit is ${limit}`);
    }
    const part = new Uint8Array(length);
    if (await fill(connection, part) < length) throw cut();
    parts.push(part);
    if (word >= LAST_FRAGMENT) return concat(parts);
  }
}

function cut(): Error {
  return new Deno.errors.UnexpectedEof("Cannot read the rest of a record: the stream has ended");
}

/** Gives a function that sends records, one after the other, also when it is called meanwhile. */
function recordWriter(connection: Deno.Conn): (bytes: Uint8Array) => Promise<void> {
  let last = Promise.resolve();
  return (bytes) => {
    const record = concat([new XdrWriter().uint(LAST_FRAGMENT + bytes.length).bytes, bytes]);
    return last = last.then(async () => {
      for (let sent = 0; sent < record.length;) {
        sent += await connection.write(record.subarray(sent));
      }
    });
  };
}

export type Refusal =
  | "PROG_UNAVAIL"
  | "PROG_MISMATCH"
  | "PROC_UNAVAIL"
  | "GARBAGE_ARGS"
  | "SYSTEM_ERR"
  | "RPC_MISMATCH"
  | "AUTH_ERROR";

/** By their numbers; 0 is no refusal. */
const REFUSALS = "SUCCESS PROG_UNAVAIL PROG_MISMATCH PROC_UNAVAIL GARBAGE_ARGS SYSTEM_ERR".split(
  " ",
);

export class RpcClient {
  protected waiting = new Map<number, PromiseWithResolvers<Uint8Array>>();
  protected last = 0;
  protected program: [program: number, version: number];
  protected ended: Error | undefined;
  protected send: (bytes: Uint8Array) => Promise<void>;

  constructor(
    protected readonly connection: Deno.Conn,
    program: number,
    version: number,
    { limit }: { limit: number },
  ) {
    this.program = [program, version];
    this.send = recordWriter(connection);
    this.receive(limit).catch((error) => this.end(error));
  }

  async call(
    procedure: number,
    args: Uint8Array,
    { timeout }: { timeout: number },
  ): Promise<Uint8Array> {
    if (this.ended) throw this.ended;
    const number = this.last = (this.last + 1) >>> 0;
    const call = new XdrWriter();
    const words = [number, CALL, RPC_VERSION, ...this.program, procedure];
    for (const word of [...words, 0, 0, 0, 0]) call.uint(word); // without credentials
    const reply = Promise.withResolvers<Uint8Array>();
    this.waiting.set(number, reply);
    this.send(concat([call.bytes, args])).catch((error) => this.end(error));
    const late = new Deno.errors.TimedOut(`Cannot wait for a reply any longer than ${timeout} ms`);
    const timer = timeout < Infinity ? setTimeout(() => reply.reject(late), timeout) : undefined;
    try {
      return await reply.promise;
    } finally {
      clearTimeout(timer);
      this.waiting.delete(number);
    }
  }

  close(): void {
    this.end(new Deno.errors.BadResource("Cannot call: the client is closed"));
  }

  /** Gives each reply to the call that waits for it, and never returns. */
  protected async receive(limit: number): Promise<never> {
    for (;;) {
      const record = await readRecord(this.connection, { limit });
      if (record === null) throw cut();
      const reply = new XdrReader(record);
      const call = this.waiting.get(reply.uint());
      if (reply.uint() !== REPLY) throw new RangeError("Cannot read a reply: it is a call");
      const outcome = outcomeOf(reply);
      if (typeof outcome !== "string") call?.resolve(outcome);
      else call?.reject(Object.assign(new Error(`Cannot call: ${outcome}`), { code: outcome }));
    }
  }

  /** Ends all calls, and the later ones. */
  protected end(reason: Error): void {
    if (this.ended) return;
    this.ended = reason;
    this.connection[Symbol.dispose]();
    for (const call of this.waiting.values()) call.reject(reason);
  }
}

/** Gives the result of a call, or the name of a refusal. */
function outcomeOf(reply: XdrReader): Uint8Array | string {
  if (reply.bool()) {
    const refusal = reply.bool() ? "AUTH_ERROR" : "RPC_MISMATCH";
    reply.fixed(refusal === "RPC_MISMATCH" ? 8 : 4); // the versions that there are, or the reason
    return refusal;
  }
  skipAuth(reply);
  const status = reply.uint();
  if (status === SUCCESS) return reply.rest;
  const refusal = REFUSALS[status];
  if (!refusal) throw new RangeError(`Cannot read a reply: its status is ${status}`);
  if (refusal === "PROG_MISMATCH") reply.fixed(8); // the versions that there are
  return refusal;
}

/** Passes over credentials or a verifier. */
function skipAuth(reader: XdrReader): void {
  reader.uint();
  if (reader.opaque().length > 400) throw new RangeError("Cannot read such long credentials");
}

export type Procedure = (args: XdrReader) => Uint8Array | Promise<Uint8Array>;

export class Service {
  protected replies = new Map<string, Promise<Uint8Array>>();
  protected ready: string[] = [];
  protected procedures: Record<number, Procedure>;
  protected remember: number;

  constructor(
    protected readonly program: number,
    protected readonly version: number,
    procedures: Record<number, Procedure>,
    { remember }: { remember: number },
  ) {
    this.procedures = { 0: () => new Uint8Array(), ...procedures };
    this.remember = remember;
  }

  async answer(client: string, call: Uint8Array): Promise<Uint8Array | undefined> {
    const args = new XdrReader(call);
    try {
      const number = args.uint();
      const reply = new XdrWriter().uint(number).uint(REPLY);
      if (args.uint() !== CALL) return undefined;
      if (args.uint() !== RPC_VERSION) return reply.uint(1).uint(0).uint(2).uint(2).bytes;
      const [program, version, procedure] = [args.uint(), args.uint(), args.uint()];
      skipAuth(args);
      skipAuth(args);
      reply.uint(0).uint(0).uint(0); // accepted, without credentials
      if (program !== this.program) return reply.uint(1).bytes;
      if (version !== this.version) {
        return reply.uint(2).uint(this.version).uint(this.version).bytes;
      }
      const work = this.procedures[procedure];
      if (!work) return reply.uint(3).bytes;
      return await this.once(`${number} ${client}`, () => run(work, args, reply));
    } catch {
      return undefined; // It is cut.
    }
  }

  /** Gives the reply that is remembered, or that is being made, or makes it. */
  protected once(key: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
    const known = this.replies.get(key);
    if (known) return known;
    const reply = make();
    this.replies.set(key, reply);
    reply.then(() => {
      this.ready.push(key);
      if (this.ready.length > this.remember) this.replies.delete(this.ready.shift()!);
    });
    return reply;
  }
}

/** Makes the rest of a reply. */
async function run(procedure: Procedure, args: XdrReader, reply: XdrWriter): Promise<Uint8Array> {
  try {
    const result = await procedure(args);
    return concat([reply.uint(SUCCESS).bytes, result]);
  } catch (error) {
    return reply.uint(error instanceof RangeError ? GARBAGE_ARGS : SYSTEM_ERR).bytes;
  }
}

export async function serveRpc(
  listener: Deno.Listener,
  service: Service,
  { signal, limit }: { signal: AbortSignal; limit: number },
): Promise<void> {
  signal.addEventListener("abort", () => listener.close());
  if (signal.aborted) listener.close();
  const open = new Set<Deno.Conn>();
  for await (const connection of listener) { // up to the listener's end
    open.add(connection);
    converse(connection, service, limit).finally(() => open.delete(connection));
  }
  for (const connection of open) connection[Symbol.dispose]();
}

/** Answers one client, until it has ended its side and has got all replies, or something goes wrong. */
async function converse(
  connection: Deno.Conn,
  service: Service,
  limit: number,
): Promise<void> {
  using _ = connection;
  const client = crypto.randomUUID(); // Other servers may have clients of the same service.
  const send = recordWriter(connection);
  const answer = async (call: Uint8Array) => {
    const reply = await service.answer(client, call);
    // Nobody can send to this client any more when that fails.
    if (reply) await send(reply).catch(() => connection[Symbol.dispose]());
  };
  const answers = new Set<Promise<void>>();
  try {
    for (let call; (call = await readRecord(connection, { limit })) !== null;) {
      const answering = answer(call).finally(() => answers.delete(answering));
      answers.add(answering);
    }
    await Promise.all(answers);
  } catch {
    // The client is gone or breaks the rules, or the server stops: nobody else need know.
  }
}

/** Puts bytes one behind the other. */
function concat(parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
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
