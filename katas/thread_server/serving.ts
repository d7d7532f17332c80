/**
 * Programs that call your serve(). Some are their own clients, and return what is wrong, in a sentence.
 *
 * @module
 */

import { AF_UNIX, bind, connect, listen, socket, unix } from "lib/sys/socket.ts";
import type { Fd } from "lib/sys/fd.ts";
import { isOpen } from "lib/testing/descriptors.ts";
import { ensure, findings } from "lib/testing/findings.ts";
import { hasReturned } from "lib/testing/peer/scenario.ts";
import { UnderWay, within } from "lib/testing/under_way.ts";
import {
  Client,
  counted,
  ensureNoWorkers,
  handler,
  listener,
  load,
  type Pool,
  workers,
} from "./means.ts";
import type { Handler } from "./thread_server.ts";

type Kata = Awaited<ReturnType<typeof load>>;

const HOUR = 3_600_000;

/** Serves until the test sends SIGUSR2, by a pool of two threads, where one client may wait. */
export async function serving(kata: string, handler: Handler) {
  const { Pool, serve } = await load(kata);
  const controller = new AbortController();
  Deno.addSignalListener("SIGUSR2", () => controller.abort()); // It stays: a signal may come late.
  Deno.addSignalListener("SIGCHLD", () => {}); // The test sends it.
  const pool = await Pool.start(2, 1, handler);
  const fd = listener();
  await serve(fd, pool, controller);
  hasReturned();
  const { served, failed, inside } = pool.counters;
  const open = isOpen(fd);
  await within(() => workers().length === 0);
  return { served, failed, inside, open, workers: workers().length };
}

/** A server of this process. */
class Server {
  readonly controller = new AbortController();
  /** Whether somebody else was told, too, that it stops. */
  told = false;
  serving = new UnderWay(Promise.resolve());

  constructor(
    readonly kata: Pick<Kata, "serve">,
    readonly pool: Pool,
    readonly fd: Fd = listener(300),
    readonly pause?: (ms: number) => Promise<void>,
  ) {
    this.controller.signal.onabort = () => this.told = true;
  }

  /** Calls your serve(). Clients can connect before. */
  begin(): this {
    const serve = async () => await this.kata.serve(this.fd, this.pool, this.controller);
    this.serving = new UnderWay(serve());
    return this;
  }

  /** Connects a client. */
  client(): Client {
    return Client.of(this.fd, this.pause);
  }

  /** Fails unless serve() returns. */
  async ended(what: string): Promise<void> {
    ensure(
      await within(() => this.serving.over, this.pause),
      `${what}, and serve() does not return.`,
    );
    await this.serving.promise;
    ensure(this.told, "serve() has put its own function in the place of another one: `onabort`.");
    ensure(!isOpen(this.fd), `${what}, and serve() has left the listener open.`);
  }
}

/** An hour goes by in which nothing happens, while there is room, and while there is none. */
export async function serveForAnHour(kata: string) {
  const { Pool, serve } = await load(kata);
  const { Clock } = await import("lib/testing/clock.ts");
  const clock = new Clock(); // for good: time does not go back
  return await findings(async () => {
    const pool = await Pool.start(1, 1, handler("obey"));
    const server = new Server({ serve }, pool, undefined, clock.pause).begin();
    const clients: Client[] = [];
    for (const what of ["Nobody is there", "One talks", "One talks, and one waits"]) {
      await clock.pause(20);
      const rang = await clock.pass(HOUR, 100);
      ensure(rang === 0, `${what}, an hour goes by, and a timer has gone off.`);
      const client = server.client();
      client.say("hello");
      if (clients.push(client) > 1) continue;
      ensure(await client.hear() === "hello", "An hour has gone by, and a client is not served.");
    }
    for (const [at, client] of clients.entries()) {
      if (at > 0) {
        ensure(await client.hear() === "hello", "An hour has gone by, and a client is not served.");
      }
      if (at === 2) server.controller.abort(); // All three are in by now, and nobody else comes.
      client.say("leave");
      ensure(await client.ended(), "A client does not read the end.");
      client.close();
    }
    await server.ended("All have left");
  });
}

/** Servers that are told to stop at other moments, one of them over a unix socket. */
export async function serveBriefly(kata: string, path: string) {
  const { Pool, serve } = await load(kata);
  return await findings(async () => {
    const early = new Server({ serve }, await Pool.start(1, 0, handler("greet")));
    const client = early.client();
    early.controller.abort();
    early.begin();
    await early.ended("It was told to stop before it began");
    const heard = await client.hear();
    ensure(heard === "", "serve() was told to stop before it began, and has served a client.");
    client.close();

    const other = new Server({ serve }, await Pool.start(1, 1, handler("obey"))).begin();
    const guest = other.client();
    ensure(await guest.ask("hello") === "hello", "A client is not served.");

    const fd = socket(AF_UNIX);
    bind(fd, unix(path));
    listen(fd, 5);
    const pool = await Pool.start(1, 0, handler("obey"));
    const server = new Server({ serve }, pool, fd).begin();
    const enter = () => {
      const its = socket(AF_UNIX);
      connect(its, unix(path));
      return new Client(its);
    };
    const [one, waiting] = [enter(), enter()];
    ensure(await one.ask("hello") === "hello", "A client of a unix socket is not served.");
    server.controller.abort(); // while there is no room
    ensure(await waiting.hear() === "", "A client was not accepted, and does not read the end.");
    ensure(await one.ask("more") === "more", "serve() was told to stop, and cuts a client off.");
    ensure(!server.serving.over, "A client still talks, and serve() has returned.");
    const abandoning = new UnderWay(pool.abandon());
    ensure(await one.ended(), "The pool is abandoned, and a client does not read the end.");
    await server.ended("It was told to stop, and the pool was abandoned");
    await abandoning.promise;
    await counted(pool, "served 1, failed 0, inside 0, greatest 1", "One client was there");
    for (const it of [one, waiting]) it.close();

    const stopped = "One server was told to stop, and another one does not serve any more.";
    ensure(isOpen(other.fd), stopped);
    guest.close();
    const next = other.client();
    ensure(await next.ask("hello") === "hello", stopped);
    next.close();
    other.controller.abort();
    await other.ended("It was told to stop");
    await ensureNoWorkers("Both calls of serve() have returned");
  });
}

/** 200 clients, of whom a third does what clients should not do. */
export async function serveMany(kata: string) {
  const { Pool, serve } = await load(kata);
  return await findings(async () => {
    const pool = await Pool.start(5, 20, handler("obey"));
    const server = new Server({ serve }, pool);
    const all = Array.from({ length: 200 }, () => server.client());
    // After a reset, the handler throws, and its thread is another one then, which takes its time.
    const kind = (at: number) =>
      at < 4 ? "silent" : at % 3 > 0 ? "" : at % 30 === 0 ? "reset" : "cut";
    for (const [at, client] of all.entries()) {
      if (kind(at) === "") client.say(`I am ${at}`);
      if (kind(at) === "cut" || kind(at) === "reset") client.write("I am in the mid");
      if (kind(at) === "cut") client.close();
      if (kind(at) === "reset") client.reset();
    }
    server.begin();
    for (const [at, client] of all.entries()) {
      if (kind(at) !== "") continue;
      const heard = await client.hear();
      ensure(
        heard === `I am ${at}`,
        `200 clients have come, and number ${at} hears ${heard || "the end"}.`,
      );
      client.close();
    }
    const { counters } = pool;
    const ended = await within(() => counters.served + counters.failed === 196);
    ensure(ended, "196 of 200 clients have gone, and not all conversations have ended.");
    server.controller.abort();
    ensure(!server.serving.over, "Four clients are silent, and serve() has returned.");
    const abandoning = new UnderWay(pool.abandon());
    await server.ended("It was told to stop, and the pool was abandoned");
    await abandoning.promise;
    for (const client of all.slice(0, 4)) {
      ensure(await client.ended(), "The pool was abandoned, and a client does not read the end.");
      client.close();
    }
    const { served, failed, inside, greatest } = counters;
    const found = `${served + failed} have ended, inside ${inside}, greatest ${greatest}`;
    const expected = "200 have ended, inside 0, greatest 5";
    ensure(found === expected, `The counters of the pool say: ${found}. Expected: ${expected}.`);
  });
}
