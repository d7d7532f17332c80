/**
 * Frames that nobody chose, and cut anywhere: your readFrame() has to find them, in a process of its own.
 *
 * @module
 */

import { close, type Fd, unread, write } from "lib/sys/fd.ts";
import * as sys from "lib/sys/socket.ts";
import { descriptors } from "lib/testing/diagnosis/proc.ts";
import { assertBytes, concat, positions } from "lib/testing/bytes.ts";
import { fc, forAll } from "lib/testing/properties.ts";
import { type Kata, load, sleep, thrown, turn } from "./scenarios.ts";

/** What comes after the frames. */
const ENDINGS = {
  "the end": { outcome: "null" },
  "bytes for somebody else": { outcome: "left alone" },
  "a header that is cut off": { outcome: "UnexpectedEof" },
  "a frame that is cut off": { outcome: "UnexpectedEof" },
  "a frame that is too long": { outcome: "RangeError" },
  "a reset": { outcome: "ConnectionReset" },
} as const;

interface Case {
  /** How long each frame is. */
  frames: number[];
  /** How long the first pieces are in which they arrive; the rest arrives at once. */
  pieces: number[];
  /** By how much the limit is above the longest frame. */
  more: number;
  ending: keyof typeof ENDINGS;
}

const CASES: fc.Arbitrary<Case> = fc.record({
  frames: fc.array(fc.oneof(fc.nat(6), fc.integer({ min: 250, max: 300 })), { maxLength: 4 }),
  pieces: fc.array(fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 250, max: 310 })), {
    maxLength: 8,
  }),
  more: fc.constantFrom(0, 1, 1000, Infinity),
  ending: fc.constantFrom(...Object.keys(ENDINGS) as Case["ending"][]),
});

/** The longest frame fits, and also the one that is cut off. */
function limitOf({ frames, more, ending }: Case): number {
  return Math.max(...frames, ending === "a frame that is cut off" ? 3 : 0) + more;
}

function words(it: Case): string {
  const { frames, pieces, ending } = it;
  const sizes = frames.length > 0 ? `frames of ${frames.join(", ")} bytes` : "no frame";
  const cut = pieces.length > 0 ? `in pieces of ${pieces.join(", ")} … bytes` : "in one piece";
  return `With ${sizes}, then ${ending}, ${cut}, limit ${limitOf(it)}`;
}

function header(length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, length);
  return bytes;
}

/** Gives the bytes after the frames. */
function tail(ending: Case["ending"], limit: number): Uint8Array<ArrayBuffer> {
  switch (ending) {
    case "bytes for somebody else":
      return Uint8Array.of(0, 0, 0, 1, 77, 78);
    case "a header that is cut off":
      return Uint8Array.of(0, 0);
    case "a frame that is cut off":
      return concat(header(3), Uint8Array.of(1, 2));
    case "a frame that is too long":
      return header(limit + 1);
    default:
      return new Uint8Array();
  }
}

/** Says what readFrame() does wrong in the smallest case that was found, if it does. */
export async function framing(url: string, path: string): Promise<string> {
  const kata = await load(url);
  const listener = sys.socket(sys.AF_UNIX);
  sys.bind(listener, sys.unix(path));
  sys.listen(listener, 5);
  const examples: Case[] = Object.keys(ENDINGS).map((ending) => ({
    frames: [3, 0, 5],
    pieces: [1, 4, 2],
    more: 0,
    ending: ending as Case["ending"],
  }));
  let hangs = false;
  const property = async (it: Case) => {
    // A frame above a limit without end cannot be sent.
    if (it.more === Infinity && it.ending === "a frame that is too long") return;
    if (hangs) return; // One case is enough.
    const trial = new Trial(kata, listener, path, it);
    try {
      await trial.run();
    } finally {
      hangs = trial.hangs;
      trial.close();
    }
  };
  try {
    await forAll(CASES, words, property, { runs: 60, examples });
    return await receiveBeside(kata, listener, path);
  } catch (error) {
    thrown((error as Error).cause ?? error);
    return (error as Error).message;
  } finally {
    close(listener);
  }
}

/** Connects, and gives this side, its descriptor, and the other side. */
async function connectOwn(listener: Fd, path: string): Promise<[Deno.Conn, Fd, Fd]> {
  const before = descriptors(Deno.pid);
  const connection = await Deno.connect({ transport: "unix", path });
  const [own] = [...descriptors(Deno.pid)].find(([fd, { target }]) =>
    before.get(fd)?.target !== target && target.startsWith("socket:")
  )!;
  return [connection, own, sys.accept(listener)];
}

/** Says what readFrame() does wrong when it receives from two connections at the same time. */
async function receiveBeside(kata: Kata, listener: Fd, path: string): Promise<string> {
  const [one, ownOne, toOne] = await connectOwn(listener, path);
  const [two, ownTwo, toTwo] = await connectOwn(listener, path);
  const [long, short] = [positions(258), positions(300).subarray(259)];
  const results = [one, two].map((it) =>
    kata.readFrame(it, { limit: 1000 }).catch((error) => error as Error)
  );
  const [first, second] = [concat(header(258), long), concat(header(41), short)];
  // Each is cut in its header, and in its bytes, and the other one goes on then.
  let [sentOne, sentTwo] = [0, 0];
  for (const [endOne, endTwo] of [[3, 3], [100, 30], [262, 45]] as const) {
    write(toOne, first.subarray(sentOne, endOne));
    for (let looks = 0; looks < 100 && unread(ownOne) > 0; looks++) await sleep(1);
    write(toTwo, second.subarray(sentTwo, endTwo));
    for (let looks = 0; looks < 100 && unread(ownTwo) > 0; looks++) await sleep(1);
    [sentOne, sentTwo] = [endOne, endTwo];
  }
  for (const fd of [toOne, toTwo]) close(fd);
  const received = await Promise.all(results);
  for (const it of [one, two]) it[Symbol.dispose]();
  for (const [i, expected] of [long, short].entries()) {
    const it = received[i];
    const what = `From ${["one", "the other"][i]} of two connections at the same time`;
    if (it instanceof Error) return `${what}, readFrame() threw ${thrown(it)}`;
    try {
      assertBytes(it ?? new Uint8Array(), expected);
    } catch (error) {
      return `${what}: ${(error as Error).message}`;
    }
  }
  return "";
}

/** One case. */
class Trial {
  /** Whether readFrame() did not come to an end. */
  hangs = false;
  #connection: Deno.Conn | undefined;
  #own: Fd = -1;
  #other: Fd | undefined;
  #over = false;

  constructor(
    private kata: Kata,
    private listener: Fd,
    private path: string,
    private it: Case,
  ) {}

  async run(): Promise<void> {
    const [connection, own, other] = await connectOwn(this.listener, this.path);
    [this.#connection, this.#own, this.#other] = [connection, own, other];
    const { frames, ending } = this.it;
    const limit = limitOf(this.it);
    if (ending === "a reset") await connection.write(Uint8Array.of(1));

    let from = 0;
    const expected = frames.map((length) => positions(from += length).subarray(from - length));
    const sending = this.#send(
      concat(...expected.flatMap((it) => [header(it.length), it]), tail(ending, limit)),
    );
    const reading = this.#read(connection, limit).finally(() => this.#over = true);
    const { received, outcome } = await reading;
    await sending;
    const lengths = (all: Uint8Array[]) => all.map(({ length }) => length).join(", ");
    if (lengths(received) !== lengths(expected)) {
      throw new Error(`it returned frames of ${lengths(received) || "no"} bytes (${outcome})`);
    }
    for (const [i, bytes] of expected.entries()) assertBytes(received[i]!, bytes);
    const wanted = ENDINGS[ending].outcome;
    if (outcome !== wanted) throw new Error(`the outcome was ${outcome}, instead of ${wanted}`);
  }

  close(): void {
    this.#connection?.[Symbol.dispose]();
    this.#hangUp();
  }

  #hangUp(): void {
    if (this.#other !== undefined) close(this.#other);
    this.#other = undefined;
  }

  /** Sends piece by piece, each when the one before has been read. */
  async #send(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const { pieces, ending } = this.it;
    for (let sent = 0, i = 0; sent < bytes.length; i++) {
      const piece = bytes.subarray(sent, sent + (pieces[i] ?? Infinity));
      if (this.#over || this.#other === undefined) return;
      sent += write(this.#other, piece);
      for (let looks = 0; looks < 300 && !this.#over && unread(this.#own) > 0; looks++) {
        await (looks < 100 ? turn() : sleep(1));
      }
    }
    const staysOpen = ending === "a frame that is too long" || ending === "bytes for somebody else";
    if (!staysOpen) this.#hangUp();
  }

  async #read(connection: Deno.Conn, limit: number) {
    const received: Uint8Array[] = [];
    const { frames, ending } = this.it;
    const end = performance.now() + 5000;
    const late = async () => {
      while (!this.#over && performance.now() < end) await sleep(20);
      if (!this.#over) this.hangs = true;
      return this.#over ? "" : "that it waits for more, for ever";
    };
    const read = async () => {
      for (;;) {
        if (ending === "bytes for somebody else" && received.length === frames.length) {
          return await this.#rest(connection);
        }
        try {
          const frame = await this.kata.readFrame(connection, { limit });
          if (frame === null) return "null";
          received.push(frame);
        } catch (error) {
          return thrown(error);
        }
      }
    };
    const reading = read();
    reading.catch(() => {});
    const outcome = await Promise.race([reading.finally(() => this.#over = true), late()]);
    return { received, outcome: outcome || await reading };
  }

  /** Somebody else reads the bytes after the frames, as far as they are still there. */
  async #rest(connection: Deno.Conn): Promise<string> {
    const wanted = tail("bytes for somebody else", 0);
    const buffer = new Uint8Array(10);
    for (let got = 0; got < wanted.length;) {
      for (let looks = 0; looks < 100 && unread(this.#own) === 0; looks++) await sleep(1);
      if (unread(this.#own) === 0) return `taken, but for ${got} bytes`;
      got += await connection.read(buffer.subarray(got)) ?? 0;
    }
    return "left alone";
  }
}
