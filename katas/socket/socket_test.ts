import {
  assertBytes,
  concat,
  eventually,
  peerModule,
  positions,
  slowTimeout,
  soon,
  supervised,
  supervisedSteps,
  timeout,
} from "lib/testing/mod.ts";
import { assert, assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { isBlockedIn } from "lib/testing/diagnosis/activity.ts";
import { foreignClients, foreignServers, notInstalled, runForeign } from "lib/testing/foreign.ts";
import { socketNumber } from "lib/testing/diagnosis/objects/sockets.ts";
import type { Peer } from "lib/testing/peer/peer.ts";
import { descriptors, syscall, target } from "lib/testing/diagnosis/proc.ts";
import type { TestScope } from "lib/testing/scope.ts";
import { connect, hungUp, receive, receiveAll, send } from "lib/testing/streams.ts";
import {
  gettingOn,
  listens,
  type Party,
  patiently,
  socketsAt,
  stuck,
  taken,
} from "lib/testing/traffic.ts";
import {
  assertAnswer,
  assertHeader,
  assertOutcomes,
  assertSame,
  breakOff,
  bytesOf,
  connectAll,
  frame,
  free,
  HAL,
  HOST,
  IBM,
  leaveBehind,
  open,
  own,
  PLENTY,
  reserve,
  reserveForMessages,
  type Transport,
} from "./ends.ts";
import type { Address } from "./socket.ts";
import type { Bytes } from "./scenarios.ts";
import { close, type Fd, read, unread, write } from "lib/sys/fd.ts";
import { mkfifo } from "lib/sys/fifo.ts";
import { kill } from "lib/sys/process.ts";
import * as sys from "lib/sys/socket.ts";

const beside = (file: string) => new URL(file, import.meta.url).href;
const kata = peerModule<typeof import("./socket.ts")>(import.meta.resolve("./socket.ts"));
const scenarios = peerModule<typeof import("./scenarios.ts")>(beside("./scenarios.ts"));
const framing = peerModule<typeof import("./framing.ts")>(beside("./framing.ts"));
const timing = peerModule<typeof import("./timing.ts")>(beside("./timing.ts"));

/** Each behaviour is the same for both. */
const BOTH = { "over a unix socket": "unix", "over TCP": "tcp" } as const;
/** A connection may be read byte by byte, on a busy machine. */
const slow = { late: 45_000 };
const unhurried = { deadline: 40_000 };

/** Starts a server, and tells where it listens. */
async function startServer(scope: TestScope, transport: Transport, limit: number) {
  const wanted = free(scope, transport);
  const options = { role: "serve()", ...unhurried };
  const server = scope.start(scenarios, "serving", [kata.url, wanted, limit], options);
  const address = await listens(server, wanted);
  if (server.settled) assert(false, `serve() has returned too early${await server.result}.`);
  return { server, address };
}

/** Lets a server end as it should. */
async function stop(server: Peer<string>): Promise<void> {
  kill(server.pid, "SIGUSR2");
  const left = await soon(server.result, "serve() has stopped");
  assert(left === "", `serve() has returned${left}.`);
}

Deno.test(
  "listenOn() listens at the address alone, and refuses one that is in use",
  { timeout },
  supervisedSteps(BOTH, async (scope, transport) => {
    const wanted = free(scope, transport);
    const role = "listenOn()";
    const server = scope.start(scenarios, "listening", [kata.url, wanted], { role });
    const address = await listens(server, wanted);
    const place = (it: Address) => it.transport === "unix" ? it.path : it.hostname;
    if (!server.settled) {
      assertEquals(place(address), place(wanted), "It listens at another address.");
      kill(server.pid, "SIGUSR2");
    }
    const { first, addr, again = "", another = "", still = "" } = await server.result;
    assertOutcomes(role, [
      ["At a free address", first, "accepts a client"],
      ["At an address that is in use", again, "throws AddrInUse"],
      transport === "unix"
        ? ["At a path that is in use", another, "throws AddrInUse"]
        : ["At port 0 once more", another, "listens"],
      ["When others have tried to listen there", still, "accepts a client"],
    ]);
    assertEquals(addr, address, "The listener's addr tells where it listens.");
  }),
);

Deno.test(
  "listenOn() takes over a path that a killed server left, and no other",
  { timeout },
  supervised(async (scope) => {
    const at = (name: string) => join(scope.scratch(), name);
    const [last, beside] = ["left for two", ["left beside another", "left beside that"]];
    for (const name of ["left behind", last, ...beside, "behind a link"]) leaveBehind(at(name));
    for (const name of ["living", "busy"]) sys.listen(reserve(scope, "unix", name)[0], 0);
    reserveForMessages(scope, at("server of another type"));
    scope.own(await connect({ transport: "unix", path: at("busy") })); // Nobody else fits in there.
    await Deno.writeTextFile(at("file"), "keep me");
    await Deno.writeTextFile(at("empty file"), "");
    await Deno.mkdir(at("folder"));
    mkfifo(at("FIFO"), 0o600);
    const links = ["behind a link", "living", "file", "nothing"];
    for (const name of links) await Deno.symlink(at(name), at(`link to ${name}`));
    const kept = [...Deno.readDirSync(at(""))].map(({ name }) => name)
      .filter((name) => !name.startsWith("left")).sort();
    const others = kept.filter((name) => name !== "behind a link"); // It can be taken over by itself.

    const inodes = () => kept.map((name) => Deno.lstatSync(at(name)).ino);
    const before = inodes();
    const cases = [
      ["nothing", "listens"],
      ["nothing", "listens"], // once more
      ["left behind", "listens"],
      ...others.map((name) => [name, "throws AddrInUse"]),
      ["no-folder/socket", "throws NotFound"],
    ] as [string, string][];
    const paths = cases.map(([name]) => at(name));
    const role = "listenOn()";
    const given = [kata.url, paths, at(last), beside.map(at)] as const;
    const server = scope.start(scenarios, "listeningAt", [...given], { role });
    const outcomes = await server.result;
    assertOutcomes(role, [
      ...cases.map(([name, it], i): [string, string, string] => [
        `At this path: ${name}`,
        outcomes[i]!,
        it,
      ]),
      ["For two calls at the same time, at two paths", outcomes.at(-1)!, "listens and listens"],
      [
        "For two calls at the same time, at a path that was left behind",
        outcomes.at(-2)!,
        "accepts a client once, and throws AddrInUse once",
      ],
    ]);
    for (const name of kept) {
      const { ino } = await Deno.lstat(at(name)).catch(() => ({ ino: undefined }));
      assertEquals(ino, before[kept.indexOf(name)], `It has removed or replaced: ${name}.`);
    }
    assertEquals(await Deno.readTextFile(at("file")), "keep me");
  }),
);

/** More milliseconds than any test has. */
const FOR_LONG = 60_000;

/** Waits until a client has failed to connect once: it has nothing to do for the moment. */
async function hasTried(client: Party, gate: Fd): Promise<void> {
  const object = target(Deno.pid, gate);
  await eventually(() => {
    const called = [...descriptors(client.pid).values()].every((its) => its.target !== object);
    return called || client.settled;
  }, "connectWithin() has been called");
  let [idle, looks, asleep] = [0, 0, 0];
  await eventually(() => {
    const turns = isBlockedIn(client.pid, "epoll_wait");
    const waits = typeof syscall(client.pid, client.pid) === "object";
    idle = turns ? idle + 1 : 0;
    if (waits && !turns) asleep++; // in another call, and the event loop stands still
    return idle >= 3 || looks++ > 100 || client.settled;
  }, "connectWithin() has tried to connect");
  const most = idle < 3 && asleep > 60;
  assert(!most, "While it waits, connectWithin() blocks its thread: nothing else can go on there.");
}

Deno.test(
  "connectWithin() waits for a server that starts late",
  { timeout },
  supervisedSteps(BOTH, async (scope, transport) => {
    const [fd, address] = reserve(scope, transport);
    const [, gate] = scope.pipe();
    const times = [FOR_LONG, 2 ** 31, 2 ** 40, Infinity];
    const options = { inherits: [gate], role: "connectWithin()" };
    const client = scope.start(scenarios, "connecting", [kata.url, address, times, gate], options);
    await hasTried(client, gate);
    sys.listen(fd, 16);
    const outcomes = await client.result;
    const all = [...times, 0];
    assertOutcomes(
      "connectWithin()",
      all.map((ms, i) => [`When it may try for ${ms} ms`, outcomes[i]!, "connects"]),
    );
    const waiting = socketsAt(Deno.pid, address).find(({ listens }) => listens)?.unread;
    assertEquals(waiting, all.length, `It made ${waiting} connections in ${all.length} calls.`);
  }),
);

Deno.test(
  "connectWithin() gives up when its time is over, with the error of the last attempt",
  { timeout: slowTimeout },
  supervised(async ({ start, scratch }) => {
    // Should this machine be so busy that the change comes late, it begins again with more time.
    for (let long = 1100;; long *= 2) {
      const folder = join(scratch(), `${long}`);
      await Deno.mkdir(folder);
      const options = { role: "connectWithin()", deadline: 2 * long + 8000 };
      const client = start(timing, "givingUp", [kata.url, folder, long], options);
      const { used, more } = await client.result;
      const percent = Math.round(100 * used);
      const busy = `While it waited, connectWithin() used the CPU for ${percent} % of the time.`;
      assert(more, busy);
      const { results, behind, appeared, afterwards, days } = more;
      if (appeared > long / 2 && long < 8000) continue;
      // Who pauses without a timer has none that goes off.
      for (const pause of [days.pause, days.longest]) {
        const pauses = `It pauses for ${
          Math.round(pause)
        } ms. Expected: it pauses for at most 100 ms.`;
        assert(pause <= 100 || pause === Infinity, pauses);
      }
      for (const { where, ms, outcome, after } of results) {
        const call = `For ${ms} ms ${where}, it`;
        const last = /missing/.test(where) ? "ENOENT" : "ECONNREFUSED";
        assert(outcome === last, `${call} ended with ${outcome}. The last attempt gave ${last}.`);
        assert(after > ms - 2, `${call} gave up too early, after ${after} ms.`);
        const latest = ms + 150 + 3 * behind;
        assert(after < latest, `${call} gave up too late, after ${after} ms.`);
      }
      assertEquals(afterwards, 0, "It has given up, and connects afterwards.");
      assertEquals(
        days.early,
        undefined,
        "It was asked to try for sixty days, and gave up before.",
      );
      assertEquals(days.outcome, "connected", "It has to connect although weeks have gone by.");
      assertEquals(days.connections, 1, "It connects once.");
      assert(used < 0.1 || days.pause > 1, busy); // A moment is no pause.
      break;
    }
  }, slow),
);

Deno.test(
  "connectWithin() fails at once for any other reason",
  { timeout },
  supervised(async (scope) => {
    const at = (name: string) => join(scope.scratch(), name);
    await Deno.writeTextFile(at("file"), "");
    await Deno.symlink(at("circle"), at("circle"));
    const [fd, busy] = reserve(scope, "unix", "busy");
    sys.listen(fd, 0);
    scope.own(await connect(busy)); // Nobody else fits into its queue.
    reserveForMessages(scope, at("messages"));
    const cases: [name: string, address: Address, code: string][] = [
      ["a path below a file", { transport: "unix", path: at("file/socket") }, "throws ENOTDIR"],
      ["a link to itself", { transport: "unix", path: at("circle") }, "throws ELOOP"],
      ["a server with a full queue", busy, "throws EAGAIN"],
      [
        "a server of another type",
        { transport: "unix", path: at("messages") },
        "throws EPROTOTYPE",
      ],
      [
        "many machines",
        { transport: "tcp", hostname: "224.0.0.1", port: 4711 },
        "throws ENETUNREACH",
      ],
    ];
    const args = [kata.url, cases.map(([, address]) => address), FOR_LONG] as const;
    const role = "connectWithin()";
    const client = scope.start(scenarios, "connectingElsewhere", [...args], { role });
    const outcomes = await client.result;
    assertOutcomes(role, cases.map(([name, , it], i) => [`At ${name}`, outcomes[i]!, it]));
  }),
);

Deno.test(
  "writeFrame() sends the length and all the bytes, also to a reader that waits",
  { timeout: slowTimeout },
  supervisedSteps(BOTH, async (scope, transport) => {
    const [listener, address] = open(scope, transport);
    const row: Bytes[] = [[258, 1], [0, 0], [1, 2], [255, 3], [65_536, 4], [PLENTY, 5]];
    const pair: [Bytes, Bytes] = [[PLENTY, 6], [PLENTY - 1, 7]];
    const huge = 0x01020304;
    const args = [kata.url, address, row, pair, huge] as const;
    const options = { role: "writeFrame()", ...unhurried };
    const writer = scope.start(scenarios, "sending", [...args], options);
    const connection = scope.own(await listener.accept());
    if (transport === "unix") await stuck(writer, address); // Over TCP, all of it has room.
    const header = [...await soon(receive(connection, 4), "writeFrame() has sent a header")];
    assertHeader(258, header, [0, 0, 1, 2]);
    const frames = concat(...row.map((it) => frame(bytesOf(it))));
    const received = await gettingOn(
      writer,
      address,
      receiveAll(connection),
      "writeFrame() has sent all frames",
    );
    const lengths = row.map(([length]) => length).join(", ");
    assertSame(`Frames of ${lengths} bytes, but for a header`, received, frames.subarray(4));

    const one = scope.own(await listener.accept());
    const other = scope.own(await listener.accept());
    const names = ["the second of two connections", "the first of two connections"];
    for (const [i, it] of [other, one].entries()) {
      const what = `writeFrame() has sent its frame over ${names[i]}`;
      const received = await gettingOn(writer, address, receiveAll(it), what);
      assertSame(`Over ${names[i]}`, received, frame(bytesOf(pair[1 - i]!)));
    }

    const last = scope.own(await listener.accept());
    const long = [...await soon(receive(last, 4), "writeFrame() has sent the next header")];
    assertHeader(huge, long, [1, 2, 3, 4]);
    last.close();
    const { changed, outcome } = await soon(
      writer.result,
      "writeFrame() sees that the reader hung up",
    );
    const broken = ["throws EPIPE", "throws ECONNRESET"].includes(outcome);
    const expected = "Expected: it throws EPIPE or ECONNRESET.";
    assert(broken, `The reader hung up, and writeFrame() ${outcome}. ${expected}`);
    assert(!changed, "writeFrame() has changed the bytes that it was given.");
  }, slow),
);

Deno.test(
  "readFrame() finds the frames, however their bytes arrive",
  { timeout: slowTimeout },
  supervisedSteps(BOTH, async (scope, transport) => {
    const [listener, address] = open(scope, transport);
    const long = transport === "unix" ? 1_234_567 : 70_001; // One of them is enough for a slow reader.
    const frames = ([[300, 1], [5, 2], [0, 0], [7, 3], [256, 5], [long, 4]] as Bytes[]).map(
      bytesOf,
    );
    const args = [kata.url, address, 2_000_000] as const;
    const options = { role: "readFrame()", ...unhurried };
    const reader = scope.start(scenarios, "receiving", [...args], options);
    const connection = scope.own(await listener.accept());

    // The header without its last byte; all but the last byte; that one with the beginning of the next
    // frame; frames at once, one of them without bytes.
    const bytes = concat(...frames.slice(0, -1).map(frame));
    let sent = 0;
    for (const end of [1, 3, 303, 306, bytes.length]) {
      await send(connection, bytes.subarray(sent, end));
      sent = end;
      await taken(reader, address);
    }
    const sending = send(connection, frame(frames.at(-1)!));
    await gettingOn(reader, address, sending, "readFrame() has taken a long frame");
    connection.closeWrite();
    const ended = gettingOn(reader, address, reader.result, "readFrame() sees the end");
    const { frames: received, late } = await ended;
    const lengths = (all: Uint8Array[]) => all.map(({ length }) => length);
    assertEquals(lengths(received), lengths(frames), "These are the lengths of the frames.");
    for (const [i, frame] of frames.entries()) {
      assertSame(`The frame of ${frame.length} bytes`, received[i]!, frame);
    }
    assert(late === "answered", `A frame came after a month, and readFrame() had ${late}.`);
  }, slow),
);

Deno.test(
  "readFrame() takes one frame, and leaves alone what follows",
  { timeout },
  supervised(async ({ start, scratch }) => {
    const options = { role: "readFrame()", deadline: 10_000 };
    const reader = start(framing, "framing", [kata.url, join(scratch(), "socket")], options);
    const wrong = await reader.result;
    assert(wrong === "", wrong);
  }),
);

Deno.test(
  "readFrame() refuses a frame that is too long at once, or cut off",
  { timeout },
  supervisedSteps(BOTH, async (scope, transport) => {
    const [listener, address] = reserve(scope, transport);
    sys.listen(listener, 20);
    type How = "stays" | "ends" | "breaks";
    const cases: [bytes: number[], how: How, expected: string, limit?: number][] = [
      [[0, 0, 0, 6], "stays", "throws RangeError"],
      [[255, 255, 255, 255], "stays", "throws RangeError"],
      [[128, 0, 0, 0], "stays", "throws RangeError"],
      [[1, 0, 0, 0], "stays", "throws RangeError", 0xffffff],
      [[0, 0, 0, 1], "stays", "throws RangeError", 0],
      [[0, 0, 0, 0], "stays", "returns 0 bytes", 0],
      [[0, 0, 0, 5, 1, 2, 3, 4, 5], "stays", "returns 5 bytes"],
      [[0, 0, 0, 3, 1, 2, 3], "stays", "returns 3 bytes", Infinity],
      [[], "ends", "returns null"],
      [[0], "ends", "throws UnexpectedEof"],
      [[0, 0, 0], "ends", "throws UnexpectedEof"],
      [[0, 0, 0, 2], "ends", "throws UnexpectedEof"],
      [[0, 0, 0, 2, 1], "ends", "throws UnexpectedEof"],
      [[], "breaks", "throws ConnectionReset"],
      [[0, 0], "breaks", "throws ConnectionReset"],
      [[0, 0, 0, 2, 1], "breaks", "throws ConnectionReset"],
    ];
    const limits = cases.map(([, , , limit = 5]) => limit);
    const args = [kata.url, address, limits] as const;
    const reader = scope.start(scenarios, "receivingBroken", [...args], { role: "readFrame()" });
    const waiting = () => socketsAt(Deno.pid, address).some((it) => it.listens && it.unread > 0);
    for (const [bytes, how] of cases) {
      await eventually(() => waiting() || reader.settled, "the next connection is there");
      if (reader.settled) break;
      const connection = own(scope, sys.accept(listener));
      if (bytes.length > 0) write(connection, Uint8Array.from(bytes));
      if (how === "ends") sys.shutdown(connection, sys.SHUT_WR);
      if (how === "breaks") {
        await taken(reader, address);
        await breakOff(connection, 1);
      }
    }
    const outcomes = await reader.result;
    const end = { stays: "and nothing more", ends: "then the end", breaks: "then a reset" };
    assertOutcomes(
      "readFrame()",
      cases.map(([bytes, how, expected], i) => [
        `Of the bytes [${bytes}] ${end[how]}, limit ${limits[i]}`,
        outcomes[i]!,
        expected,
      ]),
    );
  }),
);

Deno.test(
  "ask() sends a frame and returns the answer",
  { timeout },
  supervisedSteps(BOTH, async (scope, transport) => {
    const [listener, address] = open(scope, transport);
    const questions: Bytes[] = [[10, 1], [300, 2], [0, 0], [11, 3]];
    const answers = ([[20, 4], [0, 0], [19, 5], [20, 6]] as Bytes[]).map(bytesOf);
    const client = scope.start(scenarios, "asking", [kata.url, address, questions, 20], {
      role: "ask()",
    });
    // They come in any order, and are answered in another one.
    const asked: [question: number, connection: Deno.Conn][] = [];
    for (const _ of questions) {
      const connection = scope.own(await listener.accept());
      const header = await soon(receive(connection, 4), "ask() has sent a header");
      const length = new DataView(header.buffer).getUint32(0);
      const i = questions.findIndex(([its]) => its === length);
      assert(i >= 0, `ask() sent a header for ${length} bytes, which it was not asked to send.`);
      const bytes = await soon(receive(connection, length), `ask() has sent ${length} bytes`);
      assertBytes(bytes, bytesOf(questions[i]!));
      asked.push([i, connection]);
    }
    // In two pieces; and after the first answer comes another frame.
    for (const [i, connection] of asked) await send(connection, frame(answers[i]!).subarray(0, 2));
    await taken(client, address);
    for (const [i, connection] of asked.toReversed()) {
      await send(connection, frame(answers[i]!).subarray(2));
      if (i === 0) await send(connection, frame(bytesOf([3, 9])));
    }
    const { answers: received, left, changed, late } = await client.result;
    for (const [i, answer] of answers.entries()) {
      assertSame(`The answer to ${questions[i]![0]} bytes`, received[i]!, answer);
    }
    assert(left === "", `ask() has returned${left}.`);
    assert(!changed, "ask() has changed the bytes that it was given.");
    assert(late === "answered", `The server answered after a month, and ask() had ${late}.`);
  }),
);

Deno.test(
  "ask() throws when no answer comes, and hangs up",
  { timeout },
  supervisedSteps(BOTH, async (scope, transport) => {
    const [listener, address] = reserve(scope, transport, "server");
    sys.listen(listener, 5);
    const [, deserted] = reserve(scope, transport);
    const missing = transport === "unix" ? free(scope, transport, "missing") : deserted;
    type How = "stays" | "ends" | "breaks";
    const cases: [reply: number[], how: How, outcome: string][] = [
      [[], "ends", "throws UnexpectedEof"],
      [[0, 0], "ends", "throws UnexpectedEof"],
      [[0, 0, 0, 2, 1], "ends", "throws UnexpectedEof"],
      [[0, 0, 0, 4], "stays", "throws RangeError"],
      [[0, 0, 0, 3, 1], "breaks", "throws ECONNRESET"],
    ];
    const questions: [Address, Bytes][] = [
      ...cases.map((_, i): [Address, Bytes] => [address, [5, i]]),
      [deserted, [1, 1]],
      [missing, [1, 1]],
      [address, [PLENTY, 1]],
    ];
    const args = [kata.url, questions, 3] as const;
    const role = "ask()";
    const client = scope.start(scenarios, "askingBroken", [...args], { role, deadline: 6000 });
    const accept = async () => {
      const waiting = () => socketsAt(Deno.pid, address).some((it) => it.listens && it.unread > 0);
      await eventually(() => waiting() || client.settled, "ask() has connected");
      return client.settled ? undefined : own(scope, sys.accept(listener));
    };
    for (const [i, [reply, how]] of cases.entries()) {
      const connection = await accept();
      if (connection === undefined) break;
      await eventually(() => unread(connection) >= 9 || client.settled, "ask() has sent a message");
      const message = new Uint8Array(100);
      const got = how === "breaks" ? 9 : read(connection, message);
      assertEquals(got, 9, "ask() sends a frame of 5 bytes.");
      const again = i > 0 && message[4] === bytesOf([5, i - 1])[0];
      const before = cases[i - 1]?.[0];
      assert(!again, `The server answered [${before}], and ask() connects and asks once more.`);
      if (reply.length > 0) write(connection, Uint8Array.from(reply));
      if (how === "ends") sys.shutdown(connection, sys.SHUT_WR);
      if (how !== "breaks") continue;
      await taken(client, address);
      close(connection);
    }
    const interrupted = await accept();
    if (interrupted !== undefined) await breakOff(interrupted, 1000);
    const outcomes = await client.result;
    const end = {
      stays: "and nothing more",
      ends: "and ends the stream",
      breaks: "and breaks off",
    };
    assertOutcomes("ask()", [
      ...cases.map(([bytes, how, expected], i): [string, string, string] => [
        `When the server answers [${bytes}] ${end[how]}`,
        outcomes[i]!,
        expected,
      ]),
      ["When nobody listens there", outcomes.at(-3)!, "throws ECONNREFUSED"],
      [
        "When the address is deserted",
        outcomes.at(-2)!,
        transport === "unix" ? "throws ENOENT" : "throws ECONNREFUSED",
      ],
    ]);
    const last = outcomes.at(-1)!;
    assert(
      /^throws E[A-Z]+$/.test(last),
      `When the server hangs up while it is asked, ask() ${last}.`,
    );
  }),
);

Deno.test(
  "serve() answers each frame of many clients, whoever else is silent",
  { timeout: slowTimeout },
  supervisedSteps(BOTH, async (scope, transport) => {
    const long = bytesOf([2 * PLENTY, 1]); // No two writes take that.
    const { server, address } = await startServer(scope, transport, long.length);
    const { idle, inHeader, inBytes, one, other, calm } = await connectAll(
      scope,
      address,
      "idle",
      "inHeader",
      "inBytes",
      "one",
      "other",
      "calm",
    );
    await send(inHeader, HAL.subarray(0, 2));
    await send(inBytes, HAL.subarray(0, 5));
    for (const client of [one, other, one]) {
      await send(client, HAL);
      await assertAnswer(client, IBM, "serve() has answered a client while others are silent");
    }
    // It takes a frame that is as long as it may be, although nobody reads the answer for a while.
    const sending = send(calm, concat(frame(long), HAL));
    await gettingOn(server, address, sending, "serve() has received a long frame");
    calm.closeWrite();
    // Three frames at once, one of them without bytes.
    const answer = (bytes: Uint8Array) => frame(bytes.map((byte) => byte + 1));
    const frames = [Uint8Array.of(0, 254, 255), positions(0), positions(1000)];
    await send(other, concat(...frames.map(frame)));
    await assertAnswer(other, concat(...frames.map(answer)), "serve() has answered three frames");
    if (transport === "unix") {
      const often = Array.from({ length: 1100 }, (_, i) => Uint8Array.of(i));
      const all = send(other, concat(...often.map(frame))).then(() => receive(other, 5 * 1100));
      const what = "serve() has answered 1100 frames of a client";
      const got = await gettingOn(server, address, all.catch(() => new Uint8Array()), what);
      assertSame("The answers to 1100 frames of a client", got, concat(...often.map(answer)));
    }
    // Another long answer, at the same time.
    const second = bytesOf([PLENTY, 2]);
    const talking = send(one, frame(second)).then(() => receive(one, 4 + PLENTY));
    const another = await gettingOn(server, address, talking, "serve() has answered a long frame");
    assertSame("The answer to another long frame", another, answer(second));
    // It is never too late for the others.
    await send(inBytes, HAL.subarray(5));
    await send(inHeader, HAL.subarray(2));
    await send(idle, HAL);
    for (const client of [idle, inHeader, inBytes]) {
      await assertAnswer(client, IBM, "serve() has answered a slow client");
    }
    const late = receiveAll(calm).catch(() => new Uint8Array()); // with a reset
    const received = await gettingOn(
      server,
      address,
      late,
      "serve() has answered a patient client",
    );
    assertSame("The answers that nobody read for a while", received, concat(answer(long), IBM));

    const crowd: Deno.Conn[] = [];
    const many = transport === "unix" ? 300 : 10;
    while (crowd.length < many) crowd.push(scope.own(await connect(address)));
    const named = {
      [`the last of ${many} clients`]: crowd.at(-1)!,
      [`the first of ${many} clients`]: crowd[0]!,
    };
    for (const [which, client] of Object.entries({ ...named, "the one before them": idle })) {
      await send(client, HAL).catch(() => {}); // It may have hung up.
      await assertAnswer(client, IBM, `serve() has answered ${which}`);
    }
    await stop(server);
  }, slow),
);

Deno.test(
  "serve() hangs up on clients that are gone or break the rules, and goes on",
  { timeout },
  supervisedSteps(BOTH, async (scope, transport) => {
    const { server, address } = await startServer(scope, transport, 3);
    const { cut, half, headless, greedy, polite } = await connectAll(
      scope,
      address,
      "cut",
      "half",
      "headless",
      "greedy",
      "polite",
    );
    await send(cut, HAL.subarray(0, 5));
    cut.close();
    const unix = address.transport === "unix";
    const [deserter, deaf] = [1, 2].map(() => {
      const client = own(scope, sys.socket(unix ? sys.AF_UNIX : sys.AF_INET));
      sys.connect(client, unix ? sys.unix(address.path) : sys.inet(address.hostname, address.port));
      return client;
    }) as [Fd, Fd];
    // This one is gone before it is answered, and that one has not read the answer.
    sys.shutdown(deserter, sys.SHUT_RD);
    for (const client of [deserter, deaf]) write(client, HAL);
    close(deserter);
    await breakOff(deaf, 7);
    const broken = {
      "whose frame is above the limit": [greedy, [0, 0, 0, 4]],
      "that ends inside a frame": [half, [0, 0, 0, 3, 1]],
      "that ends inside a header": [headless, [0]],
    } as const;
    for (const [what, [client, bytes]] of Object.entries(broken)) {
      await send(client, Uint8Array.from(bytes));
      if (client !== greedy) client.closeWrite();
      const said = receiveAll(client).catch(() => new Uint8Array()); // with a reset
      const { length } = await soon(said, `serve() hangs up on a client ${what}`);
      assert(length === 0, `serve() sent ${length} bytes to a client ${what}, and hung up then.`);
    }
    await send(polite, HAL);
    await assertAnswer(polite, IBM, "serve() has answered a client after the others");
    polite.closeWrite();
    await soon(hungUp(polite), "serve() hangs up on a client that has sent its last frame");
    const open = () => socketsAt(server.pid, address).filter(({ listens }) => !listens).length;
    await eventually(
      () => open() === 0,
      () => `serve() has closed what its clients have left: ${open()} connections are open`,
    );
    await stop(server);
  }),
);

Deno.test(
  "serve() leaves nothing behind when it is aborted",
  { timeout: slowTimeout },
  supervisedSteps(BOTH, async (scope, transport) => {
    const wanted = free(scope, transport);
    const others = ["early", "beside"].map((name) => free(scope, transport, name, "127.0.0.3"));
    const addresses = [...others, wanted] as [Address, Address, Address];
    const server = scope.start(scenarios, "servingThree", [kata.url, addresses, PLENTY], {
      role: "serve()",
      ...unhurried,
    });
    const address = await listens(
      server,
      wanted,
      transport === "tcp" ? HOST : join(scope.scratch(), "socket"),
    );
    if (server.settled) assert(false, await server.result);
    const { idle, busy, deaf } = await connectAll(scope, address, "idle", "busy", "deaf");
    await send(idle, HAL);
    await assertAnswer(idle, IBM, "serve() has answered a client");
    await send(busy, HAL.subarray(0, 5));
    const sending = send(deaf, frame(positions(PLENTY)));
    await gettingOn(server, address, sending, "serve() has received a long frame");
    await taken(server, address);
    const listener = socketsAt(server.pid, address).find(({ listens }) => listens)!;

    kill(server.pid, "SIGUSR2");
    const wrong = await soon(server.result, "serve() has stopped");
    assert(wrong === "", wrong);
    for (const client of [idle, busy, deaf]) {
      await soon(hungUp(client), "serve() has closed every connection");
    }
    assertEquals(socketNumber(Deno.pid, listener.inode), undefined, "It still listens.");
    if (address.transport === "unix") {
      await assertRejects(() => Deno.lstat(address.path), Deno.errors.NotFound);
    }
  }, slow),
);

Deno.test(
  "upload() ends its own side only, and returns the whole answer",
  { timeout: slowTimeout },
  supervisedSteps(BOTH, async (scope, transport) => {
    const [listener, address] = open(scope, transport);
    const files: Bytes[] = [[1, 1], [0, 0], [300, 2]];
    const answers = ([[500, 3], [200, 4], [0, 0]] as Bytes[]).map(bytesOf);
    const client = scope.start(scenarios, "uploading", [kata.url, address, files], {
      role: "upload()",
    });
    const uploads: [file: number, connection: Deno.Conn][] = [];
    for (const _ of files) {
      const connection = scope.own(await listener.accept());
      const bytes = await soon(receiveAll(connection), "upload() has ended its side");
      const i = files.findIndex(([length]) => length === bytes.length);
      assert(i >= 0, `upload() sent ${bytes.length} bytes, which it was not asked to send.`);
      assertBytes(bytes, bytesOf(files[i]!));
      uploads.push([i, connection]);
    }
    for (const [i, connection] of uploads) await send(connection, answers[i]!.subarray(0, 150));
    await taken(client, address);
    for (const [i, connection] of uploads.toReversed()) {
      await send(connection, answers[i]!.subarray(150));
      connection.close();
    }
    const { answers: received, left, changed, late } = await client.result;
    for (const [i, answer] of answers.entries()) {
      assertSame(`The answer to ${files[i]![0]} bytes`, received[i]!, answer);
    }
    assert(left === "", `upload() has returned${left}.`);
    assert(!changed, "upload() has changed the bytes that it was given.");
    assert(late === "answered", `The server answered after a month, and upload() had ${late}.`);
  }, slow),
);

Deno.test(
  "upload() reads the answer while it sends, and throws when the server hangs up",
  { timeout: slowTimeout },
  supervisedSteps(BOTH, async (scope, transport) => {
    const [listener, address] = open(scope, transport);
    const [raw, server] = reserve(scope, transport, "server");
    sys.listen(raw, 5);
    const [, deserted] = reserve(scope, transport);
    const file: Bytes = [PLENTY, 1];
    const answer = bytesOf([PLENTY, 2]);
    const uploads: [Address, Bytes][] = [
      [address, file],
      [address, file],
      [server, [PLENTY, 3]],
      [server, [PLENTY, 6]],
      [server, [10, 4]],
      [deserted, [10, 5]],
    ];
    const client = scope.start(scenarios, "uploadingBroken", [kata.url, uploads], {
      role: "upload()",
      ...unhurried,
    });
    const what = "upload() has received the answer";
    for (let i = 0; i < 2; i++) {
      const connection = scope.own(await listener.accept());
      // This server does not read before all is said.
      await gettingOn(client, address, send(connection, answer), what);
      assertBytes(await soon(receiveAll(connection), "upload() has sent all"), bytesOf(file));
      connection.close();
    }
    const accept = async () => {
      const waiting = () => socketsAt(Deno.pid, server).some((it) => it.listens && it.unread > 0);
      const there = () => waiting() || client.settled;
      await patiently(client, address, there, "upload() has connected again");
      return client.settled ? undefined : own(scope, sys.accept(raw));
    };
    const refusing = await accept();
    if (refusing !== undefined) {
      await stuck(client, server);
      // A unix socket can refuse to receive, and still answer. Over TCP this is a reset.
      if (transport === "unix") {
        sys.shutdown(refusing, sys.SHUT_RD);
        write(refusing, bytesOf([5, 1]));
        while (read(refusing, new Uint8Array(1 << 18)) > 0); // So that the end is no reset.
      }
      close(refusing);
    }
    const deaf = await accept();
    if (deaf !== undefined) await breakOff(deaf, 1000);
    const breaking = await accept();
    if (breaking !== undefined) {
      write(breaking, bytesOf([5, 1]));
      await taken(client, server);
      await breakOff(breaking, 10);
    }
    const ended = "upload() has ended for all of the servers";
    const outcomes = await gettingOn(client, server, client.result, ended);
    const returned = `returns ${PLENTY} bytes`;
    assertOutcomes("upload()", [
      ["When the server answers before it reads", outcomes[0]!, returned],
      ["When it does so again", outcomes[1]!, returned],
      ["When the server breaks off its answer", outcomes[4]!, "throws ECONNRESET"],
      ["When nobody listens there", outcomes[5]!, "throws ECONNREFUSED"],
    ]);
    for (const [i, what] of ["refuses to receive", "hangs up in the middle"].entries()) {
      const broken = ["throws EPIPE", "throws ECONNRESET"].includes(outcomes[2 + i]!);
      assert(broken, `When the server ${what}, upload() ${outcomes[2 + i]}.`);
    }
  }, slow),
);

Deno.test(
  "serve() answers clients that others have written",
  { timeout },
  supervisedSteps({ ...BOTH, ...notInstalled("socat", "nc", "bash") }, async (scope, transport) => {
    const { server, address } = await startServer(scope, transport, 3);
    for (const command of Object.values(foreignClients(transport))) {
      const [input, question] = scope.pipe();
      const [answer, output] = scope.pipe();
      const client = runForeign(scope, command, address, { 0: input, 1: output });
      for (const end of [input, output]) close(end);
      write(question, HAL);
      close(question);

      assertEquals((await client.status).code, 0);
      const buffer = new Uint8Array(100);
      assertBytes(buffer.subarray(0, read(answer, buffer)), IBM);
    }
    await stop(server);
  }),
);

Deno.test(
  "ask() and upload() get an echo from servers that others have written",
  { timeout: slowTimeout },
  supervisedSteps({ ...BOTH, ...notInstalled("socat") }, async (scope, transport) => {
    for (const [name, command] of Object.entries(foreignServers(transport))) {
      const wanted = free(scope, transport, name);
      const server = runForeign(scope, command, wanted, {});
      const address = await listens({ pid: server.pid, role: name, settled: false }, wanted);

      const [letter, file] = [positions(300), positions(100_003)];
      const asked = scope.start(kata, "ask", [address, letter, { limit: 300 }]);
      const what = `upload() has got an echo from ${name}`;
      assertBytes(await asked.result, letter);
      // One after the other: some of these servers have one client at a time.
      const uploaded = scope.start(kata, "upload", [address, file], { deadline: 30_000 });
      assertBytes(await gettingOn(uploaded, address, uploaded.result, what), file);
      kill(server.pid, "SIGTERM");
      await server.status;
    }
  }, slow),
);
