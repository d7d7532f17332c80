import {
  assertArrived,
  assertBytes,
  assertError,
  assertResult,
  different,
  eventually,
  peerModule,
  positions,
  supervised,
  timeout,
} from "lib/testing/mod.ts";
import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { close, type Fd, read, SOCK_SEQPACKET, socketpair, unread, write } from "lib/sys/fd.ts";
import { MSG_DONTWAIT, receive, send } from "lib/sys/message.ts";
import { poll, POLLHUP, POLLIN } from "lib/sys/poll.ts";
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
  unix,
} from "lib/sys/socket.ts";
import { connect, receiveAll } from "lib/testing/streams.ts";
import { waitsFor } from "lib/testing/diagnosis/activity.ts";
import { type Wait, waitOf } from "lib/testing/diagnosis/calls.ts";
import { stat, syscall, target } from "lib/testing/diagnosis/proc.ts";
import type { TestScope } from "lib/testing/scope.ts";
import { SysError } from "lib/sys/errno.ts";
import type { Parcel } from "./scenarios.ts";

const kata = peerModule<typeof import("./stream_pipe.ts")>(import.meta.resolve("./stream_pipe.ts"));
/** Calls of your functions, several in one process. */
const scenarios = peerModule<typeof import("./scenarios.ts")>(
  new URL("./scenarios.ts", import.meta.url).href,
);

/** For a call that does a lot, or waits for what the test does meanwhile, in milliseconds. */
const deadline = 9000;

const MAX_BYTES = 65536;

/** Makes two connected sockets, and closes at the end of the test what is still open then. */
function pair({ own }: TestScope, type?: number): [Fd, Fd] {
  const ends = socketpair(type);
  const names = ends.map((fd) => target(Deno.pid, fd));
  const release = () => ends.forEach((fd, at) => target(Deno.pid, fd) === names[at] && close(fd));
  own({ [Symbol.dispose]: release });
  return ends;
}

/** Fills a queue. Gives the number of packets of one byte that it took. */
function fill(end: Fd): number {
  for (let count = 0;; count++) {
    try {
      send(end, new Uint8Array([count]), MSG_DONTWAIT);
    } catch (error) {
      if (error instanceof SysError && error.code === "EAGAIN") return count;
      throw error;
    }
  }
}

/** Takes what has arrived: packet by packet, without waiting. */
function arrived(end: Fd): Uint8Array[] {
  const packets: Uint8Array[] = [];
  const buffer = new Uint8Array(2 * MAX_BYTES);
  try {
    for (let length; (length = receive(end, buffer, MSG_DONTWAIT)) > 0;) {
      packets.push(buffer.slice(0, length));
    }
  } catch (error) {
    if (!(error instanceof SysError) || error.code !== "EAGAIN") throw error;
  }
  return packets;
}

/** A stream as far as it has come. */
interface Stream {
  pieces: Uint8Array<ArrayBuffer>[];
  ended: boolean;
}

/** Takes what has arrived of a stream, without waiting. */
function drain(end: Fd, stream: Stream): void {
  const buffer = new Uint8Array(65536);
  try {
    while (!stream.ended) {
      const length = receive(end, buffer, MSG_DONTWAIT);
      stream.pieces.push(buffer.slice(0, length));
      stream.ended = length === 0;
    }
  } catch (error) {
    if (!(error instanceof SysError) || error.code !== "EAGAIN") throw error;
  }
}

/** How much a stream socket takes before somebody reads. */
function capacity(): number {
  const [here, there] = socketpair();
  const bytes = new Uint8Array(4096);
  let sum = 0;
  try {
    for (;;) sum += send(here, bytes, MSG_DONTWAIT);
  } catch {
    return sum;
  } finally {
    close(here);
    close(there);
  }
}

function assertJob(actual: Uint8Array | null | undefined, job: Uint8Array): void {
  assertArrived(actual, job, `A job of length ${job.length}`);
}

/**
 * Waits until a function waits, or has had time for it: not everybody sleeps in a call on the descriptor.
 *
 * @param begun Where its scenario has written when the function is called.
 */
async function waiting(peer: { pid: number; settled: boolean }, fd: Fd, begun: Fd, what: string) {
  const object = target(Deno.pid, fd)!;
  const waits = () => waitsFor(peer.pid, object) && !endsByTime(waitNow(peer.pid));
  // Who does not get the CPU has had no time.
  const sleeps = () => ["S", "Z"].includes(stat(peer.pid)?.state ?? "Z");
  let looks = 0;
  await eventually(
    () => peer.settled || (unread(begun) > 0 && (waits() || (sleeps() && looks++ > 40))),
    what,
    deadline,
  );
}

/** Starts a worker, whose scenario writes to `begun` when it asks for its first job. */
function startWorker(
  { pipe, start }: TestScope,
  queue: Fd,
  number: number,
  few?: number,
  late?: boolean,
) {
  const [begun, told] = pipe();
  const options = { inherits: [queue, told], role: `nextJob() of worker ${number}`, deadline };
  const peer = start(scenarios, "work", [kata.url, queue, few, told, late], options);
  return { peer, begun };
}

/** Sends a packet. Tells whether the other end can still receive. */
function delivered(end: Fd, packet: Uint8Array<ArrayBuffer>): boolean {
  try {
    return send(end, packet, MSG_DONTWAIT) === packet.length;
  } catch (error) {
    if (error instanceof SysError && error.code === "EPIPE") return false;
    throw error;
  }
}

/** What the main thread of a process waits for, if it does. */
function waitNow(pid: number): Wait | undefined {
  const call = syscall(pid, pid);
  return typeof call === "object" ? waitOf(call) : undefined;
}

/** Whether a wait may be over by itself after some time. */
function endsByTime(wait: Wait | undefined): boolean {
  if (wait?.call === "poll") return (wait.amount! | 0) >= 0;
  if (wait?.call === "ppoll") return wait.addresses![1] !== 0n;
  return ["selected", "time"].includes(wait?.for ?? "");
}

/** Lets an hour go by for `exchangeForAnHour`. Where its thread sleeps in a call, no clock matters to it. */
async function anHour(peer: { pid: number; settled: boolean }, over: Fd) {
  const end = performance.now() + 3000; // Not everybody sleeps: some look again and again.
  let asleep = 0;
  const gone = () => {
    const wait = waitNow(peer.pid);
    const sleeps = wait && !["events", "wake-up"].includes(wait.for) && !endsByTime(wait);
    asleep = sleeps ? asleep + 1 : 0;
    return peer.settled || unread(over) > 0 || asleep > 3 || performance.now() > end;
  };
  await eventually(gone, "an hour has gone by", deadline);
}

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

Deno.test(
  "exchange() gives each side the message of the other",
  { timeout },
  supervised(async (scope) => {
    const much = 3 * capacity() + 777;
    const MEBIBYTE = 2 ** 20;
    const lengths = [[0, 0], [1, 0], [0, 2], [5, 7], [much, much + 1], [3, MEBIBYTE + 1]];
    lengths.push([65536, 65537]);
    const mine = different(...lengths.map(([here]) => here!));
    mine[3]!.set([0, 255, 128, 0, 0]);
    const yours = different(...lengths.map(([, there]) => there!)).map((it) => it.reverse());
    const ends = lengths.map(() => pair(scope));
    const exchanging = (side: 0 | 1, messages: Uint8Array[]) => {
      const calls = messages.map((it, at): [Fd, Uint8Array] => [ends[at]![side], it]);
      const inherits = calls.map(([end]) => end);
      const options = { inherits, deadline, role: side === 0 ? "exchange()" : "the other side" };
      return scope.start(scenarios, "exchangeEach", [kata.url, calls], options);
    };
    const [one, other] = [exchanging(0, mine), exchanging(1, yours)];
    ends.flat().forEach(close);

    const [here, there] = [await one.result, await other.result];
    for (const [at, [sent, received]] of lengths.entries()) {
      const what = `Both sides send at the same time, ${sent} bytes and ${received}`;
      assertArrived(assertResult(here.outcomes[at]!, what), yours[at]!, what);
      assertArrived(assertResult(there.outcomes[at]!, what), mine[at]!, `${what}, to there`);
    }
    assertEquals(here.changed, [], "Messages of these lengths were changed by exchange().");
    assertEquals(
      here.closed,
      [],
      "exchange() has closed these numbers again, which name other files now",
    );
  }),
);

Deno.test(
  "exchange() sends on when the other side's message has ended",
  { timeout },
  supervised(async (scope) => {
    const [end, there] = pair(scope);
    const message = positions(3 * capacity() + 777);
    const file = join(scope.scratch(), "message");
    write(there, positions(5));
    shutdown(there, SHUT_WR);
    const options = { inherits: [end], deadline };
    const peer = scope.start(kata, "exchange", [end, message], options);
    await eventually(() => unread(end) === 0 || peer.settled, "exchange() has read 5 bytes");
    close(end);
    const reader = scope.run("sh", ["-c", 'cat > "$1"', "sh", file], { 0: there });
    close(there);

    await reader.status;
    const received = await peer.result;
    assertArrived(await Deno.readFile(file), message, "What exchange() sent");
    assertArrived(received, positions(5), "What exchange() received");
  }),
);

Deno.test(
  "exchange() hangs up although another process has a copy of its end",
  { timeout },
  supervised(async (scope) => {
    const [end, there] = pair(scope);
    const [gate, held] = scope.pipe();
    const lines = ["b", "c", "a"].map((it) => it.repeat(9) + "\n").join("");
    const [other, silent] = pair(scope);
    const holder = scope.run("cat", [], { 0: gate, 3: end, 4: other });
    const sort = scope.run("sort", [], { 0: there, 1: there });
    const message = new TextEncoder().encode(lines);
    const much = positions(3 * capacity() + 777);
    const options = { inherits: [end, other], role: "exchange()", deadline };
    const calls: [Fd, Uint8Array][] = [[end, message], [other, much]];
    shutdown(silent, SHUT_WR);
    const peer = scope.start(scenarios, "exchangeEach", [kata.url, calls], options);
    for (const fd of [end, other, there]) close(fd);
    const stream: Stream = { pieces: [], ended: false };
    await eventually(() => {
      drain(silent, stream);
      return peer.settled;
    }, "exchange() has sent all");

    const { outcomes } = await peer.result;
    const sorted = assertResult(outcomes[0]!, "A message for sort");
    assertEquals(text(sorted), lines.split("\n").sort().join("\n").trim() + "\n");
    assertEquals((await sort.status).code, 0);
    drain(silent, stream);
    const what = "The other side has ended its message before";
    assertArrived(assertResult(outcomes[1]!, what), positions(0), what);
    const arrived = new Uint8Array(await new Blob(stream.pieces).arrayBuffer());
    assertArrived(arrived, much, `${what}: what exchange() sent`);
    assert(stream.ended, `${what}: exchange() has sent its own, and the end of it did not come.`);
    close(held);
    await holder.status;
  }),
);

Deno.test(
  "exchange() waits for the rest of a message, however long the other side pauses",
  { timeout },
  supervised(async (scope) => {
    const [end, there] = pair(scope);
    const [over, told] = scope.pipe();
    const pieces = different(1, 4096, 3, 65536, 700);
    const options = { inherits: [end, told], role: "exchange()", deadline };
    const given = [kata.url, end, positions(9), told] as const;
    const peer = scope.start(scenarios, "exchangeForAnHour", [...given], options);
    for (const [at, piece] of pieces.entries()) {
      write(there, piece);
      await eventually(() => unread(end) === 0 || peer.settled, "exchange() has read a piece");
      if (at === 0) await anHour(peer, over);
    }
    close(end);
    shutdown(there, SHUT_WR);

    assertBytes(await peer.result, new Uint8Array(await new Blob(pieces).arrayBuffer()));
    assertEquals(read(there, new Uint8Array(100)), 9, "What exchange() sent");
  }),
);

/** Whether nobody has the other end of a connection any more. */
function isGone(end: Fd): boolean {
  return (poll([{ fd: end, events: POLLIN }], 0)[0]! & POLLHUP) !== 0;
}

Deno.test(
  "exchange() throws when the other side goes before it has read everything",
  { timeout },
  supervised(async (scope) => {
    const much = 3 * capacity();
    const cases: [what: string, sent: number, answer: number, throws: boolean][] = [
      ["the other side has gone before", 5, 0, true],
      ["the other side has answered, and gone before", 5, 9, true],
      ["the other side has answered and gone before, and nothing is sent", 0, 9, false],
      ["the other side goes without having read 5 bytes", 5, 0, true],
      ["the other side answers, and goes without having read 5 bytes", 5, 9, true],
      ["the other side goes while much is still to be sent", much, 0, true],
      [
        "the other side has ended its message, and goes while much is to be sent",
        2 * much,
        9,
        true,
      ],
      ["the other side reads everything, and closes its end", 7, 0, false],
      ["the other side answers, reads everything, and closes its end", 7, 9, false],
    ];
    const calls = cases.map(([what, sent, answer, throws]) => {
      return { what, sent, answer, throws, ends: pair(scope) };
    });
    const given = calls.map(({ ends, sent }): [Fd, Uint8Array] => [ends[0], positions(sent)]);
    const inherits = given.map(([end]) => end);
    for (const { ends: [, there], answer, what } of calls) {
      if (answer > 0) write(there, positions(answer));
      if (what.includes("has ended")) shutdown(there, SHUT_WR);
    }
    const before = calls.findIndex(({ what }) => what.includes("without having read"));
    for (const { ends: [, there] } of calls.slice(0, before)) close(there);
    const options = { inherits, deadline: 2 * deadline, role: "exchange()" };
    const peer = scope.start(scenarios, "exchangeEach", [kata.url, given], options);
    inherits.forEach(close);
    for (const { ends: [, there], what, sent } of calls.slice(before)) {
      const came = (least: number) =>
        eventually(
          () => unread(there) >= least || peer.settled || isGone(there),
          what,
          2 * deadline,
        );
      await came(Math.min(sent, 7));
      // Who has sent more twice since then, and had time, has seen that the message has ended.
      for (let round = 0; round < 2 && what.includes("has ended") && !peer.settled; round++) {
        read(there, new Uint8Array(unread(there)));
        await came(1);
        let looks = 0;
        await eventually(() => peer.settled || looks++ > 15, what, 2 * deadline);
      }
      if (!peer.settled && what.includes("reads")) read(there, new Uint8Array(100));
      close(there);
    }

    const { outcomes } = await peer.result;
    for (const [at, { what, answer, throws }] of calls.entries()) {
      if (throws) assertError(outcomes[at]!, ["EPIPE", "ECONNRESET"], what);
      else assertArrived(assertResult(outcomes[at]!, what), positions(answer), what);
    }
  }),
);

Deno.test(
  "submit() sends each job as one packet",
  { timeout },
  supervised(async (scope) => {
    const [queue, there] = pair(scope, SOCK_SEQPACKET);
    const jobs = [...different(1, 2, 3, 1000, MAX_BYTES, 1), Uint8Array.of(0, 255, 128, 0)];
    const options = { inherits: [queue], role: "submit()" };
    const peer = scope.start(scenarios, "submitEach", [kata.url, queue, jobs], options);
    close(queue);

    const { outcomes, changed, open } = await peer.result;
    for (const [at, job] of jobs.entries()) {
      assertResult(outcomes[at]!, `A job of length ${job.length}`);
    }
    const packets = arrived(there);
    const found = packets.map((it) => it.length);
    assertEquals(found, jobs.map((it) => it.length), "The lengths of the packets");
    jobs.forEach((job, at) => assertJob(packets[at], job));
    assertEquals(changed, [], "Jobs of these lengths were changed by submit().");
    assert(open, "submit() closed the queue, which has to stay open.");
  }),
);

Deno.test(
  "submit() refuses an empty job, and one that is too long",
  { timeout },
  supervised(async (scope) => {
    const [queue, there] = pair(scope, SOCK_SEQPACKET);
    const jobs = different(1, 0, MAX_BYTES + 1, 2 * MAX_BYTES, 2);
    const options = { inherits: [queue], role: "submit()" };
    const peer = scope.start(scenarios, "submitEach", [kata.url, queue, jobs], options);
    close(queue);

    const { outcomes, open } = await peer.result;
    for (const [at, { length }] of jobs.entries()) {
      const what = `A job of length ${length}`;
      if (length === 0 || length > MAX_BYTES) assertError(outcomes[at]!, ["RangeError"], what);
      else assertResult(outcomes[at]!, what);
    }
    assert(open, "submit() closed the queue, which has to stay open.");
    assertEquals(arrived(there).map((it) => it.length), [1, 2], "The lengths of the packets");
  }),
);

Deno.test(
  "submit() waits while the queue is full",
  { timeout },
  supervised(async (scope) => {
    const [queue, there] = pair(scope, SOCK_SEQPACKET);
    const count = fill(queue);
    const jobs = different(MAX_BYTES, 8);
    const [begun, told] = scope.pipe();
    const options = { inherits: [queue, told], role: "submit()", deadline };
    const peer = scope.start(scenarios, "submitEach", [kata.url, queue, jobs, told], options);
    await waiting(peer, queue, begun, "submit() waits for room");
    close(queue);
    const packets: Uint8Array[] = [];
    await eventually(() => {
      packets.push(...arrived(there));
      return peer.settled;
    }, "submit() goes on when there is room");

    const { outcomes } = await peer.result;
    packets.push(...arrived(there));
    outcomes.forEach((outcome) => assertResult(outcome, "The queue was full"));
    const lengths = packets.slice(count).map((it) => it.length);
    assertEquals(lengths, [MAX_BYTES, 8], "The packets after those");
  }),
);

Deno.test(
  "submit() throws when no worker is left",
  { timeout },
  supervised(async (scope) => {
    const cases: [what: string, left: number][] = [
      ["No worker is left", 0],
      ["The last worker has gone, and left two jobs", 2],
    ];
    for (const [what, left] of cases) {
      const [queue, there] = pair(scope, SOCK_SEQPACKET);
      for (const job of different(7, 8).slice(0, left)) write(queue, job);
      close(there);
      const options = { inherits: [queue], role: "submit()" };
      const jobs = different(1, 2);
      const peer = scope.start(scenarios, "submitEach", [kata.url, queue, jobs], options);
      close(queue);

      const { outcomes, open } = await peer.result;
      for (const outcome of outcomes) assertError(outcome, ["EPIPE", "ECONNRESET"], what);
      assert(open, "submit() closed the queue, which has to stay open.");
    }
  }),
);

Deno.test(
  "nextJob() gives jobs one by one, each as it was submitted",
  { timeout },
  supervised(async (scope) => {
    const [queue, there] = pair(scope, SOCK_SEQPACKET);
    const jobs = [...different(1, 2, 3, 4096, MAX_BYTES, 5), Uint8Array.of(0, 255, 128, 0)];
    for (const job of jobs) send(queue, job, MSG_DONTWAIT);
    const sh = scope.run("sh", ["-c", "printf a; printf bb"], { 1: queue });
    close(queue);
    await sh.status;
    const options = { inherits: [there], role: "nextJob()" };
    const peer = scope.start(scenarios, "work", [kata.url, there], options);
    close(there);

    const { jobs: taken, after, open } = await peer.result;
    const expected = [...jobs, ...["a", "bb"].map((it) => new TextEncoder().encode(it))];
    expected.forEach((job, at) => assertJob(taken[at], job));
    assertEquals(taken.length, expected.length, "How many jobs there were");
    assertEquals(after, [null, null], "What nextJob() gives after its first null");
    assert(open, "nextJob() closed the queue, which has to stay open.");
  }),
);

Deno.test(
  "nextJob() gives a job of a new queue that has the number of an old one",
  { timeout },
  supervised(async (scope) => {
    const [queue, there] = pair(scope, SOCK_SEQPACKET);
    const [job] = different(6);
    const options = { inherits: [there], role: "nextJob()" };
    const peer = scope.start(scenarios, "workTwice", [kata.url, there, job!], options);
    close(queue);
    close(there);

    const { next, same } = await peer.result;
    assertArrived(next, job!, `fd ${same} was a queue that had ended, and is a new one`);
  }),
);

Deno.test(
  "nextJob() waits for a job, and leaves the next one to another worker",
  { timeout },
  supervised(async (scope) => {
    const [queue, there] = pair(scope, SOCK_SEQPACKET);
    const [job, next] = different(7, 8);
    const workers = [1, 2].map((number) => startWorker(scope, there, number, 1));
    const results = workers.map(({ peer }) => peer.result);
    for (const { peer, begun } of workers) await waiting(peer, there, begun, "nextJob() waits");
    write(queue, job!);
    await Promise.race(results);
    // This process has the workers' end, too, so that it cannot be closed: only shut down.
    const open = delivered(queue, next!);
    assert(open, "nextJob() has shut the queue down, also for the other worker.");

    const done = (await Promise.all(results)).flatMap(({ jobs }) => jobs);
    done.sort((a, b) => a.length - b.length);
    assertEquals(done.map((it) => it.length), [7, 8], "The lengths of the jobs of both workers");
    [job!, next!].forEach((it, at) => assertJob(done[at], it));
  }),
);

Deno.test(
  "nextJob() shares a queue with other workers",
  { timeout },
  supervised(async (scope) => {
    const [queue, there] = pair(scope, SOCK_SEQPACKET);
    // A job may be much longer than the one before it.
    const lengthOf = (at: number) => at === 1 || (at > 30 && at % 3 === 1) ? 9000 + at : 100 + at;
    const jobs = different(...Array.from({ length: 330 }, (_, at) => lengthOf(at)));
    const [early, late] = [jobs.slice(0, 30), jobs.slice(30)];
    for (const job of early) send(queue, job, MSG_DONTWAIT);
    const { peer: first } = startWorker(scope, there, 1, 2, true);
    const taken = await first.result; // It goes home early, and may take no more than these two with it.
    const workers = [2, 3].map((number) => startWorker(scope, there, number));
    for (const { peer, begun } of workers) await waiting(peer, there, begun, "nextJob() waits");
    // Each time both wake up, and what one of them has seen the other one may take.
    for (let at = 0; at < late.length; at += 3) {
      const idle = () => unread(there) === 0 || workers.every(({ peer }) => peer.settled);
      await eventually(idle, "the workers take a job");
      for (const job of late.slice(at, at + 3)) send(queue, job, MSG_DONTWAIT);
    }
    const others = workers.map(({ peer }) => peer.result);
    close(queue);
    close(there);

    const done = [taken, ...await Promise.all(others)].flatMap(({ jobs }) => jobs);
    done.sort((a, b) => a.length - b.length);
    const lengths = done.map((it) => it.length);
    const lost = jobs.map((it) => it.length).filter((length) => !lengths.includes(length));
    assertEquals(lost, [], "Jobs of these lengths were submitted, and no worker got them whole");
    assertEquals(done.length, jobs.length, "How many jobs the workers got");
    jobs.sort((a, b) => a.length - b.length);
    jobs.forEach((job, at) => assertJob(done[at], job));
  }),
);

/** Notes and numbers of descriptors, around every limit. */
const PARCELS: Parcel[] = [
  { note: "one", count: 1 },
  { note: "", count: 1 },
  { note: "two, für dich 😀 \ufffd", count: 2 },
  { note: ' \r\n"e\u0301" is two characters, é is one\t\n', count: 1 },
  { note: "\0", count: 1 },
  { note: "twice the same", count: 1, twice: true },
  { note: "\ufeffa mark in front, NUL behind\0", count: 3 },
  { note: "x".repeat(MAX_BYTES), count: 1 },
  { note: "€".repeat((MAX_BYTES - 1) / 3) + "x", count: 1 }, // three bytes each, and one
  { note: "many", count: 253 },
];

/** How many descriptors go. */
const many = ({ count, twice }: Parcel) => count + (twice ? 1 : 0);

const named = (parcel: Parcel) => `${many(parcel)} with ${describe(parcel.note)}`;

const describe = (note: string) =>
  note.length > 60 ? `a note of ${note.length} characters` : JSON.stringify(note);

/** Makes a file to be handed over. */
async function bigFile(scope: TestScope): Promise<string> {
  const path = join(scope.scratch(), "file");
  await Deno.writeFile(path, positions(1000));
  return path;
}

Deno.test(
  "handOver() passes a note and open files in one packet",
  { timeout },
  supervised(async (scope) => {
    const options = { role: "handOver()", deadline };
    const given = [kata.url, PARCELS, await bigFile(scope)] as const;
    const arrivals = await scope.start(scenarios, "handOverEach", [...given], options).result;

    for (const [at, parcel] of PARCELS.entries()) {
      const { packets, open, channel, error } = arrivals[at]!;
      const what = named(parcel);
      assertEquals(error, undefined, `${what}: what was thrown`);
      assertEquals(packets.length, 1, `${what}: how many packets came`);
      assertEquals(packets[0]!.note, parcel.note, `${what}: the note`);
      assertEquals(packets[0]!.same.length, many(parcel), `${what}: how many descriptors came`);
      assert(packets[0]!.same.every(Boolean), `${what}: these are not the same open files.`);
      assert(channel, `${what}: handOver() closed the channel, which has to stay open.`);
      assert(open, `${what}: the caller's descriptors have to stay open, and its list as it is.`);
    }
  }),
);

Deno.test(
  "handOver() refuses what cannot go, and sends nothing",
  { timeout },
  supervised(async (scope) => {
    const refused: [Parcel, string, string][] = [
      [{ note: "none", count: 0 }, "RangeError", "no descriptor"],
      [{ note: "too many", count: 254 }, "RangeError", "254 descriptors"],
      [{ note: "x".repeat(MAX_BYTES + 1), count: 1 }, "RangeError", "a note of 65537 bytes"],
      [{ note: "é".repeat(40_000), count: 1 }, "RangeError", "40000 letters of 2 bytes each"],
      [{ note: "gone", count: 0, gone: true }, "EBADF", "one that is not open"],
      [{ note: "gone", count: 2, gone: true }, "EBADF", "one of three that is not open"],
    ];
    const parcels = refused.map(([parcel]) => parcel);
    const options = { role: "handOver()", deadline };
    const given = [kata.url, parcels, await bigFile(scope)] as const;
    const arrivals = await scope.start(scenarios, "handOverEach", [...given], options).result;

    for (const [at, [, error, what]] of refused.entries()) {
      const found = arrivals[at]!;
      assertEquals(found.error, error, `${what}: what was thrown`);
      assertEquals(found.packets.length, 0, `${what}: how many packets were sent`);
      assert(found.channel, `${what}: handOver() closed the channel, which has to stay open.`);
      assert(found.open, `${what}: the caller's descriptors have to stay open.`);
    }
  }),
);

Deno.test(
  "takeOver() gives the note and the open files in their order",
  { timeout },
  supervised(async (scope) => {
    const options = { role: "takeOver()", deadline };
    const given = [kata.url, PARCELS, await bigFile(scope)] as const;
    const { found, after, open } = await scope.start(scenarios, "takeOverEach", [...given], options)
      .result;

    for (const [at, parcel] of PARCELS.entries()) {
      const { note, count, same, inherited, left, lasting } = found[at]!;
      const what = named(parcel);
      assertEquals(note, parcel.note, `${what}: the note`);
      assertEquals(count, many(parcel), `${what}: how many descriptors came`);
      assert(same, `${what}: these are not the same open files, in the same order.`);
      assert(!inherited, `${what}: a program that you start would inherit them.`);
      assert(left, `${what}: takeOver() took the next packet, too, which is for the next call.`);
      assert(lasting, `${what}: the next call has changed the list of descriptors.`);
    }
    assertEquals(after, [null, null], "What takeOver() gives when nobody can pass anything on");
    assert(open, "takeOver() closed the channel, which has to stay open.");
  }),
);

Deno.test(
  "takeOver() waits while there is nothing",
  { timeout },
  supervised(async (scope) => {
    const [channel, there] = pair(scope, SOCK_SEQPACKET);
    const [readEnd] = scope.pipe();
    const [begun, told] = scope.pipe();
    const options = { inherits: [there, told], role: "takeOver()", deadline };
    const peer = scope.start(scenarios, "takeOne", [kata.url, there, told], options);
    await waiting(peer, there, begun, "takeOver() waits");
    const { sendMessage } = await import("lib/sys/message.ts");
    sendMessage(channel, new TextEncoder().encode("late"), [readEnd]);

    assertEquals(await peer.result, "late", "The note that came later");
  }),
);

Deno.test(
  "takeOver() gets the listeners that handOver() passes on, and no client is refused",
  { timeout },
  supervised(async (scope) => {
    const [here, there] = pair(scope, SOCK_SEQPACKET);
    const path = join(scope.scratch(), "socket");
    const listeners = [socket(AF_UNIX), socket(AF_INET)] as const;
    const release = () =>
      listeners.forEach((fd) => target(Deno.pid, fd) !== undefined && close(fd));
    scope.own({ [Symbol.dispose]: release });
    bind(listeners[0], unix(path));
    bind(listeners[1], inet("127.0.0.1", 0));
    listeners.forEach((fd) => listen(fd, 5));
    const addresses = [
      { transport: "unix", path },
      { transport: "tcp", hostname: "127.0.0.1", port: port(listeners[1]) },
    ] as const;
    const old = { inherits: [here, ...listeners], role: "handOver()" };
    const retired = scope.start(scenarios, "retire", [kata.url, here, [...listeners]], old);
    close(here);
    listeners.forEach(close);
    const clients = [];
    for (const address of addresses) clients.push(scope.own(await connect(address)));
    await retired.ended; // From now on, only the packet on its way has the listeners.
    const options = { inherits: [there], role: "takeOver()", deadline };
    const succeeded = scope.start(scenarios, "succeed", [kata.url, there, positions(9)], options);
    close(there);

    for (const [at, client] of clients.entries()) {
      // A connection that nobody took is reset.
      const answer = await receiveAll(client).catch(() => new Uint8Array(0));
      assertArrived(answer, positions(9), `The answer over ${addresses[at]!.transport}`);
    }
    await succeeded.result;
  }),
);
