/**
 * Servers that do what a program says, and your RpcClient on the other side of the connection.
 *
 * Each program runs in a process of its own, and gets the URL of your module as its first argument.
 *
 * @module
 */

import { sockets } from "lib/testing/descriptors.ts";
import { concat, positions } from "lib/testing/bytes.ts";
import { ensure, type Finding, findings } from "lib/testing/findings.ts";
import { type Outcome, outcome } from "lib/testing/outcome.ts";
import { UnderWay } from "lib/testing/under_way.ts";
import { amidst, sameBytes } from "lib/testing/views.ts";
import { Far, pair, soon, turns, under, until } from "./far.ts";
import {
  auth,
  load,
  nameOf,
  PROGRAM,
  record,
  replyOf,
  VERSION,
  words,
  wordsOf,
} from "./protocol.ts";

type Kata = Awaited<ReturnType<typeof load>>;
type Client = InstanceType<Kata["RpcClient"]>;

/** Longer than any test, in milliseconds. */
const LONG = { timeout: 2 ** 31 - 1 };
const LIMIT = { limit: 100_000 };

/** A call, as the server has got it. */
interface Got {
  number: number;
  procedure: number;
  args: Uint8Array;
}

/** Makes a client, and the server that it calls. */
async function connect(
  { RpcClient }: Kata,
  path: string,
  options = LIMIT,
): Promise<[Client, Far, Deno.Conn]> {
  const [near, far] = await pair(path);
  return [new RpcClient(near, PROGRAM, VERSION, options), far, near];
}

/** Closes a client, and fails unless that closes the connection. */
async function finish(client: Client, far: Far): Promise<void> {
  client.close();
  await soon(far.all(), "close() has closed the connection");
  far.close();
}

/** Receives a call, and fails unless it is one. */
async function next(far: Far, what: string): Promise<Got> {
  const bytes = await soon(far.next(), `call() has sent ${what}`);
  ensure(bytes, `The client has closed the connection, and the server waits for ${what}`);
  const found = wordsOf(bytes.subarray(0, 40));
  const [number = -1, , , , , procedure = -1] = found;
  const expected = [number, 0, 2, PROGRAM, VERSION, procedure, 0, 0, 0, 0];
  const wrong = `Of ${what}, the first words are ${found.join(" ")}, and not ${expected.join(" ")}`;
  ensure(found.join() === expected.join(), wrong);
  return { number, procedure, args: bytes.subarray(40) };
}

function told(found: Outcome<unknown>): string {
  if ("error" in found) return `threw ${found.error} (${found.message})`;
  const { result } = found;
  return result instanceof Uint8Array ? `gave ${result.length} bytes` : `gave ${result}`;
}

function same(found: Uint8Array, bytes: Uint8Array, what: string): void {
  const at = bytes.findIndex((byte, i) => byte !== found[i]);
  ensure(found.length === bytes.length, `${what}: ${found.length} bytes, not ${bytes.length}`);
  ensure(at < 0, `${what}: byte ${at} is ${found[at]}, not ${bytes[at]}`);
}

/** Fails unless a call has got these bytes. */
function ensureResult(found: Outcome<Uint8Array>, bytes: Uint8Array, what: string): Uint8Array {
  const result = "result" in found ? found.result : undefined;
  if (!(result instanceof Uint8Array)) {
    ensure(false, `${what}: call() ${told(found)}, and not its result`);
  }
  same(result, bytes, `${what}: the result of call()`);
  return result;
}

function ensureThrew(found: Outcome<unknown>, errors: string[], what: string): void {
  const ok = "error" in found && errors.includes(nameOf(found.error));
  ensure(ok, `${what}: call() ${told(found)}, and had to throw ${errors.join(" or ")}`);
}

/** What a call with this number in its arguments is answered with. */
const resultOf = (i: number) => concat(words(i), positions(4 * (i % 9)));

/** More bytes than a unix connection holds that nobody reads from, however much that is on this machine. */
const PLENTY = 4 +
  2 * (Number(Deno.readTextFileSync("/proc/sys/net/core/wmem_default")) || 1 << 18);

/** Looks at what is sent of calls. */
export function sending(url: string, path: string): Promise<Finding> {
  return findings(async () => {
    const kata = await load(url);
    await numbers(kata, path);
    const [client, far] = await connect(kata, path);
    for (
      const [procedure, length] of [[1, 0], [0, 4], [2 ** 32 - 1, 300], [258, 70_000]] as const
    ) {
      const args = positions(length);
      const given = amidst(args);
      const calling = outcome(() => client.call(procedure, given, LONG));
      const what = `a call of procedure ${procedure} with ${length} bytes`;
      const got = await next(far, what);
      ensure(got.procedure === procedure, `Of ${what}, the procedure is ${got.procedure}`);
      same(got.args, args, `The arguments of ${what}`);
      ensure(sameBytes(given, args), `call() has changed its arguments`);
      await far.send(record(replyOf(got.number, 0)));
      ensureResult(await soon(calling, "call() has got its reply"), words(), what);
    }
    await under("Four calls at the same time, two of them long", () => sendMuch(client, far));
    await finish(client, far);
  });
}

/** Calls with so many bytes that the server has to read them first. It answers another call meanwhile. */
async function sendMuch(client: Client, far: Far): Promise<void> {
  const early = [8, 9].map((i) => outcome(() => client.call(i, words(), LONG)));
  const asked = [await next(far, "a call"), await next(far, "a call")];
  const args = [PLENTY, 4, PLENTY + 4, 8].map((length, i) => positions(length + i).slice(i));
  const given = args.map((bytes) => bytes.slice());
  const calls = given.map((bytes, i) => outcome(() => client.call(i, bytes, LONG)));
  for (const bytes of given) bytes.fill(0xee); // call() has returned a promise.
  await turns();
  for (const { number, procedure } of asked) {
    await far.send(record(replyOf(number, 0, words(5))));
    const found = await soon(
      early[procedure - 8]!,
      "call() has got its reply, while another one waits until the server reads",
    );
    const what = "A call that is answered while another one waits until the server reads";
    ensureResult(found, words(5), what);
  }
  for (const _ of args) {
    const got = await next(far, "one of four calls at the same time");
    const bytes = args[got.procedure];
    ensure(bytes, `Of one of four calls at the same time, the procedure is ${got.procedure}`);
    same(
      got.args,
      bytes,
      `The arguments of one of four calls at the same time, which change after call()`,
    );
    await far.send(record(replyOf(got.number, 0, words(got.procedure))));
  }
  for (const [i, call] of calls.entries()) {
    ensureResult(
      await soon(call, "each of four calls has got its reply"),
      words(i),
      "One of four calls",
    );
  }
}

const COUNT = 300;

/** Looks at the numbers of calls, also where who draws them gets the greatest one first. */
async function numbers(kata: Kata, path: string): Promise<void> {
  const draws = drawGreatest();
  const [client, far] = await connect(kata, path, { limit: Infinity });
  const used = new Set<number>();
  for (const round of [1, 2]) {
    const calls = Array.from(
      { length: COUNT },
      (_, i) => outcome(() => client.call(1, words(i), LONG)),
    );
    for (let i = 0; i < COUNT; i++) {
      const { number, args } = await next(
        far,
        `call ${i + 1} of ${COUNT}, while nothing is answered`,
      );
      ensure(!used.has(number), `Two calls of a client have the same number, ${number}`);
      used.add(number);
      if (round === 1) continue;
      await far.send(record(replyOf(number, 0, args)));
    }
    if (round === 1) { for (const number of used) await far.send(record(replyOf(number, 0))); }
    for (const call of calls) {
      const found = await soon(call, `each of ${COUNT} calls has got its reply`);
      if ("error" in found) ensure(false, `One of ${COUNT} calls: call() ${told(found)}`);
    }
  }
  await finish(client, far);
  draws.restore();
}

/** Lets who draws numbers by chance get the greatest one first, and each other one twice. */
function drawGreatest() {
  const { random } = Math;
  const { getRandomValues } = crypto;
  let drawn = 0;
  let number = 1 - 2 ** -53;
  const bytes = new Uint8Array(256).fill(0xff);
  Math.random = () => {
    if (drawn++ % 2) number = random();
    return number;
  };
  crypto.getRandomValues = (array) => {
    if (drawn++ % 2) getRandomValues.call(crypto, bytes);
    const { buffer, byteOffset, byteLength } = array as unknown as Uint8Array;
    const into = new Uint8Array(buffer, byteOffset, byteLength);
    into.forEach((_, i) => into[i] = bytes[i % 256]!);
    return array;
  };
  return {
    restore: () =>
      void (Object.assign(Math, { random }), Object.assign(crypto, { getRandomValues })),
  };
}

/** Answers calls in other orders, and in any fragments. */
export function replying(url: string, path: string): Promise<Finding> {
  return findings(async () => {
    const kata = await load(url);
    // The longest reply has a header of 24 bytes, a verifier of 400, and a result.
    const longest = 4 * 8 + 4;
    const [client, far] = await connect(kata, path, { limit: 24 + 400 + longest });
    for (const count of [1, 3, COUNT]) {
      const what = `Of ${count} calls, answered in reversed order`;
      const calls = Array.from(
        { length: count },
        (_, i) => outcome(() => client.call(1, words(i), LONG)),
      );
      const got: Got[] = [];
      while (got.length < count) got.push(await next(far, `call ${got.length + 1} of ${count}`));
      for (const [at, { number, args }] of got.reverse().entries()) {
        const verifier = auth(at % 5, [0, 400, 1, 5, 8][at % 5]!);
        const bytes = replyOf(number, 0, resultOf(wordsOf(args)[0]!), verifier);
        const whole = record(bytes, ...[[], [0], [1, 2, 3], [10, 0, 20], [4]][at % 5]!);
        // Nobody waits for this one; and two come at once.
        const unknown = (number + 2 ** 31 + at) % 2 ** 32;
        const others = at % 3 === 0 ? [record(replyOf(unknown, 0, words(77)))] : [];
        const again = at % 4 === 0 ? [record(replyOf(number, 0, words(66)))] : [];
        await far.send(...others, whole, ...again);
      }
      const results: Uint8Array[] = [];
      for (const [i, call] of calls.entries()) {
        const found = await soon(call, `each of ${count} calls has got its reply`);
        results.push(ensureResult(found, resultOf(i), `${what}, number ${i + 1}`));
      }
      results[0]!.fill(0xee);
      results.slice(1).forEach((it, i) =>
        same(it, resultOf(i + 1), `${what}: a result, looked at later,`)
      );
    }
    await oneByOne(client, far);
    await finish(client, far);
  });
}

/** Answers some calls before others are made. */
async function oneByOne(client: Client, far: Far): Promise<void> {
  const slow = outcome(() => client.call(1, words(), LONG));
  const { number } = await next(far, "a call");
  for (let i = 0; i < 3; i++) {
    const fast = outcome(() => client.call(2, words(), LONG));
    const got = await next(far, "a call, while another one waits");
    await far.send(record(replyOf(got.number, 0, words(i))));
    const found = await soon(fast, "a call is answered, while an earlier one waits");
    ensureResult(found, words(i), "A call that is answered before an earlier one");
  }
  await far.send(record(replyOf(number, 0, words(100))));
  ensureResult(
    await soon(slow, "the earlier call is answered"),
    words(100),
    "A call, answered late",
  );
}

/** How a server refuses a call: what stands behind the number of the reply. */
const REFUSALS: [code: string, bytes: Uint8Array][] = [
  ["PROG_UNAVAIL", replyOf(0, 1).slice(4)],
  ["PROG_MISMATCH", replyOf(0, 2, words(2, 3)).slice(4)],
  ["PROC_UNAVAIL", replyOf(0, 3).slice(4)],
  ["GARBAGE_ARGS", replyOf(0, 4, words(), auth(3, 7)).slice(4)],
  ["SYSTEM_ERR", replyOf(0, 5).slice(4)],
  ["RPC_MISMATCH", words(1, 1, 0, 3, 4)],
  ["AUTH_ERROR", words(1, 1, 1, 5)],
  ["AUTH_ERROR", words(1, 1, 1, 0)],
];

/** Refuses some calls, and answers those beside them. */
export function refusing(url: string, path: string): Promise<Finding> {
  return findings(async () => {
    const [client, far] = await connect(await load(url), path);
    for (const order of ["first", "last"]) {
      for (const [code, bytes] of REFUSALS) {
        let codeOf: unknown;
        const keepCode = (error: { code?: unknown }) => {
          codeOf = error?.code;
          throw error;
        };
        const [one, other] = [0, 1].map((i) =>
          outcome(async () => await client.call(i, words(), LONG).catch(keepCode))
        );
        const got = [await next(far, "a call"), await next(far, "a call beside it")];
        const refused = got.find(({ procedure }) => procedure === 0)!;
        const accepted = got.find(({ procedure }) => procedure === 1)!;
        const replies = [
          record(concat(words(refused.number), bytes)),
          record(replyOf(accepted.number, 0, words(5))),
        ];
        await far.send(...order === "first" ? replies : replies.reverse());
        const found = await soon(one!, `call() has heard that it is refused: ${code}`);
        ensureThrew(found, [code], `The server says ${code}`);
        ensure(codeOf === code, `The server says ${code}: the error has the code ${codeOf}`);
        const beside = await soon(other!, `a call is answered beside one that is refused: ${code}`);
        ensureResult(beside, words(5), `A call beside one that is refused (${code})`);
      }
    }
    await finish(client, far);
  });
}

/** Lets time go by while calls wait. */
export function timing(url: string, path: string): Promise<Finding> {
  return findings(async () => {
    const kata = await load(url);
    const { Clock } = await import("lib/testing/clock.ts");
    using clock = new Clock();
    const [client, far] = await connect(kata, path);
    const call = (procedure: number, timeout: number, args = words()) =>
      new UnderWay(outcome(() => client.call(procedure, args, { timeout })));
    const late: [timeout: number, procedure: number][] = [[0, 0], [50, 1], [60_000, 2]];
    for (const [timeout, procedure] of late) {
      const other = call(9, Infinity);
      const { number: another } = await next(far, "a call");
      const calling = call(procedure, timeout);
      const { number } = await next(far, `a call with a timeout of ${timeout} ms`);
      if (timeout > 1000) {
        await clock.pass(timeout - 1000);
        ensure(
          !calling.over,
          `Of ${timeout} ms, a second was left, and call() ${await tell(calling)}`,
        );
      }
      await clock.pass(timeout > 1000 ? 2000 : 100, 5);
      const what = `After ${timeout} ms, without a reply`;
      const found = await soon(
        calling.promise,
        `call() has given up after ${timeout} ms`,
        clock.pause,
      );
      ensureThrew(found, ["TimedOut"], what);
      ensure(
        !other.over,
        `${what}, another call that may wait was over, too: it ${await tell(other)}`,
      );
      const after = call(5, Infinity);
      const { number: later } = await next(far, "a call after one that was given up");
      ensure(later !== number, `A call has the number of one that was given up: ${number}`);
      const replies = [[number, 1], [later, 2], [another, 3]].map(([to, n]) =>
        record(replyOf(to!, 0, words(n!)))
      );
      await far.send(...replies);
      const its = await soon(
        after.promise,
        "a call is answered after one that was given up",
        clock.pause,
      );
      ensureResult(its, words(2), "A call, when the reply to an earlier one has come late");
      const others = await soon(other.promise, "another call is answered", clock.pause);
      ensureResult(others, words(3), "A call that waited beside one that was given up");
      await until(
        () => clock.pending === 0,
        "no timer is left of a call that has thrown TimedOut or returned",
        clock.pause,
      );
    }
    await patience(clock, client, far);
    await sendLate(clock, client, far);
    await finish(client, far);
  });
}

async function tell(call: UnderWay<Outcome<Uint8Array>>): Promise<string> {
  return call.over ? told(await call.promise) : "waits";
}

/** Answers after a month, and after a year. */
async function patience(clock: Clock, client: Client, far: Far): Promise<void> {
  const [month, ever, longest] = [2 ** 31 - 10_000, Infinity, 2 ** 31 - 1].map((timeout) =>
    new UnderWay(outcome(() => client.call(1, words(), { timeout })))
  ) as [Waiting, Waiting, Waiting];
  const got: Got[] = [];
  while (got.length < 3) got.push(await next(far, "one of three calls"));
  await clock.pass(2 ** 31 - 20_000, 20);
  for (const call of [month, ever, longest]) {
    ensure(
      !call.over,
      `A call that may wait for a month or for ever ${await tell(call)} too early`,
    );
  }
  await clock.pass(15_000, 10);
  ensureThrew(
    await soon(month.promise, "call() gives up after 24 days", clock.pause),
    ["TimedOut"],
    "After 24 days",
  );
  ensure(
    !longest.over,
    `With a timeout of 2 ** 31 - 1 ms, call() ${await tell(longest)} too early`,
  );
  await clock.pass(2 ** 35, 20);
  ensureThrew(await soon(longest.promise, "call() gives up after 25 days", clock.pause), [
    "TimedOut",
  ], "After 25 days");
  ensure(!ever.over, `With a timeout of Infinity, call() ${await tell(ever)}`);
  for (const { number } of got) await far.send(record(replyOf(number, 0, words(6))));
  const found = await soon(ever.promise, "a call is answered after a year", clock.pause);
  ensureResult(found, words(6), "A call that is answered after a year");
  await until(() => clock.pending === 0, "no timer is left of calls that are over", clock.pause);
}

type Clock = import("lib/testing/clock.ts").Clock;
type Waiting = UnderWay<Outcome<Uint8Array>>;

/** Gives up a call of which a part was sent. */
async function sendLate(clock: Clock, client: Client, far: Far): Promise<void> {
  const args = positions(3 * PLENTY); // which takes several writes
  const late = outcome(() => client.call(3, args, { timeout: 1000 }));
  await turns();
  await clock.pass(3000, 5);
  const found = await soon(
    late,
    "call() has given up, although the server does not read",
    clock.pause,
  );
  ensureThrew(found, ["TimedOut"], "A second has gone by, and the server does not read");
  const after = outcome(() => client.call(4, words(8), LONG));
  let got = await next(far, "a call, of which a part had been sent when its time was over,");
  if (got.procedure === 3) {
    same(
      got.args,
      args,
      "The arguments of a call, of which a part had been sent when its time was over",
    );
    got = await next(far, "the call after one that was given up");
  }
  ensure(got.procedure === 4, `The next call is of procedure ${got.procedure}, not 4`);
  await far.send(record(replyOf(got.number, 0, words(8))));
  ensureResult(
    await soon(after, "the next call is answered", clock.pause),
    words(8),
    "The call after it",
  );
}

/** What ends a connection: what comes, given the number of a call that waits, and what is done then. */
interface Ending {
  what: string;
  errors: string[];
  bytes?: (number: number) => Uint8Array;
  act?: (far: Far, client: Client) => unknown;
}

const LONGEST = { limit: 500 };
const end = (far: Far) => far.end();
const broken = (what: string, bytes: Ending["bytes"]): Ending => ({
  what,
  errors: ["RangeError"],
  bytes,
});

const ENDINGS: Ending[] = [
  { what: "the stream ends", errors: ["UnexpectedEof"], act: end },
  {
    what: "the stream ends inside a reply",
    errors: ["UnexpectedEof"],
    bytes: (n) => record(replyOf(n, 0)).subarray(0, 20),
    act: end,
  },
  {
    what: "the stream ends between two fragments",
    errors: ["UnexpectedEof"],
    bytes: (n) => record(replyOf(n, 0), 24).subarray(0, 28),
    act: end,
  },
  { what: "the connection breaks", errors: ["ConnectionReset"], act: (far) => far.close() },
  { what: "close() is called", errors: ["BadResource"], act: (_, client) => client.close() },
  broken("a reply is above the limit", (n) => record(replyOf(n, 0, new Uint8Array(480)))),
  broken("a reply is announced that is above the limit", () => words(2 ** 32 - 1)),
  ...[0, 4, 7, 8, 12, 16, 20, 23].map((length) =>
    broken(`a reply ends after ${length} bytes`, (n) => record(replyOf(n, 0).subarray(0, length)))
  ),
  broken(
    "the server sends a call",
    (n) => record(concat(words(n, 0, 2, 1, 1, 1), auth(0, 0), auth(0, 0))),
  ),
  broken("the server sends a message of type 2", (n) => record(words(n, 2, 0, 0, 0, 0))),
  broken("a reply is neither accepted nor denied", (n) => record(words(n, 1, 2, 0, 0, 0))),
  broken("a reply has the status 6", (n) => record(replyOf(n, 6))),
  ...[words(), words(5), words(2, 2)].map((rest) =>
    broken(
      `a reply is denied for no known reason, and ${rest.length} bytes stand behind that`,
      (n) => record(concat(words(n, 1, 1, 2), rest)),
    )
  ),
  broken("a denied reply has no reason", (n) => record(words(n, 1, 1))),
  ...[["PROG_MISMATCH", 1, 0, 0, 0, 2, 5], ["RPC_MISMATCH", 1, 1, 0, 5], ["AUTH_ERROR", 1, 1, 1]]
    .map(([code, ...rest]) =>
      broken(`a reply of ${code} is cut`, (n) => record(words(n, ...rest as number[])))
    ),
  broken("a verifier is longer than the reply", (n) => record(words(n, 1, 0, 0, 100, 0))),
  broken("a verifier has more than 400 bytes", (n) => record(replyOf(n, 0, words(), auth(0, 404)))),
  broken(
    "a verifier is not filled up with zeros",
    (n) => record(words(n, 1, 0, 0, 1, 0xa7000001, 0)),
  ),
];

/** Ends connections, while calls wait and while none does. */
export function ending(url: string, path: string): Promise<Finding> {
  return findings(async () => {
    const kata = await load(url);
    for (const { what, errors, bytes, act } of ENDINGS) {
      const [client, far] = await connect(kata, path, LONGEST);
      const when = `When ${what}`;
      const calls = [1, 2, 3].map((i) => outcome(() => client.call(i, words(), LONG)));
      const got: Got[] = [];
      const reset = errors.includes("ConnectionReset");
      if (reset) await leaveUnread(far);
      while (!reset && got.length < 3) got.push(await next(far, `call ${got.length + 1} of 3`));
      await turns();
      if (bytes) await far.send(bytes(got[1]!.number));
      await act?.(far, client);
      const over = errors.includes("RangeError")
        ? "the client gives up the connection, and each of three calls is over"
        : "each of three calls that wait is over";
      for (const [i, call] of calls.entries()) {
        const found = await soon(call, `${when}, ${over}`);
        ensureThrew(found, errors, `${when}, call ${i + 1} of 3 that wait`);
      }
      await afterwards(client, errors, `${when}, a later call`);
      client.close();
      client.close();
      await afterwards(client, errors, `${when}, a call after close()`);
      if (!reset) await soon(far.all(), `${when}, the client has closed the connection`);
      far.close();
    }
    await endIdle(kata, path);
    await closeAmidst(kata, path);
  });
}

/** Waits for a call, and leaves most of it unread: a connection breaks that is closed like this. */
async function leaveUnread(far: Far): Promise<void> {
  await soon(far.connection.read(new Uint8Array(1)), "call() has sent a call");
}

/** Closes a client in the middle of a call, which the server does not read. */
async function closeAmidst(kata: Kata, path: string): Promise<void> {
  const [client, far] = await connect(kata, path);
  const calls = [PLENTY, 0].map((n) => outcome(() => client.call(n, positions(n), LONG)));
  await leaveUnread(far);
  await turns();
  const open = sockets();
  client.close();
  const when = "When close() is called, and the server has read only a part of a call";
  for (const call of calls) {
    ensureThrew(await soon(call, `${when}, each call is over`), ["BadResource"], when);
  }
  await until(() => sockets() < open, `${when}, the connection is closed`);
  far.close();
}

async function afterwards(client: Client, errors: string[], what: string): Promise<void> {
  const found = await soon(outcome(() => client.call(4, words(), LONG)), `${what} is over`);
  ensureThrew(found, errors, what);
}

/** What was called before, when no call waits. */
const IDLE = {
  "and none was made before": async () => {},
  "and one was answered before": async (client: Client, far: Far) => {
    const given = outcome(() => client.call(3, words(), LONG));
    const { number } = await next(far, "a call");
    await far.send(record(replyOf(number, 0)));
    ensureResult(await soon(given, "call() has got its reply"), words(), "A call");
  },
  "and the time of one was over before": async (client: Client, far: Far, reset: boolean) => {
    const given = outcome(() => client.call(4, words(), { timeout: 0 }));
    await (reset ? leaveUnread(far) : next(far, "a call with a timeout of 0 ms"));
    ensureThrew(await soon(given, "call() has given up after 0 ms"), ["TimedOut"], "After 0 ms");
  },
};

/** Ends connections while no call waits. */
async function endIdle(kata: Kata, path: string): Promise<void> {
  // Whose bytes need no number of a call.
  for (const { what, errors, bytes, act } of ENDINGS.filter(({ bytes }) => !bytes?.length)) {
    const reset = errors.includes("ConnectionReset");
    for (const [before, prepare] of Object.entries(IDLE).slice(reset ? 2 : 0)) {
      const [client, far] = await connect(kata, path, LONGEST);
      await prepare(client, far, reset);
      if (bytes) await far.send(bytes(0));
      await act?.(far, client);
      await turns();
      const when = `When ${what} while no call waits, ${before}`;
      if (!reset) await soon(far.all(), `${when}, the client has closed the connection`);
      // Who looks only now cannot send any more.
      const its = reset ? [...errors, "BrokenPipe"] : errors;
      await afterwards(client, its, `${when}, a later call`);
      client.close();
      await afterwards(client, its, `${when}, a call after close()`);
      far.close();
    }
  }
}
