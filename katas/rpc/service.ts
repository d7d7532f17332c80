/**
 * Calls of your Service, without any connection.
 *
 * Each program runs in a process of its own, and gets the URL of your module as its first argument.
 *
 * @module
 */

import { concat, positions } from "lib/testing/bytes.ts";
import { ensure, type Finding, findings } from "lib/testing/findings.ts";
import { type Outcome, outcome } from "lib/testing/outcome.ts";
import { UnderWay } from "lib/testing/under_way.ts";
import { amidst, sameBytes } from "lib/testing/views.ts";
import { soon, turns, until } from "./far.ts";
import { Gate } from "./gate.ts";
import {
  auth,
  type Call,
  callOf,
  load,
  PROGRAM,
  replyOf,
  VERSION,
  words,
  wordsOf,
} from "./protocol.ts";
import type { Procedure, XdrReader } from "./rpc.ts";

type Kata = Awaited<ReturnType<typeof load>>;
type Service = InstanceType<Kata["Service"]>;
type Procedures = Record<number, Procedure>;

function serve({ Service }: Kata, procedures: Procedures, remember = 100): Service {
  return new Service(PROGRAM, VERSION, procedures, { remember });
}

function told(found: Outcome<unknown>): string {
  if ("error" in found) return `threw ${found.error} (${found.message})`;
  const { result } = found;
  if (!(result instanceof Uint8Array)) return `gave ${Deno.inspect(result)}`;
  const all = wordsOf(result);
  return `gave ${result.length} bytes: ${all.slice(0, 12).join(" ")}${all.length > 12 ? " …" : ""}`;
}

/** Asks, and gives what came of it. */
async function ask(
  service: Service,
  call: Uint8Array,
  client = "client",
): Promise<Outcome<unknown>> {
  return await soon(outcome(() => service.answer(client, call)), "answer() is over");
}

function ensureReply(found: Outcome<unknown>, reply: Uint8Array, what: string): void {
  const result = "result" in found ? found.result : undefined;
  const ok = result instanceof Uint8Array && sameBytes(result, reply);
  const all = wordsOf(reply);
  const expected = `${all.slice(0, 12).join(" ")}${all.length > 12 ? " …" : ""}`;
  ensure(ok, `${what}: answer() ${told(found)}, and not ${reply.length} bytes: ${expected}`);
}

/** Gives back its arguments, and says what they were. */
const echo = (args: XdrReader) => args.rest;

/** Asks for what there is, and for what there is not. */
export function answering(url: string): Promise<Finding> {
  return findings(async () => {
    const kata = await load(url);
    const later = async (args: XdrReader) => {
      await turns(2);
      const sum = args.array(() => args.int()).reduce((a, b) => a + b, 0);
      args.end();
      return words(sum >>> 0);
    };
    const view = () => amidst(positions(20));
    const service = serve(kata, { 1: echo, 2: later, 4: view, [2 ** 32 - 1]: () => words(9) });
    let number = 1;
    const cases: [what: string, call: Call, status: number, rest?: Uint8Array][] = [
      ["A procedure", { args: words(1, 2) }, 0, words(1, 2)],
      ["A procedure without arguments", {}, 0],
      ["A procedure with 70000 bytes", { args: positions(70_000) }, 0, positions(70_000)],
      [
        "A procedure that is ready later",
        { procedure: 2, args: words(3, 5, 2 ** 32 - 9, 1) },
        0,
        words(2 ** 32 - 3),
      ],
      ["A procedure that gives a view into a larger array", { procedure: 4 }, 0, positions(20)],
      ["The procedure 4294967295", { procedure: 2 ** 32 - 1 }, 0, words(9)],
      ["The procedure 0, which nobody has written", { procedure: 0 }, 0],
      ["The procedure 0, with arguments", { procedure: 0, args: words(7) }, 0],
      ...[1, 3, 4, 5, 8, 399, 400].flatMap((length): typeof cases => [
        [
          `With credentials of ${length} bytes`,
          { credentials: auth(1, length), args: words(5) },
          0,
          words(5),
        ],
        [
          `With a verifier of ${length} bytes`,
          { verifier: auth(6, length), args: words(5) },
          0,
          words(5),
        ],
      ]),
      ["Another program", { program: PROGRAM + 1 }, 1],
      [
        "Another program in another version",
        { program: 0, version: VERSION + 1, procedure: 77 },
        1,
      ],
      ["An older version", { version: VERSION - 1 }, 2, words(VERSION, VERSION)],
      [
        "A newer version, and no such procedure",
        { version: VERSION + 1, procedure: 77 },
        2,
        words(VERSION, VERSION),
      ],
      [
        "The version 4294967295",
        { version: 2 ** 32 - 1, procedure: 0 },
        2,
        words(VERSION, VERSION),
      ],
      ["A procedure that there is not", { procedure: 3 }, 3],
      ["A procedure that there is not, with arguments", { procedure: 258, args: words(1) }, 3],
    ];
    for (const round of ["", ", once more"]) {
      for (const [what, call, status, rest] of cases) {
        const bytes = callOf({ ...call, number: number += 0x01000001 });
        const given = amidst(bytes);
        ensureReply(await ask(service, given), replyOf(number, status, rest), `${what}${round}`);
        ensure(sameBytes(given, bytes), `${what}: answer() has changed the call`);
      }
    }
    const denied = (its: number) => words(its, 1, 1, 0, 2, 2);
    for (const rpc of [0, 1, 3, 2 ** 32 - 1]) {
      const what = `RPC version ${rpc}`;
      ensureReply(await ask(service, callOf({ number: 9, rpc })), denied(9), what);
      ensureReply(
        await ask(service, words(8, 0, rpc)),
        denied(8),
        `${what}, and nothing behind that`,
      );
      const odd = concat(words(8, 0, rpc), positions(5));
      ensureReply(await ask(service, odd), denied(8), `${what}, and five bytes behind that`);
    }
    for (const number of [0, 2 ** 31, 2 ** 32 - 1]) {
      ensureReply(await ask(service, callOf({ number })), replyOf(number, 0), `Call ${number}`);
    }
    const own = serve(kata, { 0: () => words(1) });
    ensureReply(
      await ask(own, callOf({ procedure: 0 })),
      replyOf(7, 0, words(1)),
      "A procedure 0 that somebody has written",
    );
    for (const [program, version] of [[2 ** 32 - 1, 0], [0, 2 ** 32 - 1]] as const) {
      const other = new kata.Service(program, version, {}, { remember: 1 });
      const call = { program, version, procedure: 0 };
      const which = `of the program ${program} in version ${version}`;
      ensureReply(await ask(other, callOf(call)), replyOf(7, 0), `A service ${which}`);
      const wrong = replyOf(7, 2, words(version, version));
      const found = await ask(other, callOf({ ...call, version: 3 }));
      ensureReply(found, wrong, `Version 3, asked for by a client ${which}`);
    }
  });
}

/** Says what is no call. */
export function ignoring(url: string): Promise<Finding> {
  return findings(async () => {
    let runs = 0;
    const procedures = { 1: () => (runs++, words(1)), 0: () => (runs++, words(1)) };
    const service = serve(await load(url), procedures);
    const whole = callOf({ credentials: auth(1, 5), verifier: auth(1, 3) });
    const cases: [what: string, bytes: Uint8Array][] = [
      ...Array.from({ length: whole.length }, (_, i): [string, Uint8Array] => [
        `the first ${i} bytes of a call`,
        whole.slice(0, i),
      ]),
      ["a reply", replyOf(7, 0)],
      ["a denied reply", words(7, 1, 1, 0, 2, 2)],
      ["a message of type 2", callOf({ type: 2 })],
      ["a message of type 2 ** 31", callOf({ type: 2 ** 31 })],
      ["a call with credentials of 401 bytes", callOf({ credentials: auth(1, 401) })],
      ["a call with credentials of 404 bytes", callOf({ credentials: auth(1, 404) })],
      ["a call with a verifier of 404 bytes", callOf({ verifier: auth(1, 404) })],
      [
        "a call with credentials of 2 ** 32 - 1 bytes",
        callOf({ credentials: words(1, 2 ** 32 - 1) }),
      ],
      [
        "a call with credentials that are not filled up with zeros",
        callOf({ credentials: words(1, 1, 0xa7000001) }),
      ],
      ...[{ program: PROGRAM + 1 }, { version: VERSION + 1 }, { procedure: 77 }].flatMap((other) =>
        [24, 35].map((length): [string, Uint8Array] => [
          `the first ${length} bytes of a call of another ${Object.keys(other)}`,
          callOf({ ...other, credentials: auth(1, 5) }).slice(0, length),
        ])
      ),
    ];
    for (const [what, bytes] of cases) {
      const found = await ask(service, amidst(bytes));
      const ok = "result" in found && found.result === undefined;
      ensure(ok, `For ${what}: answer() ${told(found)}, and not undefined`);
    }
    ensure(runs === 0, "A procedure was called, and nobody has sent a whole call");
    ensureReply(
      await ask(service, whole),
      replyOf(7, 0, words(1)),
      "A call, after what is no call",
    );
  });
}

/** What procedures may do wrong, and the status that tells it. */
const FAILING: [what: string, procedure: (args: XdrReader) => unknown, status: number][] = [
  ["reads more than there is", (args) => (args.uint(), args.uint(), words()), 4],
  ["reads a bool of 7", (args) => (args.bool(), words()), 4],
  ["reads a text that is no UTF-8", (args) => (args.string(), words()), 4],
  ["reads a count that cannot be", (args) => (args.array(() => args.uint()), words()), 4],
  ["does not read to the end", (args) => (args.end(), words()), 4],
  ["throws a RangeError", () => thrown(new RangeError("out of range")), 4],
  [
    "rejects with a RangeError, later",
    async () => (await turns(2), thrown(new RangeError("late"))),
    4,
  ],
  ["throws a kind of RangeError", () => thrown(new (class extends RangeError {})("own")), 4],
  ["throws an Error", () => thrown(new Error("broken")), 5],
  ["throws what a RangeError has caused", () => {
    return thrown(new Error("broken", { cause: new RangeError("deep") }));
  }, 5],
  ["throws a TypeError", () => thrown(new TypeError("broken")), 5],
  ["throws a text", () => thrown("broken"), 5],
  ["throws undefined", () => thrown(undefined), 5],
  ["throws null", () => thrown(null), 5],
  ["rejects, later", async () => (await turns(2), thrown(new Error("late"))), 5],
  ["rejects with a text", () => Promise.reject("broken"), 5],
];

function thrown(error: unknown): never {
  throw error;
}

/** Calls procedures that fail. */
export function failing(url: string): Promise<Finding> {
  return findings(async () => {
    const procedures = Object.fromEntries(FAILING.map(([, procedure], i) => [i + 1, procedure]));
    const service = serve(await load(url), { ...procedures, 99: echo } as Procedures);
    for (const client of ["one", "another"]) {
      for (const [i, [what, , status]] of FAILING.entries()) {
        const call = callOf({ number: i, procedure: i + 1, args: words(7) });
        const found = await ask(service, call, client);
        ensureReply(found, replyOf(i, status), `A procedure ${what}`);
        ensureReply(
          await ask(service, call, client),
          replyOf(i, status),
          `The same call again, whose procedure ${what}`,
        );
        const next = callOf({ number: 100 + i, procedure: 99, args: words(i) });
        ensureReply(
          await ask(service, next, client),
          replyOf(100 + i, 0, words(i)),
          `A call after a procedure that ${what}`,
        );
      }
    }
  });
}

const [HELD, FREE, FAILED] = [1, 2, 3];

function gated(kata: Kata, remember: number): [Service, Gate] {
  const gate = new Gate();
  const procedures = { [HELD]: gate.held, [FREE]: gate.free, [FAILED]: gate.failed };
  return [serve(kata, procedures, remember), gate];
}

const times = (count = 0) => count === 1 ? "once" : `${count} times`;

/** Some are the same for who joins them with numbers, trims them, or looks for them in an object. */
const CLIENTS = [
  ...["", " ", "0", "1", "11", "1 1", "a", "A", "a:1", "a\0", "é", "e\u0301", "1,1"],
  ...["undefined", "constructor", "__proto__"],
];

/** Sends calls again, after they were answered and while they run. */
export function again(url: string): Promise<Finding> {
  return findings(async () => {
    const kata = await load(url);
    const [service, gate] = gated(kata, 3000);
    const once = (n: number, what: string) => {
      ensure(
        gate.runs.get(n) === 1,
        `${what}: the procedure ran ${times(gate.runs.get(n))}, and has to run once`,
      );
    };
    for (
      const [procedure, reply] of [[FREE, replyOf(7, 0, words(5, 1))], [
        FAILED,
        replyOf(7, 5),
      ]] as const
    ) {
      const n = procedure === FREE ? 5 : 6;
      const call = callOf({ procedure, args: words(n) });
      for (const time of ["the first", "the second", "the third"]) {
        const what = `A call of a procedure that ${
          procedure === FREE ? "returns" : "throws"
        }, sent for ${time} time`;
        const found = await ask(service, call, `client ${procedure}`);
        once(n, what);
        ensureReply(found, reply, what);
      }
    }
    // The numbers and names of these are the same, one behind the other.
    const clients: [client: string, number: number][] = [
      ...CLIENTS.flatMap((client) =>
        [0, 1, 11, 111, 2 ** 31, 2 ** 32 - 1].map((number): [string, number] => [client, number])
      ),
    ];
    for (const round of ["", ", sent again"]) {
      for (const [i, [client, number]] of clients.entries()) {
        const call = callOf({ number, procedure: FREE, args: words(1000 + i) });
        const what = `Call ${number} of the client ${JSON.stringify(client)}${round}`;
        ensureReply(await ask(service, call, client), replyOf(number, 0, words(1000 + i, 1)), what);
        once(1000 + i, what);
      }
    }
    // Many calls between, all of which are remembered.
    for (const round of ["", ", sent again after 2000 others"]) {
      for (let from = 5000; from < 7000; from += 100) {
        const numbers = Array.from({ length: 100 }, (_, i) => from + i);
        const asking = numbers.map(async (n): Promise<[number, Outcome<unknown>]> => {
          const call = callOf({ number: n, procedure: FREE, args: words(n) });
          return [n, await ask(service, call, "busy")];
        });
        for (const [n, found] of await Promise.all(asking)) {
          ensureReply(found, replyOf(n, 0, words(n, 1)), `Call ${n}${round}`);
        }
      }
    }
    await running(kata);
  });
}

/** Sends calls again while they run, which are never forgotten then. */
async function running(kata: Kata): Promise<void> {
  for (const remember of [0, 1, 5]) {
    const [service, gate] = gated(kata, remember);
    const call = callOf({ procedure: HELD, args: words(1) });
    const send = (client = "client") => new UnderWay(outcome(() => service.answer(client, call)));
    const first = [send()];
    await turns(2);
    first.push(send());
    const other = send("another");
    for (let n = 100; n < 110; n++) {
      const between = callOf({ number: n, procedure: FREE, args: words(n) });
      ensureReply(
        await ask(service, between),
        replyOf(n, 0, words(n, 1)),
        "A call, while another one runs",
      );
    }
    first.push(send());
    await until(
      () => (gate.runs.get(1) ?? 0) >= 2,
      "a call runs for each of the two clients that have sent it",
    );
    await turns();
    const runs = gate.runs.get(1);
    const what =
      `A call, sent three times while it runs, and once by another client (remember: ${remember})`;
    ensure(
      runs === 2,
      `${what}: the procedure ran ${times(runs)}, and has to run for each client once`,
    );
    const over = [...first, other].some((it) => it.over);
    ensure(!over, `${what}: answer() has ended before the procedure has`);
    gate.letGo(1); // that of the other client, which began later
    const late = await soon(other.promise, "answer() is over after the procedure");
    ensureReply(late, replyOf(7, 0, words(1, 2)), `${what}: the other client`);
    gate.letAllGo();
  }
  // Each is let go by its own.
  const [service, gate] = gated(kata, 0);
  const call = callOf({ procedure: HELD, args: words(1) });
  const calls = [1, 2, 3].map(() => new UnderWay(outcome(() => service.answer("client", call))));
  await until(() => gate.runs.has(1), "a call runs that is sent three times");
  await turns();
  gate.letGo(1);
  for (const it of calls) {
    const found = await soon(it.promise, "answer() is over after the procedure, each time");
    ensureReply(found, replyOf(7, 0, words(1, 1)), "A call, sent three times while it runs");
  }
  await sentAtAnyMoment(kata);
  await resultChanged(kata);
}

/** Sends a call again, from before its procedure ends until its reply has come. */
async function sentAtAnyMoment(kata: Kata): Promise<void> {
  const [service, gate] = gated(kata, 5);
  const call = callOf({ procedure: HELD, args: words(1) });
  const send = () => new UnderWay(outcome(() => service.answer("client", call)));
  const calls = [send()];
  await until(() => gate.runs.has(1), "a call runs");
  gate.letGo(1);
  while (calls.length < 100) {
    calls.push(send());
    if (calls.length % 5 === 0) await turns(1);
    else await Promise.resolve();
  }
  const what = "A call, sent again and again while its procedure ends";
  const runs = gate.runs.get(1);
  ensure(runs === 1, `${what}: the procedure ran ${times(runs)}, and has to run once`);
  for (const it of calls) {
    const found = await soon(it.promise, "answer() is over after the procedure, each time");
    ensureReply(found, replyOf(7, 0, words(1, 1)), what);
  }
}

/** A procedure that gives the same array each time, with other bytes. */
async function resultChanged(kata: Kata): Promise<void> {
  const result = words(0, 0);
  const service = serve(kata, {
    1: (args) => {
      result.set(args.fixed(8));
      return result;
    },
  });
  for (const round of ["", ", sent again"]) {
    for (const number of [1, 2, 3]) {
      const what = `Call ${number} of a procedure that gives the same array each time${round}`;
      const found = await ask(service, callOf({ number, args: words(number, 9) }));
      ensureReply(found, replyOf(number, 0, words(number, 9)), what);
    }
  }
}

/** Looks at which replies are remembered. */
export function remembering(url: string): Promise<Finding> {
  return findings(async () => {
    const kata = await load(url);
    for (const remember of [0, 1, 2, 3, 100, Infinity]) {
      const [service, gate] = gated(kata, remember);
      const count = Math.min(remember, 300) + 3;
      const call = (n: number, procedure = n % 3 === 0 ? FAILED : FREE) =>
        callOf({ number: n, procedure, args: words(n) });
      const client = (n: number) => `client ${n % 2}`;
      for (let n = 1; n <= count; n++) await ask(service, call(n), client(n));
      const kept = Math.min(remember, count);
      for (let n = count - kept + 1; n <= count; n++) {
        await ask(service, call(n), client(n));
        const which = `Of ${count} calls with remember: ${remember}, number ${n}, sent again`;
        ensure(
          gate.runs.get(n) === 1,
          `${which}: it ran ${
            times(gate.runs.get(n))
          }, although its reply is one of the last ${remember}`,
        );
      }
      if (remember === Infinity) continue;
      for (const n of [3, 2, 1]) {
        await ask(service, call(n), client(n));
        const which =
          `Of ${count} calls with remember: ${remember}, number ${n}, sent again after ${remember} more replies`;
        ensure(
          gate.runs.get(n) === 2,
          `${which}: it did not run again, and its reply has to be forgotten`,
        );
      }
    }
    await ready(kata);
    await sentAgain(kata);
    await refusedBetween(kata);
    await hourLater(kata);
  });
}

/** It counts when a reply is ready, not when its call came; and calls that run are no replies. */
async function ready(kata: Kata): Promise<void> {
  const [service, gate] = gated(kata, 2);
  const call = (n: number, procedure = FREE) => callOf({ number: n, procedure, args: words(n) });
  const slow = [1, 2].map((n) => outcome(() => service.answer("client", call(n, HELD))));
  for (const n of [3, 4, 5]) await ask(service, call(n));
  for (const n of [4, 5]) {
    await ask(service, call(n));
    const what = `Of the last two replies, one is that to call ${n}, while two older calls run`;
    ensure(gate.runs.get(n) === 1, `${what}: sent again, it ran ${times(gate.runs.get(n))}`);
  }
  for (const n of [1, 2]) {
    gate.letGo(n);
    await soon(slow[n - 1]!, "answer() is over after the procedure");
  }
  for (const n of [1, 2]) {
    const again = new UnderWay(ask(service, call(n, HELD)));
    await turns();
    gate.letGo(n);
    await again.promise;
    const what = `Two slow calls were ready last, and one of them was call ${n}`;
    ensure(gate.runs.get(n) === 1, `${what}: sent again, it ran ${times(gate.runs.get(n))}`);
  }
  await ask(service, call(5));
  ensure(
    gate.runs.get(5) === 2,
    "Two slow calls were ready after call 5, and its reply is still remembered with remember: 2",
  );
}

/** A reply that is asked for again is no newer than it was. */
async function sentAgain(kata: Kata): Promise<void> {
  const [service, gate] = gated(kata, 2);
  const call = (n: number) => callOf({ number: n, procedure: FREE, args: words(n) });
  for (const n of [1, 2, 1, 3, 2]) await ask(service, call(n));
  const what = "Of the calls 1, 2, 1 again, 3, 2 again, with remember: 2";
  const runs = gate.runs.get(2);
  ensure(runs === 1, `${what}: call 2 ran ${times(runs)}, although its reply is one of the last 2`);
  await ask(service, call(1));
  ensure(gate.runs.get(1) === 2, `${what}: the reply to call 1 is still remembered after that`);
}

/** Refusals are no replies of procedures. */
async function refusedBetween(kata: Kata): Promise<void> {
  const [service, gate] = gated(kata, 1);
  const call = callOf({ number: 1, procedure: FREE, args: words(1) });
  const refused: [what: string, call: Call][] = [
    ["another program", { program: PROGRAM + 1 }],
    ["another version", { version: VERSION + 1 }],
    ["another RPC version", { rpc: 3 }],
    ["a procedure that there is not", { procedure: 77 }],
    ["what is no call", { type: 1 }],
  ];
  await ask(service, call);
  for (const [i, [what, other]] of refused.entries()) {
    await ask(service, callOf({ number: 100 + i, ...other }));
    await ask(service, call);
    const runs = gate.runs.get(1);
    ensure(
      runs === 1,
      `With remember: 1, a call is sent again after ${what}, which is no reply of a procedure: it ran ${
        times(runs)
      }`,
    );
  }
}

/** However long ago a reply was ready. */
async function hourLater(kata: Kata): Promise<void> {
  const { Clock } = await import("lib/testing/clock.ts");
  using clock = new Clock();
  const [service, gate] = gated(kata, 3);
  const call = callOf({ number: 1, procedure: FREE, args: words(1) });
  await ask(service, call);
  for (const [ms, what] of [[3_600_000, "an hour"], [2 ** 31, "24 days"]] as const) {
    await clock.pass(ms, 20);
    await ask(service, call);
    const runs = gate.runs.get(1);
    ensure(runs === 1, `A call, sent again after ${what}: it ran ${times(runs)}`);
  }
}

/** Calls procedures of which one never ends. */
export function together(url: string): Promise<Finding> {
  return findings(async () => {
    const [service, gate] = gated(await load(url), 10);
    const call = (n: number, procedure: number) => callOf({ number: n, procedure, args: words(n) });
    const waiting = [1, 2, 3].map((n) =>
      new UnderWay(outcome(() => service.answer("client", call(n, HELD))))
    );
    const fast = await ask(service, call(4, FREE));
    ensureReply(fast, replyOf(4, 0, words(4, 1)), "A call, while three others run");
    for (const n of [1, 2, 3]) {
      await until(() => gate.runs.has(n), `call ${n} of three runs, while the others do`);
    }
    for (const n of [2, 3]) {
      gate.letGo(n);
      const found = await soon(
        waiting[n - 1]!.promise,
        `answer() is over for call ${n}, while call 1 runs`,
      );
      ensureReply(found, replyOf(n, 0, words(n, 1)), `Call ${n}, while call 1 runs`);
    }
    ensure(!waiting[0]!.over, "answer() is over for call 1, whose procedure is not");
    const other = await ask(service, call(5, FREE), "another client");
    ensureReply(
      other,
      replyOf(5, 0, words(5, 1)),
      "A call of another client, while call 1 never ends",
    );
    gate.letAllGo();
  });
}
