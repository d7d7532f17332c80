/**
 * Conversations with one client: `echo()` in a thread, and `converse()` in the thread of the scenario. Each one
 * returns what is wrong, in a sentence.
 *
 * @module
 */

import { close, type Fd, write } from "lib/sys/fd.ts";
import { libc } from "lib/sys/libc.ts";
import {
  accept,
  AF_INET,
  connect,
  inet,
  int,
  port,
  setsockopt,
  SHUT_WR,
  shutdown,
  socket,
} from "lib/sys/socket.ts";
import { Thread } from "lib/sys/thread.ts";
import { assertArrived, positions } from "lib/testing/bytes.ts";
import { isOpen } from "lib/testing/descriptors.ts";
import { ensure, findings } from "lib/testing/findings.ts";
import { type Outcome, outcome } from "lib/testing/outcome.ts";
import { send } from "lib/testing/streams.ts";
import { UnderWay, within } from "lib/testing/under_way.ts";
import { scenario } from "./handlers.ts";
import type { Handler } from "./thread_server.ts";
import { allWait, Client, handler, HOST, listener, load } from "./means.ts";

/** Options: how many bytes wait at most to be read, and to be sent, `man 7 socket`. */
const [SO_RCVBUF, SO_SNDBUF] = [8, 7];

const text = (line: string) => new TextEncoder().encode(line);

/** In words, what echo() does while its client has not ended. It rejects when that is still to do. */
async function whileEchoing(echoing: UnderWay<unknown>): Promise<string> {
  if (!echoing.over) return "while the client waits for it";
  const ended = await echoing.promise as Outcome<void>;
  return "error" in ended ? `and echo() has thrown ${ended.error}` : "and echo() has returned";
}

/** In a thread: how your echo() ends, where no more than some bytes are taken at a time. */
export async function echoes(kata: string, connection: Fd, most: number): Promise<Outcome<void>> {
  const { echo } = await load(kata);
  const take = libc().write;
  Object.assign(libc(), {
    write: (fd: Fd, bytes: Uint8Array<ArrayBuffer>, length: bigint) =>
      take(fd, bytes, length > most ? BigInt(most) : length),
  });
  return await outcome(() => echo(connection));
}

/** Sends and reads at the same time. */
class Round {
  readonly #back: Uint8Array;
  #got = 0;
  readonly reading: UnderWay<void>;

  constructor(client: Deno.Conn, bytes: Uint8Array) {
    this.#back = new Uint8Array(bytes.length);
    this.reading = new UnderWay(Promise.all([this.#read(client), send(client, bytes)]).then());
  }

  async #read(client: Deno.Conn): Promise<void> {
    while (this.#got < this.#back.length) {
      const got = await client.read(this.#back.subarray(this.#got));
      if (got === null) break;
      this.#got += got;
    }
  }

  /** Waits as long as more comes back, however slowly, and gives it. */
  async back(givesUp: () => boolean): Promise<Uint8Array> {
    const over = () => this.reading.over || givesUp();
    for (let before = -1; !over() && this.#got > before;) {
      before = this.#got;
      await within(() => over() || this.#got > before);
    }
    return this.#back.subarray(0, this.#got);
  }
}

/** One connection after the other, in one thread. */
export async function echoMuch(kata: string) {
  const thread = await Thread.start(import.meta.url);
  const fd = listener();
  const connect = async (): Promise<[Deno.TcpConn, Fd]> => {
    const client = await Deno.connect({ hostname: HOST, port: port(fd) });
    return [client, accept(fd)];
  };
  const echoesAll = () =>
    findings(async () => {
      const sizes: [number[], number][] = [
        [[0], Infinity],
        [[1, 1, 4095, 4096, 4097, 65_537], Infinity],
        [[200, 100_000], 77],
        [[300_000], Infinity],
      ];
      for (const [lengths, most] of sizes) {
        const [client, connection] = await connect();
        const echoing = new UnderWay(thread.call("echoes", kata, connection, most));
        for (const length of lengths) {
          const bytes = positions(length);
          const back = await new Round(client, bytes).back(() => echoing.over);
          const bits = most < 100 ? ", which write() took bit by bit" : "";
          const count = `${length} ${length === 1 ? "byte" : "bytes"}`;
          const how = await whileEchoing(echoing);
          expectArrived(back, bytes, `What came back of ${count}${bits}, ${how}`);
        }
        const how = await whileEchoing(echoing);
        ensure(!echoing.over, `The client has not ended, ${how}.`);
        await client.closeWrite();
        ensure(await within(() => echoing.over), "The client sends no more, and echo() goes on.");
        const ended = await echoing.promise as Outcome<void>;
        ensure(
          "result" in ended,
          `The client has ended, and echo() throws ${Deno.inspect(ended)}.`,
        );
        ensure(isOpen(connection), "echo() has returned, and the connection is closed.");
        const more = await outcome(() => write(connection, text("more")));
        ensure(
          "result" in more,
          "echo() has returned, and nothing can be sent to its client any more.",
        );
        close(connection);
        client.close();
      }
    });
  try {
    return await echoesAll() ?? await resetEcho(kata, thread);
  } finally {
    thread.end();
    close(fd);
  }
}

/** A client resets the connection: while it is silent, after it was answered, and while it reads nothing. */
async function resetEcho(kata: string, thread: Thread) {
  return await findings(async () => {
    for (const before of ["silence", "an answer", "much"]) {
      const client = before === "much" ? narrow() : Client.pair("TCP");
      const { connection } = client;
      const echoing = new UnderWay(thread.call("echoes", kata, connection, 1000));
      if (before === "an answer") {
        ensure(await client.ask("hello") === "hello", "echo() does not send back a line.");
      }
      if (before === "much") {
        client.write("much".repeat(12_500));
        shutdown(client.fd, SHUT_WR); // From now on, a reset is told as EPIPE.
        ensure(
          await within(allWait) && !echoing.over,
          "The client has not read all, and echo() does not wait for it.",
        );
      }
      client.reset();
      const over = await within(() => echoing.over);
      const what = `After ${before}, the client has reset the connection`;
      ensure(over, `${what}, and echo() goes on.`);
      const ended = await echoing.promise as Outcome<void>;
      const code = "error" in ended ? ended.error : "nothing";
      ensure(["ECONNRESET", "EPIPE"].includes(code), `${what}, and echo() throws ${code}.`);
      ensure(isOpen(connection), "echo() has thrown, and the connection is closed.");
      close(connection);
    }
  });
}

/** A client over TCP, to which not much can be sent before it reads. */
function narrow(): Client {
  const waiting = listener();
  const fd = socket(AF_INET);
  setsockopt(fd, SO_RCVBUF, int(4096));
  connect(fd, inet(HOST, port(waiting)));
  const connection = accept(waiting);
  setsockopt(connection, SO_SNDBUF, int(4096));
  close(waiting);
  return new Client(fd, connection);
}

function expectArrived(actual: Uint8Array, expected: Uint8Array, what: string): void {
  try {
    assertArrived(actual, expected, what);
  } catch (error) {
    ensure(false, (error as Error).message);
  }
}

/** What was thrown, without its stack. */
const inOneLine = (thrown: unknown) => Deno.inspect(thrown, { depth: 0 }).split("\n")[0];

/** Handlers that return and throw, in this thread. */
export async function converseMuch(kata: string) {
  const { converse, Counters } = await load(kata);
  return await findings(async () => {
    const [counters, others] = [Counters.create(), Counters.create()];
    const client = Client.pair();
    const say = () =>
      `served ${counters.served}, failed ${counters.failed}, inside ${counters.inside}, ` +
      `greatest ${counters.greatest}`;
    const error = Object.assign(new Error("on purpose"), { code: "EPURPOSE" });
    let [served, failed] = [0, 0];
    for (const thrown of [null, error, null, undefined, "a text", error, null] as const) {
      const calls: unknown[][] = [];
      let meanwhile = "";
      const expect = (what: string, inside: number, said = say()) => {
        const expected = `served ${served}, failed ${failed}, inside ${inside}, greatest 1`;
        ensure(said === expected, `${what}, and the counters say: ${said}. Expected: ${expected}.`);
      };
      scenario.call = (...args: unknown[]) => {
        calls.push(args);
        meanwhile = say();
        if (thrown !== null) throw thrown;
      };
      const ended = await converse(client.connection, handler("told"), counters.shared)
        .then(() => [], (it) => [it]);
      const [got] = calls;
      const [reason] = ended;
      if (reason instanceof Error && reason.name === "TodoError") throw reason;
      const how = ended.length === 0 ? "returned" : `thrown ${inOneLine(reason)}`;
      ensure(got, `converse() has ${how}, and has not called the handler in its own thread.`);
      ensure(calls.length === 1, `converse() has called the handler ${calls.length} times.`);
      ensure(
        got.length === 1 && got[0] === client.connection,
        `converse() has called the handler with ${Deno.inspect(got)}.`,
      );
      expect("The handler runs", 1, meanwhile);
      const what = thrown === null ? "returned" : `thrown ${inOneLine(thrown)}`;
      if (thrown === null) served++;
      else failed++;
      const same = ended.length === (thrown === null ? 0 : 1) &&
        (thrown === null || ended[0] === thrown);
      ensure(
        same,
        `The handler has ${what}, and converse() ${
          ended.length ? `throws ${Deno.inspect(ended[0])}` : "returns"
        }.`,
      );
      expect(`The handler has ${what}`, 0);
      ensure(
        isOpen(client.connection),
        `The handler has ${what}, and converse() has closed the connection.`,
      );
    }
    ensure(others.served + others.failed === 0, "converse() has counted with other counters, too.");
    await ensureEachIsCalled((its) => converse(client.connection, its, counters.shared));
    [client.fd, client.connection].forEach(close);
  });
}

/** Fails unless the right handler is called: of several of one module, and of several of one name. */
async function ensureEachIsCalled(converse: (handler: Handler) => Promise<void>): Promise<void> {
  const told = handler("told");
  const namesake = { ...told, module: `${told.module}?another` };
  let called = "";
  scenario.call = () => called = "told()";
  scenario.callToo = () => called = "toldToo()";
  (await import(namesake.module)).scenario.call = () => called = "told() of another module";
  const handlers: [Handler, string][] = [
    [told, "told()"],
    [handler("toldToo"), "toldToo()"],
    [namesake, "told() of another module"],
    [told, "told()"],
  ];
  for (const [its, expected] of handlers) {
    called = "";
    await converse(its);
    ensure(
      called === expected,
      `The handler is ${expected}, and converse() has called ${called || "nothing"}.`,
    );
  }
}

/** Many conversations, in one thread. */
export async function countFar(kata: string) {
  const { Counters } = await load(kata);
  return await findings(() => {
    const [counters, others] = [Counters.create(), Counters.create()];
    const far = 200_000;
    for (let i = 0; i < far; i++) counters.enter();
    for (let i = 0; i < far; i++) counters.leave(i % 3 === 0);
    const theirs = others.served + others.failed + others.inside + others.greatest;
    ensure(theirs === 0, "Nobody counts with these counters, and not all of their numbers are 0.");
    const { served, failed, inside, greatest } = counters;
    const found = [served, failed, inside, greatest].join(", ");
    const expected = [133_333, 66_667, 0, far].join(", ");
    const what = `${far} have entered, and left, every third one with an error`;
    ensure(
      found === expected,
      `${what}: served, failed, inside and greatest are ${found}. Expected: ${expected}.`,
    );
  });
}
