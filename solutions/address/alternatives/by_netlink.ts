/** Alternative: asks the kernel by netlink, as `ss` does, and writes version 6 by hand. @module */
import { close, type Fd, read } from "lib/sys/fd.ts";
import { poll, POLLIN } from "lib/sys/poll.ts";
import * as sockets from "lib/sys/socket.ts";
import type { Address, Connection, Owner, State } from "../address.ts";
export type { Address, Connection, Owner, State } from "../address.ts";

const c = Deno.dlopen("libc.so.6", {
  socket: { parameters: ["i32", "i32", "i32"], result: "i32" },
  send: { parameters: ["i32", "buffer", "usize", "i32"], result: "isize" },
  readlink: { parameters: ["buffer", "buffer", "usize"], result: "isize" },
}).symbols;

const FAMILIES = { unix: 1, inet: 2, inet6: 10 };

export function encode(address: Address): Uint8Array<ArrayBuffer> {
  const family = FAMILIES[address.family];
  if (address.family === "unix") {
    const isPath = "path" in address;
    const name = [...new TextEncoder().encode(isPath ? address.path : address.abstract)];
    if (name.length > 107 || (isPath && name.includes(0))) throw new RangeError("no such name");
    const rest = !isPath ? [0, ...name] : name.length > 0 ? [...name, 0] : [];
    return Uint8Array.from([family, 0, ...rest]);
  }
  const { host, port } = address;
  if (port !== Math.trunc(port) || port !== Math.min(Math.max(port, 0), 65535)) {
    throw new RangeError("no such port");
  }
  const ends = [family, 0, port >> 8, port & 255];
  return address.family === "inet"
    ? Uint8Array.from([...ends, ...four(host), ...Array(8).fill(0)])
    : Uint8Array.from([...ends, 0, 0, 0, 0, ...six(host), 0, 0, 0, 0]);
}

function four(host: string): number[] {
  const [, ...numbers] = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(host) ?? [];
  if (numbers.length < 4 || numbers.some((it) => Number(it) > 255)) throw new RangeError(host);
  return numbers.map(Number);
}

function six(host: string): number[] {
  const halves = host.split("::").map((half) =>
    half === "" ? [] : half.split(":").flatMap((word, at, { length }) => {
      if (word.includes(".") && at === length - 1) return four(word);
      if (!/^[\da-f]{1,4}$/i.test(word)) throw new RangeError(host);
      return [parseInt(word, 16) >> 8, parseInt(word, 16) & 255];
    })
  );
  const [first = [], second] = halves;
  const missing = 16 - first.length - (second?.length ?? 0);
  const right = second === undefined ? missing === 0 : missing > 0 && halves.length === 2;
  if (!right) throw new RangeError(host);
  return [...first, ...Array(missing).fill(0), ...second ?? []];
}

function textOfSix(bytes: Uint8Array): string {
  const words = Array.from({ length: 8 }, (_, at) => bytes[2 * at]! * 256 + bytes[2 * at + 1]!);
  let [start, longest] = [-1, 1];
  for (let at = 0; at < 8; at++) {
    let run = 0;
    while (words[at + run] === 0) run++;
    if (run > longest) [start, longest] = [at, run];
  }
  const text = (some: number[]) => some.map((it) => it.toString(16)).join(":");
  if (start < 0) return text(words);
  return `${text(words.slice(0, start))}::${text(words.slice(start + longest))}`;
}

export function decode(bytes: Uint8Array): Address {
  const family = bytes[0]! + 256 * bytes[1]!;
  const port = 256 * bytes[2]! + bytes[3]!;
  if (family === 2 && bytes.length > 7) {
    const [a, b, c, d] = bytes.slice(4);
    return { port, host: `${a}.${b}.${c}.${d}`, family: "inet" };
  }
  if (family === 10 && bytes.length > 23) {
    return { port, host: textOfSix(bytes.slice(8, 24)), family: "inet6" };
  }
  if (family !== 1) throw new TypeError("no such family");
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const text = decoder.decode(bytes.slice(2));
  return text.startsWith("\0")
    ? { abstract: text.slice(1), family: "unix" }
    : { path: text.split("\0")[0]!, family: "unix" };
}

const STATES = "ESTABLISHED SYN_SENT SYN_RECV FIN_WAIT1 FIN_WAIT2 TIME_WAIT CLOSE CLOSE_WAIT " +
  "LAST_ACK LISTEN CLOSING";

export function connections(): Connection[] {
  return [2, 10].flatMap(ask);
}

/** Asks with a `struct inet_diag_req_v2` behind a `struct nlmsghdr`; answers are `struct inet_diag_msg`. */
function ask(family: number): Connection[] {
  const request = new DataView(new ArrayBuffer(16 + 56));
  request.setUint32(0, request.byteLength, true);
  request.setUint16(4, 20, true); // SOCK_DIAG_BY_FAMILY
  request.setUint16(6, 0x301, true); // NLM_F_REQUEST | NLM_F_DUMP
  request.setUint8(16, family);
  request.setUint8(17, 6); // IPPROTO_TCP
  request.setUint32(20, 0xffffffff, true); // every state
  const fd = c.socket(16, 3 | 0o2000000, 4); // AF_NETLINK, SOCK_RAW, NETLINK_SOCK_DIAG
  const all: Connection[] = [];
  try {
    c.send(fd, new Uint8Array(request.buffer), BigInt(request.byteLength), 0);
    const buffer = new Uint8Array(1 << 17);
    for (;;) {
      const length = read(fd, buffer);
      for (let at = 0; at < length;) {
        const size = new DataView(buffer.buffer).getUint32(at, true);
        const type = new DataView(buffer.buffer).getUint16(at + 4, true);
        if (type !== 20) return all; // the end, or an error
        all.push(connection(new DataView(buffer.buffer, at + 16, size - 16)));
        at += (size + 3) & ~3;
      }
    }
  } finally {
    close(fd);
  }
}

function connection(answer: DataView): Connection {
  const end = (port: number, host: number): Address => {
    const bytes = new Uint8Array(answer.buffer, answer.byteOffset + host, 16);
    return answer.getUint8(0) === 2
      ? { family: "inet", host: bytes.slice(0, 4).join("."), port: answer.getUint16(port) }
      : { family: "inet6", host: textOfSix(bytes), port: answer.getUint16(port) };
  };
  return {
    local: end(4, 8),
    remote: end(6, 24),
    state: STATES.split(" ")[answer.getUint8(1) - 1] as State,
    receiveQueue: answer.getUint32(56, true),
    sendQueue: answer.getUint32(60, true),
    inode: answer.getUint32(68, true),
  };
}

export function ownersOf(connection: Connection): Owner[] {
  const owners: Owner[] = [];
  const text = new Uint8Array(64);
  for (const process of Deno.readDirSync("/proc")) {
    const pid = parseInt(process.name);
    if (!(pid > 0)) continue;
    let entries: Deno.DirEntry[] = [];
    try {
      entries = [...Deno.readDirSync(`/proc/${pid}/fd`)];
    } catch (error) {
      const { NotFound, PermissionDenied } = Deno.errors;
      const gone = error instanceof Error && "code" in error && error.code === "ESRCH";
      if (!gone && !(error instanceof NotFound || error instanceof PermissionDenied)) throw error;
    }
    for (const { name } of entries) {
      const path = new TextEncoder().encode(`/proc/${pid}/fd/${name}\0`);
      const length = Number(c.readlink(path, text, 64n));
      const target = new TextDecoder().decode(text.subarray(0, Math.max(length, 0)));
      if (target === `socket:[${connection.inode}]`) owners.unshift({ fd: Number(name), pid });
    }
  }
  return owners;
}

export function listenAt(address: Address, backlog: number): Fd {
  const bytes = encode(address);
  const fd = sockets.socket(bytes[0]!);
  let done = false;
  try {
    if (bytes[0] !== 1) sockets.setsockopt(fd, 2, new Uint8Array([1, 0, 0, 0]));
    sockets.bind(fd, bytes);
    sockets.listen(fd, backlog);
    done = true;
  } finally {
    if (!done) close(fd);
  }
  return fd;
}

export function finish(connection: Fd): void {
  const few = new Uint8Array(16);
  try {
    sockets.shutdown(connection, 1);
    do poll([{ fd: connection, events: POLLIN }]); while (read(connection, few) > 0);
  } finally {
    close(connection);
  }
}
