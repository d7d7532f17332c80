import {
  assertError,
  eventually,
  expectNothing,
  interruptThreads,
  peerModule,
  soon,
  supervised,
  timeout,
} from "lib/testing/mod.ts";
import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { close, read, unread } from "lib/sys/fd.ts";
import { kill } from "lib/sys/process.ts";
import * as sys from "lib/sys/socket.ts";
import { reset } from "lib/testing/descriptors.ts";
import { comesToRest } from "lib/testing/diagnosis/activity.ts";
import { children as childrenOf, stat, target } from "lib/testing/diagnosis/proc.ts";
import type { Peer } from "lib/testing/peer/peer.ts";
import type { TestScope } from "lib/testing/scope.ts";
import { type Address, connect, hungUp, receive, receiveAll, send } from "lib/testing/streams.ts";
import { listens, socketsAt } from "lib/testing/traffic.ts";
import { ends, HOST } from "./means.ts";
import type { Program } from "./process_server.ts";
import type { Serving } from "./serving.ts";

const beside = (file: string) => new URL(file, import.meta.url).href;
const kata = import.meta.resolve("./process_server.ts");
const handing = peerModule<typeof import("./handing.ts")>(beside("./handing.ts"));
const serving = peerModule<typeof import("./serving.ts")>(beside("./serving.ts"));
const children = peerModule<typeof import("./children.ts")>(beside("./children.ts"));

/** For a call that starts programs, on a busy machine, in milliseconds. */
const deadline = 12_000;
/** For a test with such a call. */
const slow = { late: 30_000 };
const handOver = { role: "handOver()", deadline };
const reap = { role: "reap()", deadline };
const stop = { role: "stop()", deadline };
const serve = { role: "serve()", deadline };

/** A program that does what its client says, line by line. */
const OBEDIENT: Program = ["sh", "-c", 'while read -r line; do eval "$line"; done'];

type Server = Peer<Awaited<ReturnType<typeof import("./serving.ts").serving>>>;

/** Starts a server, and tells where it listens. */
async function startServer(scope: TestScope, program: Program, options: Serving = {}) {
  const given = { role: "serve()", deadline: 30_000, serves: true };
  const server: Server = scope.start(serving, "serving", [kata, program, options], given);
  const address = await listens(server, { transport: "tcp", hostname: HOST, port: 0 });
  if (server.settled) {
    await server.result; // It rejects when serve() threw.
    assert(false, "serve() has returned, and nobody has told it to stop.");
  }
  return { server, address };
}

/** The programs that a server has started and not collected. `false` is a child that the process has itself. */
function programs(server: Server): number[] {
  return childrenOf(server.pid).filter((pid) => {
    const its = stat(pid);
    return its?.session === pid && its.name !== "false";
  });
}

/** Lets a server end as it should, and tells how its programs have ended. */
async function ended(server: Server): Promise<string> {
  if (!server.settled) kill(server.pid, "SIGUSR2");
  const { all, left } = await soon(server.result, "serve() returns: its signal has aborted");
  assertEquals(left, 0, "How many programs are not collected, although serve() has returned");
  return ends(all);
}

/** Connects. */
async function enter({ own }: TestScope, address: Address): Promise<Deno.Conn> {
  const client = await connect(address).catch(() => undefined);
  assert(client !== undefined, "A client is refused, and nobody has told serve() to stop.");
  return own(client);
}

/** Sends a text, and fails unless another one comes back. */
async function expectAnswer(client: Deno.Conn, text: string, answer: string, what: string) {
  await send(client, new TextEncoder().encode(text));
  const heard = await soon(receive(client, answer.length).catch(() => new Uint8Array()), what);
  assertEquals(new TextDecoder().decode(heard), answer, `Waited until ${what}.`);
}

/** Makes a file that can be run, if its mode says so. */
function script(path: string, text: string, mode = 0o755): string {
  Deno.writeTextFileSync(path, `#!/bin/sh\n${text}\n`, { mode });
  return path;
}

Deno.test(
  "handOver() makes the connection the program's standard input and output, until it ends",
  { timeout },
  supervised(async ({ scratch, start }) => {
    const folder = scratch();
    script(join(folder, "speak-up"), 'echo "up $*"');
    Deno.mkdirSync(join(folder, "true")); // The search in PATH goes on behind these two.
    script(join(folder, "printf"), "echo not me", 0o644);
    const programs: Record<string, Program> = {
      "a b||$HOME ü*|\n|": ["printf", "%s|", "a b", "", "$HOME ü*", "\n"],
      "": ["true"],
      "up 1 2\n": ["speak-up", "1", "2"],
      "a path\n": [script(join(folder, "a program"), 'echo "$@"'), "a path"],
    };
    await expectNothing(start(handing, "talk", [kata, programs, folder], handOver));
  }, slow),
);

Deno.test(
  "handOver() gives the program a session of its own, and no other descriptor",
  { timeout },
  supervised(async ({ start }) => {
    await expectNothing(start(handing, "lookAround", [kata], handOver));
  }, slow),
);

Deno.test(
  "handOver() throws when the program cannot be started, and closes the connection",
  { timeout },
  supervised(async ({ scratch, start }) => {
    const folder = scratch();
    const programs: [code: string, Program][] = [
      ["ENOENT", ["no-such-program-anywhere"]],
      ["ENOENT", [join(folder, "nothing"), "with an argument"]],
      ["", ["echo", "hello"]],
      ["EACCES", [script(join(folder, "forbidden"), "echo hello", 0o644)]],
      ["EACCES", [folder]],
      ["ENOENT", ["./echo"]],
      ["", ["echo", "hello"]],
    ];
    const found = await start(handing, "handOverInVain", [kata, programs], handOver).result;
    for (const [at, [code, [command]]] of programs.entries()) {
      const { ended, open, heard } = found[at]!;
      if (code !== "") assertError(ended, [code], `handOver() of ${command}`);
      assert(!open, `handOver() of ${command} is over, and the connection is open here.`);
      assertEquals(heard, code === "" ? "hello\n" : "", `What the client of ${command} got`);
    }
  }, slow),
);

Deno.test(
  "handOver() tells the program who its client is",
  { timeout },
  supervised(async ({ start }) => {
    await expectNothing(start(handing, "askForTheClient", [kata], handOver));
  }, slow),
);

Deno.test(
  "reap() collects all that have ended, and waits for nobody",
  { timeout },
  supervised(async ({ start }) => {
    await expectNothing(start(children, "reapMany", [kata], reap));
  }, slow),
);

Deno.test(
  "reap() leaves other children of the process alone",
  { timeout },
  supervised(async ({ start }) => {
    await expectNothing(start(children, "reapBesideOthers", [kata], reap));
  }, slow),
);

Deno.test(
  "stop() asks each child to end, and kills those that do not",
  { timeout },
  supervised(async ({ start }) => {
    await expectNothing(start(children, "stopMany", [kata, 300], stop));
  }, slow),
);

Deno.test(
  "stop() ends what the children have started, too",
  { timeout },
  supervised(async ({ start }) => {
    await expectNothing(start(children, "stopFamilies", [kata, 100], stop));
  }, slow),
);

Deno.test(
  "stop() waits as long as its patience, and no longer",
  { timeout },
  supervised(async ({ start }) => {
    await expectNothing(start(children, "stopPatiently", [kata], stop));
  }, slow),
);

Deno.test(
  "serve() serves clients at the same time, each by a program of its own",
  { timeout },
  supervised(async (scope) => {
    const { server, address } = await startServer(scope, ["cat"]);
    const silent = await enter(scope, address);
    const clients = [];
    for (let number = 1; number <= 10; number++) {
      const client = await enter(scope, address);
      clients.push(client);
      const word = `client ${number}`;
      await expectAnswer(client, word, word, `${word} is answered, while another one is silent`);
    }
    await expectAnswer(silent, "at last", "at last", "the silent one is answered");
    const pids = programs(server);
    assertEquals(pids.length, 11, "How many programs run for 11 clients");
    const inputs = new Set(pids.map((pid) => target(pid, 0)));
    assertEquals(inputs.size, 11, "How many connections the 11 programs have");
    const open = () => socketsAt(server.pid, address).filter(({ listens }) => !listens).length;
    await eventually(() => open() === 0, () => `serve() lets go of ${open()} connections`);
    for (const client of [silent, ...clients]) {
      await client.closeWrite();
      await soon(hungUp(client), "a client that sends no more reads the end");
    }
    await eventually(() => programs(server).length === 0, "serve() has collected the programs");
    await comesToRest(server);
    const next = await enter(scope, address);
    await expectAnswer(next, "next", "next", "the next client is answered, after a while");
    next.close();
    await eventually(() => programs(server).length === 0, "serve() has collected the programs");
    assertEquals(await ended(server), Array(12).fill("child: 0").join(", "), "What serve() gives");
  }, slow),
);

Deno.test(
  "serve() tells each program who its client is",
  { timeout },
  supervised(async (scope) => {
    const program: Program = ["sh", "-c", 'exec 2> /dev/null; echo "$REMOTE_HOST $REMOTE_PORT"'];
    const { server, address } = await startServer(scope, program);
    assert(address.transport === "tcp");
    kill(server.pid, "SIGSTOP");
    const gone = sys.socket(sys.AF_INET);
    sys.connect(gone, sys.inet(address.hostname, address.port));
    reset(gone); // Nobody is at the other end when it is accepted.
    kill(server.pid, "SIGCONT");
    for (const host of ["127.0.0.1", HOST, "127.3.200.255"]) {
      const fd = sys.socket(sys.AF_INET);
      scope.own({ [Symbol.dispose]: () => target(Deno.pid, fd) === name && close(fd) });
      const name = target(Deno.pid, fd);
      sys.bind(fd, sys.inet(host, 0));
      sys.connect(fd, sys.inet(address.hostname, address.port));
      const expected = `${host} ${sys.port(fd)}\n`;
      await eventually(() => unread(fd) > 0, `${host} is told its address`);
      const buffer = new Uint8Array(100);
      const told = new TextDecoder().decode(buffer.subarray(0, read(fd, buffer)));
      assertEquals(told, expected, "What the program says about its client");
    }
    const well = (await ended(server)).split(", ").filter((it) => it === "child: 0");
    assertEquals(well.length, 3, "How many programs have ended with 0, of those with a client");
  }, slow),
);

Deno.test(
  "serve() lets clients wait while as many programs run as may",
  { timeout },
  supervised(async (scope) => {
    const { server, address } = await startServer(scope, ["cat"], { limit: 2, sleeper: true });
    const waiting = () => socketsAt(server.pid, address).find(({ listens }) => listens)?.unread;
    const rests = async (count: number, what = "") => {
      const rest = await comesToRest(server);
      assert(
        rest || server.settled,
        "Two programs run, as many as may, and serve() does not sleep.",
      );
      assertEquals(programs(server).length, 2, `${what}How many programs run when the limit is 2`);
      assertEquals(waiting(), count, "How many clients wait to be accepted when the limit is 2");
    };
    const clients = [];
    for (const word of ["one", "two"]) {
      const client = await enter(scope, address);
      clients.push(client);
      await expectAnswer(client, word, word, `client ${word} is answered`);
    }
    const [three, gone, four] = [
      await enter(scope, address),
      await enter(scope, address),
      await enter(scope, address),
    ];
    for (const client of [three, four]) await send(client, new TextEncoder().encode("waited"));
    gone.close();
    await rests(3);
    await clients[0]!.closeWrite();
    await expectAnswer(three, "", "waited", "there is room, and the next client is answered");
    await rests(2);
    await clients[1]!.closeWrite();
    await expectAnswer(four, "", "waited", "there is room, and the last client is answered");
    const more = [];
    for (const word of ["five", "six", "seven"]) {
      const client = await enter(scope, address);
      await send(client, new TextEncoder().encode(word));
      more.push({ client, word });
    }
    await rests(3);
    const sleeper = childrenOf(server.pid).find((pid) => stat(pid)?.name === "sleep")!;
    kill(sleeper, "SIGKILL");
    const over = (pids: number[]) => () => pids.every((pid) => stat(pid)?.state === "Z");
    await eventually(over([sleeper]), "a child of the server's process has ended");
    await rests(3, "A child has ended that is no program of the server. ");
    kill(server.pid, "SIGSTOP");
    for (const client of [three, four]) client.close();
    await eventually(over(programs(server)), "two programs have ended");
    kill(server.pid, "SIGCONT");
    for (const { client, word } of more.slice(0, 2)) {
      const what = `two programs have ended at the same time, and client ${word} is answered`;
      await expectAnswer(client, "", word, what);
    }
    await rests(1);
    for (const { client } of more) await client.closeWrite();
    await expectAnswer(more[2]!.client, "", "seven", "there is room, and client seven is answered");
    await eventually(() => programs(server).length === 0, "serve() has collected the programs");
    assertEquals(await ended(server), Array(8).fill("child: 0").join(", "), "What serve() gives");
  }, slow),
);

Deno.test(
  "serve() collects its programs as soon as they have ended, and nobody else's",
  { timeout },
  supervised(async (scope) => {
    const { server, address } = await startServer(scope, ["cat"]);
    const clients: Deno.Conn[] = [];
    for (let number = 0; number < 40; number++) clients.push(await enter(scope, address));
    for (const client of clients) await expectAnswer(client, "x", "x", "40 clients are answered");
    clients.pop()!.close();
    await eventually(
      () => programs(server).length === 39,
      "serve() has collected a program that has ended, while nobody connects",
    );
    kill(server.pid, "SIGSTOP");
    for (const client of clients) client.close();
    const zombies = () => programs(server).filter((pid) => stat(pid)?.state === "Z").length;
    await eventually(() => zombies() === 39, "39 programs have ended");
    kill(server.pid, "SIGCONT");
    await eventually(
      () => programs(server).length === 0,
      () => `39 programs that ended at the same time are collected; left are ${zombies()} zombies`,
    );
    assertEquals(await ended(server), Array(40).fill("child: 0").join(", "), "What serve() gives");
    const { own } = await server.result;
    assertEquals(own, { result: 1 }, "How a child has ended that the process has started itself");
  }, slow),
);

Deno.test(
  "serve() goes on when a signal interrupts its wait",
  { timeout },
  supervised(async (scope) => {
    const { server, address } = await startServer(scope, ["cat"]);
    const client = await enter(scope, address);
    await expectAnswer(client, "one", "one", "a client is answered");
    for (let times = 0; times < 4; times++) { // On a busy machine, one of them may miss the wait.
      await comesToRest(server);
      interruptThreads(server.pid);
    }
    await comesToRest(server);
    client.close();
    await eventually(
      () => programs(server).length === 0,
      "serve() has collected a program, after a signal has interrupted its wait",
    );
    const next = await enter(scope, address);
    await expectAnswer(next, "two", "two", "the next client is answered");
    next.close();
    await eventually(() => programs(server).length === 0, "serve() has collected the programs");
    assertEquals(await ended(server), "child: 0, child: 0", "What serve() gives");
  }, slow),
);

Deno.test(
  "serve() goes on when a program cannot be started",
  { timeout },
  supervised(async (scope) => {
    const folder = scope.scratch();
    const path = join(folder, "a program");
    const program: Program = [path, "hello"];
    const { server, address } = await startServer(scope, program, { limit: 1 });
    const heard = async (expected: string, what: string) => {
      const client = await enter(scope, address);
      const bytes = await soon(
        receiveAll(client),
        `the client reads the end: the limit is 1, no program runs, and ${what}`,
      );
      assertEquals(new TextDecoder().decode(bytes), expected, `What the client gets; ${what}`);
    };
    await heard("", "there is no such program");
    await heard("", "there is no such program");
    Deno.renameSync(script(join(folder, "new"), 'echo "$1"'), path);
    await heard("hello\n", "the program is there now");
    Deno.renameSync(path, join(folder, "new"));
    Deno.symlinkSync(path, path);
    await heard("", "the program is a link to itself");
    Deno.renameSync(join(folder, "new"), path);
    Deno.chmodSync(path, 0o644);
    await heard("", "the program may not be run");
    Deno.chmodSync(path, 0o755);
    await heard("hello\n", "the program may be run again");
    assertEquals(await ended(server), "child: 0, child: 0", "What serve() gives");
    assertEquals((await server.result).given, program, "The program that serve() got");
  }, slow),
);

Deno.test(
  "serve() goes on when a program crashes, and tells how each one has ended",
  { timeout },
  supervised(async (scope) => {
    const { server, address } = await startServer(scope, OBEDIENT, { limit: 2 });
    const other = await enter(scope, address);
    const orders = ["exit 3", "kill -s KILL $$", "exit 255", "kill -s USR1 $$", "exit 0"];
    for (const order of orders) {
      await expectAnswer(
        other,
        "echo still here\n",
        "still here\n",
        "the other client is answered",
      );
      const client = await enter(scope, address);
      await expectAnswer(client, "echo ready\n", "ready\n", "the next client is answered");
      await send(client, new TextEncoder().encode(`${order}\n`));
      await soon(hungUp(client), `a client reads the end; its program was told: ${order}`);
    }
    await expectAnswer(other, "echo still here\n", "still here\n", "the other client is answered");
    await send(other, new TextEncoder().encode("exit 4\n"));
    await soon(hungUp(other), "the other client reads the end");
    const expected = [4, 3, "SIGKILL", 255, "SIGUSR1", 0].map((end) => `child: ${end}`).join(", ");
    assertEquals(await ended(server), expected, "What serve() gives");
  }, slow),
);

Deno.test(
  "serve() refuses clients as soon as it is told to stop, and then ends the programs",
  { timeout },
  supervised(async (scope) => {
    const program: Program = [
      "sh",
      "-c",
      // Who says "ready" is the one that ends of SIGTERM at once: a shell that is being copied does not yet.
      "trap 'echo asked; read -r line; exit 4' TERM; (echo ready; exec sleep 1000) & wait",
    ];
    const { server, address } = await startServer(scope, program, { limit: 2 });
    const clients = [await enter(scope, address), await enter(scope, address)];
    for (const client of clients) await expectAnswer(client, "", "ready\n", "a program is ready");
    const waiting = await enter(scope, address);
    kill(server.pid, "SIGUSR2");
    for (const client of clients) {
      await expectAnswer(client, "", "asked\n", "a program has got SIGTERM");
      const late = await connect(address).then((it) => scope.own(it), () => undefined);
      assert(late === undefined, "A program has got SIGTERM, and clients can still connect.");
      assert(!server.settled, "serve() has returned, while programs run.");
    }
    await soon(hungUp(waiting), "a client that nobody has accepted reads the end");
    for (const client of clients) {
      await send(client, new TextEncoder().encode("go\n"));
      await soon(hungUp(client), "a client reads the end");
    }
    assertEquals(await ended(server), "child: 4, child: 4", "What serve() gives");
  }, slow),
);

Deno.test(
  "serve() kills programs that do not end within the patience",
  { timeout },
  supervised(async (scope) => {
    const program: Program = ["sh", "-c", "trap '' TERM; echo ready; cat; true"];
    const { server, address } = await startServer(scope, program, { patience: 100 });
    const clients = [await enter(scope, address), await enter(scope, address)];
    for (const client of clients) await expectAnswer(client, "", "ready\n", "a program is ready");
    assertEquals(await ended(server), "child: SIGKILL, child: SIGKILL", "What serve() gives");
    for (const client of clients) await soon(hungUp(client), "a client reads the end");
    await expectNothing(scope.start(serving, "servePatiently", [kata], serve));
  }, slow),
);

Deno.test(
  "serve() is one of several servers of a process, each of which is told to stop",
  { timeout },
  supervised(async ({ start }) => {
    await expectNothing(start(serving, "serveBesideAnother", [kata], serve));
  }, slow),
);

Deno.test(
  "serve() sleeps while nothing happens",
  { timeout },
  supervised(async ({ start }) => {
    await expectNothing(start(serving, "serveForAnHour", [kata], serve));
  }, slow),
);
