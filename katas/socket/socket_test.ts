import {
  assertBytes,
  concat,
  eventually,
  PeerError,
  peerModule,
  positions,
  soon,
  supervised,
  supervisedSteps,
  timeout,
} from "lib/testing/mod.ts";
import { assert, assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { isBlockedIn } from "lib/testing/diagnosis/activity.ts";
import { foreignClients, foreignServers, notInstalled, runForeign } from "lib/testing/foreign.ts";
import { otherEnd, socketNumber } from "lib/testing/diagnosis/objects/sockets.ts";
import type { Peer } from "lib/testing/peer/peer.ts";
import { contents, descriptors, target } from "lib/testing/diagnosis/proc.ts";
import type { TestScope } from "lib/testing/scope.ts";
import { connect, hungUp, listen, receive, receiveAll, send } from "lib/testing/streams.ts";
import { listens, type Party, socketsAt, stuck, taken } from "lib/testing/traffic.ts";
import type { Address } from "./socket.ts";
import { close, read, write } from "lib/sys/fd.ts";
import { kill } from "lib/sys/process.ts";
import * as sys from "lib/sys/socket.ts";

const kata = peerModule<typeof import("./socket.ts")>(import.meta.resolve("./socket.ts"));
const scenarios = peerModule<typeof import("./scenarios.ts")>(
  new URL("./scenarios.ts", import.meta.url).href,
);

/** Each behaviour is the same for both. */
const BOTH = { "over a unix socket": "unix", "over TCP": "tcp" } as const;
type Transport = Address["transport"];

/** What a file of the kernel says in its last number. */
const limit = (path: string) => Number(contents(`/proc/sys/net/${path}`).split(/\s+/).at(-1)) || 0;

/** More than a connection holds that nobody reads from, however much that is on this machine. */
const PLENTY = {
  unix: positions(4 * Math.max(1 << 18, limit("core/wmem_default"))),
  tcp: positions(2 * Math.max(1 << 22, limit("ipv4/tcp_wmem"))),
};

/** A path that is not there yet, or any free port. */
function free({ scratch }: TestScope, transport: Transport, name = "socket"): Address {
  return transport === "unix"
    ? { transport, path: join(scratch(), name) }
    : { transport, hostname: "127.0.0.1", port: 0 };
}

/** Lets the test listen, for clients of the learner's. */
function open(scope: TestScope, transport: Transport): [Deno.Listener, Address] {
  const [listener, address] = listen(free(scope, transport));
  return [scope.own(listener), address];
}

/** Lets the test connect to a server of the learner's, as one client after the other. */
async function connectAll<Name extends string>(
  { own }: TestScope,
  address: Address,
  ...names: Name[]
): Promise<Record<Name, Deno.Conn>> {
  const connections = {} as Record<Name, Deno.Conn>;
  for (const name of names) connections[name] = own(await connect(address));
  return connections;
}

/** Makes an address that is taken, where nobody listens until listen() is called. */
function reserve(scope: TestScope, transport: Transport): [fd: number, Address] {
  const address = free(scope, transport, "deserted");
  const unix = address.transport === "unix";
  const fd = sys.socket(unix ? sys.AF_UNIX : sys.AF_INET);
  scope.own({ [Symbol.dispose]: () => close(fd) });
  sys.bind(fd, unix ? sys.unix(address.path) : sys.inet(address.hostname, 0));
  return [fd, unix ? address : { ...address, port: sys.port(fd) }];
}

/** Leaves a path behind, like a server that was killed. */
function leaveBehind(path: string): void {
  const fd = sys.socket(sys.AF_UNIX);
  sys.bind(fd, sys.unix(path));
  close(fd);
}

/** Makes a frame. */
function frame(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(4);
  new DataView(header.buffer).setUint32(0, bytes.length);
  return concat(header, bytes);
}

const ascii = (text: string) => new TextEncoder().encode(text);

/** Starts a server, and tells where it listens. */
async function startServer(scope: TestScope, transport: Transport, limit: number) {
  const wanted = free(scope, transport);
  const options = { role: "serve()", deadline: 10_000 };
  const server = scope.start(scenarios, "serving", [kata.url, wanted, limit], options);
  return { server, address: await listens(server, wanted) };
}

/** Lets a server end as it should. */
const stop = (server: Peer<void>) => {
  kill(server.pid, "SIGUSR2");
  return server.result;
};

Deno.test(
  "listenOn() listens at the address alone, and refuses one that is in use",
  { timeout },
  supervisedSteps(BOTH, async (scope, transport) => {
    const wanted = free(scope, transport);
    const role = "listenOn()";
    const first = scope.start(scenarios, "listening", [kata.url, wanted], { role });
    const address = await listens(first, wanted);
    assertEquals(
      address.transport === "unix" ? address.path : address.hostname,
      wanted.transport === "unix" ? wanted.path : wanted.hostname,
      "It listens at another address.",
    );

    const args = [kata.url, address] as const;
    const second = scope.start(scenarios, "listeningOnce", [...args], { role, throws: true });
    const error = await assertRejects(() => second.result, PeerError);
    assertEquals(error.code, "EADDRINUSE", error.message);
    const waiting = () => socketsAt(first.pid, address).find(({ listens }) => listens)?.unread;
    const before = waiting() ?? 0;
    scope.own(await connect(address));
    await eventually(
      () => waiting() === before + 1,
      "the one who listened first gets the next connection",
    );
    kill(first.pid, "SIGUSR2");
  }),
);

Deno.test(
  "listenOn() takes over a path that a killed server left, and no other",
  { timeout },
  supervised(async (scope) => {
    const paths = ["left-behind", "full-queue", "plain-file"].map((name) =>
      join(scope.scratch(), name)
    );
    const [left, busy, notes] = paths as [string, string, string];
    // close() without unlink() is what a killed server comes to.
    const servers = [left, busy].map((path) => {
      const fd = sys.socket(sys.AF_UNIX);
      sys.bind(fd, sys.unix(path));
      sys.listen(fd, 0);
      return fd;
    });
    close(servers[0]!);
    scope.own({ [Symbol.dispose]: () => close(servers[1]!) });
    scope.own(await connect({ transport: "unix", path: busy })); // Nobody else fits into its queue.
    await Deno.writeTextFile(notes, "keep me");

    const listen = (path: string, throws: boolean) =>
      scope.start(scenarios, "listeningOnce", [kata.url, { transport: "unix", path }], {
        role: "listenOn()",
        throws,
      });
    const takesOver = listen(left, false);
    const refused = [listen(busy, true), listen(notes, true)];
    assertEquals(await takesOver.result, { transport: "unix", path: left });
    for (const { result } of refused) {
      const error = await assertRejects(() => result, PeerError);
      assertEquals(error.code, "EADDRINUSE", error.message);
    }
    assert((await Deno.lstat(busy)).isSocket, "The path of the living server has to stay.");
    assertEquals(await Deno.readTextFile(notes), "keep me");
  }),
);

/** More milliseconds than any test has. */
const FOR_LONG = 60_000;

/** Starts connectWithin(), and tells a moment before it was called. */
async function startConnecting(
  { start, pipe }: TestScope,
  address: Address,
  ms: number,
  deadline = 3000,
) {
  const [, gate] = pipe();
  const object = target(Deno.pid, gate);
  const options = { inherits: [gate], role: "connectWithin()", deadline };
  const client = start(scenarios, "connecting", [kata.url, address, ms, gate], options);
  let before = 0;
  await eventually(() => {
    const held = [...descriptors(client.pid).values()].some((its) => its.target === object);
    if (held) before = performance.now();
    return !held || client.settled;
  }, "connectWithin() has been called");
  return { client, before };
}

/** Waits until a client has failed to connect once: it has nothing to do for the moment. */
async function hasTried(client: Party): Promise<void> {
  let [idle, looks] = [0, 0];
  await eventually(() => {
    idle = isBlockedIn(client.pid, "epoll_wait") ? idle + 1 : 0;
    return idle >= 3 || looks++ > 100 || client.settled;
  }, "connectWithin() has tried to connect");
}

Deno.test(
  "connectWithin() waits for a server that starts late",
  { timeout },
  supervisedSteps(BOTH, async (scope, transport) => {
    const [fd, address] = reserve(scope, transport);
    const { client } = await startConnecting(scope, address, FOR_LONG);
    await hasTried(client);
    sys.listen(fd, 5);
    const { code } = await client.result;
    assertEquals(code, undefined, "It has to connect once the server listens.");

    const { client: hurried } = await startConnecting(scope, address, 0);
    assertEquals((await hurried.result).code, undefined, "It has to try once, also in 0 ms.");
  }),
);

Deno.test(
  "connectWithin() gives up when its time is over, with the error of the last attempt",
  { timeout },
  supervisedSteps(BOTH, async (scope, transport) => {
    // Should this machine be so busy that the change comes late, it begins again with more time.
    for (let ms = 200;; ms *= 2) {
      const taken = transport === "tcp" ? reserve(scope, transport)[1] : undefined;
      const address = taken ?? { transport: "unix", path: join(scope.scratch(), `socket-${ms}`) };
      const { client, before } = await startConnecting(scope, address, ms, ms + 3000);
      await hasTried(client);
      // First there was no such path; from now on nobody listens there.
      if (address.transport === "unix") leaveBehind(address.path);
      if (performance.now() - before > ms / 2) continue;
      const { code, after } = await client.result;
      assertEquals(code, "ECONNREFUSED", "It is the last attempt that counts.");
      assert(after > ms / 2, `It was asked to try for ${ms} ms, and gave up after ${after} ms.`);
      break;
    }
  }),
);

Deno.test(
  "connectWithin() fails at once for any other reason",
  { timeout },
  supervisedSteps(BOTH, async (scope, transport) => {
    const file = join(scope.scratch(), "file");
    await Deno.writeTextFile(file, "");
    // A path below a file; an address that stands for many machines.
    const address: Address = transport === "unix"
      ? { transport, path: join(file, "socket") }
      : { transport, hostname: "224.0.0.1", port: 4711 };
    const { client } = await startConnecting(scope, address, FOR_LONG);
    const { code } = await client.result;
    assertEquals(code, transport === "unix" ? "ENOTDIR" : "ENETUNREACH");
  }),
);

Deno.test(
  "writeFrame() sends the length and all the bytes, also to a reader that waits",
  { timeout },
  supervisedSteps(BOTH, async (scope, transport) => {
    const [listener, address] = open(scope, transport);
    const lengths = [258, 0, 1, PLENTY[transport].length];
    const options = { role: "writeFrame()" };
    const writer = scope.start(scenarios, "sending", [kata.url, address, lengths], options);
    const connection = scope.own(await listener.accept());
    await stuck(writer, address);

    const header = [...await receive(connection, 4)];
    assertEquals(header, [0, 0, 1, 2], "The header of 258 bytes is 0, 0, 1, 2.");
    const others = [positions(0), positions(1), PLENTY[transport]];
    assertBytes(await receiveAll(connection), concat(positions(258), ...others.map(frame)));
    await writer.result;
  }),
);

Deno.test(
  "readFrame() finds the frames, however their bytes arrive",
  { timeout },
  supervisedSteps(BOTH, async (scope, transport) => {
    const [listener, address] = open(scope, transport);
    const frames = [positions(300), positions(5), positions(0), positions(7), positions(1 << 20)];
    const args = [kata.url, address, 1 << 20] as const;
    const reader = scope.start(scenarios, "receiving", [...args], { role: "readFrame()" });
    const connection = scope.own(await listener.accept());

    // The header without its last byte; all but the last byte; that one with the beginning of the next
    // frame; two frames at once, one of them without bytes.
    const bytes = concat(...frames.slice(0, -1).map(frame));
    let sent = 0;
    for (const end of [1, 3, 303, 306, bytes.length]) {
      await send(connection, bytes.subarray(sent, end));
      sent = end;
      await taken(reader, address);
    }
    await send(connection, frame(frames.at(-1)!));
    connection.closeWrite();
    const received = await reader.result;
    const lengths = (all: Uint8Array[]) => all.map(({ length }) => length);
    assertEquals(lengths(received), lengths(frames), "These are the lengths of the frames.");
    for (const [i, frame] of frames.entries()) assertBytes(received[i]!, frame);
  }),
);

Deno.test(
  "readFrame() refuses a frame that is too long at once, or cut off",
  { timeout },
  supervisedSteps(BOTH, async (scope, transport) => {
    const [listener, address] = open(scope, transport);
    const limit = 5;
    const cases = [
      { bytes: [0, 0, 0, 6], ends: false, outcome: "threw RangeError" },
      { bytes: [255, 255, 255, 255], ends: false, outcome: "threw RangeError" },
      { bytes: [0, 0, 0, 5, 1, 2, 3, 4, 5], ends: false, outcome: "returned 5 bytes" },
      { bytes: [], ends: true, outcome: "returned null" },
      { bytes: [0], ends: true, outcome: "threw UnexpectedEof" },
      { bytes: [0, 0, 0], ends: true, outcome: "threw UnexpectedEof" },
      { bytes: [0, 0, 0, 2], ends: true, outcome: "threw UnexpectedEof" },
      { bytes: [0, 0, 0, 2, 1], ends: true, outcome: "threw UnexpectedEof" },
    ];
    const args = [kata.url, address, limit, cases.length] as const;
    const reader = scope.start(scenarios, "receivingBroken", [...args], { role: "readFrame()" });
    for (const { bytes, ends } of cases) {
      const connection = scope.own(await listener.accept());
      await send(connection, Uint8Array.from(bytes));
      if (ends) connection.closeWrite();
    }
    const outcomes = await reader.result;
    assertEquals(
      cases.map(({ bytes }, i) => `${bytes}: ${outcomes[i]}`),
      cases.map(({ bytes, outcome }) => `${bytes}: ${outcome}`),
    );
  }),
);

Deno.test(
  "ask() sends a frame and returns the answer",
  { timeout },
  supervisedSteps(BOTH, async (scope, transport) => {
    const [listener, address] = open(scope, transport);
    const [question, answer] = [positions(10), positions(20)];
    const client = scope.start(kata, "ask", [address, question, { limit: 20 }]);
    const connection = scope.own(await listener.accept());
    assertBytes(await receive(connection, 14), frame(question));
    await send(connection, frame(answer).subarray(0, 10));
    await taken(client, address);
    await send(connection, frame(answer).subarray(10));
    assertBytes(await client.result, answer);
  }),
);

Deno.test(
  "ask() throws when no answer comes, and hangs up",
  { timeout },
  supervisedSteps(BOTH, async (scope, transport) => {
    const ask = (to: Address, message = positions(1)) =>
      scope.start(kata, "ask", [to, message, { limit: 3 }], { throws: true });
    const [listener, address] = open(scope, transport);
    const [, deserted] = reserve(scope, transport);
    const clients = [ask(address), ask(address), ask(deserted)];
    for (const reply of [[], [0, 0, 0, 4]]) {
      const connection = scope.own(await listener.accept());
      await receive(connection, 5);
      await send(connection, Uint8Array.from(reply));
      if (reply.length < 4) connection.closeWrite();
    }
    const errors = await Promise.all(
      clients.map(({ result }) => assertRejects(() => result, PeerError)),
    );
    const names = errors.map(({ code, message }) => code ?? /threw (\w+)/.exec(message)?.[1]);
    const expected = ["ECONNREFUSED", "RangeError", "UnexpectedEof"];
    assertEquals(names.toSorted(), expected);

    const interrupted = ask(address, PLENTY.unix);
    (await listener.accept()).close();
    await assertRejects(() => interrupted.result, PeerError);
  }),
);

Deno.test(
  "serve() answers each frame of many clients, whoever else is silent",
  { timeout },
  supervisedSteps(BOTH, async (scope, transport) => {
    const { server, address } = await startServer(scope, transport, 1000);
    const { idle, inHeader, inBytes, one, other } = await connectAll(
      scope,
      address,
      "idle",
      "inHeader",
      "inBytes",
      "one",
      "other",
    );
    await send(inHeader, frame(ascii("HAL")).subarray(0, 2));
    await send(inBytes, frame(ascii("HAL")).subarray(0, 5));
    for (const client of [one, other, one]) {
      await send(client, frame(ascii("HAL")));
      const answer = await soon(
        receive(client, 7),
        "serve() has answered a client while three others are silent",
      );
      assertBytes(answer, frame(ascii("IBM")));
    }
    // Three frames at once, one of them without bytes, and one as long as it may be.
    const frames = [Uint8Array.of(0, 254, 255), positions(0), positions(1000)];
    await send(other, concat(...frames.map(frame)));
    const answers = concat(...frames.map((bytes) => frame(bytes.map((byte) => byte + 1))));
    const received = soon(receive(other, answers.length), "serve() has answered three frames");
    assertBytes(await received, answers);
    // It is never too late for the others.
    await send(inBytes, frame(ascii("HAL")).subarray(5));
    await send(inHeader, frame(ascii("HAL")).subarray(2));
    await send(idle, frame(ascii("HAL")));
    for (const client of [idle, inHeader, inBytes]) {
      const answer = await soon(receive(client, 7), "serve() has answered a slow client");
      assertBytes(answer, frame(ascii("IBM")));
    }
    await stop(server);
  }),
);

Deno.test(
  "serve() hangs up on clients that are gone or break the rules, and goes on",
  { timeout },
  supervisedSteps(BOTH, async (scope, transport) => {
    const { server, address } = await startServer(scope, transport, 3);
    const { cut, deaf, greedy, polite } = await connectAll(
      scope,
      address,
      "cut",
      "deaf",
      "greedy",
      "polite",
    );
    await send(cut, frame(ascii("HAL")).subarray(0, 5));
    cut.close();
    await send(deaf, frame(ascii("HAL")));
    const arrived = () => socketsAt(Deno.pid, address).some(({ unread }) => unread === 7);
    await eventually(arrived, "serve() has answered a client that does not read");
    deaf.close(); // With unread bytes, this is a reset.
    await send(greedy, Uint8Array.of(0, 0, 0, 4));
    await soon(hungUp(greedy), "serve() hangs up on a client whose frame is above the limit");

    await send(polite, frame(ascii("HAL")));
    const answer = await soon(receive(polite, 7), "serve() has answered a client after the others");
    assertBytes(answer, frame(ascii("IBM")));
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
  { timeout },
  supervisedSteps(BOTH, async (scope, transport) => {
    const early = free(scope, transport, "early");
    const never = scope.start(scenarios, "servingNobody", [kata.url, early], { role: "serve()" });
    const { server, address } = await startServer(scope, transport, PLENTY.unix.length);
    const { idle, busy, deaf } = await connectAll(scope, address, "idle", "busy", "deaf");
    await send(idle, frame(ascii("HAL")));
    await soon(receive(idle, 7), "serve() has answered a client");
    await send(busy, frame(ascii("HAL")).subarray(0, 5));
    await soon(send(deaf, frame(PLENTY.unix)), "serve() has received a long frame");
    await taken(server, address);
    const listener = socketsAt(server.pid, address).find(({ listens }) => listens)!;

    await soon(stop(server), "serve() has stopped");
    for (const client of [idle, busy, deaf]) {
      await soon(hungUp(client), "serve() has closed every connection");
    }
    assertEquals(socketNumber(Deno.pid, listener.inode), undefined, "It still listens.");
    if (address.transport === "unix") {
      await assertRejects(() => Deno.lstat(address.path), Deno.errors.NotFound);
    }
    await never.result;
  }),
);

Deno.test(
  "upload() ends its own side only, and returns the whole answer",
  { timeout },
  supervisedSteps(BOTH, async (scope, transport) => {
    const [listener, address] = open(scope, transport);
    const [bytes, answer] = [positions(1), positions(500)];
    const client = scope.start(kata, "upload", [address, bytes]);
    const connection = scope.own(await listener.accept());
    assertBytes(await receiveAll(connection), bytes);
    await send(connection, answer.subarray(0, 200));
    await taken(client, address);
    await send(connection, answer.subarray(200));
    connection.close();
    assertBytes(await client.result, answer);
  }),
);

Deno.test(
  "upload() reads the answer while it sends, and throws when the server hangs up",
  { timeout },
  supervisedSteps(BOTH, async (scope, transport) => {
    const [listener, address] = open(scope, transport);
    const bytes = PLENTY[transport];
    const client = scope.start(kata, "upload", [address, bytes]);
    const connection = scope.own(await listener.accept());
    await send(connection, bytes); // This server does not read before all is said.
    assertBytes(await receiveAll(connection), bytes);
    connection.close();
    assertBytes(await client.result, bytes);

    const interrupted = scope.start(kata, "upload", [address, bytes], { throws: true });
    const left = scope.own(await listener.accept());
    await stuck(interrupted, address);
    // A unix socket can refuse to receive, and may still answer. Over TCP this is a reset.
    const [socket] = socketsAt(interrupted.pid, address);
    const [end] = socket && otherEnd(socket) || [];
    if (transport === "unix" && end) {
      sys.shutdown(end.fd, sys.SHUT_RD);
      await receiveAll(left); // what is there already
    } else left.close();
    await assertRejects(() => interrupted.result, PeerError);
  }),
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
      write(question, frame(ascii("HAL")));
      close(question);

      assertEquals((await client.status).code, 0);
      const buffer = new Uint8Array(100);
      assertBytes(buffer.subarray(0, read(answer, buffer)), frame(ascii("IBM")));
    }
    await stop(server);
  }),
);

Deno.test(
  "ask() and upload() get an echo from servers that others have written",
  { timeout },
  supervisedSteps({ ...BOTH, ...notInstalled("socat") }, async (scope, transport) => {
    for (const [name, command] of Object.entries(foreignServers(transport))) {
      const wanted = free(scope, transport, name);
      const server = runForeign(scope, command, wanted, {});
      const address = await listens({ pid: server.pid, role: name, settled: false }, wanted);

      const [letter, file] = [positions(300), positions(1_000_000)];
      const asked = scope.start(kata, "ask", [address, letter, { limit: 300 }]);
      const uploaded = scope.start(kata, "upload", [address, file]);
      assertBytes(await asked.result, letter);
      assertBytes(await uploaded.result, file);
      kill(server.pid, "SIGTERM");
      await server.status;
    }
  }),
);
