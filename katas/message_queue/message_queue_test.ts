import {
  assertArrived,
  assertError,
  assertResult,
  different,
  eventually,
  peerModule,
  positions,
  slowTimeout,
  supervised,
  supervisedSteps,
  timeout,
  WaitingCalls,
} from "lib/testing/mod.ts";
import { assert, assertEquals } from "@std/assert";
import { SysError } from "lib/sys/errno.ts";
import { close, type Fd, write } from "lib/sys/fd.ts";
import {
  mqGetattr,
  mqOpen,
  mqReceive,
  mqSend,
  O_CREAT,
  O_EXCL,
  O_NONBLOCK,
  O_RDWR,
  O_WRONLY,
} from "lib/sys/mqueue.ts";
import {
  IPC_CREAT,
  IPC_EXCL,
  IPC_NOWAIT,
  IPC_RMID,
  IPC_SET,
  IPC_STAT,
  type Message,
  msgctl,
  msgget,
  msgrcv,
  msgsnd,
} from "lib/sys/msg.ts";
import { notInstalled } from "lib/testing/foreign.ts";
import { takesPowers } from "lib/testing/powers.ts";
import type { TestScope } from "lib/testing/scope.ts";
import { interrupt } from "lib/testing/waits.ts";
import { type Job, LAST, type openEach, type Question, REMOVES, type Work } from "./scenarios.ts";

const kata = import.meta.resolve("./message_queue.ts");
/** Calls of your functions, several in one process. */
const scenarios = peerModule<typeof import("./scenarios.ts")>(
  new URL("./scenarios.ts", import.meta.url).href,
);

/** For a call that waits for what the test does meanwhile, in milliseconds. */
const deadline = 9000;

/** How many bytes a message can have here, and how many it has in tests that put two into a queue. */
const MAX = Number(Deno.readTextFileSync("/proc/sys/kernel/msgmax"));
const LONG = Math.min(MAX, Number(Deno.readTextFileSync("/proc/sys/kernel/msgmnb")) >> 1);

/** Another user and group, of which there need be none. */
const OTHER = 54321;

/** The codes of a queue that is gone. */
const GONE = ["EINVAL", "EIDRM"];

/** The least urgent job: `finish()` is called when it is done. */
const last = new TextEncoder().encode(LAST);

/** Makes a queue of the test. */
function queueOf({ key }: TestScope, limit?: number): number {
  const queue = msgget(key(), IPC_CREAT | IPC_EXCL | 0o600);
  if (limit !== undefined) msgctl(queue, IPC_SET, { ...msgctl(queue, IPC_STAT), limit });
  return queue;
}

/** Puts a message into a queue that has room for it. */
function put(queue: number, type: number, bytes: Uint8Array): void {
  msgsnd(queue, type, bytes, IPC_NOWAIT);
}

/** Tells whether a queue took a message. */
function takes(queue: number, type: number, bytes: Uint8Array): boolean {
  return unless("EAGAIN", () => (put(queue, type, bytes), true)) ?? false;
}

/** Fills a queue with messages of type 1. */
function fill(queue: number): void {
  while (takes(queue, 1, new Uint8Array(1000)));
  while (takes(queue, 1, new Uint8Array(1)));
}

/** Takes the oldest message, if there is one. */
function next(queue: number): Message | undefined {
  return unless("ENOMSG", () => msgrcv(queue, MAX, 0, IPC_NOWAIT));
}

/** Takes what is in a queue. */
function rest(queue: number): Message[] {
  const message = next(queue);
  return message === undefined ? [] : [message, ...rest(queue)];
}

/** Whether a queue is still there. */
function isThere(queue: number): boolean {
  return unless("EINVAL", () => msgctl(queue, IPC_STAT)) !== undefined;
}

/** Calls, unless that fails with this code. */
function unless<T>(code: string, call: () => T): T | undefined {
  try {
    return call();
  } catch (error) {
    if (error instanceof SysError && error.code === code) return undefined;
    throw error;
  }
}

/** A queue as the diagnosis names it. */
const nameOf = (queue: number) => `message queue ${queue}`;

const text = (it: string) => new TextEncoder().encode(it);

/** Fails unless a worker has done these jobs, in this order. */
function assertDone({ outcome, jobs }: Work, expected: Uint8Array[], what: string): void {
  const done = assertResult(outcome, what);
  assertEquals(jobs.map((it) => it.length), expected.map((it) => it.length), `${what}: lengths`);
  expected.forEach((job, at) => assertArrived(jobs[at], job, `${what}, job ${at + 1}`));
  assertEquals(done, expected.length, `${what}: how many jobs it says that it has done`);
}

/** Options of a peer, and where it tells of its calls. */
function telling(scope: TestScope, role: string) {
  const calls = new WaitingCalls(scope, { passes: true });
  return { calls, options: { inherits: [calls.told], role, deadline } };
}

/** A step with perl, where it is installed. */
const WITH_PERL: Record<string, true | undefined> = Object.keys(notInstalled("perl")).length === 0
  ? { "with perl": true }
  : notInstalled("perl");

Deno.test(
  "openQueue() makes an empty queue, which only its user may use",
  { timeout },
  supervised(async (scope) => {
    const usual = msgctl(queueOf(scope), IPC_STAT).limit;
    const limits = [undefined, 1, 64, 1000, usual - 1, usual, undefined];
    const calls = limits.map((limit): [number, number?] =>
      limit === undefined ? [scope.key()] : [scope.key(), limit]
    );
    calls.push([-scope.key()]);
    const removed = scope.key();
    calls.push([removed]);
    const options = { role: "openQueue()" };
    const args: Parameters<typeof openEach> = [kata, calls, { removed }];
    const outcomes = await scope.start(scenarios, "openEach", args, options).result;

    for (const [at, [key, limit]] of calls.entries()) {
      const what = key === removed
        ? "Once more, after the queue of the key was removed"
        : key < 0
        ? "With a key below 0"
        : limit === undefined
        ? "Without a limit"
        : `With a limit of ${limit}`;
      const opened = assertResult(outcomes[at], what);
      const queue = unless("ENOENT", () => msgget(key, 0));
      assert(queue !== undefined, `${what}: afterwards nothing has the key.`);
      assertEquals(opened, queue, `${what}: the id of the queue that has the key`);
      const state = msgctl(queue, IPC_STAT);
      assertEquals(state.mode.toString(8), "600", `${what}: the mode of the queue`);
      assertEquals(state.messages, 0, `${what}: how many messages there are`);
      assertEquals(state.limit, limit ?? usual, `${what}: how many bytes the queue may hold`);
    }
  }),
);

Deno.test(
  "openQueue() opens a queue that is there, also one that somebody makes meanwhile",
  { timeout },
  supervised(async (scope) => {
    const usual = msgctl(queueOf(scope), IPC_STAT).limit;
    const [key, limited, wanted] = [scope.key(), scope.key(), scope.key()];
    const queues = [key, limited].map((it) => msgget(it, IPC_CREAT | 0o660));
    for (const queue of queues) {
      // Who has made a queue may give it away, and use it all the same.
      msgctl(queue, IPC_SET, { ...msgctl(queue, IPC_STAT), mode: 0o640, uid: OTHER, gid: OTHER });
      put(queue, 7, text("it was here before"));
    }
    const calls: [number, number?][] = [[key], [limited, 7], [key], [wanted]];
    const options = { role: "openQueue()" };
    const args: Parameters<typeof openEach> = [kata, calls, { wanted }];
    const outcomes = await scope.start(scenarios, "openEach", args, options).result;

    for (const [at, [key, limit]] of calls.entries()) {
      const what = key === wanted
        ? "Another process made the queue after a look of yours"
        : `A queue was there, and you asked ${limit ? `for a limit of ${limit}` : "for no limit"}`;
      const id = unless("ENOENT", () => msgget(key, 0));
      assert(id !== undefined, `${what}: it was removed.`);
      assertEquals(assertResult(outcomes[at], what), id, `${what}: its id`);
    }
    for (const [at, queue] of queues.entries()) {
      const state = unless("EINVAL", () => msgctl(queue, IPC_STAT));
      assert(state !== undefined, "openQueue() removed the queue that was there.");
      assertEquals(state.mode.toString(8), "640", "The mode of the queue that was there");
      assertEquals([state.uid, state.gid], [OTHER, OTHER], "Whose it is");
      assertEquals(state.limit, at === 0 ? usual : 7, "How many bytes it may hold");
      assertEquals(rest(queue).length, 1, "How many messages are left in it");
    }
  }),
);

/** By whom it is opened: root may open everything, unless it gives up that power. */
const STRANGER = Deno.uid() !== 0
  ? { "as this user": [] }
  : takesPowers()
  ? { "without root's power": ["setpriv", "--bounding-set=-ipc_owner", "--inh-caps=-ipc_owner"] }
  : { "without root's power, which setpriv cannot take away": undefined };

Deno.test(
  "openQueue() throws EACCES for a queue that it may not use",
  { timeout },
  supervisedSteps(STRANGER, async (scope, through) => {
    const modes = [0o400, 0o200, 0o066];
    const calls = modes.map((mode): [number] => {
      const key = scope.key();
      msgget(key, IPC_CREAT | IPC_EXCL | mode);
      return [key];
    });
    const options = { role: "openQueue()", through };
    const outcomes = await scope.start(scenarios, "openEach", [kata, calls], options).result;

    for (const [at, mode] of modes.entries()) {
      assertError(outcomes[at]!, ["EACCES"], `A queue of mode ${mode.toString(8)}`);
    }
  }),
);

Deno.test(
  "submit() sends each job as one message, and refuses what cannot be a job",
  { timeout },
  supervised(async (scope) => {
    const [queue, large, other] = [queueOf(scope), queueOf(scope), queueOf(scope)];
    const sent = different(0, 1, 2, 3, 255, 256, 1000, 2, 0).map((
      bytes,
      at,
    ): Job => [queue, bytes, 9 - at]);
    const texts = ["é", "\0", "a\0\0"].map((it): Job => [queue, text(it), 5]);
    const right: Job[] = [...sent, ...texts, [large, positions(LONG), 1]];
    const urgencies = [0, 10, -1, 1.5, 9.001, NaN, Infinity, 2 ** 32 + 1];
    const wrong = [
      ...urgencies.map((urgency): Job => [other, text("a"), urgency]),
      ...[MAX + 1, MAX + 8, 3 * MAX].map((length): Job => [other, new Uint8Array(length), 3]),
    ];
    const jobs: Job[] = [...right.slice(0, 3), ...wrong, ...right.slice(3)];
    const options = { role: "submit()" };
    const peer = scope.start(scenarios, "submitEach", [kata, jobs], options);

    const { outcomes, changed } = await peer.result;
    assert(isThere(queue), "submit() removed the queue.");
    const arrived = [...rest(queue), ...rest(large)];
    for (const [at, [, bytes, urgency]] of right.entries()) {
      const what = `A job of ${bytes.length} bytes with urgency ${urgency}`;
      assertResult(outcomes[at < 3 ? at : at + wrong.length], what);
      assert(arrived[at] !== undefined, `${what}: it did not arrive.`);
      assertArrived(arrived[at].text, bytes, what);
      assertEquals(arrived[at].type, urgency, `${what}: the type of its message`);
    }
    for (const [at, [, { length }, urgency]] of wrong.entries()) {
      const what = length === 1 ? `An urgency of ${urgency}` : `A job of ${length} bytes`;
      assertError(outcomes[at + 3]!, ["RangeError"], what);
    }
    assertEquals(arrived.length, right.length, "How many messages were sent");
    assertEquals(rest(other).length, 0, "How many of the jobs were sent that were refused");
    assertEquals(changed, [], "Jobs of these lengths were changed by submit().");
  }),
);

Deno.test(
  "submit() waits while the queue is full, and throws when it is gone",
  { timeout },
  supervised(async (scope) => {
    const [queue, other, gone] = [queueOf(scope), queueOf(scope), queueOf(scope)];
    [queue, other].forEach(fill);
    const usual = msgctl(queue, IPC_STAT);
    msgctl(queue, IPC_SET, { ...usual, limit: 100 }); // It may have more again when the job waits.
    msgctl(gone, IPC_RMID);
    const [long, short] = different(600, 7);
    const { calls, options } = telling(scope, "submit()");
    const jobs: Job[] = [[queue, long!, 4], [queue, short!, 5], [gone, short!, 1]];
    jobs.push([other, short!, 1], [other, short!, 1]);
    const peer = scope.start(scenarios, "submitEach", [kata, jobs, calls.told], options);
    await calls.interrupted(peer, 1, nameOf(queue), "submit()");
    if (isThere(queue)) msgctl(queue, IPC_SET, usual);
    const arrived: Message[] = [];
    const look = () => (arrived.push(...rest(queue)), calls.over(peer, 2));
    await eventually(look, "submit() goes on when there is room", deadline);
    await calls.waits(peer, 4, nameOf(other), "submit()");
    msgctl(other, IPC_RMID);

    const { outcomes } = await peer.result;
    arrived.push(...rest(queue));
    for (const outcome of outcomes.slice(0, 2)) assertResult(outcome, "The queue was full");
    const [first, second] = arrived.filter(({ type }) => type > 1);
    assertArrived(first?.text, long!, "The job for which there was no room at first");
    assertArrived(second?.text, short!, "The job after that one");
    const whats = ["was gone", "was removed while submit() waited", "was gone afterwards"];
    whats.forEach((it, at) => assertError(outcomes[2 + at]!, GONE, `The queue ${it}`));
  }),
);

Deno.test(
  "doJobs() does the most urgent job first, and each as it was submitted",
  { timeout },
  supervised(async (scope) => {
    const lengths = [[0, 11, 0], [LONG], [10, 255, 256, 4096, 4097], [1000, LONG - 1000]];
    const urgencies = [5, 3, 5, 2, 9, 1, 9, 4, 6, 7, 8, 2];
    const queues = [...lengths, "many jobs", urgencies].map(() => queueOf(scope));
    const jobs = lengths.map((them) => different(...them));
    const urgent = different(...urgencies.map((_, at) => 20 + at));
    const many = Array.from({ length: 300 }, (_, at) => new Uint8Array(at % 3));
    many.forEach((job) => job.fill(200, 0, 1)); // Zeros behind it are a part of the job.
    // Those of the first queue are as urgent as the last one.
    [...jobs, many].forEach((them, at) =>
      them.forEach((job) => put(queues[at]!, at === 0 ? 9 : 4, job))
    );
    urgencies.forEach((urgency, at) => put(queues.at(-1)!, urgency, urgent[at]!));
    queues.forEach((queue) => put(queue, 9, last));
    const options = { role: "doJobs()", deadline };
    const all = await scope.start(scenarios, "workAtEach", [kata, queues], options).result;

    for (const [at, them] of jobs.entries()) {
      assertDone(all[at]!, [...them, last], `Jobs of ${lengths[at]!.join(", ")} bytes`);
    }
    assertDone(all.at(-2)!, [...many, last], "300 jobs of 0 to 2 bytes");
    const order = urgencies.map((urgency, at) => ({ urgency, at }));
    order.sort((a, b) => a.urgency - b.urgency || a.at - b.at);
    const expected = order.map(({ at }) => urgent[at]!);
    assertDone(all.at(-1)!, [...expected, last], "Jobs of many urgencies");
  }),
);

Deno.test(
  "doJobs() takes a job when the one before it is done, and not sooner",
  { timeout },
  supervised(async (scope) => {
    const queue = queueOf(scope);
    const [slow, usual, urgent] = different(10, 11, 12);
    put(queue, 5, slow!);
    put(queue, 5, usual!);
    put(queue, 9, last);
    const calls = new WaitingCalls(scope, { passes: true });
    const [gate, opener] = scope.pipe();
    const options = { inherits: [calls.told, gate], role: "doJobs()", deadline };
    const args: [string, number, Fd, Fd] = [kata, queue, calls.told, gate];
    const peer = scope.start(scenarios, "workSlowly", args, options);
    await calls.waits(peer, 1, nameOf(queue), "doJobs()");
    const left = msgctl(queue, IPC_STAT).messages;
    assertEquals(left, 2, "How many jobs were in the queue while doJobs() did the first of three");
    put(queue, 1, urgent!);
    write(opener, new Uint8Array(4));

    const done = await peer.result;
    assertDone(done, [slow!, urgent!, usual!, last], "A job came that is more urgent");
  }),
);

Deno.test(
  "doJobs() waits for jobs, and throws when the queue is gone",
  { timeout },
  supervised(async (scope) => {
    const [queue, other, gone] = [queueOf(scope), queueOf(scope), queueOf(scope)];
    const [failing, busy, removed] = [queueOf(scope), queueOf(scope), queueOf(scope)];
    put(failing, 1, text("\x03"));
    put(removed, 1, text(REMOVES));
    msgctl(gone, IPC_RMID);
    const [job] = different(33);
    put(busy, 5, job!); // Who has done one is told all the same.
    const { calls, options } = telling(scope, "doJobs()");
    const queues = [queue, failing, failing, gone, other, busy, other, removed];
    const args: [string, number[], Fd] = [kata, queues, calls.told];
    const peer = scope.start(scenarios, "workAtEach", args, options);
    await calls.interrupted(peer, 1, nameOf(queue), "doJobs()");
    if (!calls.over(peer, 1)) put(queue, 9, job!);
    await calls.waits(peer, 1, nameOf(queue), "doJobs()");
    if (!calls.over(peer, 1)) put(queue, 9, last);
    await calls.waits(peer, 3, nameOf(failing), "doJobs()");
    if (!calls.over(peer, 3)) put(failing, 9, last);
    for (const [at, it] of [other, busy].entries()) {
      await calls.waits(peer, 5 + at, nameOf(it), "doJobs()");
      msgctl(it, IPC_RMID);
    }

    const [done, , next, ...failed] = await peer.result;
    assertDone(done!, [job!, last], "There were no jobs at first");
    assertDone(next!, [last], "A job failed in the call before");
    const waits = "was removed while doJobs() waited";
    const whats = ["was gone", waits, `${waits} after a job`, "was gone afterwards"];
    whats.push("was removed while it did a job");
    whats.forEach((it, at) => assertError(failed[at]!.outcome, GONE, `The queue ${it}`));
  }),
);

Deno.test(
  "doJobs() passes on what a job throws, and leaves the other jobs",
  { timeout },
  supervised(async (scope) => {
    const queue = queueOf(scope);
    const jobs = [
      positions(20),
      text("\x03"),
      positions(21),
      text("\x04"),
      text("\x05"),
      text("\x06"),
    ];
    for (const job of [...jobs, last]) put(queue, 5, job);
    const queues = [queue, queue, queue, queue, queue];
    const options = { role: "doJobs()", deadline };
    const all = await scope.start(scenarios, "workAtEach", [kata, queues], options).result;

    const what = "A job failed";
    const fails = [["JOB 3"], ['the value "JOB 4"'], ["JOB 5"], ["the value undefined"]];
    const expected = [jobs.slice(0, 2), jobs.slice(2, 4), jobs.slice(4, 5), jobs.slice(5)];
    for (const [at, codes] of fails.entries()) {
      assertError(all[at]!.outcome, codes, what);
      const done = all[at]!.jobs.map((it) => it.length);
      assertEquals(done, expected[at]!.map((it) => it.length), `${what}: the jobs up to that one`);
    }
    assertDone(all[4]!, [last], "The next call after a job has failed");
    assert(isThere(queue), "doJobs() removed the queue.");
  }),
);

Deno.test(
  "doJobs() does what a program has left in the queue that has ended",
  { timeout },
  supervisedSteps(WITH_PERL, async (scope) => {
    const queue = queueOf(scope);
    const script = "for (@ARGV[1 .. $#ARGV]) { ($u, $t) = split /:/, $_, 2;" +
      ' msgsnd($ARGV[0], pack("l! a*", $u, $t), 2048) or die $! }';
    const perl = scope.run("perl", ["-e", script, `${queue}`, "9:" + LAST, "3:c", "2:bb"], {});
    assertEquals((await perl.status).code, 0);
    const options = { role: "doJobs()" };
    const [done] = await scope.start(scenarios, "workAtEach", [kata, [queue]], options).result;

    assertDone(done!, [text("bb"), text("c"), last], "Jobs that perl has left");
  }),
);

Deno.test(
  "finish() ends all workers, those that wait and those that come later",
  { timeout: slowTimeout },
  supervised(async (scope) => {
    const queue = queueOf(scope);
    const workers = [1, 2].map((number) => {
      const { calls, options } = telling(scope, `doJobs() of worker ${number}`);
      options.deadline = 25_000; // It is there from the beginning to the end.
      const args: [string, number[], Fd] = [kata, [queue], calls.told];
      return { calls, peer: scope.start(scenarios, "workAtEach", args, options) };
    });
    const wait = async () => {
      for (const { calls, peer } of workers) {
        await calls.waits(peer, 1, nameOf(queue), "doJobs()");
      }
    };
    const jobs = different(...Array.from({ length: 60 }, (_, at) => 100 + at));
    await wait();
    jobs.forEach((job, at) => put(queue, 1 + at % 9, job));
    await wait();
    // Each of many workers may be a thread that has to start first.
    const options = { role: "the caller of finish() and doJobs()", deadline: 25_000 };
    const finishing = scope.start(scenarios, "finishAndWork", [kata, queue, 30], options);
    const all = (await Promise.all(workers.map(({ peer }) => peer.result))).flat();
    const { finished, late } = await finishing.result;

    assertResult(finished, "Two workers wait");
    const done = all.flatMap(({ jobs }) => jobs).sort((a, b) => a.length - b.length);
    const counts = all.map(({ outcome }) => assertResult(outcome, "doJobs()"));
    assertEquals(
      counts,
      all.map(({ jobs }) => jobs.length),
      "How many jobs they say they have done",
    );
    assertEquals(done.length, jobs.length, "How many jobs were done by two workers");
    jobs.forEach((job, at) => assertArrived(done[at], job, `A job of ${job.length} bytes`));
    for (const worker of late) assertDone(worker, [], "A worker that comes after finish()");
  }, { late: 30_000 }),
);

Deno.test(
  "finish() lets all jobs be done first, also when the queue is full",
  { timeout },
  supervised(async (scope) => {
    const [queue, full, gone] = [queueOf(scope), queueOf(scope, 2), queueOf(scope)];
    msgctl(gone, IPC_RMID);
    const jobs = [text("x"), text("y")]; // As many bytes as the second one may hold, and messages.
    for (const it of [queue, full]) jobs.forEach((job) => put(it, 9, job));
    const { calls, options } = telling(scope, "finish()");
    const args: [string, number[], Fd] = [kata, [gone, queue, full], calls.told];
    const finishing = scope.start(scenarios, "finishEach", args, options);
    await calls.interrupted(finishing, 3, nameOf(full), "finish()");
    const finishes = async () => {
      const [absent, ...finished] = await finishing.result;
      assertError(absent!, GONE, "finish(), and the queue was gone");
      finished.forEach((outcome) => assertResult(outcome, "finish()"));
    };
    if (calls.over(finishing, 3)) await finishes(); // A worker would wait for what has failed.
    // finish() is the first to be told that it hangs.
    const worker = { role: "doJobs()", deadline: deadline + 3000 };
    const queues = [queue, full];
    const done = await scope.start(scenarios, "workAtEach", [kata, queues], worker).result;

    await finishes();
    assertDone(done[0]!, jobs, "Jobs that were there when finish() was called");
    assertDone(done[1]!, jobs, "Jobs that filled the queue when finish() was called");
  }),
);

/** Bytes as people read them. */
function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (it) => it.toString(16).padStart(2, "0")).join(" ");
}

/** A request as it has to be: who asks, and what. */
function requestOf(pid: number, body: Uint8Array): Uint8Array {
  const message = new Uint8Array(4 + body.length);
  new DataView(message.buffer).setUint32(0, pid, true);
  message.set(body, 4);
  return message;
}

Deno.test(
  "request() gives each client its own answer",
  { timeout },
  supervised(async (scope) => {
    const [requests, replies] = [queueOf(scope), queueOf(scope)];
    const strangers = [1, 2, Deno.pid, 2 ** 31 - 1];
    for (const type of strangers) put(replies, type, text("for somebody else"));
    const lengths = [[0, 5], [1, 0], [300, 1], [2, 60], [LONG - 4, LONG]];
    const bodies = different(...lengths.map(([body]) => body!));
    const answers = [1, 2].map((client) =>
      different(...lengths.map(([, answer]) => answer!)).map((it) =>
        it.map((byte) => byte ^ client)
      )
    );
    for (const them of [bodies, ...answers]) them[3]!.fill(0, 1); // Zeros are a part of them.
    const questions = bodies.map((body): Question => [requests, replies, body]);
    const clients = [1, 2].map((number) => {
      const options = { role: `request() of client ${number}`, deadline };
      return scope.start(scenarios, "requestEach", [kata, questions], options);
    });
    const nameOf = (client: number, round: number) =>
      `An answer of ${answers[client]![round]!.length} bytes to client ${client + 1}`;
    const asked = [0, 0];
    for (let round = 0; round < bodies.length; round++) {
      const next: number[] = [];
      const serve = ({ type, text: bytes }: Message) => {
        const what = `A request with ${bodies[round]!.length} bytes`;
        assertEquals(type, 1, `${what}: the type of its message`);
        const short = `${what} has ${bytes.length} bytes, and lacks the four bytes of a pid.`;
        assert(bytes.length >= 4, short);
        const pid = new DataView(bytes.buffer).getUint32(0, true);
        const client = clients.findIndex((it) => it.pid === pid);
        const begins = `${what} begins with ${hex(bytes.subarray(0, 4))}`;
        const pids = clients.map((it) => hex(requestOf(it.pid, new Uint8Array()))).join(" and ");
        assert(client >= 0, `${begins}, and not with the four bytes of a pid: they are ${pids}.`);
        const again = asked[client]!++ > round;
        assert(!again, `${nameOf(client, round)}: it asked again before this came.`);
        assertArrived(bytes, requestOf(pid, bodies[round]!), what);
        next.unshift(client); // Who has asked last is answered first.
      };
      await eventually(
        () => {
          rest(requests).forEach(serve);
          return next.length === 2 || clients.some(({ settled }) => settled);
        },
        "two clients have asked",
        deadline,
      );
      for (const client of next) {
        const answered = () => {
          // Who has ended too early may have left its answer, and says why.
          for (const { pid, settled } of clients) {
            if (settled) unless("ENOMSG", () => msgrcv(replies, MAX, pid, IPC_NOWAIT));
          }
          return takes(replies, clients[client]!.pid, answers[client]![round]!);
        };
        await eventually(answered, "there is room for an answer");
      }
    }

    for (const [client, peer] of clients.entries()) {
      const { outcomes, changed } = await peer.result;
      for (const [round, answer] of answers[client]!.entries()) {
        const what = nameOf(client, round);
        assertArrived(assertResult(outcomes[round], what), answer, what);
      }
      assertEquals(changed, [], "Bodies of these lengths were changed by request().");
    }
    const left = rest(replies).map(({ type }) => type);
    assertEquals(left, strangers, "The types of the answers to others, which are still there");
    assertEquals(rest(requests).length, 0, "How many requests came after those");
  }),
);

Deno.test(
  "request() waits for room and for its answer, and throws when a queue is gone",
  { timeout },
  supervised(async (scope) => {
    const [requests, replies] = [queueOf(scope), queueOf(scope)];
    const [full, empty, gone] = [queueOf(scope), queueOf(scope), queueOf(scope)];
    [requests, full].forEach(fill);
    msgctl(gone, IPC_RMID);
    const [body, answer] = different(900, 80);
    const { calls, options } = telling(scope, "request()");
    const questions: Question[] = [
      [requests, replies, body!],
      [gone, replies, body!],
      [empty, gone, body!],
      [full, replies, body!],
      [empty, replies, body!],
    ];
    const peer = scope.start(scenarios, "requestEach", [kata, questions, calls.told], options);
    await calls.interrupted(peer, 1, nameOf(requests), "request()");
    const asked: Message[] = [];
    const isIts = ({ text }: Message) => text.length >= body!.length && text.length < 1000;
    const look = () => {
      if (calls.count <= 2) asked.push(...rest(requests).filter(isIts));
      return asked.length > 0 || calls.over(peer, 1);
    };
    await eventually(look, "request() sends when there is room", deadline);
    await calls.interrupted(peer, 1, nameOf(replies), "request()");
    look();
    if (!calls.over(peer, 1)) put(replies, peer.pid, answer!);
    await calls.waits(peer, 4, nameOf(full), "request()");
    msgctl(full, IPC_RMID);
    await calls.waits(peer, 5, nameOf(replies), "request()");
    msgctl(replies, IPC_RMID);

    const { outcomes } = await peer.result;
    const what = "A signal came while request() waited";
    assertArrived(assertResult(outcomes[0], what), answer!, what);
    assertEquals(asked.length, 1, `${what}: how often the request was sent`);
    assertArrived(asked[0]!.text, requestOf(peer.pid, body!), `${what}: the request`);
    const whats = [
      "for requests was gone",
      "for replies was gone",
      "for requests was removed meanwhile",
      "for replies was removed meanwhile",
    ];
    whats.forEach((it, at) => assertError(outcomes[1 + at]!, GONE, `The queue ${it}`));
  }),
);

Deno.test(
  "request() is answered by a server in perl",
  { timeout },
  supervisedSteps(WITH_PERL, async (scope) => {
    const [requests, replies] = [queueOf(scope), queueOf(scope)];
    const script = "($in, $out, $n) = @ARGV; while ($n--) {" +
      ' msgrcv($in, $_, 9000, 1, 0) or die $!; ($type, $pid, $body) = unpack("l! V a*", $_);' +
      ' msgsnd($out, pack("l! a*", $pid, uc $body), 0) or die $! }';
    const perl = scope.run("perl", ["-e", script, `${requests}`, `${replies}`, "3"], {});
    const questions = ["hello", "", "world"].map((it): Question => [requests, replies, text(it)]);
    const options = { role: "request()", deadline: 6000 }; // before that of perl
    const peer = scope.start(scenarios, "requestEach", [kata, questions], options);

    const { outcomes } = await peer.result;
    for (const [at, answer] of ["HELLO", "", "WORLD"].entries()) {
      assertArrived(assertResult(outcomes[at], "Perl"), text(answer), "What perl has answered");
    }
    assertEquals((await perl.status).code, 0);
  }),
);

/** Makes a box of the test, which is open for both. */
function boxOf({ own, posixName }: TestScope, capacity: number, size: number): [string, Fd] {
  const name = posixName();
  const flags = O_RDWR | O_NONBLOCK | O_CREAT | O_EXCL;
  const fd = mqOpen(name, flags, 0o600, { capacity, size });
  let open = true;
  own({
    [Symbol.dispose]: () => {
      if (open) close(fd);
      open = false;
    },
  });
  return [name, fd];
}

Deno.test(
  "create() makes a box, which goes once when it is disposed of",
  { timeout },
  supervised(async (scope) => {
    const [taken, fd] = boxOf(scope, 3, 33);
    mqSend(fd, text("it was here before"), 1);
    const sizes = [[1, 1], [4, 64], [10, 1000], [3, 200]] as const;
    const boxes = sizes.map((
      [capacity, size],
    ): [string, number, number] => [scope.posixName(), capacity, size]);
    const options = { role: "create()" };
    const args = [kata, [[taken, 2, 20], ...boxes], scope.posixName()] as const;
    const [refused, ...made] = await scope.start(
      scenarios,
      "createEach",
      [...args] as never,
      options,
    )
      .result;

    assertEquals(refused?.error, "EEXIST", "A box of this name is there: what was thrown");
    const { capacity, size, count } = mqGetattr(fd);
    assertEquals({ capacity, size, count }, { capacity: 3, size: 33, count: 1 }, "What was there");
    close(mqOpen(taken, O_WRONLY)); // It has kept its name.
    for (const [at, [, capacity, size]] of boxes.entries()) {
      const what = `A box for ${capacity} letters of ${size} bytes`;
      const { error, found, disposed, named, usable, kept, again, spared, replaced } = made[at]!;
      assertEquals(error, undefined, `${what}: what was thrown`);
      assert(found !== undefined, `${what}: there is none of that name.`);
      assertEquals([found.capacity, found.size], [capacity, size], `${what}: how large it is`);
      assertEquals(found.mode.toString(8), "600", `${what}: its mode`);
      assertResult(disposed, `${what}, disposed of`);
      assert(!named, `${what}: it is still there when it has been disposed of.`);
      assertEquals(kept, 1, `${what}: how many letters are in it when it has been disposed of`);
      assert(usable, `${what}: who has it open cannot use it when it has been disposed of.`);
      assertResult(again, `${what}, disposed of twice`);
      assert(spared, `${what}, disposed of twice: another box of this name was closed or removed.`);
      const still = assertResult(replaced, `${what}, made again under the same name`);
      assert(still, `${what}: it was removed when the one before it was disposed of again.`);
    }
  }),
);

Deno.test(
  "post() puts a letter with its priority into a box, unless that is full",
  { timeout },
  supervised(async (scope) => {
    const [name, fd] = boxOf(scope, 10, 256);
    const [small, other] = boxOf(scope, 2, 4);
    const missing = scope.posixName();
    const letters = [[0, 1], [1, 9], [256, 32767], [7, 0], [2, 31], [3, 9]] as const;
    const bytes = different(...letters.map(([length]) => length));
    bytes[3]!.fill(0); // Zeros are a part of it.
    const posts = letters.map((
      [, priority],
      at,
    ): [string, Uint8Array, number] => [name, bytes[at]!, priority]);
    const more: [string, Uint8Array, number][] = [
      [missing, text("a"), 1],
      [small, text("12345"), 1],
      [small, text("1234"), 1],
      [small, text("b"), 1],
      [small, text("c"), 9],
      [small, text("d"), 1],
      [small, text("67890"), 9],
      [missing, text("e"), 1],
    ];
    const options = { role: "post()" };
    const args = [kata, [...posts, ...more]] as const;
    const peer = scope.start(scenarios, "postEach", [...args] as never, options);

    const { outcomes, changed } = await peer.result;
    for (const [at, [length, priority]] of letters.entries()) {
      const what = `A letter of ${length} bytes with priority ${priority}`;
      assertEquals(assertResult(outcomes[at], what), true, `${what}: whether there was room`);
    }
    const order = letters.map(([, priority], at) => ({ priority, at }));
    order.sort((a, b) => b.priority - a.priority || a.at - b.at);
    for (const { priority, at } of order) {
      const what = `A letter of ${bytes[at]!.length} bytes with priority ${priority}`;
      const arrived = unless("EAGAIN", () => mqReceive(fd, 256));
      assertArrived(arrived?.bytes, bytes[at]!, what);
      assertEquals(arrived?.priority, priority, `${what}: its priority`);
    }
    assertEquals(mqGetattr(fd).count, 0, "How many letters came after those");
    const [absent, long, ...rest] = outcomes.slice(letters.length);
    assertError(absent!, ["ENOENT"], "There is no box of that name");
    assertError(long!, ["EMSGSIZE"], "A letter of 5 bytes, where 4 fit");
    assertError(rest.pop()!, ["ENOENT"], "There is no box of that name, again");
    assertError(rest.pop()!, ["EMSGSIZE"], "A letter of 5 bytes, where 4 fit, and the box is full");
    const room = rest.map((outcome) => assertResult(outcome, "A box for two letters"));
    assertEquals(room, [true, true, false, false], "Four letters for a box that holds two");
    const held = [1, 2].map(() => unless("EAGAIN", () => mqReceive(other, 4))?.bytes.length);
    assertEquals(held, [4, 1], "The lengths of the letters in a box that was full");
    assertEquals(changed, [], "Letters of these lengths were changed by post().");
    close(mqOpen(name, O_WRONLY)); // It has kept its name.
    assert(
      unless("ENOENT", () => close(mqOpen(missing, O_WRONLY)) ?? true) === undefined,
      "post() made a box, although nobody owns it.",
    );
  }),
);

/** Starts a peer that makes a box, and waits until it is there. */
async function startTaking(
  scope: TestScope,
  [capacity, size]: [number, number],
  times: (number | undefined)[],
) {
  const name = scope.posixName();
  const { calls, options } = telling(scope, "take()");
  const [gate, opener] = scope.pipe();
  const inherits = [...options.inherits, gate];
  const peer = scope.start(
    scenarios,
    "takeEach",
    [kata, [name, capacity, size], scope.posixName(), times, calls.told, gate],
    { ...options, inherits, deadline: 40_000 }, // Many waits, one after the other.
  );
  await eventually(() => peer.settled || calls.count > 0, "a box has been made");
  const post = (bytes: Uint8Array<ArrayBuffer>, priority: number) => {
    const fd = unless("ENOENT", () => mqOpen(name, O_WRONLY | O_NONBLOCK));
    if (fd === undefined) return; // The scenario has ended too early, and says why.
    mqSend(fd, bytes, priority);
    close(fd);
  };
  return { name, calls, peer, post, begin: () => close(opener) };
}

Deno.test(
  "take() gives the most urgent letter, and waits as long as it is told",
  { timeout },
  supervised(async (scope) => {
    const letters = [[1, 1], [5000, 9], [0, 1], [2, 32767], [3, 5], [63, 9], [4, 0]] as const;
    const times = letters.map((_, at) => [undefined, 0, 50, Infinity][at % 4]);
    const empty = [0, 1, 60, 150.5, 0];
    const { peer, post, begin } = await startTaking(scope, [10, 5000], [...times, ...empty]);
    const bytes = different(...letters.map(([length]) => length));
    bytes[5]!.fill(0, 9); // Zeros are a part of it.
    letters.forEach(([, priority], at) => post(bytes[at]!, priority));
    begin();

    const taken = await peer.result;
    const order = letters.map(([, priority], at) => ({ priority, at }));
    order.sort((a, b) => b.priority - a.priority || a.at - b.at);
    for (const [nth, { priority, at }] of order.entries()) {
      const what = `Letter ${nth + 1} of seven, with priority ${priority}`;
      const found = assertResult(taken[nth]?.outcome, what);
      assertEquals(found?.priority, priority, `${what}: its priority`);
      assertArrived(found?.letter, bytes[at]!, what);
    }
    for (const [at, time] of empty.entries()) {
      const what = `${time} ms, and no letter comes`;
      const { outcome, ms, late } = taken[letters.length + at]!;
      assertEquals(assertResult(outcome, what), undefined, what);
      // The clock that tells when to wake up may be a little ahead.
      assert(ms > time - 5, `${what}: take() came back after ${Math.round(ms)} ms.`);
      const later = `${what}: it asked the kernel to wait ${Math.round(late)} ms longer.`;
      assert(late < 5, later);
    }
  }),
);

Deno.test(
  "take() waits for a letter for ever, also when a signal comes",
  { timeout: slowTimeout },
  supervised(async (scope) => {
    const short = [0, 1, 0]; // It is empty at first.
    const times = [undefined, Infinity, 2 ** 31, 1e12, 1e300];
    const all = [...short, ...times];
    const { name, calls, peer, post, begin } = await startTaking(scope, [2, 64], all);
    const letters = different(1, 2, 3, 4, 5);
    begin();
    for (const [at, letter] of letters.entries()) {
      const wait = async () => {
        // One byte came when the box was made.
        const number = short.length + at + 1;
        const reached = () => peer.settled || calls.count >= 2 * number;
        await eventually(reached, "take() is called");
        await calls.waits(peer, number + 0.5, name, "take()");
      };
      await wait();
      await interrupt(peer);
      await wait();
      post(letter, at);
    }

    const taken = await peer.result;
    for (const { outcome } of taken.splice(0, short.length)) {
      assertEquals(assertResult(outcome, "The box was empty"), undefined, "The box was empty");
    }
    for (const [at, time] of times.entries()) {
      const what = time === undefined ? "Without a time" : `With a time of ${time}`;
      const found = assertResult(taken[at]?.outcome, what);
      assertArrived(found?.letter, letters[at]!, what);
      assertEquals(found?.priority, at, `${what}: the priority`);
    }
  }, { late: 50_000 }),
);
