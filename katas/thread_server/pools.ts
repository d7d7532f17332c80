/**
 * Programs that have pools of yours, and are their own clients. Each one returns what is wrong, in a sentence.
 *
 * @module
 */

import { type Fd, pipe, socketpair, write } from "lib/sys/fd.ts";
import { libc } from "lib/sys/libc.ts";
import { isOpen } from "lib/testing/descriptors.ts";
import { target } from "lib/testing/diagnosis/proc.ts";
import { ensure, findings } from "lib/testing/findings.ts";
import { UnderWay, until, within } from "lib/testing/under_way.ts";
import {
  allWait,
  Client,
  connections,
  counted,
  ensureNoWorkers,
  handler,
  load,
  type Pool,
  submit,
  workers,
} from "./means.ts";

/** Fails unless each client is answered with its own line. */
async function ensureAnswered(clients: Client[], what: string): Promise<void> {
  for (const [at, client] of clients.entries()) client.say(`line ${at}`);
  for (const [at, client] of clients.entries()) {
    const heard = await client.hear();
    ensure(heard === `line ${at}`, `${what}, and one of them hears ${heard || "the end"}.`);
  }
}

/** Lets clients leave, and fails unless they read the end. */
async function leave(...clients: Client[]): Promise<void> {
  for (const client of clients) client.say("leave");
  for (const client of clients) {
    ensure(await client.ended(), "A handler has returned, and its client does not read the end.");
    client.close();
  }
}

/** Fails unless a promise settles. */
async function ensureOver<T>(promise: Promise<T>, what: string): Promise<T> {
  const underWay = new UnderWay(promise);
  ensure(await within(() => underWay.over), what);
  return await promise;
}

/** Ends a pool that nobody uses. */
async function drain(pool: Pool): Promise<void> {
  await ensureOver(pool.drain(), "Nobody talks or waits, and drain() does not return.");
}

/** The threads of a pool serve one client after the other, and several at the same time. */
export async function serveMany(kata: string) {
  const { Pool } = await load(kata);
  return await findings(async () => {
    const pool = await Pool.start(3, 0, handler("obey"));
    const begun = workers().length;
    ensure(begun >= 3, `A pool of three threads has started, and ${begun} run.`);
    const other = await Pool.start(1, 1, handler("greet"));
    const all = workers();
    const clients = [submit(pool), submit(pool, "TCP"), submit(pool)]; // in the same turn
    await ensureAnswered(clients, "Three connections were submitted at once, for three threads");
    const threads = await Promise.all(clients.map((client) => client.ask("who")));
    ensure(new Set(threads).size === 3, `Three clients talk to the threads ${threads.join(", ")}.`);
    ensure(!threads.includes(`${Deno.pid}`), "A handler runs in the main thread.");
    const greeted = submit(other);
    const greeting = await greeted.hear();
    ensure(
      greeting === "hello",
      `The client of another pool hears ${greeting || "the end"}, not hello.`,
    );
    const waiting = submit(other);
    await leave(clients.pop()!);
    for (let round = 0; round < 9; round++) {
      await ensureOver(pool.room(), "One of three threads is free, and room() does not return.");
      const next = submit(pool, round % 2 ? "TCP" : "unix");
      const who = await next.ask("who");
      ensure(
        threads.includes(who),
        `One of three threads is free. The next client asks for its number, and hears ${
          who || "the end"
        }, not ${threads.join(" or ")}.`,
      );
      const more = workers().filter((it) => !all.includes(it)).length;
      ensure(more === 0, `All threads have started, and for a client ${more} more.`);
      await leave(next);
    }
    await counted(pool, "served 10, failed 0, inside 2, greatest 3", "Ten of twelve have left");
    await counted(other, "served 0, failed 0, inside 1, greatest 1", "One client is there");
    await leave(...clients);
    await counted(pool, "served 12, failed 0, inside 0, greatest 3", "All twelve have left");
    await leave(greeted);
    const late = await waiting.hear();
    ensure(
      late === "hello",
      `The client that waited for another pool hears ${late || "the end"}, not hello.`,
    );
    await leave(waiting);
    await drain(pool);
    await ensureOver(other.room(), "One pool is drained, and nobody is free in another one.");
    const last = submit(other);
    ensure(await last.hear() === "hello", "One pool is drained, and another one serves nobody.");
    await leave(last);
    await drain(other);
    await ensureNoWorkers("Both pools are drained");
  });
}

/** Pools in which so many may wait. */
export async function refuse(kata: string) {
  const { Pool } = await load(kata);
  return await findings(async () => {
    for (const [threads, waiting] of [[2, 0], [1, 70]] as const) {
      const pool = await Pool.start(threads, waiting, handler("obey"));
      const clients = Array.from({ length: threads + waiting }, () => Client.pair());
      const refused = Client.pair();
      const what = `A pool has ${threads} threads, ${waiting} may wait`;
      for (const [at, client] of clients.entries()) {
        client.say("hello");
        const taken = pool.submit(client.connection);
        ensure(taken, `${what}, and submit() returns false for number ${at + 1}.`);
        if (at < threads) {
          ensure(await client.hear() === "hello", `${what}, and one talks to nobody.`);
        }
      }
      for (let again = 0; again < 3; again++) {
        ensure(
          !pool.submit(refused.connection),
          `${what}, and submit() returns true for one more.`,
        );
        ensure(
          isOpen(refused.connection),
          "submit() has returned false and closed the connection.",
        );
      }
      for (const client of clients) client.say("leave");
      for (const client of clients) {
        ensure(await client.ended(), `${what}, and not all are served.`);
      }
      await ensureOver(pool.room(), `${what}, all have left, and room() does not return.`);
      ensure(pool.submit(refused.connection), "All have left, and submit() returns false.");
      ensure(
        await refused.ask("at last") === "at last",
        "One was refused before, and hears nothing.",
      );
      await leave(refused);
      for (const client of clients) client.close();
      if (waiting === 0) await refuseAfterError(pool, threads);
      await drain(pool);
    }
  });
}

/** A thread that is still being started is not free. */
async function refuseAfterError(pool: Pool, threads: number): Promise<void> {
  await ensureOver(pool.room(), "All have left, and room() does not return.");
  const failing = submit(pool);
  ensure(await failing.ask("hello") === "hello", "A thread is free, and a client hears nothing.");
  const late = Array.from({ length: threads + 2 }, () => Client.pair());
  failing.say("throw error");
  const ended = failing.ended(); // also when another thread closes it
  const closed = Promise.withResolvers<void>();
  const { close } = libc();
  Object.assign(libc(), {
    close: (fd: Fd) => {
      if (fd === failing.connection) closed.resolve(); // From here on, nothing else can happen.
      return close(fd);
    },
  });
  await Promise.race([closed.promise, ended]);
  Object.assign(libc(), { close });
  const taken = late.filter(({ connection }) => pool.submit(connection));
  ensure(await ended, "A handler has thrown, and its client does not read the end.");
  const what = `A handler has thrown, and nobody may wait for one of ${threads} threads`;
  ensure(taken.length <= threads, `${what}: submit() returns true for ${taken.length} at once.`);
  await ensureAnswered(taken, what);
  await leave(...taken);
  failing.close();
  for (const { fd, connection } of late.filter((it) => !taken.includes(it))) {
    for (const its of [fd, connection]) libc().close(its);
  }
}

/** Who waits is served in this order. */
export async function takeTurns(kata: string) {
  const { Pool } = await load(kata);
  return await findings(async () => {
    const pool = await Pool.start(1, Infinity, handler("obey"));
    const clients = Array.from({ length: 300 }, () => submit(pool));
    ensure(await clients[0]!.ask("turn") === "1", "The only thread is free, and talks to nobody.");
    for (const client of clients.slice(1)) client.say("turn");
    await leave(...clients);
    for (const [at, client] of clients.entries()) {
      const turn = at === 0 ? "1" : client.heard;
      ensure(
        turn === `${at + 1}`,
        `300 have submitted, and number ${at + 1} is served as number ${turn}.`,
      );
    }
    await waitInACrowd(pool);
  });
}

/** More wait than a list has places that somebody has laid out, until the pool is abandoned. */
async function waitInACrowd(pool: Pool): Promise<void> {
  await ensureOver(pool.room(), "All have left, and room() does not return.");
  const client = submit(pool);
  ensure(await client.ask("hello") === "hello", "The only thread is free, and talks to nobody.");
  for (let waiting = 0; waiting < 1100; waiting++) {
    const gone = Client.pair();
    gone.close();
    const taken = pool.submit(gone.connection);
    ensure(taken, `Any number may wait, and submit() returns false when ${waiting} do.`);
  }
  await ensureOver(pool.abandon(), "The pool was abandoned, and abandon() does not return.");
  client.close();
}

/** Takes each number again that this thread gives back, as soon as it does. */
class Successors implements Disposable {
  readonly #watched = new Set<Fd>();
  readonly #taken = new Map<Fd, string | undefined>();
  readonly #close = libc().close;
  #lost = false;

  constructor() {
    Object.assign(libc(), {
      close: (fd: Fd) => {
        if (this.#taken.has(fd)) this.#lost = true;
        const result = this.#close(fd);
        if (this.#watched.has(fd)) this.take();
        return result;
      },
    });
  }

  /** Watches a number. */
  watch(fd: Fd): void {
    this.#watched.add(fd);
  }

  /** Takes the numbers that are free now. */
  take(): void {
    const missing = () => [...this.#watched].some((fd) => !isOpen(fd));
    const others: Fd[] = [];
    while (missing()) {
      for (const fd of socketpair()) {
        if (this.#watched.has(fd)) this.#taken.set(fd, target(Deno.pid, fd));
        else others.push(fd);
      }
    }
    for (const fd of others) this.#close(fd);
  }

  /** Whether all that were taken are open. */
  get live(): boolean {
    const same = ([fd, name]: [Fd, string?]) => isOpen(fd) && target(Deno.pid, fd) === name;
    return !this.#lost && [...this.#taken].every(same);
  }

  /** How many were taken. */
  get size(): number {
    return this.#taken.size;
  }

  [Symbol.dispose](): void {
    Object.assign(libc(), { close: this.#close });
    if (this.live) { for (const fd of this.#taken.keys()) this.#close(fd); }
  }
}

/** However a conversation ends, the next connection has its number, and must not be closed. */
export async function closeOnce(kata: string) {
  const { Pool } = await load(kata);
  return await findings(async () => {
    const pool = await Pool.start(1, 0, handler("obey"));
    for (const end of ["leave", "", "throw error", "throw nothing"]) {
      await ensureOver(pool.room(), "The only thread is free, and room() does not return.");
      using successors = new Successors();
      const client = submit(pool);
      ensure(await client.ask("hello") === "hello", "The client hears nothing.");
      successors.watch(client.connection);
      if (end) client.say(end);
      else client.close(); // That is an end for the handler.
      // The threads do all that they do by themselves, before the main thread goes on.
      ensure(until(allWait), "The threads of the pool do not come to rest.");
      successors.take();
      const what = end.startsWith("throw") ? "A handler has thrown" : "A handler has returned";
      const closed = await within(() => successors.size > 0 || !isOpen(client.connection));
      ensure(closed, `${what}, and the pool leaves the connection open.`);
      ensure(end === "" || await client.ended(), `${what}, and its client does not read the end.`);
      successors.take();
      await ensureOver(pool.room(), `${what}, and room() does not return.`);
      const next = submit(pool);
      ensure(await next.ask("hello") === "hello", `${what}, and the next client hears nothing.`);
      ensure(
        successors.live,
        `${what}, its connection was closed twice: the second time, it was another one's.`,
      );
      await leave(next);
      ensure(await within(allWait), "The threads of the pool do not come to rest.");
      ensure(
        successors.live,
        `${what}, its connection was closed twice: the second time, it was another one's.`,
      );
      if (end !== "") client.close();
    }
    await drain(pool);
  });
}

/** How many handlers throw: more than a pool would start again that gives up at some time. */
const MANY = 11;

/** Handlers throw, and others go on. */
export async function fail(kata: string) {
  const { Pool } = await load(kata);
  return await findings(async () => {
    const pool = await Pool.start(2, 1, handler("obey"));
    const threads = workers().length;
    const other = submit(pool);
    for (const [at, line] of ["throw error", "throw nothing", "throw text"].entries()) {
      await ensureAnswered([other], `${at} handlers have thrown, and one client still talks`);
      const client = submit(pool, "TCP");
      const heard = await client.ask("hello");
      ensure(
        heard === "hello",
        `${at} handlers have thrown, and no thread is free for the next one.`,
      );
      const next = submit(pool); // Both at once could be one too many: is the thread known to be free?
      client.say(line);
      ensure(await client.ended(), "A handler has thrown, and its client does not read the end.");
      client.close();
      const what = `${at + 1} handlers have thrown, and the client that waited hears nothing.`;
      ensure(await next.ask("hello") === "hello", what);
      await leave(next);
      await ensureOver(pool.room(), "A thread is free, and room() does not return.");
    }
    for (let thrown = 3; thrown < MANY; thrown++) {
      const client = submit(pool);
      const what = `${thrown} handlers have thrown, and the client that waited hears nothing.`;
      ensure(await client.ask("hello") === "hello", what);
      client.say("throw error");
      ensure(await client.ended(), "A handler has thrown, and its client does not read the end.");
      client.close();
    }
    const same = await within(() => workers().length === threads);
    ensure(
      same,
      `${MANY} handlers have thrown, and there are ${workers().length} threads, not ${threads} any more.`,
    );
    const expected = `served 3, failed ${MANY}, inside 1, greatest 2`;
    await counted(pool, expected, `Three have left, and ${MANY} handlers have thrown`);
    const both = [other, submit(pool)];
    await ensureAnswered(
      both,
      `${MANY} handlers have thrown, and two clients are there for two threads`,
    );
    await leave(...both);
    await drain(pool);
    await ensureNoWorkers(`${MANY} handlers have thrown, and the pool is drained`);
  });
}

/** Whoever wants to submit waits for room. */
export async function awaitRoom(kata: string) {
  const { Pool } = await load(kata);
  return await findings(async () => {
    for (const waiting of [0, 2]) {
      const pool = await Pool.start(1, waiting, handler("obey"));
      await ensureOver(pool.room(), "The only thread is free, and room() does not return.");
      const clients = [submit(pool)];
      while (clients.length <= waiting) {
        await ensureOver(pool.room(), "One more may wait, and room() does not return.");
        clients.push(submit(pool));
      }
      for (let round = 0; round < 2; round++) {
        const askers = [1, 2, 3].map(() => new UnderWay(pool.room()));
        await ensureAnswered([clients[0]!], "The only thread talks to a client");
        ensure(!askers.some(({ over }) => over), "There is no room, and room() returns.");
        await leave(clients.shift()!);
        const told = await within(() => askers.every(({ over }) => over));
        const count = askers.filter(({ over }) => over).length;
        ensure(told, `There is room again, and ${count} of three calls of room() return.`);
        clients.push(submit(pool));
      }
      clients.push(await submitAfterError(pool, clients.shift()!));
      const askers = [1, 2].map(() => new UnderWay(pool.room()));
      await ensureAnswered([clients[0]!], "The only thread talks to a client");
      ensure(!askers.some(({ over }) => over), "There is no room, and room() returns.");
      const draining = new UnderWay(pool.drain());
      const told = await within(() => askers.every(({ over }) => over));
      ensure(told, "The pool ends, and room() does not return.");
      ensure(!draining.over, "A client still talks, and drain() has returned.");
      await ensureOver(pool.room(), "The pool ends, and room() does not return.");
      for (const client of clients) await leave(client);
      await ensureOver(draining.promise, "All have left, and drain() does not return.");
      await ensureOver(pool.room(), "The pool has ended, and room() does not return.");
    }
  });
}

/** After an error, there is room when the next thread is there, and not before. */
async function submitAfterError(pool: Pool, failing: Client): Promise<Client> {
  const next = Client.pair();
  const submitting = pool.room().then(() => pool.submit(next.connection));
  ensure(await failing.ask("hello") === "hello", "The only thread is free, and talks to nobody.");
  failing.say("throw error");
  ensure(await failing.ended(), "A handler has thrown, and its client does not read the end.");
  failing.close();
  const taken = await ensureOver(submitting, "A handler has thrown, and room() does not return.");
  ensure(taken, "A handler has thrown, room() has returned, and submit() returns false.");
  return next;
}

/** Pools end when all have been served. */
export async function drainMany(kata: string) {
  const { Pool } = await load(kata);
  return await findings(async () => {
    await drain(await Pool.start(2, 1, handler("obey")));
    await ensureNoWorkers("A pool was drained that nobody has used");
    for (const line of ["leave", "throw error"]) {
      const how = line === "leave" ? "left" : "left by an error";
      const pool = await Pool.start(1, 3, handler("obey"));
      const clients = [submit(pool), submit(pool, "TCP"), submit(pool)];
      const late = Client.pair();
      await ensureAnswered(clients.slice(0, 1), "The only thread is free");
      const open = connections(clients);
      const draining = [new UnderWay(pool.drain().then(open)), new UnderWay(pool.drain())];
      ensure(
        !pool.submit(late.connection),
        "The pool is being drained, and submit() returns true.",
      );
      for (const [at, client] of clients.entries()) {
        const talks = `The pool is being drained, and number ${at + 1} of three talks`;
        for (const _twice of [1, 2]) await ensureAnswered([client], talks);
        ensure(
          !draining.some(({ over }) => over),
          "Not all have been served, and drain() has returned.",
        );
        client.say(line);
        ensure(await client.ended(), "A handler has ended, and its client does not read the end.");
        client.close();
      }
      for (const { promise } of [...draining, { promise: pool.drain() }]) {
        const left = await ensureOver<unknown>(
          promise,
          `All have ${how}, and drain() does not return.`,
        );
        ensure(!left, `All have ${how}, and drain() returns while ${left} of three are open.`);
      }
      ensure(!pool.submit(late.connection), "The pool is drained, and submit() returns true.");
      ensure(
        isOpen(late.connection),
        "The pool was drained, and a connection is closed that it never took.",
      );
      await ensureNoWorkers(`All have ${how}, and the pool is drained`);
      for (const fd of [late.fd, late.connection]) libc().close(fd);
      const [served, failed] = line === "leave" ? [3, 0] : [0, 3];
      await counted(
        pool,
        `served ${served}, failed ${failed}, inside 0, greatest 1`,
        `Three have ${how}`,
      );
    }
  });
}

/** One is given to a thread, and one waits, and in the same turn the pool is abandoned. */
async function abandonAtOnce(pool: Pool): Promise<void> {
  const clients = [submit(pool), submit(pool, "TCP")];
  const open = connections(clients);
  const abandoning = pool.abandon().then(open);
  const late = Client.pair();
  const taken = pool.submit(late.connection);
  ensure(!taken, "The pool is abandoned, and submit() returns true.");
  for (const fd of [late.fd, late.connection]) libc().close(fd);
  const what = "Two have submitted, and in the same turn the pool is abandoned";
  for (const [at, client] of clients.entries()) {
    ensure(await client.ended(), `${what}: number ${at + 1} does not read the end.`);
    client.close();
  }
  const left = await ensureOver(abandoning, `${what}, and abandon() does not return.`);
  ensure(left === 0, `${what}: abandon() returns while ${left} of two are open.`);
}

/** Pools end although clients are there that do nothing. */
export async function abandonMany(kata: string) {
  const { Pool } = await load(kata);
  return await findings(async () => {
    for (const drained of [false, true]) {
      const unused = await Pool.start(1, 0, handler("obey"));
      if (drained) await drain(unused);
      const how = drained ? "The pool is drained" : "Nobody has used the pool";
      await ensureOver(unused.abandon(), `${how}, and abandon() does not return.`);
      await ensureNoWorkers(`${how}, and abandon() has returned`);
      const pool = await Pool.start(3, 3, handler("obey"));
      const [gate, opener] = pipe();
      const gone = submit(pool, "TCP");
      await ensureAnswered([gone], "A thread is free");
      gone.say(`wait ${gate}`);
      const kinds = drained ? ["TCP", "unix"] as const : ["unix", "TCP"] as const;
      const silent = kinds.map((kind) => submit(pool, kind));
      await ensureAnswered(silent, "Two threads are free");
      silent[1]!.say("flood"); // It does not read.
      const waiting = [submit(pool), submit(pool, "TCP"), submit(pool)];
      const asker = new UnderWay(pool.room());
      for (const client of waiting) client.say("hello");
      ensure(until(allWait), "The threads of the pool do not come to rest.");
      gone.reset(); // Its handler waits for something else, and knows nothing of it.
      const open = connections([gone, ...silent, ...waiting]);
      const draining = drained ? new UnderWay(pool.drain()) : undefined;
      const abandoning = [1, 2].map(() => new UnderWay(pool.abandon().then(open)));
      const told = await within(() => asker.over);
      ensure(told, "The pool is abandoned, and room() does not return.");
      const ending = draining ? [draining, ...abandoning] : abandoning;
      const what = "One of three clients has reset the connection, and the pool is abandoned";
      for (const client of silent) {
        const how = client === silent[0] ? "is silent" : "does not read";
        ensure(await client.ended(), `${what}: one that ${how} does not get the end.`);
      }
      for (const client of waiting) {
        ensure(await client.hear() === "", `${what}: one that waited does not read the end.`);
      }
      await counted(pool, "2 have ended, inside 1, greatest 3", what);
      ensure(
        !ending.some(({ over }) => over),
        "A handler still waits for something else, and abandon() has returned.",
      );
      write(opener, new Uint8Array(1));
      const over = await within(() => ending.every(({ over }) => over));
      ensure(over, "The last handler has ended, and abandon() does not return.");
      for (const { promise } of abandoning) {
        const left = await promise;
        ensure(left === 0, `abandon() returns while ${left} of six are open.`);
      }
      await ensureOver(
        pool.abandon(),
        "The pool was abandoned, and abandon() does not return again.",
      );
      await ensureOver(pool.drain(), "The pool was abandoned, and drain() does not return.");
      await counted(pool, "3 have ended, inside 0, greatest 3", "The pool was abandoned");
      await ensureNoWorkers("The pool was abandoned");
      for (const fd of [gate, opener]) libc().close(fd);
      for (const client of [...silent, ...waiting]) client.close();
    }
    await abandonAtOnce(await Pool.start(1, 2, handler("obey")));
  });
}
