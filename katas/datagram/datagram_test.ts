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
} from "lib/testing/mod.ts";
import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { close, type Fd, unread } from "lib/sys/fd.ts";
import { connect, inet } from "lib/sys/socket.ts";
import { withPrograms } from "lib/testing/foreign.ts";
import { WaitingCalls } from "lib/testing/waits.ts";
import { contents, target } from "lib/testing/diagnosis/proc.ts";
import type { TestScope } from "lib/testing/scope.ts";
import { deadline, Far, fill } from "./far_sides.ts";
import type { Fetch, Question } from "./scenarios.ts";
import { BLOCK, block, data, error, FileServer, named, packet } from "./tftp.ts";
import { Talk } from "./talk.ts";
import { waiting } from "./waits.ts";

const kata = peerModule<typeof import("./datagram.ts")>(import.meta.resolve("./datagram.ts"));
/** Calls of your functions, several in one process. */
const scenarios = peerModule<typeof import("./scenarios.ts")>(
  new URL("./scenarios.ts", import.meta.url).href,
);

type Bytes = Uint8Array<ArrayBuffer>;

/** What a UDP datagram can hold: 65535 bytes without two headers. */
const MOST = 65507;
/** So long that nothing happens because of the time, in milliseconds. */
const HOUR = 3_600_000;

/** Sockets of the learner's process, and senders of the test. */
function correspondents(scope: TestScope) {
  const path = (name: string) => join(scope.scratch(), name);
  return {
    UDP: { socket: Far.udp(scope), senders: [Far.udp(scope), Far.udp(scope, "127.0.0.2")] },
    unix: {
      socket: Far.unix(scope, path("receiver")),
      senders: [Far.unix(scope, path("a sender")), Far.unix(scope)],
    },
  };
}

Deno.test(
  "receive() gives one datagram for each call, and who has sent it",
  { timeout },
  supervised(async (scope) => {
    const limits: [length: number, limit: number][] = [
      [5, 100],
      [2, 100],
      [0, 512],
      [1, 1],
      [0, 0],
      [512, 512],
      [MOST, MOST],
      [3, 65536],
      [700, 4096],
      [65536, 65536], // only over a unix path
    ];
    const sent = different(...limits.map(([length]) => length));
    const both = Object.entries(correspondents(scope));
    const can = (family: string) => family === "unix" ? limits : limits.slice(0, -1);
    const calls = both.flatMap(([family, { socket }]) =>
      can(family).map(([, limit]): [number, number] => [socket.fd, limit])
    );
    for (const [family, { socket, senders }] of both) {
      can(family).forEach((_, at) => senders[at % 2]!.send(sent[at]!, socket));
    }
    const inherits = both.map(([, { socket }]) => socket.fd);
    const options = { inherits, role: "receive()" };
    const peer = scope.start(scenarios, "receiveEach", [kata.url, calls], options);

    const { outcomes, open } = await peer.result;
    for (const [family, { senders }] of both) {
      for (const [at, [length, limit]] of can(family).entries()) {
        const what = `${family}, ${length} bytes where ${limit} are allowed`;
        const { bytes, from } = assertResult(outcomes.shift(), what);
        assertArrived(bytes, sent[at]!, what);
        assertEquals(
          [...from ?? []],
          [...senders[at % 2]!.address],
          `${what}: the sender's address`,
        );
      }
    }
    assert(open, "receive() closed the socket, which has to stay open.");
  }),
);

Deno.test(
  "receive() refuses a datagram that is too long, and gives the next one",
  { timeout },
  supervised(async (scope) => {
    const limits: [length: number, limit: number][] = [
      [5, 4],
      [4, 4],
      [1, 0],
      [0, 0],
      [MOST, 512],
      [1, 1],
      [513, 512],
      [2, 65536],
      [65537, 65536], // only over a unix path
    ];
    const sent = different(...limits.map(([length]) => length));
    const both = Object.entries(correspondents(scope));
    const can = (family: string) => family === "unix" ? limits : limits.slice(0, -1);
    for (const [family, { socket, senders: [sender] }] of both) {
      can(family).forEach((_, at) => sender!.send(sent[at]!, socket));
    }
    const inherits = both.map(([, { socket }]) => socket.fd);
    const calls = both.flatMap(([family, { socket }]) =>
      can(family).map(([, limit]): [number, number] => [socket.fd, limit])
    );
    const options = { inherits, role: "receive()" };
    const peer = scope.start(scenarios, "receiveEach", [kata.url, calls], options);

    const { outcomes, open } = await peer.result;
    for (const [family] of both) {
      for (const [at, [length, limit]] of can(family).entries()) {
        const what = `${family}, ${length} bytes where ${limit} are allowed`;
        const outcome = outcomes.shift();
        if (length > limit) assertError(outcome, ["RangeError"], what);
        else assertArrived(assertResult(outcome, what).bytes, sent[at]!, what);
      }
    }
    assert(open, "receive() closed the socket, which has to stay open.");
  }),
);

Deno.test(
  "receive() waits while there is no datagram",
  { timeout },
  supervisedSteps({ "the test": "", ...withPrograms("logger") }, async (scope, sender) => {
    const path = join(scope.scratch(), "log");
    const [begun, told] = scope.pipe();
    const socket = Far.unix(scope, path);
    const calls: [number, number][] = [[socket.fd, 1000]];
    const options = { inherits: [socket.fd, told], role: "receive()", deadline };
    const peer = scope.start(scenarios, "receiveEach", [kata.url, calls, told], options);
    const object = target(Deno.pid, socket.fd);
    await waiting(peer, () => unread(begun), "receive() waits for a datagram", object);
    if (sender === "logger") scope.run("logger", ["-u", path, "-d", "-t", "kata", "hello"], {});
    else Far.unix(scope).send(new TextEncoder().encode(": hello"), socket);

    const { outcomes } = await peer.result;
    const { bytes } = assertResult(outcomes[0], "There was no datagram yet");
    assertEquals(new TextDecoder().decode(bytes).slice(-7), ": hello");
  }),
);

/** So many bytes are more than a unix datagram can have, but not many more. */
const longest = () => Number(contents("/proc/sys/net/core/wmem_default"));

Deno.test(
  "report() sends each record as one datagram, in their order",
  { timeout },
  supervised(async (scope) => {
    // The path of this folder is longer than an address can be; what is in it has short ones as well.
    const [folder, way] = [join(scope.scratch(), "c".repeat(120)), join(scope.scratch(), "way")];
    await Deno.mkdir(folder);
    await Deno.symlink(folder, way);
    const collector = (path: string) => Far.unix(scope, path);
    const [short, long, linked] = [join(scope.scratch(), "log"), "für dich", "link"];
    const collectors = [short, join(way, long), join(way, "real")].map(collector);
    await Deno.symlink("real", join(folder, linked));
    const calls: [string, Bytes[]][] = [
      [short, different(1, 0, 2, 2000, 65536, 0, 0, 3)],
      [long, different(5, 4)],
      [long, different(longest() - 1000)], // What the kernel keeps beside it has room there.
      [linked, different(7)],
      [linked, []],
      [short, different(10)],
    ];
    const args = [kata.url, calls, way] as const;
    const peer = scope.start(scenarios, "reportEach", [...args], { role: "report()" });

    const { outcomes, changed, left } = await peer.result;
    calls.forEach(([path], at) => assertResult(outcomes[at], `A collector at ${path}`));
    for (const [at, path] of [short, long, linked].entries()) {
      const arrived = collectors[at]!.takeAll();
      const records = calls.flatMap(([to, records]) => to === path ? records : []);
      const lengths = (them: Uint8Array[]) => them.map((it) => it.length);
      assertEquals(lengths(arrived), lengths(records), "The lengths of the datagrams");
      const what = (bytes: Bytes) => `A record of ${bytes.length} bytes`;
      records.forEach((bytes, n) => assertArrived(arrived[n], bytes, what(bytes)));
    }
    assertEquals(changed, [], "Records of these lengths were changed by report().");
    assertEquals(left, [], "What report() left in the folder");
  }),
);

/** Perl receives so many datagrams, and writes their lengths into a file. */
const DRAIN = `
open(OUT, ">", $ARGV[1]); 
for (1..$ARGV[0]) { defined sysread(STDIN, $x, 9999) or die; print OUT length $x, " " }`;

Deno.test(
  "report() waits while the queue is full, and loses nothing",
  { timeout },
  supervisedSteps({ "the test": "", ...withPrograms("perl") }, async (scope, reader) => {
    const path = join(scope.scratch(), "log");
    const collector = Far.unix(scope, path);
    const fit = fill(scope, collector); // From now on, it is full.
    const lengths = Array.from({ length: 2 * fit + 25 }, (_, at) => at);
    const reports = async (...lengths: number[]) => {
      const waits = new WaitingCalls(scope);
      const calls: [string, Bytes[]][] = [[path, different(...lengths)]];
      const args = [kata.url, calls, scope.scratch(), waits.told] as const;
      const options = { inherits: [waits.told], role: "report()", deadline };
      const peer = scope.start(scenarios, "reportEach", [...args], options);
      await waiting(peer, () => waits.count, "report() waits for room");
      await waits.waits(peer, 1, target(Deno.pid, collector.fd)!, "report()");
      return peer;
    };
    const peer = await reports(...lengths);
    const OTHER = 5000;
    const other = reader === "perl" || peer.settled ? undefined : await reports(OTHER);
    const arrived: number[] = [];
    const drain = () => arrived.push(...collector.takeAll().map((it) => it.length));
    const drained = () => (drain(), peer.settled && (other?.settled ?? true));
    const out = join(scope.scratch(), "out");
    if (reader === "perl" && !peer.settled) {
      const count = String(fit + lengths.length);
      const program = scope.run("perl", ["-e", DRAIN, count, out], { 0: collector.fd });
      await peer.result;
      await program.status;
      arrived.push(...(await Deno.readTextFile(out)).trim().split(" ").map(Number));
    } else await eventually(drained, "report() goes on when there is room", deadline);

    assertResult((await peer.result).outcomes[0], "The queue was full");
    const beside = "Another process reports to the same collector at the same time";
    if (other) assertResult((await other.result).outcomes[0], beside);
    drain();
    // They may be too many to be shown.
    const came = arrived.slice(fit).filter((length) => length !== OTHER);
    if (other) assertEquals(arrived.length, fit + came.length + 1, `${beside}: how many came`);
    const wrong = lengths.findIndex((length, at) => came[at] !== length);
    assert(
      wrong < 0 && came.length === lengths.length,
      `${came.length} datagrams came of ${lengths.length}, the first wrong one in place ${wrong}.`,
    );
  }),
);

Deno.test(
  "report() throws when it cannot report, and leaves nothing behind",
  { timeout },
  supervised(async (scope) => {
    const folder = scope.scratch();
    const path = (name: string) => join(folder, name);
    const [collector, full] = [Far.unix(scope, path("log")), Far.unix(scope, path("full"))];
    close(Far.unix(scope, path("deserted")).fd);
    await Deno.writeFile(path("file"), positions(3));
    fill(scope, full);
    full.take(); // Now there is room for one.
    const tooLong = new Uint8Array(longest() + 1);
    const cases: [error: string, name: string, records: Bytes[]][] = [
      ["ENOENT", "nowhere", different(1, 2)],
      ["ECONNREFUSED", "deserted", different(1, 2)],
      ["ECONNREFUSED", "file", different(1)],
      ["EMSGSIZE", "log", [...different(1, 2), tooLong, ...different(3)]],
      ["ECONNREFUSED", "full", different(1, 2, 3)], // It ends while the second one waits for room.
    ];
    const [begun, told] = scope.pipe();
    const calls = cases.map(([, name, records]): [string, Bytes[]] => [path(name), records]);
    const args = [kata.url, calls, folder, told] as const;
    const options = { inherits: [told], role: "report()", deadline };
    const peer = scope.start(scenarios, "reportEach", [...args], options);
    await waiting(peer, () => unread(begun), "report() waits for room");
    close(full.fd);

    const { outcomes, left } = await peer.result;
    for (const [at, [error, name]] of cases.entries()) {
      assertError(outcomes[at], [error], `A collector at ${name}`);
    }
    const arrived = collector.takeAll().map((it) => it.length);
    assertEquals(arrived, [1, 2], "The datagrams before the one that is too long");
    assertEquals(left, [], "What report() left in the folder");
  }),
);

/** Perl answers each question with the same bytes, and one more in front and behind. */
const ECHO = `
open(S, "+<&=0");
for (1..$ARGV[0]) { $from = recv(S, $q, 70000, 0); send(S, "<$q>", 0, $from) }`;

Deno.test(
  "ask() gives the answer to its question",
  { timeout },
  supervisedSteps({ "the test": "", ...withPrograms("perl") }, async (scope, server) => {
    const far = Far.udp(scope, "127.0.0.3");
    const perl = server === "perl";
    const lengths = perl ? [[3, 5], [0, 2]] : [[1, 1], [0, 0], [508, 3], [MOST, 0], [2, MOST]];
    const questions = different(...lengths.map(([length]) => length!));
    const answers = perl
      ? questions.map((it) => Uint8Array.from([60, ...it, 62]))
      : different(...lengths.map(([, length]) => length!)).map((it) => it.reverse());
    const { address } = far;
    const calls = questions.map((question): Question => ({ address, question, patience: HOUR }));
    if (perl) scope.run("perl", ["-e", ECHO, `${lengths.length}`], { 0: far.fd });
    const options = { role: "ask()", deadline };
    const peer = scope.start(scenarios, "askEach", [kata.url, calls], options);
    for (const [at, question] of perl ? [] : questions.entries()) {
      const got = await far.next(
        peer,
        `ask() sends a question of ${question.length} bytes`,
        at ? 4000 : deadline,
      );
      if (!got) break;
      assertArrived(got.bytes, question, `A question of ${question.length} bytes`);
      far.send(answers[at]!, got.from);
    }

    const { outcomes, changed } = await peer.result;
    for (const [at, answer] of answers.entries()) {
      const what = `An answer of ${answer.length} bytes`;
      assertArrived(assertResult(outcomes[at], what), answer, what);
    }
    assertEquals(far.takeAll().length, 0, "How many more questions came");
    assertEquals(changed, [], "Questions of these lengths were changed by ask().");
  }),
);

Deno.test(
  "ask() tells that nobody receives there, and throws when the question is too long",
  { timeout },
  supervised(async (scope) => {
    const refusing = Far.udp(scope);
    connect(refusing.fd, inet("127.0.0.1", 9)); // Others are refused, and nobody else gets the port.
    const { address } = refusing;
    const calls = [3, 0, MOST + 1, 3].map((length): Question => ({
      address,
      question: positions(length),
      patience: 2000,
    }));
    const options = { role: "ask()", deadline };
    const { outcomes } = await scope.start(scenarios, "askEach", [kata.url, calls], options).result;

    for (const [at, { question }] of calls.entries()) {
      const what = `A question of ${question.length} bytes to a port that is closed`;
      if (question.length > MOST) assertError(outcomes[at], ["EMSGSIZE"], what);
      else assertEquals(assertResult(outcomes[at], what), "refused", what);
    }
  }),
);

Deno.test(
  "ask() asks once, and gives up when its patience is over",
  { timeout },
  supervised(async (scope) => {
    const silent = Far.udp(scope);
    const patience = [1, 1, 1, 1, 1, 30, 300];
    const calls = patience.map((patience, at): Question => ({
      address: silent.address,
      question: positions(at),
      patience,
    }));
    const options = { role: "ask()", deadline };
    const { outcomes } = await scope.start(scenarios, "askEach", [kata.url, calls], options).result;

    for (const [at, ms] of patience.entries()) {
      const what = `A patience of ${ms} ms, and no answer`;
      assertEquals(assertResult(outcomes[at], what), "silent", what);
      const waited = outcomes[at]!.ms;
      assert(waited >= ms - 2, `${what}: it waited for ${waited.toFixed(1)} ms only.`);
    }
    const shortest = Math.min(...patience.map((ms, at) => ms > 1 ? Infinity : outcomes[at]!.ms));
    const each = `${shortest.toFixed()} ms or longer each time`;
    assert(shortest < 500, `A patience of 1 ms, and no answer: it waited for ${each}.`);
    const lengths = silent.takeAll().map((it) => it.length);
    const asked = patience.map((_, at) => at);
    assertEquals(lengths, asked, "The lengths of the questions that came");
  }),
);

/** Lets another process ask another server, while a question waits for its answer. */
async function asksBeside(scope: TestScope): Promise<void> {
  const server = Far.udp(scope);
  const calls: Question[] = [{ address: server.address, question: positions(4), patience: HOUR }];
  const peer = scope.start(scenarios, "askEach", [kata.url, calls], { role: "ask()", deadline });
  const got = await server.next(peer, "ask() sends a question beside another one", deadline);
  if (got) server.send(positions(6), got.from);
  const what = "Another process waits for an answer at the same time";
  assertArrived(assertResult((await peer.result).outcomes[0], what), positions(6), what);
}

Deno.test(
  "ask() takes answers from the server only",
  { timeout },
  supervised(async (scope) => {
    const server = Far.udp(scope);
    const strangers = [Far.udp(scope), Far.udp(scope, "127.0.0.2", server.server.port)];
    const calls = [HOUR, 600].map((patience, at): Question => ({
      address: server.address,
      question: positions(at),
      patience,
    }));
    const [begun, told] = scope.pipe();
    const options = { inherits: [told], role: "ask()", deadline };
    const peer = scope.start(scenarios, "askEach", [kata.url, calls, told], options);
    const first = await server.next(peer, "ask() sends its question", deadline);
    if (first) {
      await asksBeside(scope);
      for (const it of strangers) it.send(positions(7), first.from);
      await waiting(peer, () => unread(begun), "ask() waits for an answer");
      server.send(positions(5), first.from);
    }
    const second = await server.next(peer, "ask() sends its second question");
    const end = performance.now() + 7000;
    let ended = !second;
    await eventually(
      () => { // All the time, somebody else sends something.
        for (const it of second ? strangers : []) it.send(positions(7), second!.from);
        ended = peer.settled;
        return ended || performance.now() > end;
      },
      "ask() gives up",
      deadline,
    );

    const { outcomes } = await peer.result;
    const what =
      "Patience of an hour; strangers send something, and a quarter of the hour goes by, " +
      "before the answer comes";
    assertArrived(assertResult(outcomes[0], what), positions(5), what);
    const alone = "Strangers send something all the time, and no answer comes";
    assertEquals(assertResult(outcomes[1], alone), "silent", alone);
    assert(ended, `${alone}: it has waited for much longer than its patience.`);
  }),
);

/** A TFTP server in Perl: waits for one request, and sends 1200 bytes. */
const SERVE = `
$from = recv(STDIN, $request, 600, 0);
socket(T, AF_INET, SOCK_DGRAM, 0); bind(T, pack_sockaddr_in(0, INADDR_LOOPBACK));
for ($n = 1;; $n++) {
  $data = substr("kata" x 300, ($n - 1) * 512, 512);
  send(T, pack("nna*", 3, $n, $data), 0, $from); recv(T, $answer, 600, 0);
  die unless $answer eq pack("nn", 4, $n); last if length $data < 512;
}`;

Deno.test(
  "fetchFile() fetches files of any size, several at a time",
  { timeout: slowTimeout },
  supervisedSteps({ "the test": "", ...withPrograms("perl") }, async (scope, program) => {
    const long = `${"folder/".repeat(80)}file.bin`;
    const names = ["a", "b", "c c", "für dich.txt", "e", "f", long, "h", "i"];
    const sizes = [0, 1, 511, 512, 513, 1024, 1300, 65535, 520 * BLOCK + 7];
    // Whoever waits a moment at each of the 521 blocks is slow, but right.
    const options = { role: "fetchFile()", deadline: 20_000 };
    const far = Far.udp(scope);
    const perl = new Map([["kata", new TextEncoder().encode("kata".repeat(300))]]);
    const files = program === "perl"
      ? perl
      : new Map(different(...sizes).map((file, at) => [names[at]!, file]));
    const server = new FileServer(scope, new Map(files));
    const address = program === "perl" ? far.server : server.address;
    const calls = [...files.keys()].map((name, at): Fetch => {
      return { server: address, name, patience: HOUR, attempts: 1 + at % 3 };
    });
    if (program === "perl") scope.run("perl", ["-MSocket", "-e", SERVE], { 0: far.fd });
    const peer = scope.start(scenarios, "fetchAll", [kata.url, calls], options);

    const outcomes = await Promise.race([peer.result, server.wrong]);
    for (const [at, [name, file]] of [...files].entries()) {
      const what = `A file of ${file.length} bytes`;
      assertEquals(
        { ...outcomes[at]!.asked },
        calls[at]!.server,
        "fetchFile() has changed `server`",
      );
      assertArrived(assertResult(outcomes[at], what), file, what);
      const count = Math.floor(file.length / BLOCK) + 1;
      const done = () => program === "perl" || server.acknowledged.has(`${name} ${count}`);
      await eventually(done, `${what}: fetchFile() acknowledges the last block`);
    }
  }, { late: 30_000 }),
);

/** Starts fetchFile(), with the test at the other side. */
function talk(
  scope: TestScope,
  patience: number,
  attempts: number,
  { transferHost, samePort, told }: { transferHost?: string; samePort?: boolean; told?: Fd } = {},
) {
  const talk = new Talk(scope, { transferHost, samePort });
  const calls: Fetch[] = [{ server: talk.well.server, name: "kata", patience, attempts }];
  const options = { inherits: told === undefined ? [] : [told], role: "fetchFile()", deadline };
  const peer = scope.start(scenarios, "fetchAll", [kata.url, calls, told], options);
  const result = async (file: Bytes, what: string) => {
    const [outcome] = await peer.result;
    assertArrived(assertResult(outcome, what), file, what);
  };
  return { talk: talk.with(peer), result, peer };
}

Deno.test(
  "fetchFile() sends its last packet again when nothing comes",
  { timeout },
  supervised(async (scope) => {
    const file = positions(5 * BLOCK + 100);
    const { talk: server, result } = talk(scope, 200, 60);
    await server.asked();
    await server.asked("fetchFile() asks again, when the request is lost");
    server.send(packet([6], "tsize\x000\0")); // The first packet shows who the partner is.
    await server.askedThere(
      "fetchFile() sends its request again, after the first packet of the server, which is no block",
    );
    for (const number of [1, 2, 3, 4, 5]) {
      await server.gives(file, number);
      const again = `fetchFile() acknowledges ${number} again, when that is lost`;
      await server.acknowledges(number, again);
    }
    server.send(data(2, block(file, 2)));
    await server.acknowledges(2, "fetchFile() acknowledges block 2 again, after block 5", 5);
    await server.acknowledges(5, "fetchFile() has acknowledged an older block, and nothing comes");
    await server.gives(file, 6);
    await result(file, "Each packet was lost once");
  }),
);

Deno.test(
  "fetchFile() gives up after so many attempts",
  { timeout },
  supervised(async (scope) => {
    const limits = [[1, 300], [2, 50], [5, 60], [40, 5], [5, 800]];
    const talks = limits.map(() => new Talk(scope, { host: "127.0.0.3" }));
    const calls = limits.map(([attempts, patience], at): Fetch => {
      const { server } = talks[at]!.well;
      return { server, name: "kata", attempts: attempts!, patience: patience! };
    });
    const options = { role: "fetchFile()", deadline };
    const peer = scope.start(scenarios, "fetchAll", [kata.url, calls], options);
    const last = talks.at(-1)!.with(peer);
    await last.asked();
    const begun = performance.now();
    await last.asked("fetchFile() asks again, when the request is lost");
    const half = performance.now() + 400; // Block 1 comes in the middle of a time limit.
    await eventually(
      () => performance.now() > half || peer.settled,
      "half of the patience",
      deadline,
    );
    const before = performance.now() - begun;
    // The block comes twice, and what is nothing new comes as well: that is no attempt, and no new count.
    for (const number of [1, 1, 0, 3]) last.send(data(number, positions(BLOCK)));
    for (const bytes of [packet([4, 1]), packet([6]), new Uint8Array(0)]) last.send(bytes);

    const cases = talks.map(({ well, transfer }, at) => {
      const [attempts, patience] = limits[at]!;
      const [far, when, more, since] = well === last.well
        ? [
          transfer,
          "after block 1 only block 1 again, blocks 0 and 3, an ACK, a packet of kind 6 and an empty one",
          1,
          before,
        ]
        : [well, "silence from the beginning", 0, 0];
      const what = `${attempts} attempts, a patience of ${patience} ms, and ${when}`;
      const kinds = new Set<string>();
      return { attempts: attempts!, patience: patience!, far, more, since, what, came: 0, kinds };
    });
    const take = () =>
      cases.forEach((it) => {
        const packets = it.far.takeAll();
        it.came += packets.length;
        packets.forEach((bytes) => it.kinds.add(named(bytes)));
      });
    await eventually(
      () => {
        take();
        const endless = cases.find(({ came, attempts }) => came > 2 * attempts + 3);
        const goesOn = `${endless?.what}: ${endless?.came} packets have come, and it goes on.`;
        assert(peer.settled || !endless, goesOn);
        return peer.settled;
      },
      "fetchFile() gives up",
      2 * deadline,
    );

    const outcomes = await peer.result;
    take();
    for (const [at, { attempts, patience, more, since, what, came, kinds }] of cases.entries()) {
      assertError(outcomes[at], ["TimedOut"], what);
      const other = more === 0 ? [] : [...kinds].filter((kind) => kind !== "ACK 1");
      assert(
        other.length === 0,
        `${what}: besides ACK 1, it has sent ${
          other.join(" and ")
        }, which nothing there calls for.`,
      );
      assertEquals(came, attempts + more, `${what}: how many packets came`);
      const ms = outcomes[at]!.ms - since;
      assert(
        ms > attempts * (patience - 2),
        `${what}: it gave up after ${ms.toFixed()} ms.`,
      );
    }
  }),
);

Deno.test(
  "fetchFile() acknowledges a block again, and keeps it once",
  { timeout },
  supervisedSteps({
    "from a new port": false,
    "from the port for requests": true,
  }, async (scope, samePort) => {
    const file = positions(2 * BLOCK + 9);
    const { talk: server, result } = talk(scope, HOUR, 1, { samePort });
    await server.asked();
    const from = samePort ? "the port for requests" : "a new port";
    server.send(data(1, block(file, 1)));
    await server.acknowledges(1, `block 1 is acknowledged, which comes from ${from}`);
    for (const number of [1, 2]) {
      if (number > 1) await server.gives(file, number);
      server.send(data(number, block(file, number)));
      await server.acknowledges(number, `fetchFile() acknowledges block ${number} again`);
    }
    server.send(data(1, block(file, 1))); // It was on its way for long.
    await server.acknowledges(1, "fetchFile() acknowledges block 1 again, after block 2");
    await server.gives(file, 3);
    await result(file, "Two blocks came twice");
  }),
);

Deno.test(
  "fetchFile() throws what the server says, at once",
  { timeout },
  supervised(async (scope) => {
    const said: [code: number, text: string][] = [
      [1, "File not found"],
      [0, ""],
      [65535, "Kein Zugriff für dich\n"],
      [2, "in the middle of the file"],
    ];
    const talks = said.map(() => new Talk(scope));
    const calls = talks.map(({ well: { server } }): Fetch => {
      return { server, name: "kata", patience: HOUR, attempts: 2 };
    });
    const options = { role: "fetchFile()", deadline };
    const peer = scope.start(scenarios, "fetchAll", [kata.url, calls], options);
    for (const [at, [code, text]] of said.entries()) {
      const server = talks[at]!.with(peer);
      await server.asked();
      if (at === 3) await server.gives(positions(BLOCK), 1);
      server.send(error(code, text));
    }

    const outcomes = await peer.result;
    for (const [at, [code, text]] of said.entries()) {
      const outcome = outcomes[at]!;
      const what = `The server sends an ERROR ${code}`;
      assert("error" in outcome, `${what}: it did not throw.`);
      assertEquals(outcome.message, `${code}: ${text}`, `${what}: the message of what it threw`);
    }
  }),
);

/** Those who send something, although nobody has asked them: at another port, or another host. */
function strangers(scope: TestScope, { transfer }: Talk): Far[] {
  return [Far.udp(scope), Far.udp(scope, "127.0.0.2", transfer.server.port)];
}

Deno.test(
  "fetchFile() sends strangers an ERROR, and goes on",
  { timeout },
  supervised(async (scope) => {
    const file = positions(2 * BLOCK + 9);
    const { talk: server, result } = talk(scope, HOUR, 1, { transferHost: "127.0.0.5" });
    await server.asked();
    server.send(new Uint8Array(0)); // No packet that means anything; but it shows who the partner is.
    const others = strangers(scope, server);
    others[0]!.send(data(1, positions(9)), server.client);
    const first = "Somebody else sends block 1 after the first packet of the server";
    assertEquals(
      await server.told(others[0]!, data(1, positions(9))),
      "ERROR 5",
      `${first}: what fetchFile() sends`,
    );
    await server.gives(file, 1);
    const block2 = data(2, new Uint8Array(BLOCK));
    const forged = [block2, data(1, positions(9)), packet([4, 1]), packet([3]), new Uint8Array(0)];
    const places = ["at another port", "at the same port of another host"];
    for (const [at, stranger] of others.entries()) {
      for (const bytes of forged) {
        stranger.send(bytes, server.client);
        const what = `Somebody else, ${places[at]}, sends ${named(bytes)}`;
        assertEquals(
          await server.told(stranger, bytes),
          "ERROR 5",
          `${what}: what fetchFile() sends`,
        );
      }
      stranger.send(error(1, "File not found"), server.client); // Nobody answers an ERROR.
    }
    await server.gives(file, 2);
    await server.gives(file, 3);
    await result(file, "Strangers have sent packets");
    const more = others.flatMap((it, at) =>
      it.takeAll().map((bytes) => `${named(bytes)}, to the one ${places[at]}`)
    );
    assertEquals(more, [], "Strangers have sent an ERROR: what fetchFile() sends");
  }),
);

Deno.test(
  "fetchFile() is not kept waiting by what does not count",
  { timeout },
  supervised(async (scope) => {
    const file = positions(BLOCK + 9);
    const patience = 1000;
    const { talk: server, result, peer } = talk(scope, patience, 60);
    await server.asked();
    await server.gives(file, 1);
    const [stranger] = strangers(scope, server);
    const nothingNew = [
      data(3, positions(BLOCK)),
      data(0, positions(3)),
      packet([4, 2]),
      packet([6]),
    ];
    const end = performance.now() + 8000;
    let [last, pause, proven] = [performance.now(), 0, false];
    await eventually(
      () => { // All the time, something comes that is no new block.
        const now = performance.now();
        [last, pause] = [now, Math.max(pause, now - last)];
        stranger!.send(data(2, positions(BLOCK)), server.client);
        for (const bytes of nothingNew) server.send(bytes);
        if (server.transfer.take()) [proven, pause] = [proven || pause < patience / 2, 0];
        return proven || peer.settled || now > end;
      },
      "fetchFile() sends its last packet again",
      deadline,
    );
    assert(proven || peer.settled, "It did not acknowledge block 1 again, while others came.");
    await server.gives(file, 2);
    await result(file, "Packets that do not count");
  }),
);

Deno.test(
  "fetchFile() takes a block that comes after its patience is over",
  { timeout },
  supervised(async (scope) => {
    const file = positions(6 * BLOCK + 9);
    const { talk: server, result } = talk(scope, 1000, 6);
    await server.asked();
    server.send(data(1, block(file, 1)));
    await server.acknowledges(1);
    await server.acknowledges(1, "fetchFile() acknowledges block 1 again");
    // Whoever still has a receive() under way, from before, takes one of each two datagrams with it.
    const [stranger] = strangers(scope, server);
    for (const number of [2, 3, 4, 5, 6, 7]) {
      stranger!.send(data(number, positions(1)), server.client);
      await server.gives(file, number);
    }
    await result(file, "Each block came right behind a packet of a stranger");
  }),
);

Deno.test(
  "fetchFile() lets other packets of the server change nothing",
  { timeout },
  supervised(async (scope) => {
    const file = positions(BLOCK + 9);
    const [begun, told] = scope.pipe();
    const { talk: server, result, peer } = talk(scope, HOUR, 1, { told });
    await server.asked();
    await waiting(peer, () => unread(begun), "fetchFile() waits for the first block");
    server.send(data(1, block(file, 1)));
    const late =
      "fetchFile() acknowledges block 1, when a quarter of its patience has gone by before";
    await server.acknowledges(1, late);
    const other = [
      new Uint8Array(0),
      packet([], "\0"),
      packet([3]),
      packet([3], "\0"),
      packet([6], "tsize\x000\0"),
      packet([4, 2], positions(BLOCK)),
      packet([2, 2], positions(100)),
      packet([0x103, 2], positions(100)),
      data(0, positions(BLOCK)),
      data(0, positions(3)),
      data(3, positions(BLOCK)),
      data(4, positions(3)),
      data(0x102, positions(3)),
      data(0xffff, positions(3)),
    ];
    for (const bytes of other) server.send(bytes);
    await server.gives(file, 2);
    await result(file, "Packets that are none of these: new block, old block, ERROR");
  }),
);
