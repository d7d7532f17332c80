import {
  assertArrived,
  assertError,
  assertResult,
  concat,
  different,
  eventually,
  expectNothing,
  interrupt,
  peerModule,
  positions,
  supervised,
  supervisedSteps,
  timeout,
  WaitingCalls,
} from "lib/testing/mod.ts";
import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import {
  close,
  F_GETFL,
  F_SETFL,
  fcntl,
  type Fd,
  O_NONBLOCK,
  read,
  socketpair,
  unread,
  write,
} from "lib/sys/fd.ts";
import { kill } from "lib/sys/process.ts";
import {
  AF_INET,
  AF_UNIX,
  bind,
  inet,
  listen,
  port,
  SHUT_WR,
  shutdown,
  socket,
  type SocketAddress,
  unix,
} from "lib/sys/socket.ts";
import { tcpPair } from "lib/testing/descriptors.ts";
import { comesToRest } from "lib/testing/diagnosis/activity.ts";
import { pause } from "lib/testing/diagnosis/pause.ts";
import { commonName, waitOf } from "lib/testing/diagnosis/calls.ts";
import { descriptors, effort, stat, syscall, target, threads } from "lib/testing/diagnosis/proc.ts";
import { foreignClients, runForeign } from "lib/testing/foreign.ts";
import type { TestScope } from "lib/testing/scope.ts";
import { socketsAt } from "lib/testing/traffic.ts";
import { answerTo, askFor, FAILURE } from "./answers.ts";
import { Client } from "./client.ts";
import { arrives } from "./ends.ts";

const kata = peerModule<typeof import("./multiplexing.ts")>(
  import.meta.resolve("./multiplexing.ts"),
);
/** Calls of your functions, several in one process. */
const scenarios = peerModule<typeof import("./scenarios.ts")>(
  new URL("./scenarios.ts", import.meta.url).href,
);

/** For a call that does a lot, or waits for what the test does meanwhile, in milliseconds. */
const deadline = 9000;
/** Whoever waits for some seconds at a time is given some of them, in each of several calls. */
const patient = { late: 40_000 };
/** No process has so many. */
const NOT_OPEN = 9999;

/** Closes descriptors at the end of the test, unless it has done so. */
function owned<T extends Fd[]>({ own }: TestScope, ...fds: T): T {
  const names = fds.map((fd) => target(Deno.pid, fd));
  const release = () => fds.forEach((fd, at) => target(Deno.pid, fd) === names[at] && close(fd));
  own({ [Symbol.dispose]: release });
  return fds;
}

const pair = (scope: TestScope) => owned(scope, ...socketpair());

Deno.test(
  "waitForAny() names all from which something can be taken, and takes nothing",
  { timeout },
  supervised(async ({ start }) => {
    const peer = start(scenarios, "lookAtAll", [kata.url], { role: "waitForAny()", deadline });
    await expectNothing(peer);
  }),
);

Deno.test(
  "waitForAny() waits for all of them at the same time, without using the CPU",
  { timeout },
  supervised(async (scope) => {
    const listener = listenerOf(scope, "unix");
    const pipes = [1, 2, 3, 4].map(() => scope.pipe());
    const pairs = [1, 2, 3, 4].map(() => pair(scope));
    const [idle, data, end] = pipes.map(([readEnd]) => readEnd) as [Fd, Fd, Fd, Fd];
    const [quiet, half, gone] = pairs.map(([here]) => here) as [Fd, Fd, Fd, Fd];
    const cases: [what: string, ms: number, fd: Fd, ended: boolean, act: () => void][] = [
      ["Bytes in a pipe", Infinity, data, false, () => write(pipes[1]![1], positions(3))],
      ["The end of a pipe", 2 ** 32 + 20, end, true, () => close(pipes[2]![1])],
      ["A half-closed connection", 2 ** 31, half, true, () => shutdown(pairs[1]![1], SHUT_WR)],
      ["The end of a connection", 2 ** 40, gone, true, () => close(pairs[2]![1])],
      ["A client", 2 ** 24, listener.fd, false, () => scope.own(new Client(listener.address))],
    ];
    const waiting = new WaitingCalls(scope, { hurries: true });
    const calls = cases.map(([, ms, fd]): [Fd[], number] => [[idle, quiet, fd], ms]);
    const inherits = [...new Set([...calls.flatMap(([fds]) => fds), waiting.told])];
    const options = { inherits, role: "waitForAny()", deadline: 3 * deadline };
    const peer = scope.start(scenarios, "waitEach", [kata.url, calls, waiting.told], options);
    for (const [at, [what, , fd, , act]] of cases.entries()) {
      await waiting.waits(peer, at + 1, target(Deno.pid, fd)!, `waitForAny() (${what})`);
      assert(!waiting.over(peer, at + 1), `${what}: waitForAny() did not wait for it.`);
      act();
      await eventually(() => waiting.over(peer, at + 1), `waitForAny() returns: ${what}`);
    }
    const { outcomes } = await peer.result;
    for (const [at, [what, , fd, ended]] of cases.entries()) {
      assertEquals(assertResult(outcomes[at], what), [{ fd, ended }], what);
    }
  }, patient),
);

Deno.test(
  "waitForAny() names none when the time is over, and not before",
  { timeout },
  supervised(async (scope) => {
    const [idle] = scope.pipe();
    const [quiet] = pair(scope);
    const lists = [[], [idle], [idle, quiet]];
    const calls = [0, 1, 30].flatMap((ms) => lists.map((it): [Fd[], number] => [it, ms]));
    const options = { inherits: [idle, quiet], role: "waitForAny()" };
    const peer = scope.start(scenarios, "waitEach", [kata.url, calls], options);

    const { outcomes, times } = await peer.result;
    for (const [at, [fds, ms]] of calls.entries()) {
      const what = `For ${fds.length} descriptors and ${ms} ms`;
      assertEquals(assertResult(outcomes[at], what), [], what);
      const time = times[at]!;
      assert(time >= ms - 3, `${what}: waitForAny() gave up after ${time.toFixed(1)} ms.`);
    }
  }),
);

/** How long a process waits at most in poll() or epoll_wait(), in milliseconds, as it has told the kernel. */
function timeLimit(pid: number): number | undefined {
  const call = syscall(pid, pid);
  const wait = typeof call === "object" ? waitOf(call) : undefined;
  return wait && ["poll", "epoll_wait"].includes(commonName(wait.call)) ? wait.amount : undefined;
}

Deno.test(
  "waitForAny() takes its time although signals come",
  { timeout },
  supervised(async (scope) => {
    const [idle] = scope.pipe();
    const [[data, there], [other, far]] = [pair(scope), pair(scope)];
    const [ms, days] = [400, 2 ** 30];
    const waiting = new WaitingCalls(scope);
    const calls: [Fd[], number][] = [
      [[idle, data], days],
      [[idle], ms],
      [[idle, other], Infinity],
    ];
    const inherits = [idle, data, other, waiting.told];
    const options = { inherits, role: "waitForAny()", deadline: 3 * deadline };
    const peer = scope.start(scenarios, "waitEach", [kata.url, calls, waiting.told], options);
    const longer = "When signals come, waitForAny() takes longer than its time";
    const object = target(Deno.pid, data)!;
    await waiting.interrupted(peer, 1, object, "waitForAny()");
    const again = timeLimit(peer.pid) === days;
    assert(!again, `${longer}: after a signal it begins to wait for all of it again.`);
    const early = waiting.over(peer, 1);
    write(there, positions(1));
    for (let signals = 0; !waiting.over(peer, 2); signals++) {
      assert(signals < 100, `${longer}: it still waits, although its ${ms} ms are over.`);
      kill(peer.pid, "SIGUSR2");
      await pause(ms / 10);
    }
    await waiting.interrupted(peer, 3, target(Deno.pid, other)!, "waitForAny() without a limit");
    const gaveUp = waiting.over(peer, 3);
    write(far, positions(1));

    const { outcomes, times } = await peer.result;
    const ready = assertResult(outcomes[0], "When a signal comes");
    assert(!early, "When a signal comes, waitForAny() gives up before its time is over.");
    assertEquals(ready, [{ fd: data, ended: false }], "What comes after two signals");
    assertEquals(assertResult(outcomes[1], "When signals come"), []);
    const last = assertResult(outcomes[2], "When a signal comes, and there is no limit");
    assert(!gaveUp, "When a signal comes, waitForAny() gives up, although there is no limit.");
    assertEquals(last, [{ fd: other, ended: false }], "What comes, when there is no limit");
    const time = times[1]!.toFixed(1);
    assert(
      times[1]! >= ms - 3,
      `When signals come, waitForAny() gave up after ${time} of ${ms} ms.`,
    );
  }, patient),
);

Deno.test(
  "waitForAny() throws EBADF at once for a descriptor that is not open",
  { timeout },
  supervised(async (scope) => {
    const [idle] = scope.pipe();
    const [data, there] = pair(scope);
    write(there, positions(1));
    const lists = [[NOT_OPEN], [idle, NOT_OPEN], [data, NOT_OPEN, idle], [-1, idle]];
    const calls = lists.flatMap((it) => [0, Infinity].map((ms): [Fd[], number] => [it, ms]));
    const options = { inherits: [idle, data], role: "waitForAny()" };
    const peer = scope.start(scenarios, "waitEach", [kata.url, calls], options);

    const { outcomes } = await peer.result;
    for (const [at, [fds, ms]] of calls.entries()) {
      const name = (fd: Fd) =>
        fd === idle ? "an empty pipe" : fd === data ? "a connection with data" : `${fd}`;
      const what = `For ${fds.map(name).join(", ")} and ${ms} ms`;
      assertError(outcomes[at], ["EBADF"], what);
    }
  }),
);

Deno.test(
  "drain() gives all that is there, and never waits for more",
  { timeout },
  supervised(async ({ start }) => {
    const peer = start(scenarios, "drainEach", [kata.url], {
      role: "drain()",
      deadline: 3 * deadline, // Who reads byte by byte is slow.
    });
    await expectNothing(peer);
  }),
);

Deno.test(
  "drain() leaves the flags of the open file as they were",
  { timeout },
  supervised(async ({ start }) => {
    const peer = start(scenarios, "drainShared", [kata.url], { role: "drain()", deadline });
    await expectNothing(peer);
  }),
);

Deno.test(
  "drain() throws when the connection was broken off, or is not open",
  { timeout },
  supervised(async ({ start }) => {
    const peer = start(scenarios, "drainBroken", [kata.url], { role: "drain()", deadline });
    const { wrong, found, notOpen } = await peer.result;
    assert(wrong === undefined, wrong);
    for (const [what, ended, open] of found) {
      assertError(ended, ["ECONNRESET"], what);
      assert(open, `${what}: drain() closed the descriptor, which has to stay open.`);
    }
    assertError(notOpen, ["EBADF"], "For a descriptor that is not open");
  }),
);

/** Listens for what comes on connections; the first one blocks, the second one does not, and so on. */
async function collecting(scope: TestScope, count: number, before: (others: Fd[]) => void) {
  const pairs = Array.from({ length: count }, () => pair(scope));
  // What is there before may also be there over TCP.
  if (count === 4) pairs[0] = owned(scope, ...tcpPair());
  const fds = pairs.map(([here]) => here);
  const others = pairs.map(([, there]) => there);
  const flags = fds.map((fd, at) => fcntl(fd, F_GETFL) | (at % 2 ? O_NONBLOCK : 0));
  fds.forEach((fd, at) => fcntl(fd, F_SETFL, flags[at]!));
  before(others);
  if (count === 4) arrives(fds[0]!);
  const [begun, told] = scope.pipe();
  const options = { inherits: [...fds, told], role: "onData()", deadline: 2 * deadline };
  const peer = scope.start(scenarios, "collect", [kata.url, fds, told], options);
  let steps = 0;
  const step = async () => {
    if (steps > 0) kill(peer.pid, "SIGUSR2");
    steps++;
    await eventually(() => peer.settled || unread(begun) >= steps, `onData(): step ${steps}`);
  };
  await step();
  const readAll = async (what: string, ...which: number[]) => {
    const all = () => which.every((at) => unread(fds[at]!) === 0);
    await eventually(() => peer.settled || all(), `onData() has read ${what}`);
  };
  const finish = async () => {
    while (steps < 3) await step();
    await readAll("what came", ...fds.keys());
    kill(peer.pid, "SIGUSR2");
    return await peer.result;
  };
  return { peer, fds, others, flags, step, readAll, finish };
}

Deno.test(
  "onData() gives all bytes of a burst for which one signal comes",
  { timeout },
  supervised(async (scope) => {
    const { peer, others: [there], readAll, finish } = await collecting(scope, 1, () => {});
    const bursts = [different(...Array.from({ length: 20 }, (_, at) => at + 1)), [
      positions(150_000),
    ]];
    for (const burst of bursts) {
      kill(peer.pid, "SIGSTOP");
      for (const bytes of burst) write(there!, bytes);
      kill(peer.pid, "SIGCONT");
      await readAll("what came in a burst", 0);
    }
    const { bytes: [pieces], open } = await finish();
    assertArrived(concat(...pieces!), concat(...bursts.flat()), "What came in bursts");
    assert(open[0], "A connection was closed, which has to stay open.");
  }),
);

Deno.test(
  "onData() gives what was there before, and is silent at the end",
  { timeout },
  supervised(async (scope) => {
    const sent = different(700, 5, 0, 9);
    const { fds, others, readAll, finish } = await collecting(scope, 4, (others) => {
      sent.forEach((bytes, at) => bytes.length > 0 && write(others[at]!, bytes));
    });
    await readAll("what was there before", ...fds.keys());
    close(others[1]!); // It has ended.
    write(fds[3]!, positions(1));
    close(others[3]!); // It has not read this: the connection is broken off.
    const late = positions(70_000);
    write(others[2]!, late);
    await readAll("what came when another connection had ended", 2);
    for (let times = 0; times < 2; times++) {
      write(others[2]!, positions(1));
      await readAll("what came on a connection after another was broken off", 2);
    }
    const { bytes, open } = await finish();
    assert(!open.includes(false), "A connection was closed, which has to stay open.");
    const expected = sent.with(2, concat(late, positions(1), positions(1)));
    for (const [at, pieces] of bytes.entries()) {
      assertArrived(concat(...pieces), expected[at]!, `What came on connection ${at + 1}`);
      assert(pieces.every(({ length }) => length > 0), "handle() was called without bytes.");
    }
  }),
);

Deno.test(
  "onData() serves several connections, and no timer looks for bytes",
  { timeout },
  supervised(async (scope) => {
    const { fds, others, readAll, finish } = await collecting(scope, 3, () => {});
    const sent = fds.map((): Uint8Array[] => []);
    for (const [turn, at] of [2, 0, 1, 0, 0, 2, 1, 2, 0, 1, 1, 0].entries()) {
      const bytes = positions(1000 * turn + 1);
      sent[at]!.push(bytes);
      write(others[at]!, bytes);
      await readAll(`what came on connection ${at + 1}`, at);
    }
    const { bytes, timers } = await finish();
    for (const [at, pieces] of bytes.entries()) {
      assertArrived(concat(...pieces), concat(...sent[at]!), `What came on connection ${at + 1}`);
    }
    assertEquals(timers, 0, "How often a timer went off in an hour in which nothing came");
  }),
);

Deno.test(
  "onData() ends when its function is called, and leaves no flag behind",
  { timeout },
  supervised(async (scope) => {
    const { fds, others, flags, step, readAll, finish } = await collecting(scope, 3, () => {});
    await step(); // The first one is let go of.
    const late = positions(5);
    assertEquals(fcntl(fds[0]!, F_GETFL), flags[0], "The flags of the open file afterwards");
    write(others[0]!, late);
    write(others[1]!, positions(7)); // A signal comes for this one.
    await readAll("what came on another connection", 1);
    write(others[2]!, positions(8));
    await readAll("what came on another connection", 2);
    assertEquals(unread(fds[0]!), 5, "How many bytes stay unread when onData() has ended");
    await step(); // The others are let go of, and the first one is listened to again.
    for (const at of [1, 2]) {
      assertEquals(fcntl(fds[at]!, F_GETFL), flags[at], "The flags of the open file afterwards");
    }
    const { bytes, before } = await finish();
    assertEquals(before, 0, "How often handle() was called after the end");
    assertArrived(concat(...bytes[0]!), late, "What is there when onData() begins again");
    for (const at of [1, 2]) {
      assertArrived(concat(...bytes[at]!), positions(6 + at), "What came on another connection");
    }
    assertEquals(fcntl(fds[0]!, F_GETFL), flags[0], "The flags of the open file in the end");
  }),
);

Deno.test(
  "onData() is called neither too late nor too early, whatever handle() does",
  { timeout },
  supervised(async ({ start }) => {
    const options = { role: "onData()", deadline: 2 * deadline };
    const peer = start(scenarios, "collectInBetween", [kata.url], options);
    await expectNothing(peer);
  }),
);

/** A socket that listens. */
interface Listener {
  fd: Fd;
  address: SocketAddress;
}

/** Makes a listener at a free address. */
function listenerOf(scope: TestScope, family: "unix" | "TCP"): Listener {
  const [fd] = owned(scope, socket(family === "unix" ? AF_UNIX : AF_INET));
  const wanted = family === "unix"
    ? unix(join(scope.scratch(), `server ${crypto.randomUUID().slice(0, 8)}`))
    : inet("127.0.0.1", 0);
  bind(fd, wanted);
  listen(fd, 300);
  return { fd, address: family === "unix" ? wanted : inet("127.0.0.1", port(fd)) };
}

/** Starts a server, and behind it others, which begin when the one before has ended. */
function startServers(scope: TestScope, limit: number, ...listeners: Listener[]) {
  const servers = listeners.map(({ fd }): [Fd, Fd, Fd] => [fd, ...scope.pipe()]);
  const given = servers.map(([listener, stop]): [Fd, Fd] => [listener, stop]);
  const inherits = given.flat();
  const options = { inherits, role: "serveLines()", deadline: 3 * deadline, serves: true };
  const peer = scope.start(scenarios, "serve", [kata.url, given, limit], options);
  inherits.forEach(close);
  return { peer, stoppers: servers.map(([, , stopper]) => stopper) };
}

/** Starts a server. */
function startServer(scope: TestScope, limit = 65536, family: "unix" | "TCP" = "unix") {
  const listener = listenerOf(scope, family);
  const { peer, stoppers: [stopper] } = startServers(scope, limit, listener);
  return {
    peer,
    address: listener.address,
    /** A new client. */
    client: () => scope.own(new Client(listener.address)),
    /** How many sockets the server has open. */
    sockets: () =>
      [...descriptors(peer.pid).values()].filter((it) => it.target.startsWith("socket:")).length,
    /** Stops the server, and looks at what came of it. */
    end: async (lines?: number) => {
      write(stopper!, new Uint8Array(1));
      const { ended, changed, count } = await peer.result;
      assertResult(ended[0], "When it was stopped");
      if (lines !== undefined) assertEquals(count, lines, "How often answer() was called");
      assertEquals(changed, 0, "How many lines have changed after answer() had got them");
    },
  };
}

const bytesOf = (text: string) => new TextEncoder().encode(text);
/** Compares what a client has received, answer by answer. */
function assertAnswers(client: Client, lines: Uint8Array[], what = "") {
  const { received } = client;
  let begin = 0;
  for (const [at, line] of lines.entries()) {
    const end = received.indexOf(10, begin);
    const answered = received.subarray(begin, end < 0 ? received.length : end);
    assertArrived(
      answered,
      answerTo(line),
      `The answer to line ${at + 1}, of length ${line.length}${what}`,
    );
    begin = end < 0 ? received.length : end + 1;
  }
  assertArrived(received.subarray(begin), new Uint8Array(), `What comes after the answers${what}`);
}

/** What answers look like to a client. */
const answers = (...lines: Uint8Array[]) =>
  concat(...lines.flatMap((line) => [answerTo(line), Uint8Array.of(10)]));

Deno.test(
  "serveLines() answers each line, whatever bytes it has and however it comes",
  { timeout },
  supervisedSteps(
    { "over a unix socket": "unix", "over TCP": "TCP" } as const,
    async (scope, family) => {
      const { client, end } = startServer(scope, 65536, family);
      const all = Uint8Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => byte !== 10);
      const sizes = [1, 4095, 4096, 65535, 65536, 65537, 1_200_000];
      const lines = [
        bytesOf("hello"),
        bytesOf(""),
        bytesOf("a\r"),
        all,
        bytesOf(""),
        bytesOf("ö€😀"),
      ];
      lines.push(...sizes.map((size) => answerTo(askFor(size))), askFor(0), askFor(300_000));
      const [one, other] = [client(), client()];
      one.say(...lines);
      other.say(bytesOf("other"));
      await one.hears(lines.length, "each line is answered");
      assertAnswers(one, lines);
      await other.hears(1, "another client gets its answer");
      assertArrived(other.received, answers(bytesOf("other")), "The answer to another client");
      one.close();
      const cut = concat(bytesOf("ab"), Uint8Array.of(10, 10), bytesOf("ö"), Uint8Array.of(10));
      for (const byte of cut) {
        other.sendRaw(Uint8Array.of(byte));
        const third = client(); // When this one is answered, the byte has been read.
        third.say(bytesOf("x"));
        await third.hears(1, "a client is answered while another one has sent half a line");
        third.close();
      }
      await other.hears(4, "lines that come byte by byte are answered");
      const expected = answers(...["other", "ab", "", "ö"].map(bytesOf));
      assertArrived(other.received, expected, "The answers to lines that came byte by byte");
      await end(lines.length + 4 + cut.length);
    },
  ),
);

Deno.test(
  "serveLines() lets nobody wait for a client that is slow",
  { timeout },
  supervised(async (scope) => {
    const { peer, client, end } = startServer(scope);
    const [half, silent, greedy, quick] = [client(), client(), client(), client()];
    half.sendRaw(bytesOf("half a "));
    const much = [askFor(2_000_000), bytesOf("and this"), askFor(1_000_000)];
    greedy.say(...much);
    await eventually(() => peer.settled || greedy.waiting > 0, "a long answer begins to arrive");
    for (let times = 1; times <= 5; times++) {
      quick.say(bytesOf(`question ${times}`));
      await quick.hears(times, "a client is answered while another one does not read its answers");
    }
    half.sendRaw(bytesOf("line\n"));
    await half.hears(1, "the second half of a line has come");
    assert(
      half.ended === undefined || peer.settled,
      "The server hung up on a client that had sent half a line, and then nothing for a while.",
    );
    assertArrived(
      half.received,
      answers(bytesOf("half a line")),
      "The answer to a line in two halves",
    );
    await greedy.hears(3, "a client that reads late gets all of its answers");
    assertArrived(greedy.received, answers(...much), "The answers to a client that reads late");
    silent.say(bytesOf("at last"));
    await silent.hears(1, "a client that was silent for a while is answered");
    await end();
  }),
);

/** A line of many bytes, which tells which one it is. */
const longLine = (at: number) =>
  answerTo(concat(answerTo(askFor(16376)), bytesOf(`${1_000_000 + at}`)));
/** Many empty lines, the last one without its end. */
const emptyLines = () => new Uint8Array(65535).fill(10);

/** Sends lines, and reads no answers, until the server takes no more; or until so much is sent. */
async function flood(
  client: Client,
  peer: { pid: number; settled: boolean },
  most: number,
  line: (at: number) => Uint8Array = longLine,
) {
  const lines: Uint8Array[] = [];
  let [still, last] = [0, ""];
  await eventually(
    () => {
      while (client.push() && client.ended === undefined && client.sent < most) {
        lines.push(line(lines.length));
        client.say(lines.at(-1)!);
      }
      const done = threads(peer.pid).map((thread) => JSON.stringify(effort(peer.pid, thread)));
      const now = `${client.sent} ${done}`;
      // Who does not get the CPU could take more.
      still = now === last && stat(peer.pid)?.state === "S" ? still + 1 : 0;
      last = now;
      return peer.settled || client.ended !== undefined || client.sent >= most || still > 15;
    },
    "a client that does not read gets no further",
    2 * deadline,
  );
  return lines;
}

Deno.test(
  "serveLines() reads no more from a client for which too much waits, and goes on later",
  { timeout },
  supervised(async (scope) => {
    const { peer, client, end } = startServer(scope, 65536);
    const [flooder, other] = [client(), client()];
    const most = 12_000_000;
    other.say(bytesOf("first"));
    await other.hears(1, "a client is answered");
    const lines = await flood(flooder, peer, most);
    if (peer.settled) await peer.result; // It may have failed.
    assert(
      flooder.sent < most,
      `A client that reads no answers could send ${most} bytes, although the limit is 65536: the server keeps all of the answers.`,
    );
    other.say(bytesOf("hello"));
    await other.hears(2, "another client is answered meanwhile");
    await assertAtRest(peer, "a client does not read its answers");
    await flooder.hears(lines.length, "the client reads again, and gets all of its answers");
    assertArrived(flooder.received, answers(...lines), "The answers, when the client reads again");

    const last = client();
    const much = [askFor(2_000_000), ...Array.from({ length: 6 }, (_, at) => longLine(at))];
    last.say(much[0]!);
    await eventually(() => peer.settled || last.waiting > 0, "a long answer begins to arrive");
    last.sendRaw(concat(...much.slice(1).flatMap((line) => [line, Uint8Array.of(10)]))).end();
    await last.hearsAll("a client has ended its side while the server reads no more from it");
    const what = "The answers to a client that has ended its side while the limit was reached";
    assertArrived(last.received, answers(...much), what);

    const [brief, many] = [client(), 1_500_000];
    await flood(brief, peer, many, emptyLines);
    if (peer.settled) await peer.result; // It may have failed.
    assert(
      brief.sent < many,
      `A client that reads no answers could send ${many} empty lines, although the limit is 65536: the "\\n" of an answer counts, too.`,
    );
    brief.close();
    await end();
  }),
);

/** Fails when a server wakes up again and again. */
async function assertAtRest(peer: { pid: number; settled: boolean }, what: string) {
  const rests = await comesToRest(peer) || peer.settled;
  assert(
    rests,
    `While ${what}, there is nothing to do, and serveLines() wakes up again and again.`,
  );
}

Deno.test(
  "serveLines() reads on from a client for which less than the limit waits",
  { timeout },
  supervised(async (scope) => {
    const { peer, client, end } = startServer(scope, 6_000_000);
    const flooder = client();
    const most = 3_000_000;
    flooder.say(bytesOf("first"));
    await flooder.hears(1, "a client is answered");
    const lines = await flood(flooder, peer, most);
    assert(
      flooder.sent >= most || peer.settled,
      `The limit is 6000000, and the server reads no more from a client that has sent ${flooder.sent} bytes.`,
    );
    await flooder.hears(1 + lines.length, "the client reads its answers");
    assertArrived(flooder.received, answers(bytesOf("first"), ...lines), "The answers");

    const part = client();
    const much = [askFor(2_000_000), bytesOf("and this"), askFor(7_000_000)];
    part.say(...much); // The answers are more than the limit, and also without what this client reads of them.
    await eventually(() => peer.settled || part.waiting > 0, "a long answer begins to arrive");
    part.sendRaw(answerTo(askFor(2_000_000)));
    await part.hearsBytes(4_500_000, "a client reads a part of a long answer");
    await eventually(
      () => part.push(),
      "the server reads on: less than the limit waits for a client that has read a part of its answers",
      deadline,
    );
    await part.hears(much.length, "the client reads the other part");
    assertArrived(part.received, answers(...much), "The answers that were read in two parts");
    await end();
  }),
);

Deno.test(
  "serveLines() gives a client that has ended its side all answers, and hangs up",
  { timeout },
  supervised(async (scope) => {
    const { peer, client, end } = startServer(scope, 10_000_000);
    const [talker, mute, rest, late] = [client(), client(), client(), client()];
    mute.end();
    await mute.hearsAll("a client has sent nothing, and has ended its side");
    rest.sendRaw(bytesOf("a line\nand no line")).end();
    await rest.hearsAll("a client has ended its side in the middle of a line");
    assertArrived(rest.received, answers(bytesOf("a line")), "What answers a line and half a line");
    const lines = [askFor(1_000_000), bytesOf("b"), askFor(500_000)];
    talker.say(...lines).end();
    late.say(bytesOf("still there?"));
    await late.hears(1, "another client is answered");
    await assertAtRest(peer, "a client that has ended its side does not read its answers");
    await talker.hearsAll("a client has ended its side, and has read its answers");
    assertArrived(
      talker.received,
      answers(...lines),
      "The answers to a client that has ended its side",
    );
    for (const it of [mute, rest, talker]) assertEquals(it.ended, true, "How the server hung up");
    await end();
  }),
);

Deno.test(
  "serveLines() hangs up on a client that is gone, and goes on for the others",
  { timeout },
  supervisedSteps(
    { "over a unix socket": "unix", "over TCP": "TCP" } as const,
    async (scope, family) => {
      const { peer, client, sockets, end } = startServer(scope, 65536, family);
      const other = client();
      other.say(bytesOf("first"));
      await other.hears(1, "a client is answered");
      const before = sockets();
      let heard = 1;
      const leave: [what: string, leave: (its: Client) => void | Promise<void>][] = [
        ["at once", () => {}],
        ["in the middle of a line", (its) => void its.sendRaw(bytesOf("half"))],
        ["without having read an answer", async (its) => {
          its.say(bytesOf("question"));
          await eventually(() => peer.settled || its.waiting > 0, "an answer has come");
        }],
        ["while a long answer is being sent", async (its) => {
          its.say(askFor(3_000_000));
          await eventually(() => peer.settled || its.waiting > 0, "a long answer begins to arrive");
        }],
        [
          "while much more is waiting for it",
          async (its) => void await flood(its, peer, 12_000_000),
        ],
      ];
      for (const [how, act] of leave) {
        const its = client();
        await act(its);
        its.close();
        const hungUp = () => peer.settled || sockets() <= before;
        await eventually(hungUp, `the server hangs up on a client that is gone, which left ${how}`);
        other.say(bytesOf(how));
        await other.hears(++heard, "a client is answered when others are gone");
        assert(!other.ended, `A client left ${how}, and the server hung up on another one.`);
      }
      const expected = answers(...[
        "first",
        ...leave.map(([how]) => how),
      ].map(bytesOf));
      assertArrived(other.received, expected, "The answers when others are gone");
      await eventually(
        () => peer.settled || sockets() <= before,
        () => `the server hangs up on clients that are gone (${sockets() - before} are left)`,
      );
      await assertAtRest(peer, "all other clients are gone");
      await end();
    },
  ),
);

Deno.test(
  "serveLines() answers two hundred clients, also when signals come",
  { timeout },
  supervised(async (scope) => {
    const { peer, address, client, end } = startServer(scope, 1000);
    const first = client();
    first.say(bytesOf("first"));
    await first.hears(1, "a client is answered");
    kill(peer.pid, "SIGSTOP"); // All of them come at the same time.
    const clients = Array.from({ length: 200 }, () => client());
    const burst = Array.from({ length: 12 }, (_, at) => answerTo(askFor(9000 + at)));
    first.say(...burst);
    for (const [at, it] of clients.entries()) {
      if (at % 6 === 1) it.sendRaw(bytesOf(`half ${at}`));
      if (at % 6 === 3) it.close();
      if (at % 6 === 5) it.say(bytesOf("gone")).close();
    }
    kill(peer.pid, "SIGCONT");
    const goesOn = async () => {
      if (!peer.settled) return;
      const ended = (await peer.result).ended[0]!;
      const how = "error" in ended ? `it threw ${ended.error} (${ended.message})` : "it returned";
      assert(false, `A signal has ended serveLines(): ${how}.`);
    };
    await first.hears(13, "many lines that have come at once are answered");
    const talkers = clients.filter((_, at) => at % 2 === 0);
    for (const round of [1, 2]) {
      for (const [at, it] of talkers.entries()) it.say(bytesOf(`${round}, ${at}`), askFor(at));
      for (const it of talkers) await it.hears(2 * round, "one of two hundred clients is answered");
      await assertAtRest(peer, "two hundred clients are silent");
      await goesOn();
      await interrupt(peer);
      await goesOn();
    }
    assertArrived(first.received, answers(bytesOf("first"), ...burst), "The answers to many lines");
    for (const [at, it] of talkers.entries()) {
      const lines = [1, 2].flatMap((round) => [bytesOf(`${round}, ${at}`), askFor(at)]);
      assertArrived(it.received, answers(...lines), "The answers to one of two hundred clients");
    }
    assertEquals(
      await foreignAnswer(scope, address),
      "desserts\nevil\n",
      "What a foreign client got",
    );
    await end();
  }),
);

const pathOf = (address: SocketAddress) => new TextDecoder().decode(address.slice(2, -1));

/** Sends two lines by a program that nobody of this course has written. Gives what it gets. */
async function foreignAnswer(scope: TestScope, address: SocketAddress): Promise<string> {
  const [command] = Object.values(foreignClients("unix"));
  const path = pathOf(address);
  const [input, lines] = scope.pipe();
  const [answered, output] = scope.pipe();
  const fds = { 0: input, 1: output };
  const program = runForeign(scope, command!, { transport: "unix", path }, fds);
  [input, output].forEach(close);
  write(lines, bytesOf("stressed\nlive\n"));
  close(lines);
  await program.status;
  const buffer = new Uint8Array(100);
  return new TextDecoder().decode(buffer.subarray(0, read(answered, buffer)));
}

Deno.test(
  "serveLines() ends when it is told to, whatever clients wait for",
  { timeout },
  supervised(async (scope) => {
    const listeners = [listenerOf(scope, "unix"), listenerOf(scope, "unix")];
    const { peer, stoppers } = startServers(scope, 1000, ...listeners);
    for (const [at, how] of ["something can be read from stop", "stop has ended"].entries()) {
      const { address } = listeners[at]!;
      const client = () => scope.own(new Client(address));
      const [half, greedy, mute, quick] = [client(), client(), client(), client()];
      // The first server has one more. What is left of that one would be in the way of the second.
      const more = at === 0 ? [client()] : [];
      for (const it of more) {
        it.say(bytesOf("hello"));
        await it.hears(1, "a client is answered");
      }
      half.sendRaw(bytesOf("half"));
      greedy.say(askFor(2_000_000));
      mute.say(askFor(2_000_000)).end();
      quick.say(bytesOf("hello"));
      await quick.hears(1, "a client is answered");
      const waiting = () => greedy.waiting > 0 && mute.waiting > 0;
      await eventually(() => peer.settled || waiting(), "long answers begin to arrive");
      if (how === "stop has ended") close(stoppers[at]!);
      else write(stoppers[at]!, new Uint8Array(1));
      for (const it of [half, quick, ...more]) await it.hearsAll(how);
      for (const it of [greedy, mute]) await it.hearsAll(`${how}, and answers are left`);
      const place = { transport: "unix", path: pathOf(address) } as const;
      const closed = () => !socketsAt(peer.pid, place).some(({ listens }) => listens);
      await eventually(() => peer.settled || closed(), `serveLines() closes its listener: ${how}`);
    }
    const { ended } = await peer.result;
    assertResult(ended[0], "When something can be read from stop");
    assertResult(ended[1], "When stop has ended");
  }),
);

Deno.test(
  "serveLines() throws what answer() throws, and closes everything",
  { timeout },
  supervised(async (scope) => {
    const { peer, client } = startServer(scope);
    const [other, one] = [client(), client()];
    other.say(bytesOf("hello"));
    await other.hears(1, "a client is answered");
    one.say(bytesOf("fail"));
    await eventually(() => peer.settled, "serveLines() throws what answer() has thrown");
    const { ended: [ended] } = await peer.result;
    assertError(ended, [FAILURE.code], "When answer() throws");
    assert("message" in ended! && ended.message === FAILURE.message, "It threw another error.");
    await peer.ended;
  }),
);
