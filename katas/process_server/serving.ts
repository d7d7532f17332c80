/**
 * Programs that call your serve().
 *
 * Each one runs in a process of its own, and gets the URL of your module as its first argument. Some are
 * their own clients, and return what is wrong, in a sentence.
 *
 * @module
 */

import { type Ended, spawn, waitpid } from "lib/sys/process.ts";
import { port } from "lib/sys/socket.ts";
import { children } from "lib/testing/diagnosis/proc.ts";
import { isOpen } from "lib/testing/descriptors.ts";
import { ensure, findings } from "lib/testing/findings.ts";
import { outcome } from "lib/testing/outcome.ts";
import { hasReturned } from "lib/testing/peer/scenario.ts";
import { SignalListeners } from "lib/testing/signal_listeners.ts";
import { UnderWay, until, within } from "lib/testing/under_way.ts";
import { ends, finish, HOST, isZombie, listener, load } from "./means.ts";
import type { Program } from "./process_server.ts";

type Kata = Awaited<ReturnType<typeof load>>;

const HOUR = 3_600_000;

/** How a server is called. */
export interface Serving {
  limit?: number;
  patience?: number;
  /** How many clients may wait to be accepted. */
  backlog?: number;
  /** Whether the process has another child of its own, a `sleep`, which ends while it serves. */
  sleeper?: boolean;
}

/** Serves until the test sends SIGUSR2. Beside that, it has a child of its own that has ended with 1. */
export async function serving(kata: string, program: Program, options: Serving) {
  const { serve } = await load(kata);
  const { limit = Infinity, patience = HOUR, backlog, sleeper } = options;
  const own = spawn("false", [], {}, { session: true });
  until(() => isZombie(own));
  const others = [own, ...sleeper ? [spawn("sleep", ["1000"])] : []];
  const signal = stopSignal();
  const fd = listener(backlog);
  const given = [...program] as Program;
  const all = await serve(fd, given, { limit, signal, patience });
  hasReturned();
  const left = children(Deno.pid).filter((pid) => !others.includes(pid));
  for (const pid of left) {
    finish(pid);
    await outcome(() => waitpid(pid));
  }
  for (const pid of others.slice(1)) await outcome(() => waitpid(pid)); // The test has killed it.
  return { all, own: await outcome(() => waitpid(own).code), given, left: left.length };
}

function stopSignal() {
  const controller = new AbortController();
  Deno.addSignalListener("SIGUSR2", () => controller.abort()); // It stays: a signal may come late.
  return controller.signal;
}

/** A server of this process, and its clients. */
class Server {
  readonly #fd = listener();
  readonly #port = port(this.#fd);
  #serving = new UnderWay<Ended[]>(Promise.resolve([]));
  readonly #clients: Deno.Conn[] = [];

  constructor(
    readonly kata: Pick<Kata, "serve">,
    readonly program: Program,
    readonly limit: number,
    readonly pause?: (ms: number) => Promise<void>,
    readonly patience = HOUR,
    readonly controller = new AbortController(),
  ) {}

  /** Calls your serve(). Clients can connect before. */
  begin(): this {
    const { limit, patience } = this;
    const options = { limit, signal: this.controller.signal, patience };
    const serve = async () => await this.kata.serve(this.#fd, this.program, options);
    this.#serving = new UnderWay(serve());
    return this;
  }

  /** Whether serve() has returned. */
  get over(): boolean {
    return this.#serving.over;
  }

  /** Tells the server to stop. */
  abort(): void {
    this.controller.abort();
  }

  /** Connects. */
  async client(): Promise<Deno.Conn> {
    const client = await Deno.connect({ hostname: HOST, port: this.#port });
    this.#clients.push(client);
    return client;
  }

  /** Gives what a client hears next, which is nothing at the end. */
  async hear(client: Deno.Conn): Promise<string> {
    const buffer = new Uint8Array(100);
    const reading = new UnderWay(client.read(buffer).catch(() => null));
    const heard = await within(() => reading.over || this.#serving.over, this.pause);
    if (!reading.over && this.#serving.over) await this.#serving.promise; // It tells why.
    if (!heard) return "nothing, and no end";
    return new TextDecoder().decode(buffer.subarray(0, await reading.promise ?? 0));
  }

  /** Sends a word, and gives what comes back. */
  async ask(client: Deno.Conn, word: string): Promise<string> {
    await client.write(new TextEncoder().encode(word));
    return await this.hear(client);
  }

  /** Stops the server, and tells how its programs have ended. */
  async stop(): Promise<string> {
    this.abort();
    const stopped = await within(() => this.#serving.over, this.pause);
    ensure(stopped, "serve() was told to stop, and has not returned.");
    const all = await this.#serving.promise;
    for (const client of this.#clients) client.close();
    ensure(!isOpen(this.#fd), "serve() has returned, and the listener is open.");
    return ends(all);
  }
}

/** Two servers in one process, one after the other is stopped; and one that is stopped before it begins. */
export async function serveBesideAnother(kata: string) {
  const { serve } = await load(kata);
  using listeners = new SignalListeners("SIGCHLD");
  return await findings(async () => {
    await expectNobody({ serve });
    await expectBoth({ serve });
    await expectTwins({ serve });
    const one = new Server({ serve }, ["sh", "-c", "echo one; cat"], 1).begin();
    const alone = await one.client();
    const greeting = await one.hear(alone);
    ensure(greeting === "one\n", `The client of the first server hears ${greeting}.`);
    const other = new Server({ serve }, ["sh", "-c", "echo other; cat"], 2);
    const [early, client] = [await other.client(), await other.client()];
    other.begin();
    for (const it of [early, client]) {
      const heard = await other.hear(it);
      const what = "Two clients had connected before the second serve() was called";
      ensure(heard === "other\n", `${what}, and one of them hears ${heard}.`);
    }
    await alone.closeWrite();
    ensure(await one.hear(alone) === "", "A client of the first server does not read the end.");
    const another = await one.hear(await one.client());
    ensure(
      another === "one\n",
      `There is room again in the first of two servers, and its next client hears ${another}.`,
    );
    const first = await one.stop();
    ensure(
      first === "child: 0, child: SIGTERM",
      `One of two servers has stopped; its ends are ${first}.`,
    );
    const still = await other.ask(client, "still");
    ensure(
      still === "still",
      "One of two servers has stopped, and the other one's program as well.",
    );
    await client.closeWrite();
    ensure(await other.hear(client) === "", "A client of the other server does not read the end.");
    const again = await other.hear(await other.client());
    ensure(again === "other\n", "One of two servers has stopped, and the other one serves nobody.");
    const second = await other.stop();
    const theirs = second.split(", ").toSorted().join(", "); // Two began at the same time.
    ensure(
      theirs === "child: 0, child: SIGTERM, child: SIGTERM",
      `The other server's ends are ${theirs}.`,
    );
    ensure(listeners.count === 0, "serve() has left a listener of SIGCHLD.");
  });
}

/** A server that is told to stop in the moment in which it hears that its program has ended. */
async function expectBoth({ serve }: Pick<Kata, "serve">) {
  const server = new Server({ serve }, ["cat"], 1).begin();
  const client = await server.client();
  ensure(await server.ask(client, "hello") === "hello", "cat has not given back a word.");
  const abort = () => server.abort();
  Deno.addSignalListener("SIGCHLD", abort); // It is called after that of serve().
  await client.closeWrite();
  const over = await within(() => server.over);
  Deno.removeSignalListener("SIGCHLD", abort);
  const what = "A program has ended, serve() was told to stop in the same moment, and";
  ensure(over, `${what} it has not returned.`);
  const found = await server.stop();
  ensure(found === "child: 0", `${what} it gives ${found || "nobody"}.`);
}

/** Two servers that have the same signal, and no programs: one SIGCHLD would wake up both. */
async function expectTwins({ serve }: Pick<Kata, "serve">) {
  const controller = new AbortController();
  const create = () => new Server({ serve }, ["cat"], 1, undefined, HOUR, controller).begin();
  const twins = [create(), create()];
  controller.abort();
  const both = await within(() => twins.every(({ over }) => over));
  ensure(both, "Two servers have the same signal, it was aborted, and not both have stopped.");
  for (const twin of twins) await twin.stop();
}

/** A server that was told to stop before it begins, and a client that has connected before. */
async function expectNobody({ serve }: Pick<Kata, "serve">) {
  const fd = listener();
  const early = await Deno.connect({ hostname: HOST, port: port(fd) });
  const options = { limit: 3, signal: AbortSignal.abort(), patience: HOUR };
  const serving = new UnderWay((async () => await serve(fd, ["echo", "hello"], options))());
  const returned = await within(() => serving.over);
  ensure(returned, "serve() was told to stop before it began, and has not returned.");
  const all = await serving.promise;
  ensure(!isOpen(fd), "serve() was told to stop before it began, and has left the listener open.");
  ensure(all.length === 0, "serve() was told to stop before it began, and has started a program.");
  const heard = await early.read(new Uint8Array(9)).catch(() => null);
  ensure(heard === null, "serve() was told to stop before it began, and has served a client.");
  early.close();
}

/** An hour goes by in which nothing happens, while there is room, and while there is none. */
export async function serveForAnHour(kata: string) {
  const { serve } = await load(kata);
  const { Clock } = await import("lib/testing/clock.ts");
  const clock = new Clock(); // for good: time does not go back
  return await findings(async () => {
    const server = new Server({ serve }, ["cat"], 2, clock.pause).begin();
    const silent = await server.client();
    for (const [index, what] of ["One client is silent", "Two clients are silent"].entries()) {
      const talking = index === 0 ? silent : await server.client();
      ensure(await server.ask(talking, "hello") === "hello", "cat has not given back a word.");
      const rang = await clock.pass(HOUR, 100);
      ensure(rang === 0, `${what}, an hour goes by, and a timer of serve() has gone off.`);
    }
    const third = await server.client();
    ensure(await server.ask(silent, "at last") === "at last", "A client was silent for an hour.");
    await silent.closeWrite();
    ensure(await server.hear(silent) === "", "A client does not read the end.");
    const word = await server.ask(third, "third");
    ensure(word === "third", "There is room again after an hour, and the next one is not served.");
    const found = await server.stop();
    ensure(found === "child: 0, child: SIGTERM, child: SIGTERM", `serve() gives ${found}.`);
  });
}

/** Two programs ignore SIGTERM for an hour, which is the patience; and then one, for no time at all. */
export async function servePatiently(kata: string) {
  const { serve } = await load(kata);
  const { Clock } = await import("lib/testing/clock.ts");
  const clock = new Clock(); // for good: time does not go back
  return await findings(async () => {
    const cat = "exec 3<&0; trap '' TERM; cat <&3 &";
    const script = `${cat} trap 'echo asked' TERM; echo ready; wait; wait`;
    const program: Program = ["sh", "-c", script];
    const server = new Server({ serve }, program, 2, clock.pause).begin();
    const clients = [await server.client(), await server.client()];
    for (const client of clients) {
      ensure(await server.hear(client) === "ready\n", "A client does not hear its program.");
    }
    server.abort();
    for (const client of clients) { // Not before does the patience begin.
      const heard = await server.hear(client);
      ensure(heard === "asked\n", "serve() was told to stop, and a program has not got SIGTERM.");
    }
    await clock.pass(0.95 * HOUR, 40);
    for (const client of clients) {
      const what = "An hour is the patience, and after 95 percent of it a program is gone.";
      ensure(!server.over && await server.ask(client, "hello").catch(() => "") === "hello", what);
    }
    await clock.pass(0.1 * HOUR, 20);
    const over = await within(() => server.over, clock.pause);
    ensure(over, "An hour is the patience, it is over, and serve() has not ended the programs.");
    const found = await server.stop();
    ensure(found === "child: SIGKILL, child: SIGKILL", `serve() gives ${found}.`);

    const hasty = new Server({ serve }, program, 1, clock.pause, 0).begin();
    const client = await hasty.client();
    ensure(await hasty.hear(client) === "ready\n", "A client does not hear its program.");
    clock.rung.clear();
    const last = await hasty.stop();
    ensure(last === "child: SIGKILL", `The patience is 0, and serve() gives ${last}.`);
    const longest = Math.max(...clock.rung);
    const what = `The patience is 0, and serve() has waited for a timer of ${longest} ms.`;
    ensure(longest < 1000, what);
  });
}
