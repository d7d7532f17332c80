/**
 * Clients of your serveRpc() that do what a program says.
 *
 * Each program runs in a process of its own, and gets the URL of your module as its first argument.
 *
 * @module
 */

import { sockets } from "lib/testing/descriptors.ts";
import { concat, positions } from "lib/testing/bytes.ts";
import { ensure, type Finding, findings } from "lib/testing/findings.ts";
import { hasReturned } from "lib/testing/peer/scenario.ts";
import { type Address, connect, listen } from "lib/testing/streams.ts";
import { UnderWay } from "lib/testing/under_way.ts";
import { sameBytes } from "lib/testing/views.ts";
import { Far, soon as settles, turns, under, until } from "./far.ts";
import { Gate } from "./gate.ts";
import { callOf, load, PROGRAM, record, replyOf, VERSION, words, wordsOf } from "./protocol.ts";
import type { Service, XdrReader } from "./rpc.ts";

type Kata = Awaited<ReturnType<typeof load>>;

/** The procedures of the service. */
const [HELD, FREE, ECHO, LONG, WIDE] = [1, 2, 3, 4, 5];

/** More bytes than a unix connection holds that nobody reads from, however much that is on this machine. */
const PLENTY = 4 +
  2 * (Number(Deno.readTextFileSync("/proc/sys/net/core/wmem_default")) || 1 << 18);

/** A server of this process. */
class Server {
  readonly gate = new Gate();
  readonly service: Service;
  readonly address: Address;
  readonly listener: Deno.Listener;
  readonly #controller = new AbortController();
  readonly #clients: Far[] = [];
  #serving = new UnderWay(Promise.resolve());

  constructor(readonly kata: Kata, address: Address, readonly limit: number, service?: Service) {
    [this.listener, this.address] = listen(address);
    const { gate } = this;
    const long = (args: XdrReader) => positions(PLENTY + args.uint());
    const procedures = {
      [HELD]: gate.held,
      [FREE]: gate.free,
      [ECHO]: (args: XdrReader) => args.rest,
      [LONG]: long,
      [WIDE]: () => positions(500),
    };
    this.service = service ?? new kata.Service(PROGRAM, VERSION, procedures, { remember: 10_000 });
  }

  /** Calls your serveRpc(). */
  begin(): this {
    const { listener, service, limit } = this;
    const serve = async () =>
      await this.kata.serveRpc(listener, service, { signal: this.#controller.signal, limit });
    this.#serving = new UnderWay(serve());
    return this;
  }

  abort(): void {
    this.#controller.abort();
  }

  /** Whether serveRpc() has returned. */
  get over(): boolean {
    return this.#serving.over;
  }

  /** What a client gets, unless the server is over before. */
  async soon<T>(promise: Promise<T>, what: string): Promise<T> {
    const waiting = new UnderWay(promise);
    await until(() => waiting.over || this.over, what);
    if (!waiting.over) await this.returned("although nobody has told it to stop");
    return await promise;
  }

  /** Waits until serveRpc() has returned. */
  async stopped(what: string): Promise<void> {
    await settles(this.#serving.promise, `serveRpc() has returned, ${what}`);
  }

  /** Fails because serveRpc() is over; when it threw, with that. */
  async returned(why: string): Promise<never> {
    await this.#serving.promise;
    ensure(false, `serveRpc() has returned, ${why}`);
  }

  async client(): Promise<Far> {
    const client = new Far(await connect(this.address));
    this.#clients.push(client);
    return client;
  }

  /** Fails unless the next record that a client gets is this reply. */
  async expect(client: Far, reply: Uint8Array, what: string): Promise<void> {
    const found = await this.soon(client.next(), `a client gets its reply: ${what}`);
    ensure(found, `The server has hung up on a client, instead of its reply: ${what}`);
    const [is, has] = [found, reply].map((it) =>
      `${it.length} bytes: ${wordsOf(it).slice(0, 9).join(" ")}`
    );
    ensure(sameBytes(found, reply), `${what}: the reply has ${is}, and not ${has}`);
  }

  /** Fails unless a client is hung up on now, and gets nothing before. */
  async expectEnd(client: Far, what: string): Promise<void> {
    const found = await this.soon(client.next(), `the server hangs up on a client: ${what}`);
    ensure(!found, `${what}: the client gets ${found?.length} bytes more, and not the end`);
  }

  /** Stops the server, and fails unless nothing is left. */
  async finish(): Promise<void> {
    if (this.over) await this.returned("although nobody has told it to stop");
    this.abort();
    await this.stopped("when it was told to stop");
    this.gate.letAllGo();
    for (const client of this.#clients) client.close();
  }
}

const call = (number: number, procedure: number, ...args: number[]) =>
  callOf({ number, procedure, args: words(...args) });
const answer = (number: number, ...rest: number[]) => replyOf(number, 0, words(...rest));

/** Many clients, some of which are slow. */
export function many(url: string, address: Address): Promise<Finding> {
  return findings(async () => {
    const server = new Server(await load(url), address, Infinity).begin();
    const [slow, silent, halfway, other] = [1, 2, 3, 4].map(() => server.client());
    await (await halfway!).send(record(call(1, ECHO, 3)).subarray(0, 11));
    const one = await slow!;
    await one.send(
      record(call(1, HELD, 50)),
      record(call(2, FREE, 51)),
      record(call(3, HELD, 52), 3, 0, 5),
    );
    await server.expect(
      one,
      answer(2, 51, 1),
      "A fast call behind a slow one, in the same segment",
    );
    const two = await other!;
    for (const [number, n] of [[1, 60], [2, 61], [7, 62], [2 ** 32 - 1, 63]] as const) {
      await two.send(record(call(number, FREE, n), 1, 1, 1, 9));
      await server.expect(two, answer(number, n, 1), "A call while another client's runs");
    }
    await two.send(record(call(2, FREE, 61)));
    await server.expect(two, answer(2, 61, 1), "A call that is sent again on its connection");
    for (const [number, n] of [[3, 52], [1, 50]] as const) {
      server.gate.letGo(n);
      await server.expect(one, answer(number, n, 1), "A slow call, when it is ready");
    }
    await held(server, one);
    await often(server, two);
    await under("Long and short replies on one connection", () => much(server, one, two));
    await crowd(server, address.transport === "unix" ? 300 : 20);
    await (await halfway!).send(record(call(1, ECHO, 3)).subarray(11));
    await server.expect(await halfway!, answer(1, 3), "A call whose second half came late");
    await (await silent!).send(record(call(1, ECHO, 4)));
    await server.expect(await silent!, answer(1, 4), "The first call of a client that was silent");
    await anHour(server);
    await server.finish();
  });
}

/** Many slow calls on one connection, and a fast one behind them. */
async function held(server: Server, client: Far): Promise<void> {
  const all = Array.from({ length: 100 }, (_, i) => 20_000 + i);
  await client.send(
    ...all.map((n) => record(call(n, HELD, n))),
    record(call(5, FREE, 21_000)),
  );
  await server.expect(client, answer(5, 21_000, 1), "A fast call behind 100 slow ones");
  for (const n of all.reverse()) {
    server.gate.letGo(n);
    await server.expect(client, answer(n, n, 1), "One of 100 slow calls, when it is ready");
  }
}

/** A client that says nothing for an hour. */
async function anHour(server: Server): Promise<void> {
  const client = await quiet(server);
  await client.send(record(call(2, ECHO, 2)));
  await server.expect(client, answer(2, 2), "A client, after it has said nothing for an hour");
}

async function quiet(server: Server): Promise<Far> {
  const { Clock } = await import("lib/testing/clock.ts");
  using clock = new Clock();
  const client = await server.client();
  await client.send(record(call(1, ECHO, 1)));
  await server.expect(client, answer(1, 1), "A client, before it says nothing for an hour");
  await clock.pass(3_600_000, 20);
  return client;
}

/** Many calls at once, on one connection. */
async function often(server: Server, client: Far): Promise<void> {
  const numbers = Array.from({ length: 1100 }, (_, i) => 1000 + i);
  const sending = client.send(...numbers.map((number) => record(call(number, ECHO, number), 5)));
  const left = new Set(numbers);
  while (left.size > 0) {
    const found = await server.soon(
      client.next(),
      `1100 calls are answered, and ${left.size} of them are left`,
    );
    ensure(found, `The server has hung up on a client, and ${left.size} of 1100 calls are left`);
    const [number = -1] = wordsOf(found);
    ensure(left.delete(number), `Of 1100 calls, there is another reply to number ${number}`);
    ensure(
      sameBytes(found, answer(number, number)),
      `Of 1100 calls, the reply to number ${number} is a wrong one`,
    );
  }
  await sending;
}

/** Long replies that nobody reads for a while, and short ones beside them. */
async function much(server: Server, patient: Far, other: Far): Promise<void> {
  const lengths = [8, 0, 4];
  await patient.send(
    ...lengths.flatMap((
      length,
      i,
    ) => [record(call(100 + i, LONG, length)), record(call(200 + i, ECHO, i))]),
  );
  await turns(50);
  await other.send(record(call(9000, LONG, 12)));
  await server.expect(
    other,
    replyOf(9000, 0, positions(PLENTY + 12)),
    "A long reply, while another client does not read its own",
  );
  const expected = new Map([
    ...lengths.map((length, i) =>
      [100 + i, replyOf(100 + i, 0, positions(PLENTY + length))] as const
    ),
    ...lengths.map((_, i) => [200 + i, answer(200 + i, i)] as const),
  ]);
  while (expected.size > 0) {
    const found = await server.soon(
      patient.next(),
      "long replies come, and short ones beside them",
    );
    ensure(found, "The server has hung up on a client that did not read for a while");
    const [number = -1] = wordsOf(found);
    const reply = expected.get(number);
    ensure(
      reply && sameBytes(found, reply),
      `there is a wrong one, of ${found.length} bytes, which begins with ${number}`,
    );
    expected.delete(number);
  }
}

/** Clients that all use the same numbers for their calls. */
async function crowd(server: Server, count: number): Promise<void> {
  const clients: Far[] = [];
  while (clients.length < count) clients.push(await server.client());
  for (const [i, client] of clients.entries()) {
    await client.send(record(call(77, FREE, 10_000 + i)));
  }
  for (const [i, client] of clients.entries()) {
    await server.expect(
      client,
      answer(77, 10_000 + i, 1),
      `Client ${i + 1} of ${count}, all of which use the same number`,
    );
  }
  for (const client of clients.slice(10)) client.close();
  const late = await server.client();
  await late.send(record(call(77, FREE, 9999)));
  await server.expect(
    late,
    answer(77, 9999, 1),
    "A client that uses the number of one that is gone",
  );
}

/** What a client sends that no server can bear, and whether it ends its side then. */
const BROKEN: [what: string, bytes: Uint8Array, ends: boolean][] = [
  ["a record above the limit", record(new Uint8Array(101)), false],
  ["a record of 2 ** 31 - 1 bytes, announced", words(2 ** 32 - 1), false],
  ["a fragment that makes the record too long", concat(words(60), positions(60), words(41)), false],
  ["a header that is cut", words(5).subarray(0, 2), true],
  ["a fragment that is cut", concat(words(2 ** 31 + 5), positions(4)), true],
  ["a record without its last fragment", concat(words(4), positions(4)), true],
];

/** What is no call, and leaves the client connected. */
const NO_CALL: [what: string, bytes: Uint8Array][] = [
  ["an empty record", words()],
  ["three bytes", positions(3)],
  ["a reply", replyOf(5, 0)],
  ["a call that is cut", call(5, ECHO).slice(0, 30)],
  ["a call with credentials that are too long", callOf({ credentials: words(1, 5000) })],
  ["100 bytes", positions(100)],
];

/** Clients that are gone or break the rules. */
export function misbehaving(url: string, address: Address): Promise<Finding> {
  return findings(async () => {
    const before = sockets();
    const server = new Server(await load(url), address, 100).begin();
    const polite = await server.client();
    let number = 0;
    const goesOn = async (after: string) => {
      await polite.send(record(call(++number, ECHO, number)));
      await server.expect(polite, answer(number, number), `Another client asks, after ${after}`);
    };
    for (const [what, bytes] of NO_CALL) {
      const client = await server.client();
      await client.send(
        ...Array.from({ length: 12 }, () => record(bytes)),
        record(bytes, 0),
        record(call(1, ECHO, 5)),
      );
      await server.expect(client, answer(1, 5), `A call behind what is none: ${what}`);
      client.close();
    }
    const longest = callOf({ number: 3000, procedure: ECHO, args: positions(60) });
    await polite.send(record(longest, 50));
    await server.expect(polite, replyOf(3000, 0, positions(60)), "A call as long as the limit");
    await polite.send(record(call(3001, WIDE)));
    await server.expect(
      polite,
      replyOf(3001, 0, positions(500)),
      "A reply that is longer than calls may be",
    );
    for (const [i, [what, bytes, ends]] of BROKEN.entries()) {
      for (const running of [false, true]) {
        const client = await server.client();
        const n = 100 + 2 * i + Number(running);
        if (running) {
          await client.send(record(call(1, HELD, n)));
          await until(() => server.gate.runs.has(n) || server.over, "a procedure runs");
        }
        await client.send(bytes);
        if (ends) await client.end();
        await server.expectEnd(
          client,
          `It has sent ${what}${running ? ", while a call of it runs" : ""}`,
        );
        server.gate.letGo(n); // Nobody is there for the reply.
        client.close();
        await goesOn(`a client has sent ${what}`);
      }
    }
    for (const [what, leave] of Object.entries(LEAVING)) {
      const client = await server.client();
      const n = 200 + Object.keys(LEAVING).indexOf(what);
      await client.send(record(call(1, HELD, n)), record(call(2, HELD, n + 50)));
      await until(() => server.gate.runs.has(n + 50) || server.over, "a procedure runs");
      await leave(client, server);
      // Who answers others afterwards has noticed it.
      for (let round = 0; round < 3; round++) await goesOn(what);
      server.gate.letGo(n);
      if (what !== ENDS) server.gate.letGo(n + 50);
      if (what === ENDS) {
        await server.expect(
          client,
          answer(1, n, 1),
          "A client has ended its side, and a call of it was running",
        );
        await turns(50);
        server.gate.letGo(n + 50);
        await server.expect(
          client,
          answer(2, n + 50, 1),
          "A client has ended its side, and two calls of it were running",
        );
        await server.expectEnd(client, "It has ended its side, and has got its replies");
        client.close();
      }
      await goesOn(what);
    }
    await readsLate(server);
    const open = () => sockets() - before - 3; // The listener, and two ends of the polite client.
    await until(
      () => open() <= 0 || server.over,
      `the server has closed what clients have left, and ${open()} sockets are left`,
    );
    await polite.end();
    await server.expectEnd(polite, "It has ended its side, and no call is left");
    await server.finish();
  });
}

/** A client that ends its side, and does not read its long reply before that is ready. */
async function readsLate(server: Server): Promise<void> {
  const client = await server.client();
  await client.send(record(call(1, LONG, 8)));
  await client.end();
  await turns(50);
  const what = "A client has ended its side, and reads a long reply later";
  await server.expect(client, replyOf(1, 0, positions(PLENTY + 8)), what);
  await server.expectEnd(client, "It has ended its side, and has got its long reply");
  client.close();
}

const ENDS = "a client has ended its side";

/** How a client may leave, while two calls of it run. */
const LEAVING: Record<string, (client: Far, server: Server) => Promise<void>> = {
  [ENDS]: async (client) => {
    const { Clock } = await import("lib/testing/clock.ts");
    using clock = new Clock();
    await client.end();
    await turns(50);
    await clock.pass(3_600_000, 20); // However long its calls run.
  },
  "a client is gone": async (client) => {
    client.close();
    await turns();
  },
  "a client has broken its connection": async (client, server) => {
    await client.send(record(call(3, ECHO, 1)));
    // Closed with something unread, a connection breaks.
    await server.soon(client.connection.read(new Uint8Array(1)), "a client gets its reply");
    client.close();
    await turns();
  },
};

/** Stops servers, each in the middle of something. */
export function stopping(url: string, address: Address, beside: Address): Promise<Finding> {
  return findings(async () => {
    const kata = await load(url);
    const before = sockets();
    const server = new Server(kata, address, Infinity).begin();
    const other = new Server(kata, beside, Infinity, server.service).begin();
    const names = ["idle", "halfway", "running", "deaf", "ended"];
    const clients = Object.fromEntries(
      await Promise.all(names.map(async (it) => [it, await server.client()] as const)),
    );
    const { idle, halfway, running, deaf, ended } = clients as Record<string, Far>;
    await idle!.send(record(call(1, ECHO, 1)));
    await server.expect(idle!, answer(1, 1), "A client asks");
    await halfway!.send(record(call(1, ECHO, 1)).subarray(0, 20));
    for (const [client, n] of [[running, 10], [ended, 11]] as const) {
      await client!.send(record(call(1, HELD, n)));
      await until(() => server.gate.runs.has(n) || server.over, "a procedure runs");
    }
    await ended!.end();
    await deaf!.send(record(call(1, LONG, 0)), record(call(2, LONG, 0)));
    const beside2 = await other.client();
    await beside2.send(record(call(1, FREE, 20)));
    await other.expect(
      beside2,
      answer(1, 20, 1),
      "A client of another server with the same service, which uses the same number",
    );
    await turns(50);
    if (server.over) await server.returned("although nobody has told it to stop");
    server.abort();
    await server.stopped("although procedures still run");
    const refused = await connect(server.address).then((it) => it.close(), () => "refused");
    ensure(refused === "refused", "serveRpc() has returned, and clients can still connect");
    for (const [name, client] of Object.entries(clients)) {
      const what = `serveRpc() has returned, and the connection of a client is closed (${name})`;
      const end = client.all();
      await settles(end, what);
    }
    // Five clients, and two ends and a listener of the other server.
    await until(
      () => sockets() - before <= 8,
      "serveRpc() has returned, and has closed every connection",
    );
    for (const client of Object.values(clients)) client.close();
    for (const n of [10, 11]) server.gate.letGo(n);
    await beside2.send(record(call(2, FREE, 21)));
    await other.expect(
      beside2,
      answer(2, 21, 1),
      "Another server, after the first one has stopped",
    );
    await other.finish();
    const early = new Server(kata, address, Infinity);
    early.abort();
    early.begin();
    await early.stopped("when it was told to stop before");
    await until(
      () => sockets() <= before,
      `serveRpc() has returned, and everything is closed: ${sockets() - before} sockets are left`,
    );
  });
}

/** Serves until the test sends SIGUSR2: over TCP, and each datagram that comes over UDP. */
export async function serving(url: string, hostname: string): Promise<void> {
  const kata = await load(url);
  const sum = (args: XdrReader) => {
    const all = args.array(() => args.int());
    args.end();
    return words(all.reduce((a, b) => a + b, 0) >>> 0);
  };
  const shout = (args: XdrReader) => new kata.XdrWriter().string(args.string().toUpperCase()).bytes;
  const service = new kata.Service(PROGRAM, VERSION, { 1: sum, 2: shout }, { remember: 10 });
  const controller = new AbortController();
  const listener = Deno.listen({ hostname, port: 0 });
  const socket = Deno.listenDatagram({ transport: "udp", hostname, port: listener.addr.port });
  const stop = () => {
    Deno.removeSignalListener("SIGUSR2", stop);
    socket.close();
    controller.abort();
  };
  Deno.addSignalListener("SIGUSR2", stop);
  const answering = (async () => {
    for await (const [bytes, from] of socket) {
      const { hostname, port } = from as Deno.NetAddr;
      const reply = await service.answer(`${hostname} ${port}`, bytes);
      if (reply) await socket.send(reply, from);
    }
  })();
  await kata.serveRpc(listener, service, { signal: controller.signal, limit: 1000 });
  hasReturned();
  await answering;
}
