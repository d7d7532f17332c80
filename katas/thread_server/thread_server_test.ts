import {
  eventually,
  expectNothing,
  interruptThreads,
  peerModule,
  slowTimeout,
  soon,
  supervised,
  supervisedSteps,
  timeout,
} from "lib/testing/mod.ts";
import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { close, unread, write } from "lib/sys/fd.ts";
import { kill } from "lib/sys/process.ts";
import { comesToRest } from "lib/testing/diagnosis/activity.ts";
import { foreignClients, notInstalled, runForeign } from "lib/testing/foreign.ts";
import { explore } from "lib/testing/interleave/mod.ts";
import type { TestScope } from "lib/testing/scope.ts";
import { type Address, connect, hungUp, receive, send } from "lib/testing/streams.ts";
import { listens, socketsAt } from "lib/testing/traffic.ts";
import { HOST } from "./means.ts";
import type { Handler } from "./thread_server.ts";

const kata = peerModule<typeof import("./thread_server.ts")>(
  import.meta.resolve("./thread_server.ts"),
);
const beside = (file: string) => new URL(file, import.meta.url).href;
const counting = beside("./counting.ts");
const pools = peerModule<typeof import("./pools.ts")>(beside("./pools.ts"));
const talking = peerModule<typeof import("./talking.ts")>(beside("./talking.ts"));
const obey = { module: beside("./handlers.ts"), name: "obey" };
const serving = peerModule<typeof import("./serving.ts")>(beside("./serving.ts"));

const slow = { late: 60_000 };
const deadline = 15_000;
const serve = { role: "serve()", deadline };

/** Starts a server, which has two threads and lets one client wait, and tells where it listens. */
async function startServer(scope: TestScope, handler: Handler = obey) {
  const options = { ...serve, serves: true };
  const server = scope.start(serving, "serving", [kata.url, handler], options);
  const address = await listens(server, { transport: "tcp", hostname: HOST, port: 0 });
  if (server.settled) {
    await server.result; // It rejects when serve() threw.
    assert(false, "serve() has returned, and nobody has told it to stop.");
  }
  return { server, address };
}

/** Sends a line, and fails unless it comes back. */
async function expectAnswer(client: Deno.Conn, line: string, what: string, says = true) {
  if (says) await send(client, new TextEncoder().encode(`${line}\n`));
  const heard = await soon(receive(client, line.length + 1).catch(() => new Uint8Array()), what);
  assertEquals(new TextDecoder().decode(heard), `${line}\n`, `Waited until ${what}.`);
}

Deno.test(
  "Counters count for all that have the same memory, and for nobody else",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    await explore(start, kata, counting, "creation", { deadline });
    await expectNothing(start(talking, "countFar", [kata.url], { role: "Counters", deadline }));
  }, slow),
);

Deno.test(
  "Counters lose nothing, whatever two or three threads count at the same time",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    await explore(start, kata, counting, "counterCalls", { programs: 60, enough: 800, deadline });
  }, slow),
);

Deno.test(
  "echo() sends back all that comes, and leaves the connection open",
  { timeout },
  supervised(async ({ start }) => {
    await expectNothing(start(talking, "echoMuch", [kata.url], { role: "echo()", deadline }));
  }, slow),
);

Deno.test(
  "converse() counts a conversation, and leaves the connection open",
  { timeout },
  supervised(async ({ start }) => {
    const role = "converse()";
    await expectNothing(start(talking, "converseMuch", [kata.url], { role, deadline }));
  }, slow),
);

Deno.test(
  "start() starts all threads, and these serve everybody, several at the same time",
  { timeout },
  supervised(async ({ start }) => {
    await expectNothing(start(pools, "serveMany", [kata.url], { role: "start()", deadline }));
  }, slow),
);

Deno.test(
  "submit() refuses whom nobody can serve, and leaves the connection open",
  { timeout },
  supervised(async ({ start }) => {
    await expectNothing(start(pools, "refuse", [kata.url], { role: "submit()", deadline }));
  }, slow),
);

Deno.test(
  "submit() serves those who wait in their order",
  { timeout },
  supervised(async ({ start }) => {
    await expectNothing(start(pools, "takeTurns", [kata.url], { role: "submit()", deadline }));
  }, slow),
);

Deno.test(
  "submit() takes a connection that is closed exactly once, however its handler ends",
  { timeout },
  supervised(async ({ start }) => {
    await expectNothing(start(pools, "closeOnce", [kata.url], { role: "submit()", deadline }));
  }, slow),
);

Deno.test(
  "submit() goes on after errors, with as many threads as before",
  { timeout },
  supervised(async ({ start }) => {
    await expectNothing(start(pools, "fail", [kata.url], { role: "submit()", deadline }));
  }, slow),
);

Deno.test(
  "room() waits until there is room, or until the pool ends",
  { timeout },
  supervised(async ({ start }) => {
    await expectNothing(start(pools, "awaitRoom", [kata.url], { role: "room()", deadline }));
  }, slow),
);

Deno.test(
  "drain() serves all who talk or wait, and ends the threads",
  { timeout },
  supervised(async ({ start }) => {
    await expectNothing(start(pools, "drainMany", [kata.url], { role: "drain()", deadline }));
  }, slow),
);

Deno.test(
  "abandon() cuts all who talk or wait, and ends the threads",
  { timeout },
  supervised(async ({ start }) => {
    await expectNothing(start(pools, "abandonMany", [kata.url], { role: "abandon()", deadline }));
  }, slow),
);

Deno.test(
  "serve() serves clients that others have written, at the same time",
  { timeout },
  supervisedSteps(
    { "over TCP": "tcp", ...notInstalled("socat", "nc", "bash") },
    async (scope) => {
      const { server, address } = await startServer(scope, { module: kata.url, name: "echo" });
      const silent = await connect(address).then(scope.own);
      await send(silent, new TextEncoder().encode("?"));
      const clients = Object.entries(foreignClients("tcp")).map(([name, command]) => {
        const [input, question] = scope.pipe();
        const [answer, output] = scope.pipe();
        const client = runForeign(scope, command, address, { 0: input, 1: output });
        for (const end of [input, output]) close(end);
        write(question, new TextEncoder().encode("2 + 2?\n"));
        close(question);
        return { name, client, answer };
      });
      for (const { name, client, answer } of clients) {
        assertEquals((await client.status).code, 0, `The exit code of ${name}`);
        assertEquals(unread(answer), 7, `How many bytes of an echo ${name} has got, of 7`);
      }
      assertEquals(
        (await receive(silent, 1)).length,
        1,
        "What has come back to the client that waited",
      );
      kill(server.pid, "SIGUSR2");
      silent.close();
      const { open, workers, ...counters } = await server.result;
      assertEquals(
        counters,
        { served: clients.length + 1, failed: 0, inside: 0 },
        "What the counters of the pool say when serve() has returned",
      );
      assert(!open, "serve() has returned, and the listener is open.");
      assertEquals(workers, 0, "How many threads have not ended, although serve() has returned");
    },
    slow,
  ),
);

Deno.test(
  "serve() accepts nobody while there is no room",
  { timeout },
  supervised(async (scope) => {
    const { server, address } = await startServer(scope);
    const clients: Deno.Conn[] = [];
    const enter = async () => clients.push(scope.own(await connect(address)));
    const accepted = () => socketsAt(server.pid, address).filter((it) => !it.listens).length;
    const waiting = () => socketsAt(server.pid, address).find((it) => it.listens)?.unread;
    const rests = async (backlog: number) => {
      const rest = await comesToRest(server);
      assert(
        rest || server.settled,
        "Two talk, one waits in the pool, and serve() does not sleep.",
      );
      assertEquals(
        accepted(),
        3,
        "How many are accepted by a pool of two threads, where one may wait",
      );
      assertEquals(waiting(), backlog, "How many clients wait to be accepted");
    };
    for (const [at, line] of ["one", "two", "three", "four", "five"].entries()) {
      await enter();
      if (at < 2) await expectAnswer(clients[at]!, line, `client ${line} is answered`);
      else await send(clients[at]!, new TextEncoder().encode(`${line}\n`));
    }
    await rests(2);
    for (const [at, line] of ["three", "four", "five"].entries()) {
      await send(clients[at]!, new TextEncoder().encode("leave\n"));
      await soon(hungUp(clients[at]!), "a client that leaves reads the end");
      await expectAnswer(
        clients[at + 2]!,
        line,
        `a client has left, and client ${line} is answered`,
        false,
      );
      if (at === 0) await rests(1);
    }
    kill(server.pid, "SIGUSR2");
    for (const client of clients) client.close();
    assertEquals((await server.result).served, 5, "How many clients were served");
  }, slow),
);

Deno.test(
  "serve() refuses clients as soon as it is told to stop, and lets those finish who are in",
  { timeout },
  supervised(async (scope) => {
    const { server, address } = await startServer(scope);
    assert(
      await comesToRest(server) || server.settled,
      "Nobody is there, and serve() does not sleep.",
    );
    interruptThreads(server.pid);
    await comesToRest(server);
    const [one, two, three] = [
      scope.own(await connect(address)),
      scope.own(await connect(address)),
      scope.own(await connect(address)),
    ];
    for (const client of [one, two]) {
      await expectAnswer(client, "hello", "a client is answered, after a signal has come");
    }
    await comesToRest(server);
    interruptThreads(server.pid);
    await send(three, new TextEncoder().encode("me too\n"));
    const backlog = () => socketsAt(server.pid, address).find((it) => it.listens)?.unread;
    await eventually(() => backlog() === 0, "serve() has accepted three clients");
    kill(server.pid, "SIGUSR2");
    await eventually(
      () => backlog() === undefined,
      "serve() was told to stop, and closes the listener",
    );
    await refused(scope, address);
    await expectAnswer(one, "still here", "serve() was told to stop, and a client is answered");
    await send(two, new TextEncoder().encode("throw error\n"));
    await soon(hungUp(two), "a client reads the end");
    await expectAnswer(
      three,
      "me too",
      "serve() was told to stop, and who waited is answered",
      false,
    );
    assert(!server.settled, "serve() has returned, and two clients still talk.");
    await refused(scope, address);
    for (const client of [one, three]) client.close();
    const { open: _, ...found } = await server.result;
    const expected = { served: 2, failed: 1, inside: 0, workers: 0 };
    assertEquals(found, expected, "What has become of three clients when serve() returns");
  }, slow),
);

async function refused(scope: TestScope, address: Address): Promise<void> {
  const late = await connect(address).then((it) => scope.own(it), () => undefined);
  assert(late === undefined, "serve() was told to stop, and clients can still connect.");
}

Deno.test(
  "serve() stops whenever it is told to, over unix sockets as well",
  { timeout },
  supervised(async ({ scratch, start }) => {
    const path = join(scratch(), "a socket");
    await expectNothing(start(serving, "serveBriefly", [kata.url, path], serve));
  }, slow),
);

Deno.test(
  "serve() sleeps while nothing happens",
  { timeout },
  supervised(async ({ start }) => {
    await expectNothing(start(serving, "serveForAnHour", [kata.url], serve));
  }, slow),
);

Deno.test(
  "serve() answers everybody of 200 clients but those who are silent or gone",
  { timeout },
  supervised(async ({ start }) => {
    await expectNothing(start(serving, "serveMany", [kata.url], serve));
  }, slow),
);
