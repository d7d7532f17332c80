import {
  assertArrived,
  assertError,
  assertResult,
  concat,
  different,
  eventually,
  peerModule,
  positions,
  supervised,
  supervisedSteps,
  timeout,
  WaitingCalls,
} from "lib/testing/mod.ts";
import { assert, assertEquals, AssertionError } from "@std/assert";
import { join } from "@std/path";
import { SysError } from "lib/sys/errno.ts";
import { close, fcntl, type Fd, socketpair, unread } from "lib/sys/fd.ts";
import {
  AF_INET,
  bind,
  getpeername,
  getsockname,
  SHUT_WR,
  shutdown,
  SOCK_DGRAM,
  socket,
  type SocketAddress,
} from "lib/sys/socket.ts";
import { contents, descriptors, processes, target } from "lib/testing/diagnosis/proc.ts";
import { withPrograms } from "lib/testing/foreign.ts";
import { takesPowers, WITHOUT_POWERS } from "lib/testing/powers.ts";
import type { TestScope } from "lib/testing/scope.ts";
import type { Address, Connection, Owner, State } from "./address.ts";
import {
  ABSTRACT,
  family,
  type Known,
  known,
  long,
  OTHER_FORMS,
  PATHS,
  SIX,
  sockaddr,
  unixAddress,
  words,
} from "./addresses.ts";
import {
  COPY,
  ITSELF,
  LEFT,
  type Listening,
  sameAddress,
  sameOwners,
  THE_SAME,
} from "./scenarios.ts";
import {
  CLOSE,
  CLOSE_WAIT,
  CLOSING,
  ESTABLISHED,
  FIN_WAIT1,
  FIN_WAIT2,
  hasVersion6,
  inodeOf,
  LAST_ACK,
  portOf,
  receiveNow,
  sendNow,
  Sockets,
  SYN_SENT,
  unacknowledged,
} from "./sockets.ts";

const kata = import.meta.resolve("./address.ts");
/** Calls of your functions, several in one process. */
const scenarios = peerModule<typeof import("./scenarios.ts")>(
  new URL("./scenarios.ts", import.meta.url).href,
);

/** For a call that does a lot, or waits for what the test does meanwhile, in milliseconds. */
const deadline = 9000;

const six = hasVersion6();

/** Fails unless `encode()` gives these bytes for each address, and leaves the address as it is. */
async function assertEncodes({ start }: TestScope, addresses: Known[]) {
  const given = addresses.map(([address]) => address);
  const options = { role: "encode()" };
  const { outcomes, changed, shared } = await start(
    scenarios,
    "encodeEach",
    [kata, given],
    options,
  ).result;
  for (const [at, [address, bytes]] of addresses.entries()) {
    const what = `encode() of ${words(address)}`;
    const found = assertResult(outcomes[at], what);
    assert(found instanceof Uint8Array, `${what} gave ${Deno.inspect(found)}, and no bytes.`);
    const part = (from: number, to?: number) => {
      return [found, bytes].map((it) => it.subarray(from, to).toHex()) as [string, string];
    };
    assertEquals(...part(0, 2), `${what}: the family, in hexadecimal`);
    if ("port" in address) assertEquals(...part(2, 4), `${what}: the port, in hexadecimal`);
    assertEquals(found.length, bytes.length, `${what}: how many bytes there are`);
    assertEquals(...part(2), `${what}: what stands behind the family, in hexadecimal`);
  }
  assertEquals(changed, [], "encode() has changed these addresses.");
  const its = "Who writes into the one would change the other";
  assert(!shared, `Two calls of encode() gave the same array, and not each one its own. ${its}.`);
}

/** Fails unless `decode()` gives these addresses, and leaves the bytes as they are. */
async function assertDecodes({ start }: TestScope, addresses: Known[]) {
  const given = addresses.map(([, bytes]) => bytes);
  const options = { role: "decode()" };
  const { outcomes, changed } = await start(scenarios, "decodeEach", [kata, given], options).result;
  for (const [at, [address, bytes]] of addresses.entries()) {
    const what = `decode() of ${bytes.length} bytes: ${words([...bytes])}`;
    const found = assertResult(outcomes[at], what);
    if (sameAddress(found, address)) continue;
    assertEquals(words(found), words(address), what);
    assertEquals(found, address, what);
  }
  assertEquals(changed, [], "decode() has changed these bytes.");
}

Deno.test(
  "encode() writes the family in the machine's order, and host and port in network order",
  { timeout },
  supervised(async (scope) => {
    await assertEncodes(scope, known("inet"));
  }),
);

Deno.test(
  "encode() writes a host of version 6 that is in any form",
  { timeout },
  supervised(async (scope) => {
    const others = Object.entries(OTHER_FORMS).map(([host, short], at): Known => {
      const port = 4000 + at;
      return [{ family: "inet6", host, port }, sockaddr(short, port)];
    });
    await assertEncodes(scope, [...known("inet6"), ...others]);
  }),
);

Deno.test(
  "encode() ends a path with one NUL, and an abstract name with its last byte",
  { timeout },
  supervised(async (scope) => {
    await assertEncodes(scope, [
      ...PATHS.map(([path, bytes]): Known => [{ family: "unix", path }, unixAddress(bytes)]),
      ...ABSTRACT.map(([abstract, bytes]): Known => [
        { family: "unix", abstract },
        unixAddress(bytes),
      ]),
    ]);
  }),
);

/** What cannot be an address. */
const REFUSED: Address[] = [
  ...[
    "256.0.0.1",
    "127.0.0.300",
    "1.2.3",
    "1.2.3.4.5",
    "1..2.3",
    "-1.2.3.4",
    "1.2.3.4x",
    "a.b.c.d",
  ],
  ...["", "localhost", "::1", "1.2.3.4.", "0x7f.0.0.1", "1.2.3.1e1", " 1.2.3.4", "1.2.3.4\n"],
].map((host): Address => ({ family: "inet", host, port: 80 }));
REFUSED.push(
  ...[
    ...["127.0.0.1", "", ":::", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "12345::", "::g"],
    ...["1:2:3:4:5:6:7:8::", ":1:2:3:4:5:6:7", "1:2:3:4:5:6:7:1.2.3.4", "::1.2.3", "::1.2.3.256"],
    ...["[::1]", "::1%lo", " ::1", "::1\n", "::1\t", "::1]:80/["],
  ].map((host): Address => ({ family: "inet6", host, port: 80 })),
  ...[65536, -1, 70000, 2 ** 32, 0.5, NaN, Infinity].flatMap((port): Address[] => [
    { family: "inet", host: "127.0.0.1", port },
    { family: "inet6", host: "::1", port },
  ]),
  ...[long(108), long(109), long(300), "é".repeat(54), "a\0b", "\0a", "a\0", "\0"].map(
    (path): Address => {
      return { family: "unix", path };
    },
  ),
  ...[long(108), "é".repeat(54)].map((abstract): Address => ({ family: "unix", abstract })),
);

Deno.test(
  "encode() refuses what is no address",
  { timeout },
  supervised(async ({ start }) => {
    const options = { role: "encode()" };
    const { outcomes } = await start(scenarios, "encodeEach", [kata, REFUSED], options).result;
    for (const [at, address] of REFUSED.entries()) {
      const port = "port" in address ? ` (port ${address.port})` : "";
      assertError(outcomes[at], ["RangeError"], `encode() of ${words(address)}${port}`);
    }
  }),
);

Deno.test(
  "decode() reads hosts and ports, and writes version 6 in its short form",
  { timeout },
  supervised(async (scope) => {
    const scoped: Known[] = [[
      { family: "inet6", host: "fe80::216:3eff:fe12:3456", port: 8000 },
      sockaddr("fe80::216:3eff:fe12:3456", 8000).fill(7, 4, 8).fill(3, 24), // more than host and port
    ]];
    const cut = ([["inet", "10.0.2.15", [8, 9, 12, 15]], ["inet6", "::1", [24, 25, 27]]] as const)
      .flatMap(([family, host, lengths]) =>
        lengths.map((length): Known => {
          return [{ family, host, port: 80 }, sockaddr(host, 80).slice(0, length)];
        })
      );
    await assertDecodes(scope, [...known("inet"), ...known("inet6"), ...scoped, ...cut]);
  }),
);

Deno.test(
  "decode() ends a path before its first NUL, and an abstract name with the last byte",
  { timeout },
  supervised(async (scope) => {
    const path = (path: string, bytes: Uint8Array): Known => {
      return [{ family: "unix", path }, unixAddress(bytes)];
    };
    const [, short] = PATHS[2]!;
    const whole = concat(short, new Uint8Array(108 - short.length));
    const full = new TextEncoder().encode(long(108));
    await assertDecodes(scope, [
      ...PATHS.map(([name, bytes]) => path(name, bytes)),
      path("/run/echo", short.subarray(0, -1)),
      path("/run/echo", whole),
      path("/run/echo", concat(short, positions(9))),
      path(long(108), full),
      ...ABSTRACT.map(([abstract, bytes]): Known => [
        { family: "unix", abstract },
        unixAddress(bytes),
      ]),
    ]);
  }),
);

Deno.test(
  "decode() refuses another family, and what ends before the host does",
  { timeout },
  supervised(async ({ start }) => {
    const cut = (host: string, length: number) => sockaddr(host, 8000).subarray(0, length);
    const refused: Uint8Array[] = [
      ...[0, 3, 16, 17, 0x0200, 0x0a00, 0x0100, 0x0201, 0x0102, 0x010a].map((it) =>
        concat(family(it), new Uint8Array(26))
      ),
      ...[0, 1].map((length) => family(1).subarray(0, length)),
      ...[1, 2, 3, 4, 7].map((length) => cut("127.0.0.1", length)),
      ...[1, 2, 4, 8, 16, 23].map((length) => cut("::1", length)),
    ];
    const options = { role: "decode()" };
    const { outcomes } = await start(scenarios, "decodeEach", [kata, refused], options).result;
    for (const [at, bytes] of refused.entries()) {
      assertError(outcomes[at], ["TypeError"], `decode() of ${words([...bytes])}`);
    }
  }),
);

Deno.test(
  "decode() gives the address that encode() was given",
  { timeout },
  supervised(async ({ start }) => {
    const options = { role: "decode()", deadline };
    const wrong = await start(scenarios, "thereAndBack", [kata], options).result;
    assert(wrong === undefined, wrong);
  }),
);

/** Makes an address of a socket's name. */
function addressOf(name: SocketAddress): Address & { port: number } {
  const port = portOf(name);
  if (name[0] === 2) return { family: "inet", host: name.subarray(4, 8).join("."), port };
  const hex = name.subarray(8, 24).toHex();
  const host = Object.keys(SIX).find((it) => SIX[it] === hex)!;
  return { family: "inet6", host, port };
}

/** A socket that has to be listed. */
interface Listed extends Connection {
  /** Which one it is. */
  what: string;
  /** What is in its queues now. Of a full connection, some bytes may go on by and by. */
  queues?: () => Pick<Connection, "receiveQueue" | "sendQueue">;
}

/** What has to be listed of a socket of the test. */
function listed(what: string, fd: Fd, state: State, peer?: Fd): Listed {
  const local = addressOf(getsockname(fd));
  const nobody = { ...local, host: local.family === "inet" ? "0.0.0.0" : "::", port: 0 };
  const remote = peer === undefined ? nobody : addressOf(getpeername(fd));
  const row = { what, local, remote, state, inode: inodeOf(fd), receiveQueue: 0, sendQueue: 0 };
  if (state !== "ESTABLISHED") return row;
  const queues = () => ({ receiveQueue: unread(fd), sendQueue: unacknowledged(fd) });
  return { ...row, ...queues(), queues };
}

/** Fails unless a number is one of these, or between them. */
function assertBetween(actual: number, ends: [number, number], what: string) {
  const [least, most] = ends.sort((a, b) => a - b);
  if (typeof actual === "number" && actual >= least! && actual <= most!) return;
  assertEquals(actual, least, what);
}

/** Every state that a row may have. */
const STATES: Record<State, true> = {
  ESTABLISHED: true,
  SYN_SENT: true,
  SYN_RECV: true,
  FIN_WAIT1: true,
  FIN_WAIT2: true,
  TIME_WAIT: true,
  CLOSE: true,
  CLOSE_WAIT: true,
  LAST_ACK: true,
  LISTEN: true,
  CLOSING: true,
};

/** Whether both ends are the same: listeners may share a port. */
function sameEnds(one: Connection | undefined, other: Connection): boolean {
  return sameAddress(one?.local, other.local) && sameAddress(one?.remote, other.remote);
}

/** Fails unless `connections()` lists these, each once, and nothing that is no socket of TCP. */
async function assertLists({ start }: TestScope, expected: Listed[], others: Fd[] = []) {
  const options = { role: "connections()", deadline };
  const given = expected.map(({ queues: _, ...row }) => row);
  const { rows, fresh, kept } = await start(scenarios, "list", [kata, given], options).result;
  const name = ({ host, port }: Address & { port: number; host: string }) => `${host} port ${port}`;
  for (const { what, queues, ...wanted } of expected) {
    const after = queues?.() ?? wanted;
    const ends = [wanted.local, wanted.remote] as (Address & { port: number; host: string })[];
    const [from, to] = ends.map(name);
    const twins = expected.filter((it) => sameEnds(it, wanted)).length > 1;
    const found = rows.filter((row) =>
      sameEnds(row, wanted) && (!twins || row.inode === wanted.inode)
    );
    const it = `${what}, from ${from} to ${to}`;
    const times = `connections() lists it ${found.length} times, among ${rows.length}`;
    const near = rows.filter(({ local }) =>
      local && "port" in local && local.port === ends[0]!.port
    );
    const others = near.map(({ local, remote }) => `from ${words(local)} to ${words(remote)}`);
    const instead = `with that port it lists ${others.slice(0, 3).join(", ")}`;
    const nothing = `it lists nothing with that port, at ${ends[0]!.host} or elsewhere`;
    assert(found.length === 1, `${it}: ${times}; ${near.length === 0 ? nothing : instead}.`);
    const [row] = found as [Connection];
    assertEquals(row.state, wanted.state, `${it}: the state`);
    assertEquals(row.inode, wanted.inode, `${it}: the inode`);
    if (!["ESTABLISHED", "LISTEN"].includes(wanted.state)) continue;
    const came: [number, number] = [wanted.receiveQueue, after.receiveQueue];
    assertBetween(row.receiveQueue, came, `${it}: the receive queue`);
    if (wanted.state === "LISTEN") continue;
    assertBetween(row.sendQueue, [wanted.sendQueue, after.sendQueue], `${it}: the send queue`);
  }
  const odd = rows.find((row) => !(row?.state in STATES));
  assert(odd === undefined, `connections() lists ${Deno.inspect(odd)}, which is no socket of TCP.`);
  const text = rows.find(({ inode }) => typeof inode !== "number");
  assert(text === undefined, `connections() lists ${Deno.inspect(text)}: the inode is no number.`);
  const udp = rows.find(({ inode }) => others.map(inodeOf).includes(inode));
  assert(udp === undefined, `connections() lists a socket of UDP: ${Deno.inspect(udp)}.`);
  assert(fresh, "A listener that was made after the first call of connections() is not listed.");
  assert(kept, "The next call of connections() has changed the list that it gave before.");
}

Deno.test(
  "connections() lists listeners, and how many wait there",
  { timeout },
  supervised(async (scope) => {
    const sockets = scope.own(new Sockets());
    const hosts = ["127.0.0.1", "127.1.2.3", "0.0.0.0", ...six ? ["::1", "::"] : []];
    const expected: Listed[] = [];
    for (const [waiting, host] of hosts.entries()) {
      const listener = sockets.listener(host);
      for (let count = 0; count < waiting; count++) {
        await sockets.reaches(sockets.client(listener), ESTABLISHED);
      }
      const it = listed(`A listener where ${waiting} wait`, listener, "LISTEN");
      expected.push({ ...it, receiveQueue: waiting });
    }
    for (let count = 1; count <= 130; count++) {
      expected.push(listed(`The listener ${count} of many`, sockets.listener(), "LISTEN"));
    }
    for (const [at, fd] of sockets.twins().entries()) {
      expected.push(listed(`The listener ${at + 1} of two that share a port`, fd, "LISTEN"));
    }
    const udp = sockets.own(socket(AF_INET, SOCK_DGRAM));
    bind(udp, sockaddr("127.0.0.1", 0));
    await assertLists(scope, expected, [udp]);
  }),
);

Deno.test(
  "connections() lists both ends of a connection, and what is on its way",
  { timeout },
  supervised(async (scope) => {
    const sockets = scope.own(new Sockets());
    const expected: Listed[] = [];
    const add = (what: string, client: Fd, server: Fd) => {
      expected.push(listed(`${what}, the client's end`, client, "ESTABLISHED", server));
      expected.push(listed(`${what}, the server's end`, server, "ESTABLISHED", client));
    };
    for (const length of [0, 1, 777]) {
      const [client, server] = await sockets.pair();
      sendNow(client, positions(length));
      await eventually(() => unread(server) === length && unacknowledged(client) === 0, "it came");
      add(`A connection with ${length} bytes that nobody has read`, client, server);
    }
    const [client, server] = await sockets.pair(true);
    await sockets.fill(client);
    add("A full connection", client, server);
    const [far, near] = await sockets.pair();
    sockets.enlarge(near);
    await sockets.fill(far);
    add("A connection with much on its way", far, near);
    if (six) {
      const listener = sockets.listener("::");
      add("A connection of version 6", ...await sockets.pair(false, listener));
      const four = sockets.client(listener, { host: "127.0.0.1" });
      await sockets.reaches(four, ESTABLISHED);
      add("A client of version 4 at a server of version 6", four, sockets.accept(listener));
    }
    await assertLists(scope, expected);
  }),
);

/** Brings sockets into every state that lasts. */
async function everyState(sockets: Sockets): Promise<Listed[]> {
  const all: Listed[] = [];
  const add = (state: State, fd: Fd, peer?: Fd) => {
    all.push(listed(`A socket in ${state}`, fd, state, peer));
  };
  { // The backlog is full: nobody answers.
    const listener = sockets.listener("127.0.0.1", { backlog: 0 });
    await sockets.reaches(sockets.client(listener), ESTABLISHED);
    const client = sockets.client(listener);
    await sockets.reaches(client, SYN_SENT);
    all.push({
      ...listed("A socket in SYN_SENT", client, "SYN_SENT"),
      remote: addressOf(getsockname(listener)),
    });
    all.push({ ...listed("A socket in LISTEN", listener, "LISTEN"), receiveQueue: 1 });
  }
  { // The server waits until the client has sent something.
    const client = sockets.client(sockets.listener("127.0.0.1", { deferred: true }));
    await sockets.reaches(client, ESTABLISHED);
    const it = listed("A socket in SYN_RECV", client, "SYN_RECV", client);
    all.push({ ...it, local: it.remote, remote: it.local, inode: 0 });
  }
  { // What was sent has no room, and the end waits behind it.
    const [client, server] = await sockets.pair(true);
    await sockets.fill(client);
    shutdown(client, SHUT_WR);
    await sockets.reaches(client, FIN_WAIT1);
    add("FIN_WAIT1", client, server);
    add("ESTABLISHED", server, client);
  }
  { // One side has said the end, and the other one has not.
    const [client, server] = await sockets.pair();
    shutdown(client, SHUT_WR);
    await sockets.reaches(client, FIN_WAIT2);
    await sockets.reaches(server, CLOSE_WAIT);
    add("FIN_WAIT2", client, server);
    add("CLOSE_WAIT", server, client);
  }
  { // The second one to say the end has sent what has no room.
    const [client, server] = await sockets.pair(true);
    await sockets.fill(server);
    shutdown(client, SHUT_WR);
    await sockets.reaches(server, CLOSE_WAIT);
    shutdown(server, SHUT_WR);
    await sockets.reaches(server, LAST_ACK);
    add("LAST_ACK", server, client);
  }
  { // Both have said the end at the same time, and one of them has not read that yet.
    const [client, server] = await sockets.pair(true);
    await sockets.fill(server);
    await sockets.fill(client);
    shutdown(client, SHUT_WR);
    shutdown(server, SHUT_WR);
    await eventually(() => receiveNow(client).end !== undefined, "one side has read all");
    await sockets.reaches(client, CLOSING);
    add("CLOSING", client, server);
  }
  { // Both have said the end. Only the first one remembers.
    const [client, server] = await sockets.pair();
    const it = listed("A socket in TIME_WAIT", client, "TIME_WAIT", server);
    shutdown(client, SHUT_WR);
    shutdown(server, SHUT_WR);
    await sockets.reaches(client, CLOSE);
    all.push({ ...it, inode: 0 });
  }
  return all;
}

/** What `ss` calls a state in another way. */
const OF_SS: Record<string, State> = { ESTAB: "ESTABLISHED", "SYN-RECV": "SYN_RECV" };

/** What `ss` says of some sockets. */
async function askSs({ run, scratch }: TestScope, sockets: Listed[]): Promise<Listed[]> {
  const file = join(scratch(), "sockets");
  assertEquals((await run("sh", ["-c", 'ss -Htan > "$1"', "sh", file], {}).status).code, 0);
  const rows = (await Deno.readTextFile(file)).split("\n").map((row) => row.split(/\s+/));
  return sockets.map((it) => {
    const port = ({ local, remote }: Connection) =>
      [local, remote].map((end) => `:${"port" in end && end.port || "*"}`);
    const [from, to] = port(it);
    const row = rows.find((row) => row[3]?.endsWith(from!) && row[4]?.endsWith(to!))!;
    const state = OF_SS[row[0]!] ?? row[0]!.replaceAll("-", "_").replace(/WAIT_/, "WAIT");
    return { ...it, state: state as State };
  });
}

Deno.test(
  "connections() names the state of each end",
  { timeout },
  supervisedSteps({ "as it was made": "", ...withPrograms("ss") }, async (scope, program) => {
    const sockets = scope.own(new Sockets());
    const made = await everyState(sockets);
    await assertLists(scope, program === "" ? made : await askSs(scope, made));
  }),
);

/** Lets a program hold descriptors until it is told to end. */
function holder({ pipe, run }: TestScope, fds: Record<number, Fd>) {
  const [gate, held] = pipe();
  const { pid, status } = run("cat", ["/dev/fd/3"], { 3: gate, ...fds });
  close(gate);
  const end = async () => {
    close(held);
    await status;
  };
  return { pid, end };
}

const F_DUPFD_CLOEXEC = 1030;

/** How many descriptors this process may have. */
function mostDescriptors(): number {
  return Number(contents("/proc/self/limits").match(/^Max open files +(\d+)/m)?.[1]);
}

Deno.test(
  "ownersOf() names each descriptor of each process",
  { timeout },
  supervised(async (scope) => {
    const sockets = scope.own(new Sockets());
    const listener = sockets.listener();
    const [client, server] = await sockets.pair();
    const copy = sockets.own(fcntl(client, F_DUPFD_CLOEXEC, mostDescriptors() > 1500 ? 1200 : 300));
    const [hungUp, forgotten] = await sockets.pair();
    const before = listed(
      "A connection that has hung up since then",
      hungUp,
      "ESTABLISHED",
      forgotten,
    );
    const both = holder(scope, { 0: server, 1: server, 7: client, 9: client, 8: server });
    const forgetful = holder(scope, { 5: forgotten });
    shutdown(hungUp, SHUT_WR);
    await sockets.reaches(forgotten, CLOSE_WAIT);
    const rest = listed("A connection in CLOSE_WAIT", forgotten, "CLOSE_WAIT", hungUp);
    sockets.close(forgotten);
    const test = Deno.pid;
    const calls: [Listed, Owner[]][] = [
      [listed("A listener", listener, "LISTEN"), [{ pid: test, fd: listener }]],
      [listed("A connection of three processes", client, "ESTABLISHED", server), [
        { pid: test, fd: client },
        { pid: test, fd: copy },
        { pid: both.pid, fd: 7 },
        { pid: both.pid, fd: 9 },
        { pid: ITSELF, fd: client },
        { pid: ITSELF, fd: COPY },
      ]],
      [listed("Its other end", server, "ESTABLISHED", client), [
        { pid: test, fd: server },
        { pid: both.pid, fd: 0 },
        { pid: both.pid, fd: 1 },
        { pid: both.pid, fd: 8 },
      ]],
      [rest, [{ pid: forgetful.pid, fd: 5 }]],
      [before, [{ pid: test, fd: hungUp }]],
      ...sockets.twins().map((fd, at): [Listed, Owner[]] => {
        const what = `The listener ${at + 1} of two that share a port`;
        return [listed(what, fd, "LISTEN"), [{ pid: test, fd }]];
      }),
    ];
    await assertOwners(scope, calls, [client]);
    for (const { end } of [both, forgetful]) await end();
  }),
);

/** Fails unless `ownersOf()` names these owners. */
async function assertOwners(
  scope: TestScope,
  calls: [Listed, Owner[]][],
  inherits: Fd[] = [],
) {
  const given = calls.map(([{ what: _, queues: __, ...it }, owners]): [Connection, Owner[]] => {
    return [it, owners];
  });
  const options = { role: "ownersOf()", inherits, deadline };
  const peer = scope.start(scenarios, "ownersOfEach", [kata, given, inherits], options);
  const { outcomes, changed, newcomer } = await peer.result;
  const name = ({ pid, fd }: Owner) => `${scope.nameOf(pid)}, fd ${fd}`;
  for (const [at, [{ what }, owners]] of calls.entries()) {
    const found = assertResult(outcomes[at], what);
    const expected = owners.map((it) => it.pid === ITSELF ? { ...it, pid: peer.pid } : it);
    assert(Array.isArray(found), `${what}: ownersOf() gave ${Deno.inspect(found)}, and no list.`);
    const numbers = found.every((it) => typeof it?.pid === "number" && typeof it.fd === "number");
    assert(numbers, `${what}: ownersOf() gave ${Deno.inspect(found)}, and not only numbers.`);
    if (sameOwners(found, expected)) continue;
    assertEquals(found.map(name).sort(), expected.map(name).sort(), `${what}: its owners`);
  }
  assert(!changed, "ownersOf() has changed the connection that it was given.");
  const since = "A process that was started after the first call of ownersOf() has the connection";
  assert(newcomer, `${since}, too, but is not named.`);
}

/** Whether some process has a socket of that number. */
function isSocket(inode: number): boolean {
  const has = (pid: number) =>
    [...descriptors(pid).values()].some((it) => it.target === `socket:[${inode}]`);
  return processes().some(has);
}

/** Gives numbers that another one begins with, or ends with, and that no socket has which is open. */
function numbersLike(inode: number): number[] {
  const digits = `${inode}`;
  const cuts = Array.from(digits, (_, at) => at).slice(1);
  const beginnings = cuts.map((cut) => digits.slice(0, cut)).reverse();
  const endings = cuts.map((cut) => digits.slice(cut));
  return [beginnings, endings].flatMap((all) => {
    return all.map(Number).find((it) => it > 0 && !isSocket(it)) ?? [];
  });
}

Deno.test(
  "ownersOf() names nobody for a connection that no process has",
  { timeout },
  supervised(async (scope) => {
    const sockets = scope.own(new Sockets());
    const [first, second] = await sockets.pair();
    const over = listed("A connection in TIME_WAIT", first, "TIME_WAIT", second);
    const gone = listed("A connection that is gone", second, "ESTABLISHED", first);
    [first, second].forEach((fd) => shutdown(fd, SHUT_WR));
    await sockets.reaches(first, CLOSE);
    [first, second].forEach((fd) => sockets.close(fd));
    const client = sockets.client(sockets.listener());
    await sockets.reaches(client, ESTABLISHED);
    const it = listed("A connection that waits to be accepted", client, "ESTABLISHED", client);
    const waits = { ...it, local: it.remote, remote: it.local, inode: 0 };
    const alike = numbersLike(inodeOf(client)).map((inode): [Listed, Owner[]] => {
      const what = `A connection that is gone, with the inode ${inode}; another has ${it.inode}`;
      return [{ ...gone, what, inode }, []];
    });
    const called = `socket:[${gone.inode}]`;
    const options = { create: true, write: true };
    using _called = Deno.openSync(join(scope.scratch(), called), options);
    gone.what = `${gone.what}, and an open file has the name "${called}"`;
    const path = join(scope.scratch(), "file");
    using _file = Deno.openSync(path, options);
    const { ino } = Deno.statSync(path); // Each file system has numbers of its own.
    if (ino !== null && !isSocket(ino)) {
      const what = `A connection that is gone, with the inode ${ino}; an open file has that, too`;
      alike.push([{ ...gone, what, inode: ino }, []]);
    }
    const nobody: [Listed, Owner[]][] = [[{ ...over, inode: 0 }, []], [gone, []], [waits, []]];
    await assertOwners(scope, [...nobody, ...alike]);
  }),
);

/** Who looks: root may look into everybody, unless it gives up that power. */
const LOOKER = Deno.uid() !== 0
  ? { "as this user": [] }
  : takesPowers()
  ? { "without root's power": ["setpriv", ...WITHOUT_POWERS] }
  : { "without root's power, which setpriv cannot take away": undefined };

Deno.test(
  "ownersOf() leaves out whom it may not look into, and who ends meanwhile",
  { timeout },
  supervisedSteps(LOOKER, async (scope, through) => {
    const sockets = scope.own(new Sockets());
    const [client, server] = await sockets.pair();
    const { queues: _, ...connection } = listed("A connection", client, "ESTABLISHED", server);
    const options = { role: "ownersOf()", inherits: [client], through, deadline };
    const { owners, pid } = await scope
      .start(scenarios, "ownersMeanwhile", [kata, connection, client], options).result;
    const what = "There are processes that you may not look into, and some end meanwhile";
    const found = assertResult(owners, what);
    const itself = found.some((it) => it.pid === pid && it.fd === client);
    assert(itself, `${what}: your own process has to be named.`);
    for (const { pid: other, fd } of found) {
      const now = target(other, fd); // Nothing, when a program has been started in that process.
      const right = other === pid || !now || now === `socket:[${connection.inode}]`;
      assert(right, `${what}: fd ${fd} of ${other} is another thing.`);
    }
  }),
);

/** Fails unless all of these listen as they should. */
function assertListens(all: Listening[], calls: [string, Address, number][]) {
  for (const [at, [what, address, backlog]] of calls.entries()) {
    const { outcome, name, streams, listens, inherited, backlog: found } = all[at]!;
    assertResult(outcome, what);
    assert(name !== undefined, `${what}: what listenAt() returned is no socket.`);
    assertEquals(name[0], FAMILIES[address.family], `${what}: the family`);
    if ("host" in address) {
      const bytes = sockaddr(address.host, portOf(name));
      assertEquals([...name], [...bytes], `${what}: its address`);
    } else if (!("path" in address) || address.path !== "") {
      const wanted = "path" in address ? `${address.path}\0` : `\0${address.abstract}`;
      const [text, right] = [new TextDecoder().decode(name.subarray(2)), wanted];
      assertEquals(words(text), words(right), `${what}: its name`);
    } else assert(name.length > 3 && name[2] === 0, `${what}: the kernel gave it no name.`);
    assert(streams, `${what}: it is no stream socket.`);
    assert(listens, `${what}: it does not listen.`);
    assert(!inherited, `${what}: a program that you start would inherit it.`);
    assertEquals(found, backlog, `${what}: the backlog`);
  }
}
const FAMILIES = { unix: 1, inet: 2, inet6: 10 };

Deno.test(
  "listenAt() listens there, and lets so many wait",
  { timeout },
  supervised(async (scope) => {
    const folder = scope.scratch();
    const most = Number(await Deno.readTextFile("/proc/sys/net/core/somaxconn"));
    const inet = (host: string): Address => {
      return { family: host.includes(":") ? "inet6" : "inet", host, port: 0 };
    };
    const hosts = ["127.0.0.1", "127.1.2.3", "0.0.0.0", ...six ? ["::1", "::"] : []];
    const backlogs = [0, 1, 5, 128, 300].map((it) => Math.min(it, most));
    const id = crypto.randomUUID();
    const addresses: Address[] = [
      ...hosts.map(inet),
      { family: "unix", path: "" },
      { family: "unix", path: join(folder, "with blanks é") },
      { family: "unix", path: "relative" },
      { family: "unix", abstract: id },
      { family: "unix", abstract: `${id}\0` },
    ];
    const calls = addresses.map((it, at): [string, Address, number] => {
      const backlog = "path" in it ? at % 3 : backlogs[at % backlogs.length]!;
      return [`listenAt() of ${words(it)} with a backlog of ${backlog}`, it, backlog];
    });
    const given = calls.map(([, ...call]) => call);
    const options = { role: "listenAt()", deadline };
    const found = await scope.start(scenarios, "listenEach", [kata, given, folder], options).result;
    assertListens(found, calls);
  }),
);

Deno.test(
  "listenAt() does not mind connections that an earlier listener has left",
  { timeout },
  supervised(async (scope) => {
    const hosts = ["127.0.0.1", ...six ? ["::1"] : []];
    const options = { role: "listenAt()", deadline };
    const all = await scope.start(scenarios, "listenAgain", [kata, hosts], options).result;
    for (const { host, left, connected, again, same } of all) {
      assertResult(connected, `A client that connects to the listener at ${host}`);
      const what = `At ${host}, an earlier listener has left a connection in ${left}`;
      assertResult(again, what);
      assert(same, `${what}: this one listens at another port.`);
    }
    assertEquals(all.length, hosts.length * LEFT.length, "How often it listened again");
  }),
);

Deno.test(
  "listenAt() throws when the address is taken or is none of this machine, and leaves nothing open",
  { timeout },
  supervised(async (scope) => {
    const sockets = scope.own(new Sockets());
    const folder = scope.scratch();
    const taken = portOf(getsockname(sockets.listener()));
    const reusable = sockets.listener("127.0.0.1", { reusable: true });
    const everywhere = portOf(getsockname(sockets.listener("0.0.0.0", { reusable: true })));
    const at = (host: string, port: number): Address => ({ family: "inet", host, port });
    await Deno.writeTextFile(join(folder, "file"), "contents");
    await Deno.mkdir(join(folder, "folder"));
    await Deno.symlink("nowhere", join(folder, "dangling link"));
    const path = (name: string): Address => ({ family: "unix", path: name });
    const abstract: Address = { family: "unix", abstract: crypto.randomUUID() };
    const foreign = (await Deno.readTextFile("/proc/sys/net/ipv4/ip_nonlocal_bind")).trim() === "0";
    const IN_USE = "EADDRINUSE";
    const calls: [what: string, address: Address | typeof THE_SAME, error?: string][] = [
      ["A port where somebody listens", at("127.0.0.1", taken), IN_USE],
      ["One with SO_REUSEADDR", at("127.0.0.1", portOf(getsockname(reusable))), IN_USE],
      ["One where somebody listens for all hosts", at("127.0.0.1", everywhere), IN_USE],
      ["The first listener", at("127.0.0.1", 0)],
      ["A second listener at the same port", THE_SAME, IN_USE],
      ["The first listener with a name", abstract],
      ["A second listener with the same name", THE_SAME, IN_USE],
      ["The first listener at a path", path("socket")],
      ["A second listener at the same path", THE_SAME, IN_USE],
      ["The path of a listener that is gone", path("socket"), IN_USE],
      ["The path of a file", path("file"), IN_USE],
      ["The path of a folder", path("folder"), IN_USE],
      ["The path of a link to nowhere", path("dangling link"), IN_USE],
      ["The port 65536", at("127.0.0.1", 65536), "RangeError"],
      ["The host 256.0.0.1", at("256.0.0.1", 0), "RangeError"],
      ["A path of 108 bytes", path(long(108)), "RangeError"],
    ];
    if (foreign) calls.push(["A foreign host", at("192.0.2.1", 0), "EADDRNOTAVAIL"]);
    const given = calls.map(([, address]): [Address | typeof THE_SAME, number] => [address, 5]);
    const options = { role: "listenAt()", deadline };
    const found = await scope.start(scenarios, "listenEach", [kata, given, folder], options).result;

    for (const [at, [what, , error]] of calls.entries()) {
      if (error) assertError(found[at]?.outcome, [error], what);
      else assertResult(found[at]?.outcome, what);
    }
    const left = [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
    assertEquals(left, ["dangling link", "file", "folder", "socket"], "What is in the folder now");
    assertEquals(await Deno.readTextFile(join(folder, "file")), "contents", "What is in the file");
  }),
);

/** Fills a connection, so that bytes are still on their way. Gives what was sent. */
async function fillWith(fd: Fd, bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  let [sent, quiet] = [0, 0];
  await eventually(() => {
    const more = sendNow(fd, bytes.subarray(sent));
    sent += more;
    quiet = more > 0 ? 0 : quiet + 1;
    return quiet > 2;
  }, "a connection is full");
  return bytes.subarray(0, sent);
}

/** A connection where the other side has ended, but not yet read, and one where it is never quiet. */
const [ENDED, CHATTY] = ["over TCP, behind the other side's end", "over TCP, to one that talks on"];

/** Connections that are full, and from which not all was read: `ours` is for `finish()`. */
async function unfinished(
  sockets: Sockets,
): Promise<Record<string, [ours: Fd, there: Fd, Uint8Array]>> {
  const [client, server] = await sockets.pair(true);
  const [here, there] = socketpair().map((fd) => sockets.own(fd)) as [Fd, Fd];
  const [own, other] = await sockets.pair(true);
  const [early, silent] = await sockets.pair(true);
  const [ours, chatty] = await sockets.pair(true);
  for (const fd of [client, there, other, silent]) sendNow(fd, positions(5));
  const all = different(100_000, 1_000_000, 100_000, 100_001);
  return {
    "over TCP": [server, client, await fillWith(server, all[0]!)],
    "over a unix socket": [here, there, await fillWith(here, all[1]!)],
    "to cat": [own, other, await fillWith(own, all[2]!)],
    [ENDED]: [early, silent, await fillWith(early, all[3]!)],
    [CHATTY]: [ours, chatty, await fillWith(ours, positions(5))],
  };
}

Deno.test(
  "finish() lets the other side get everything, and then the end, whatever that has sent",
  { timeout },
  supervised(async (scope) => {
    const sockets = scope.own(new Sockets());
    const connections = await unfinished(sockets);
    const all = Object.entries(connections);
    shutdown(connections[ENDED]![1], SHUT_WR);
    const inherits = all.map(([, [ours]]) => ours);
    const calls = new WaitingCalls(scope);
    const handed = [...inherits, calls.told];
    const options = { role: "finish()", inherits: handed, deadline: 6 * deadline };
    const given = [kata, inherits, calls.told] as const;
    const peer = scope.start(scenarios, "finishEach", [...given], options);
    for (const [what, [ours]] of all) if (what !== CHATTY) sockets.close(ours);
    const received: Uint8Array[] = [];
    for (const [at, [what, [ours, there]]] of all.entries()) {
      if (what === "to cat") {
        const file = join(scope.scratch(), "received");
        const cat = scope.run("sh", ["-c", 'cat > "$1"', "sh", file], { 0: there });
        sockets.close(there);
        await cat.status;
        received.push(await Deno.readFile(file));
        continue;
      }
      await eventually(() => calls.count > 2 * at || peer.settled, "finish() is called", deadline);
      // It is more than one read takes, however large its buffer is.
      const counts: Record<string, number> = { "over TCP": 100_000, [ENDED]: 0 };
      const count = counts[what] ?? 1_200_000;
      const { bytes, end } = what === CHATTY
        ? await talk(there, ours, () => peer.settled)
        : await converse(there, count, what);
      received.push(concat(...bytes));
      const it = `The other side, ${what}, when it has read ${received[at]!.length} bytes`;
      assertEquals(end, "the end", it);
      if (what === ENDED) continue;
      shutdown(there, SHUT_WR);
    }
    const outcomes = await peer.result;
    for (const [at, [what, [, , sent]]] of all.entries()) {
      assertArrived(received[at], sent, `What was sent ${what}`);
      assertResult(outcomes[at], `finish() ${what}`);
    }
  }),
);

/** Sends one byte after the other, each when the one before was read, until the end has come. */
async function talk(fd: Fd, theirs: Fd, isOver: () => boolean) {
  const bytes: Uint8Array[] = [];
  let end: string | undefined;
  const ended = () => {
    const now = receiveNow(fd);
    bytes.push(...now.bytes);
    end ??= now.end;
    return end !== undefined || isOver();
  };
  for (let times = 0; !ended(); times++) {
    assert(times < 100, "finish() has read 100 bytes, one after the other, and not said the end.");
    sendNow(fd, positions(1));
    const taken = () => unacknowledged(fd) === 0 && unread(theirs) === 0;
    await eventually(() => ended() || taken(), "finish() has read a byte");
  }
  return { bytes, end };
}

/** Sends so many bytes, and only then reads until the end. */
async function converse(fd: Fd, count: number, how: string) {
  const bytes: Uint8Array[] = [];
  let end: string | undefined;
  let left = count;
  const sent = () => {
    try {
      left -= sendNow(fd, new Uint8Array(left));
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      [left, end] = [0, error.code]; // Nobody takes it any more.
    }
    return left === 0;
  };
  await eventually(sent, `finish() has read what the other side sends ${how}`, 3 * deadline);
  const ended = () => {
    const now = receiveNow(fd);
    bytes.push(...now.bytes);
    end ??= now.end;
    return end !== undefined;
  };
  await eventually(ended, `finish() has said the end ${how}`);
  return { bytes, end };
}

Deno.test(
  "finish() says the end although others have the connection, and waits for the other side's end",
  { timeout },
  supervised(async (scope) => {
    const sockets = scope.own(new Sockets());
    const [there, ours] = await sockets.pair();
    const other = holder(scope, { 5: ours });
    const calls = new WaitingCalls(scope);
    const inherits = [ours, calls.told];
    const options = { role: "finish()", inherits, deadline: 2 * deadline };
    const peer = scope.start(scenarios, "finishEach", [kata, [ours], calls.told, true], options);
    const object = target(Deno.pid, ours)!;
    for (const [times, length] of [[1, 0], [1, 1], [1, 1000], [150, 1]] as const) {
      for (let time = 0; time < times && !calls.over(peer, 1); time++) {
        sendNow(there, positions(length));
        const read = () => unread(ours) === 0 || calls.over(peer, 1);
        await eventually(read, "finish() has read what the other side sends");
      }
      await calls.waits(peer, 1, object, "finish()");
      if (!calls.over(peer, 1)) continue;
      const { end = "nothing" } = receiveNow(there);
      const early = "finish() is over before the other side has said the end";
      const sent = `that side has sent ${length} bytes ${times} times`;
      throw new AssertionError(`${early}; ${sent}, and that side reads ${end}.`);
    }
    const { end } = receiveNow(there);
    assertEquals(end, "the end", "What the other side reads, while others have the connection");
    shutdown(there, SHUT_WR);

    assertResult((await peer.result)[0], "finish()");
    await other.end();
  }),
);

Deno.test(
  "finish() throws when the connection is reset, and closes it",
  { timeout },
  supervised(async (scope) => {
    const sockets = scope.own(new Sockets());
    const [before, reset] = await sockets.pair();
    const [here, gone] = socketpair().map((fd) => sockets.own(fd)) as [Fd, Fd];
    const [over, read] = await sockets.pair();
    const [waits, late] = await sockets.pair();
    for (const fd of [before, here, over, waits]) sendNow(fd, positions(5));
    receiveNow(read);
    for (const fd of [reset, gone, read]) sockets.close(fd);
    const inherits = [before, here, over, waits];
    const calls = new WaitingCalls(scope);
    const options = { role: "finish()", inherits: [...inherits, calls.told], deadline };
    const given = [kata, inherits, calls.told] as const;
    const peer = scope.start(scenarios, "finishEach", [...given], options);
    await calls.waits(peer, 4, target(Deno.pid, waits)!, "finish()");
    inherits.forEach((fd) => sockets.close(fd));
    sockets.close(late);

    const RESET = ["ECONNRESET", "ENOTCONN", "EPIPE"];
    const outcomes = await peer.result;
    assertError(outcomes[0], RESET, "The connection was reset before");
    assertError(outcomes[1], RESET, "The unix connection was reset before");
    assertResult(outcomes[2], "The other side has read everything, and closed its end");
    assertError(outcomes[3], RESET, "The connection is reset while finish() waits");
  }),
);
