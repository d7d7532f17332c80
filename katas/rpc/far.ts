/**
 * The other side of a connection, in the same process: it does what a program says, and your code is at this
 * side.
 *
 * @module
 */

import { concat } from "lib/testing/bytes.ts";
import { ensure, findings } from "lib/testing/findings.ts";
import { receive, receiveAll, send } from "lib/testing/streams.ts";
import { UnderWay, within } from "lib/testing/under_way.ts";
import { wordsOf } from "./protocol.ts";

/** One turn of the event loop. */
export const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** Gives others time to go on: some turns of the event loop, in which what was sent arrives. */
export async function turns(count = 20): Promise<void> {
  for (let i = 0; i < count; i++) await turn();
}

/**
 * Waits for a promise that nothing is in the way of.
 *
 * @param promise What is awaited.
 * @param what In words, that it is settled.
 * @param pause How to wait, where a scenario has a clock of its own.
 */
export async function soon<T>(promise: Promise<T>, what: string, pause?: Pause): Promise<T> {
  const waiting = new UnderWay(promise);
  await until(() => waiting.over, what, pause);
  return await promise;
}

/** Waits until something is true. */
export async function until(condition: () => boolean, what: string, pause?: Pause): Promise<void> {
  for (let looks = 0; looks < 50 && !condition(); looks++) await turn();
  const then = what.replace(/^When/, ", when").replace(/^(?!,)/, " ");
  ensure(await within(condition, pause), `Gave up waiting until${then}`);
}

/** Puts words in front of what is found to be wrong, so that they tell where it happened. */
export async function under(words: string, scenario: () => Promise<void>): Promise<void> {
  const wrong = await findings(scenario);
  ensure(wrong === undefined, `${words}: ${wrong}`);
}

type Pause = (ms: number) => Promise<void>;

/** The other end of a connection. */
export class Far {
  /** What came and is not a whole record yet. */
  #parts: Uint8Array[] = [];

  constructor(readonly connection: Deno.Conn) {}

  /** Sends bytes. */
  async send(...parts: Uint8Array[]): Promise<void> {
    await send(this.connection, concat(...parts));
  }

  /** Receives the next record; nothing at the end, or when it breaks. */
  async next(): Promise<Uint8Array | undefined> {
    this.#parts = [];
    for (;;) {
      const header = await receive(this.connection, 4).catch(() => new Uint8Array());
      if (header.length < 4) return undefined;
      const [word] = wordsOf(header) as [number];
      const length = word % 2 ** 31;
      ensure(length < 1e8, `A fragment of ${length} bytes is announced, which nobody wanted`);
      const part = await receive(this.connection, length).catch(() => new Uint8Array());
      if (part.length < length) return undefined;
      this.#parts.push(part);
      if (word >= 2 ** 31) return concat(...this.#parts);
    }
  }

  /** Receives up to the end; nothing when it breaks. */
  async all(): Promise<Uint8Array | undefined> {
    return await receiveAll(this.connection).catch(() => undefined);
  }

  /** Ends this side. */
  async end(): Promise<void> {
    await this.connection.closeWrite().catch(() => {});
  }

  /** Hangs up; for your side, the connection breaks when there is something that nobody has read here. */
  close(): void {
    this.connection[Symbol.dispose]();
  }
}

/** Makes two ends of a connection. */
export async function pair(path: string): Promise<[Deno.Conn, Far]> {
  using listener = Deno.listen({ transport: "unix", path });
  const [near, far] = await Promise.all([
    Deno.connect({ transport: "unix", path }),
    listener.accept(),
  ]);
  return [near, new Far(far)];
}
