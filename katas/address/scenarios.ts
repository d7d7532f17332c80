/**
 * Programs that call your functions several times in one process, and look at what comes of it.
 *
 * Each one runs in a process of its own, and gets the URL of your module as its first argument.
 *
 * @module
 */

// What only one scenario needs is imported there: each module costs every process some time.
import { close, F_GETFD, F_SETFD, fcntl, type Fd, FD_CLOEXEC } from "lib/sys/fd.ts";
import { ensure, findings } from "lib/testing/findings.ts";
import { type Outcome, outcome } from "lib/testing/outcome.ts";
import { amidst, sameBytes } from "lib/testing/views.ts";
import type { Address, Connection, Owner } from "./address.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** How often a scenario looks at a table of the kernel that other processes change at the same time. */
const LOOKS = 20;

const load = (kata: string): Promise<typeof import("./address.ts")> => import(kata);

/** Encodes one address after another. Tells which of them are not as they were, and whether results share bytes. */
export async function encodeEach(kata: string, addresses: Address[]) {
  const { encode } = await load(kata);
  const outcomes: Outcome<Bytes>[] = [];
  const changed: string[] = [];
  let shared = false;
  for (const address of addresses) {
    const copy = { ...address };
    outcomes.push(await outcome(() => encode(copy)));
    if (!sameAddress(copy, address)) changed.push(json(address));
    const again = await outcome(() => encode(copy));
    shared ||= areShared(outcomes.at(-1)!, again);
  }
  return { outcomes, changed, shared }; // Only now: no result may have changed meanwhile.
}

/** Whether what is written into one result is read in the other one, too. */
function areShared(...[one, other]: [Outcome<Bytes>, Outcome<Bytes>]): boolean {
  const found = [one, other].map((it) => "result" in it ? it.result : undefined);
  if (!found.every((it) => it instanceof Uint8Array)) return false;
  const [first, second] = found as [Bytes, Bytes];
  const copies = [first.slice(), second.slice()];
  second.fill(0xa5);
  const shared = !sameBytes(first, copies[0]!);
  second.set(copies[1]!);
  return shared;
}

/** Decodes one address after another. Tells which of them are not as they were. */
export async function decodeEach(kata: string, addresses: Uint8Array[]) {
  const { decode } = await load(kata);
  const outcomes: Outcome<Address>[] = [];
  const changed: string[] = [];
  for (const bytes of addresses) {
    const view = amidst(bytes);
    outcomes.push(await outcome(() => decode(view)));
    if (!sameBytes(view, bytes)) changed.push(`${bytes}`);
  }
  return { outcomes, changed };
}

/** Encodes addresses that nobody chose, and decodes what has come out. Tells what is wrong. */
export async function thereAndBack(kata: string) {
  const { decode, encode } = await load(kata);
  const { fc, forAll } = await import("lib/testing/properties.ts");
  const number = fc.integer({ min: 0, max: 255 });
  const port = fc.integer({ min: 0, max: 65535 });
  const four = fc.tuple(number, number, number, number).map((it) => it.join("."));
  const word = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 65535 }));
  const six = fc.array(word, { minLength: 8, maxLength: 8 }).map((words) => {
    const text = words.map((it) => it.toString(16)).join(":");
    return new URL(`http://[${text}]`).hostname.slice(1, -1);
  });
  const name = fc.string({ unit: "grapheme", maxLength: 30 })
    .filter((it) => new TextEncoder().encode(it).length <= 107);
  const addresses = fc.oneof<Arbitrary<Address>[]>(
    fc.record({ family: fc.constant("inet" as const), host: four, port }),
    fc.record({ family: fc.constant("inet6" as const), host: six, port }),
    fc.record({
      family: fc.constant("unix" as const),
      path: name.filter((it) => !it.includes("\0")),
    }),
    fc.record({ family: fc.constant("unix" as const), abstract: name }),
  );
  const words = (address: Address) => `encode(), and then decode(), of ${json(address)}`;
  return await findings(() =>
    forAll(addresses, words, (address) => {
      const found = decode(amidst(encode(address)));
      ensure(sameAddress(found, address), `they gave ${json(found)}`);
    }, { runs: 300 })
  );
}
type Arbitrary<T> = import("fast-check").Arbitrary<T>;

/** Lists connections until those are there that are expected, but not for ever. Gives the last list. */
export async function list(kata: string, expected: Connection[]) {
  const { connections } = await load(kata);
  const { AF_INET, bind, inet, listen, port, socket } = await import("lib/sys/socket.ts");
  const first = await connections();
  const before = json(first);
  const listener = socket(AF_INET); // It was not there at the first call.
  bind(listener, inet("127.0.0.1", 0));
  listen(listener, 1);
  const local: Address = { family: "inet", host: "127.0.0.1", port: port(listener) };
  let rows: Connection[] = first;
  let fresh = false;
  for (let look = 0; look < LOOKS; look++) {
    rows = await connections();
    fresh = rows.some((row) => sameAddress(row?.local, local));
    // Between two reads of a long table, a row may go on to another place.
    const once = (it: Connection) => rows.filter((row) => sameRow(row, it)).length === 1;
    if (fresh && expected.every(once)) break;
  }
  close(listener);
  return { rows, fresh, kept: json(first) === before };
}

/** Stands for the scenario's own process in what is expected. */
export const ITSELF = 0;

/** The number of the scenario's second descriptor of what it inherits: above all that looking opens. */
export const COPY = 500;

/**
 * Asks who owns each connection, until it is as expected, but not for ever. Gives the last answers, and whether
 * a process is named that has got the inherited one since then.
 */
export async function ownersOfEach(kata: string, calls: [Connection, Owner[]][], inherits: Fd[]) {
  const { ownersOf } = await load(kata);
  const [inherited] = inherits;
  const outcomes: Outcome<Owner[]>[] = [];
  let changed = false;
  let newcomer = true;
  let looks = 5; // While others start a program, it has what they have for a moment.
  const ask = async (connection: Connection, isRight: (owners: Owner[]) => boolean) => {
    const copy = structuredClone(connection);
    let found = await outcome(() => ownersOf(copy));
    const fits = () => "result" in found && isRight(found.result);
    while (!fits() && looks-- > 0) found = await outcome(() => ownersOf(copy));
    if (json(copy) !== json(connection)) changed = true;
    return found;
  };
  if (inherited !== undefined) {
    keepToItself(inherited);
    fcntl(inherited, F_DUPFD_CLOEXEC, COPY);
  }
  for (const [connection, owners] of calls) {
    const expected = owners.map(({ pid, fd }) => ({ pid: pid === ITSELF ? Deno.pid : pid, fd }));
    outcomes.push(await ask(connection, (found) => sameOwners(found, expected)));
  }
  const its = calls.find(([, owners]) => owners.some(({ pid }) => pid === ITSELF))?.[0];
  if (inherited !== undefined && its !== undefined) {
    const { kill, spawn, waitpid } = await import("lib/sys/process.ts");
    const pid = spawn("sleep", ["1000"], { 7: inherited });
    const named = (owners: Owner[]) =>
      Array.isArray(owners) && owners.some((it) => it?.pid === pid);
    const found = await ask(its, named);
    newcomer = "result" in found && named(found.result);
    kill(pid, "SIGKILL");
    waitpid(pid);
    [inherited, COPY].forEach(close);
  }
  return { outcomes, changed, newcomer };
}
const F_DUPFD_CLOEXEC = 1030;

/** Asks who owns a connection, while one process ends after each step of whoever looks at all of them. */
export async function ownersMeanwhile(kata: string, connection: Connection, inherited: Fd) {
  const { ownersOf } = await load(kata);
  keepToItself(inherited);
  const { kill, spawn, waitpid } = await import("lib/sys/process.ts");
  const start = () => spawn("sleep", ["1000"], {});
  const end = (pid: number) => {
    kill(pid, "SIGKILL");
    waitpid(pid);
  };
  const victims = new Set([start(), start(), start()]);
  const [early, late, ended] = [...victims] as [number, number, number];
  kill(ended, "SIGKILL"); // It has ended, and nobody has asked how: /proc still shows it.
  const { readDirSync, readDir } = Deno;
  const after = (path: string | URL) => {
    const pid = `${path}`.replace(/\/$/, "") === "/proc" ? early : late;
    if (pid === late && !`${path}`.startsWith(`/proc/${late}/fd`)) return;
    if (victims.delete(pid)) end(pid);
  };
  Deno.readDirSync = (path) => {
    const entries = [...readDirSync(path)];
    after(path);
    return entries[Symbol.iterator]();
  };
  Deno.readDir = async function* (path) {
    const entries = await Array.fromAsync(readDir(path));
    after(path);
    yield* entries;
  };
  try {
    return { owners: await outcome(() => ownersOf(connection)), pid: Deno.pid };
  } finally {
    Object.assign(Deno, { readDirSync, readDir });
    victims.delete(ended);
    waitpid(ended);
    victims.forEach(end);
    close(inherited);
  }
}

/** What has come of a call of `listenAt()`. */
export interface Listening {
  outcome: Outcome<Fd>;
  /** Its address, as the kernel has it. */
  name?: Uint8Array;
  /** Whether it carries a stream. */
  streams?: boolean;
  /** Whether it listens. */
  listens?: boolean;
  /** Whether programs inherit it. */
  inherited?: boolean;
  /** How many connections may wait. */
  backlog?: number;
}

/** Where the one before listens. */
export const THE_SAME = "the address of the one before";

/**
 * Listens at one address after another. Each is closed before the next one, unless that wants the same address.
 *
 * @param folder Where relative paths begin.
 */
export async function listenEach(
  kata: string,
  calls: [address: Address | typeof THE_SAME, backlog: number][],
  folder: string,
) {
  Deno.chdir(folder);
  const { listenAt } = await load(kata);
  const { getsockname, getsockopt } = await import("lib/sys/socket.ts");
  const found: Listening[] = [];
  const open: Fd[] = [];
  let before: Address | undefined;
  for (const [wanted, backlog] of calls) {
    if (wanted !== THE_SAME) open.splice(0).forEach(close);
    const address: Address = wanted === THE_SAME ? { ...before! } : { ...wanted };
    const listening: Listening = { outcome: await outcome(() => listenAt(address, backlog)) };
    found.push(listening);
    before = address;
    if (!("result" in listening.outcome)) continue;
    const fd = listening.outcome.result;
    const name = await outcome(() => getsockname(fd));
    if ("error" in name) continue;
    listening.name = name.result;
    listening.streams = getsockopt(fd, SO_TYPE)[0] === SOCK_STREAM;
    listening.listens = getsockopt(fd, SO_ACCEPTCONN)[0] === 1;
    listening.inherited = (fcntl(fd, F_GETFD) & FD_CLOEXEC) === 0;
    listening.backlog = await backlogOf(fd, name.result);
    if ("port" in address) address.port = new DataView(name.result.buffer).getUint16(2);
    open.push(fd);
  }
  open.forEach(close);
  return found;
}

/** Options of `man 7 socket` and `man 7 tcp`. */
const [SO_TYPE, SO_ACCEPTCONN, IPPROTO_TCP, TCP_INFO] = [3, 30, 6, 11];
const [SOCK_STREAM, SOCK_NONBLOCK] = [1, 0o4000];

/** How many connections may wait at a listener, as `listen()` was told. */
async function backlogOf(fd: Fd, name: Bytes): Promise<number> {
  const { AF_UNIX, connect, getsockopt, socket } = await import("lib/sys/socket.ts");
  if (name[0] !== AF_UNIX) {
    // struct tcp_info: of a listener, tcpi_sacked is its backlog.
    return new DataView(getsockopt(fd, TCP_INFO, 256, IPPROTO_TCP).buffer).getUint32(28, true);
  }
  const clients: Fd[] = [];
  for (;;) {
    const client = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK);
    clients.push(client);
    const connected = await outcome(() => connect(client, name));
    if ("error" in connected) break; // EAGAIN: it had to wait.
  }
  clients.forEach(close);
  return clients.length - 2; // One more may wait, and the last one was too many.
}

/** How the connection of an earlier listener is left, when it is closed. */
export const LEFT = ["TIME_WAIT", "ESTABLISHED", "CLOSE_WAIT", "FIN_WAIT2"] as const;

/** Listens at ports, leaves connections there, and listens there again. */
export async function listenAgain(kata: string, hosts: string[]) {
  const { listenAt } = await load(kata);
  const sockets = await import("lib/sys/socket.ts");
  const { accept, AF_INET, AF_INET6, connect, getsockname, shutdown, SHUT_WR } = sockets;
  const all = [];
  for (const [host, left] of hosts.flatMap((host) => LEFT.map((left) => [host, left] as const))) {
    const family = host.includes(":") ? "inet6" : "inet";
    const first = await listenAt({ family, host, port: 0 }, 5);
    const name = getsockname(first);
    const port = new DataView(name.buffer).getUint16(2);
    const client = sockets.socket(family === "inet" ? AF_INET : AF_INET6);
    const connected = await outcome(() => connect(client, name));
    if ("error" in connected) {
      [client, first].forEach(close);
      all.push({ host, left, connected, again: connected, same: false });
      continue;
    }
    const server = accept(first);
    if (left === "FIN_WAIT2" || left === "TIME_WAIT") shutdown(server, SHUT_WR);
    if (left === "CLOSE_WAIT" || left === "TIME_WAIT") shutdown(client, SHUT_WR);
    close(first);
    if (left === "TIME_WAIT") [client, server].forEach(close);
    const again = await outcome(() => listenAt({ family, host, port }, 5));
    const same = "result" in again && sameBytes(getsockname(again.result), name);
    if ("result" in again) close(again.result);
    if (left !== "TIME_WAIT") [client, server].forEach(close);
    all.push({ host, left, connected, again, same });
  }
  return all;
}

/**
 * Finishes one connection after another, each of which gets the number of the one before. Tells the test before
 * each call, and after it.
 *
 * @param passes Whether an hour goes by meanwhile.
 */
export async function finishEach(kata: string, connections: Fd[], told: Fd, passes = false) {
  const { finish } = await load(kata);
  const { TellingCalls } = await import("lib/testing/told_calls.ts");
  const { whileTimePasses } = await import("lib/testing/passing.ts");
  using calls = new TellingCalls(told);
  const outcomes: Outcome<void>[] = [];
  const [number = 0] = connections;
  for (const connection of connections) {
    let fd = connection;
    if (fd !== number) {
      fd = fcntl(connection, F_DUPFD_CLOEXEC, number);
      close(connection);
    }
    const call = () => finish(fd);
    outcomes.push(await calls.outcome(passes ? () => whileTimePasses(HOUR, call) : call));
  }
  return outcomes;
}
const HOUR = 3_600_000;

/** Lets no program inherit a descriptor that this process has inherited: it would be an owner, too. */
function keepToItself(fd: Fd): void {
  fcntl(fd, F_SETFD, FD_CLOEXEC);
}

/** Whether it is the same address, with nothing left out. */
export function sameAddress(one: Address | undefined, other: Address): boolean {
  return one !== undefined && text(one) === text(other);
}

/** Whether a connection is listed with the same ends and in the same state. */
function sameRow(one: Connection, other: Connection): boolean {
  return sameAddress(one?.local, other.local) && sameAddress(one.remote, other.remote) &&
    one.state === other.state && one.inode === other.inode;
}

/** Whether the same descriptors are named, in whatever order. */
export function sameOwners(some: Owner[], others: Owner[]): boolean {
  const texts = (owners: Owner[]) => owners.map((it) => json([it?.pid, it?.fd])).sort().join();
  return Array.isArray(some) && texts(some) === texts(others);
}

function text(address: Address): string {
  return json(Object.entries(address).sort());
}

/** Writes a value as JSON; a bigint, which JSON does not know, as in a program: `1n`. */
export function json(value: unknown): string {
  const write = (_: string, it: unknown) => typeof it === "bigint" ? `${it}n` : it;
  return JSON.stringify(value, write) ?? "nothing";
}
