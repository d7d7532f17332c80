/**
 * Another solution of the rpc kata: it is slow. It reads a few bytes at a time, keeps bytes as plain numbers, and looks again
 * and again whether something has happened.
 *
 * @module
 */

export class XdrWriter {
  #all: number[] = [];

  uint(n: number): this {
    if (!(n >= 0 && n < 2 ** 32 && n % 1 === 0)) throw new RangeError(`${n} is no uint`);
    for (let unit = 2 ** 24; unit >= 1; unit /= 256) this.#all.push(Math.floor(n / unit) % 256);
    return this;
  }

  int(n: number): this {
    if (!(n >= -(2 ** 31) && n < 2 ** 31 && n % 1 === 0)) throw new RangeError(`${n} is no int`);
    return this.uint(n < 0 ? n + 2 ** 32 : n);
  }

  bool(b: boolean): this {
    return b ? this.uint(1) : this.uint(0);
  }

  fixed(bytes: Uint8Array): this {
    for (const byte of bytes) this.#all.push(byte);
    while (this.#all.length % 4 > 0) this.#all.push(0);
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
    for (let i = 0; i < items.length; i++) write(items[i]!);
    return this;
  }

  get bytes(): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(this.#all);
  }
}

export class XdrReader {
  #bytes: number[];
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = [...bytes];
  }

  uint(): number {
    return this.fixed(4).reduce((word, byte) => 256 * word + byte, 0);
  }

  int(): number {
    const n = this.uint();
    return n < 2 ** 31 ? n : n - 2 ** 32;
  }

  bool(): boolean {
    const n = this.uint();
    if (n !== 0 && n !== 1) throw new RangeError("It is no bool");
    return n === 1;
  }

  fixed(length: number): Uint8Array {
    const end = this.#at + Math.ceil(length / 4) * 4;
    if (end > this.#bytes.length) throw new RangeError("It is cut");
    const all = this.#bytes.slice(this.#at, end);
    this.#at = end;
    if (all.splice(length).some(Boolean)) throw new RangeError("It is not filled up with zeros");
    return Uint8Array.from(all);
  }

  opaque(): Uint8Array {
    return this.fixed(this.uint());
  }

  string(): string {
    try {
      const percent = [...this.opaque()].map((it) => `%${it.toString(16).padStart(2, "0")}`);
      return decodeURIComponent(percent.join(""));
    } catch {
      throw new RangeError("It is no text");
    }
  }

  array<T>(read: () => T): T[] {
    const count = this.uint();
    if (count * 4 > this.rest.length) throw new RangeError("There are not so many");
    const items: T[] = [];
    for (let i = 0; i < count; i++) items.push(read());
    return items;
  }

  get rest(): Uint8Array {
    return Uint8Array.from(this.#bytes.slice(this.#at));
  }

  end(): void {
    if (this.#at !== this.#bytes.length) throw new RangeError("There is more");
  }
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export async function readRecord(
  connection: Deno.Conn,
  { limit }: { limit: number },
): Promise<Uint8Array | null> {
  const record: number[] = [];
  let began = false;
  const take = async (length: number) => {
    const bytes = new Uint8Array(Math.min(length, 50));
    const got = await connection.read(bytes);
    if (got === null) throw began ? new Deno.errors.UnexpectedEof("The record is cut") : null;
    began = true;
    return bytes.subarray(0, got);
  };
  try {
    for (let last = false; !last;) {
      let word = 0;
      for (let i = 0; i < 4; i++) word = word * 256 + (await take(1))[0]!;
      last = word >= 2 ** 31;
      const end = record.length + word % 2 ** 31;
      if (end > limit) throw new RangeError("The record is too long");
      while (record.length < end) record.push(...await take(end - record.length));
    }
    return Uint8Array.from(record);
  } catch (error) {
    if (error === null) return null;
    throw error;
  }
}

/** Writes a record in fragments of 1000 bytes. */
async function writeRecord(connection: Deno.Conn, bytes: Uint8Array): Promise<void> {
  let at = 0;
  do {
    const part = bytes.slice(at, at + 1000);
    at += part.length;
    const header = new XdrWriter().uint(part.length + (at < bytes.length ? 0 : 2 ** 31)).bytes;
    for (let rest = Uint8Array.of(...header, ...part); rest.length > 0;) {
      rest = rest.slice(await connection.write(rest));
    }
  } while (at < bytes.length);
}

/** What is to be written, one behind the other. */
class Outbox {
  #waiting: Uint8Array[] = [];
  #writing = false;

  constructor(private connection: Deno.Conn, private failed: (error: Error) => void) {}

  get empty(): boolean {
    return this.#waiting.length === 0 && !this.#writing;
  }

  async add(bytes: Uint8Array): Promise<void> {
    this.#waiting.push(bytes.slice());
    if (this.#writing) return;
    this.#writing = true;
    try {
      for (let next; (next = this.#waiting.shift());) await writeRecord(this.connection, next);
    } catch (error) {
      this.failed(error as Error);
    }
    this.#writing = false;
  }
}

export type Refusal =
  | "PROG_UNAVAIL"
  | "PROG_MISMATCH"
  | "PROC_UNAVAIL"
  | "GARBAGE_ARGS"
  | "SYSTEM_ERR"
  | "RPC_MISMATCH"
  | "AUTH_ERROR";

const REFUSALS: Record<string, Refusal> = {
  "0 1": "PROG_UNAVAIL",
  "0 2": "PROG_MISMATCH",
  "0 3": "PROC_UNAVAIL",
  "0 4": "GARBAGE_ARGS",
  "0 5": "SYSTEM_ERR",
  "1 0": "RPC_MISMATCH",
  "1 1": "AUTH_ERROR",
};

/** A call that is under way. */
interface Waiting {
  number: number;
  resolve: (result: Uint8Array) => void;
  reject: (error: Error) => void;
}

export class RpcClient {
  #waiting: Waiting[] = [];
  #number = 2 ** 31 - 20;
  #ended?: Error;
  #outbox: Outbox;
  #head: Uint8Array;

  constructor(
    private connection: Deno.Conn,
    program: number,
    version: number,
    { limit }: { limit: number },
  ) {
    this.#head = new XdrWriter().uint(0).uint(2).uint(program).uint(version).bytes;
    this.#outbox = new Outbox(connection, (error) => this.#end(error));
    this.#read(limit);
  }

  async call(
    procedure: number,
    args: Uint8Array,
    { timeout }: { timeout: number },
  ): Promise<Uint8Array> {
    if (this.#ended) throw this.#ended;
    const number = this.#number = (this.#number + 1) % 2 ** 32;
    const head = new XdrWriter().uint(number).fixed(this.#head).uint(procedure);
    const call = head.fixed(new Uint8Array(16)).bytes;
    const whole = new Uint8Array(call.length + args.length);
    whole.set(call);
    whole.set(args, call.length);
    this.#outbox.add(whole);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const replied = new Promise<Uint8Array>((resolve, reject) => {
      this.#waiting.push({ number, resolve, reject });
      if (timeout === Infinity) return;
      timer = setTimeout(() => reject(new Deno.errors.TimedOut("It is late")), timeout);
    });
    const over = () => {
      clearTimeout(timer);
      this.#waiting = this.#waiting.filter((it) => it.number !== number);
    };
    return await replied.finally(over);
  }

  close(): void {
    this.#end(new Deno.errors.BadResource("The client is closed"));
  }

  #end(error: Error): void {
    if (this.#ended) return;
    this.#ended = error;
    this.connection[Symbol.dispose]();
    for (const { reject } of this.#waiting) reject(error);
  }

  async #read(limit: number): Promise<void> {
    try {
      while (!this.#ended) {
        const record = await readRecord(this.connection, { limit });
        if (!record) throw new Deno.errors.UnexpectedEof("The stream has ended");
        this.#take(new XdrReader(record));
      }
    } catch (error) {
      this.#end(error as Error);
    }
  }

  #take(reply: XdrReader): void {
    const number = reply.uint();
    if (reply.uint() !== 1) throw new RangeError("It is no reply");
    const denied = reply.uint();
    if (denied === 0) skip(reply);
    const status = `${denied} ${reply.uint()}`;
    const code = REFUSALS[status];
    if (!code && status !== "0 0") throw new RangeError(`There is no status ${status}`);
    if (code?.endsWith("_MISMATCH")) reply.fixed(8);
    if (code === "AUTH_ERROR") reply.uint();
    const call = this.#waiting.find((it) => it.number === number);
    if (code) call?.reject(Object.assign(new Error(code), { code }));
    else call?.resolve(reply.rest);
  }
}

function skip(reader: XdrReader): void {
  reader.uint();
  if (reader.opaque().length > 400) throw new RangeError("That is too long");
}

export type Procedure = (args: XdrReader) => Uint8Array | Promise<Uint8Array>;

/** A call that was answered, or is being answered. */
interface Known {
  client: string;
  number: number;
  reply?: Uint8Array;
}

export class Service {
  #known: Known[] = [];

  constructor(
    private program: number,
    private version: number,
    private procedures: Record<number, Procedure>,
    private options: { remember: number },
  ) {}

  async answer(client: string, call: Uint8Array): Promise<Uint8Array | undefined> {
    const args = new XdrReader(call);
    const header: number[] = [];
    try {
      header.push(args.uint(), args.uint(), args.uint());
      if (header[1] === 0 && header[2] === 2) {
        header.push(args.uint(), args.uint(), args.uint());
        skip(args);
        skip(args);
      }
    } catch {
      return undefined;
    }
    const [number = 0, type, rpc, program, version, procedure = 0] = header;
    if (type !== 0) return undefined;
    const words = (...all: number[]) => {
      const writer = new XdrWriter().uint(number).uint(1);
      for (const word of all) writer.uint(word);
      return writer.bytes;
    };
    if (rpc !== 2) return words(1, 0, 2, 2);
    if (program !== this.program) return words(0, 0, 0, 1);
    if (version !== this.version) return words(0, 0, 0, 2, this.version, this.version);
    const work = this.procedures[procedure] ?? (procedure === 0 ? () => new Uint8Array() : null);
    if (!work) return words(0, 0, 0, 3);
    let known = this.#known.find((it) => it.client === client && it.number === number);
    if (!known) {
      known = { client, number };
      this.#known.push(known);
      known.reply = await this.#run(work, args, words);
      this.#forget(known);
    }
    while (!known.reply) await sleep(5);
    return known.reply;
  }

  async #run(
    work: Procedure,
    args: XdrReader,
    words: (...all: number[]) => Uint8Array,
  ): Promise<Uint8Array> {
    try {
      const result = await work(args);
      return await new Blob([new Uint8Array(words(0, 0, 0, 0)), new Uint8Array(result)]).bytes();
    } catch (error) {
      return words(0, 0, 0, error instanceof RangeError ? 4 : 5);
    }
  }

  /** Puts the newest at the end, and takes away the oldest of those that have a reply. */
  #forget(newest: Known): void {
    this.#known = [...this.#known.filter((it) => it !== newest), newest];
    const ready = this.#known.filter(({ reply }) => reply);
    const old = ready.slice(0, Math.max(0, ready.length - this.options.remember));
    this.#known = this.#known.filter((it) => !old.includes(it));
  }
}

export async function serveRpc(
  listener: Deno.Listener,
  service: Service,
  { signal, limit }: { signal: AbortSignal; limit: number },
): Promise<void> {
  const clients: Deno.Conn[] = [];
  signal.addEventListener("abort", () => listener.close());
  if (signal.aborted) listener.close();
  while (!signal.aborted) {
    try {
      const connection = await listener.accept();
      clients.push(connection);
      converse(connection, service, limit);
    } catch {
      // It was closed.
    }
  }
  for (const connection of clients) connection[Symbol.dispose]();
}

async function converse(connection: Deno.Conn, service: Service, limit: number): Promise<void> {
  const client = crypto.randomUUID();
  let [running, broken] = [0, false];
  const hangUp = () => {
    broken = true;
    connection[Symbol.dispose]();
  };
  const outbox = new Outbox(connection, hangUp);
  try {
    for (let call; (call = await readRecord(connection, { limit })) !== null;) {
      running++;
      service.answer(client, call).then((reply) => {
        running--;
        if (reply) outbox.add(reply);
      });
    }
    while (!broken && (running > 0 || !outbox.empty)) await sleep(5);
  } catch {
    // The client is gone or breaks the rules, or the server stops.
  }
  hangUp();
}
