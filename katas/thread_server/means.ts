/**
 * What the scenarios of this kata use.
 *
 * @module
 */

import { close, type Fd, read, socketpair, write } from "lib/sys/fd.ts";
import { poll, POLLIN } from "lib/sys/poll.ts";
import { AF_INET, bind, connect, inet, listen, port, socket } from "lib/sys/socket.ts";
import { reset, tcpPair } from "lib/testing/descriptors.ts";
import { effort, stat, syscall, target, threads } from "lib/testing/diagnosis/proc.ts";
import { ensure } from "lib/testing/findings.ts";
import { within } from "lib/testing/under_way.ts";

/** Loads your module. */
export const load = (url: string): Promise<typeof import("./thread_server.ts")> => import(url);

type Kata = Awaited<ReturnType<typeof load>>;
/** A pool of yours. */
export type Pool = Awaited<ReturnType<Kata["Pool"]["start"]>>;

/** A handler of the tests. */
export const handler = (name: keyof typeof import("./handlers.ts")) => ({
  module: new URL("./handlers.ts", import.meta.url).href,
  name,
});

/** This machine, but not under the name that everybody tries first. */
export const HOST = "127.0.0.2";

/** A socket that listens at a port that nobody has. */
export function listener(backlog = 50): Fd {
  const fd = socket(AF_INET);
  bind(fd, inet(HOST, 0));
  listen(fd, backlog);
  return fd;
}

/** A client, and where there is one, the connection at the server's side. It never keeps the thread. */
export class Client {
  #heard = "";
  #open = true;
  #pause: ((ms: number) => Promise<void>) | undefined;

  constructor(
    readonly fd: Fd,
    readonly connection: Fd = -1,
    pause?: (ms: number) => Promise<void>,
  ) {
    this.#pause = pause;
  }

  /** A client whose connection nobody has yet. */
  static pair(kind: "unix" | "TCP" = "unix"): Client {
    const [fd, connection] = kind === "unix"
      ? socketpair()
      : tcpPair(HOST).toReversed() as [Fd, Fd];
    return new this(fd, connection);
  }

  /** A client of a listener. */
  static of(fd: Fd, pause?: (ms: number) => Promise<void>): Client {
    const its = socket(AF_INET);
    connect(its, inet(HOST, port(fd)));
    return new this(its, -1, pause);
  }

  /** Sends a line. */
  say(line: string): void {
    this.write(`${line}\n`);
  }

  /** Sends a text. */
  write(text: string): void {
    try {
      write(this.fd, new TextEncoder().encode(text));
    } catch {
      // Nobody is at the other end: it hears that.
    }
  }

  /** Takes what has come by now. */
  #look(): void {
    for (
      const buffer = new Uint8Array(1 << 16);
      this.#open && poll([{ fd: this.fd, events: POLLIN }], 0)[0];
    ) {
      let length = 0;
      try {
        length = read(this.fd, buffer);
      } catch {
        // A reset is an end as well.
      }
      if (length === 0) this.#open = false;
      const more = new TextDecoder().decode(buffer.subarray(0, length));
      this.#heard = (this.#heard + more).slice(-1000);
    }
  }

  /** Whether it has read the end. */
  get atEnd(): boolean {
    this.#look();
    return !this.#open;
  }

  /** Whether a line waits for it, or the end. */
  get isAnswered(): boolean {
    return this.atEnd || this.#heard.includes("\n");
  }

  /** The first line that it has got. */
  get heard(): string {
    return this.#heard.split("\n")[0]!;
  }

  /** Gives the next line; an empty one at the end, and `nothing` when nothing comes. */
  async hear(): Promise<string> {
    if (!await within(() => this.isAnswered, this.#pause)) return "nothing";
    const [line = "", ...rest] = this.#heard.split("\n");
    this.#heard = rest.join("\n");
    return line;
  }

  /** Sends a line, and gives the next one. */
  async ask(line: string): Promise<string> {
    this.say(line);
    return await this.hear();
  }

  /** Waits until it reads the end; says whether it does. */
  ended(): Promise<boolean> {
    return within(() => this.atEnd, this.#pause);
  }

  /** Lets go. */
  close(): void {
    close(this.fd);
  }

  /** Lets go by a reset, over TCP. */
  reset(): void {
    reset(this.fd);
  }
}

/** The ids of the Workers of this process. */
export function workers(): number[] {
  return threads(Deno.pid).filter((thread) => stat(Deno.pid, thread)?.name.startsWith("worker-"));
}

/** Whether every Worker waits, and has not done anything for some moments. This thread does nothing meanwhile. */
export function allWait(): boolean {
  const look = () =>
    workers().map((thread) => {
      const { cpu, sleeps } = effort(Deno.pid, thread);
      const waits = typeof syscall(Deno.pid, thread) === "object";
      return waits ? `${thread} ${cpu} ${sleeps}` : "runs";
    }).join();
  const first = look();
  for (let again = 0; again < 5; again++) {
    if (first.includes("runs") || look() !== first) return false;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
  }
  return true;
}

/** Fails unless all Workers end. */
export async function ensureNoWorkers(what: string): Promise<void> {
  const gone = await within(() => workers().length === 0);
  ensure(gone, `${what}, and ${workers().length} of its threads have not ended.`);
}

/** Gives a connection to a pool that has room for it. */
export function submit(pool: Pool, kind?: "unix" | "TCP"): Client {
  const client = Client.pair(kind);
  ensure(pool.submit(client.connection), "There is room for one more, and submit() returns false.");
  return client;
}

/** Gives a function that says how many of these connections are open: others may get their numbers. */
export function connections(clients: Client[]): () => number {
  const names = clients.map(({ connection }) => target(Deno.pid, connection));
  const open = ({ connection }: Client, at: number) => target(Deno.pid, connection) === names[at];
  return () => clients.filter(open).length;
}

/** How it is said that nobody knows who ends by an error. */
const ENDED = /have ended/;

/** Fails unless the counters of a pool come to say something. */
export async function counted({ counters }: Pool, expected: string, what: string): Promise<void> {
  const words = () => {
    const { served, failed, inside, greatest } = counters;
    const ended = ENDED.test(expected)
      ? `${served + failed} have ended`
      : `served ${served}, failed ${failed}`;
    return `${ended}, inside ${inside}, greatest ${greatest}`;
  };
  const right = await within(() => words() === expected);
  ensure(right, `${what}, and the counters of the pool say: ${words()}. Expected: ${expected}.`);
}
