/**
 * What a process waits for that waits on a socket: `man 7 unix`, `man 7 tcp`, `man 7 udp`.
 *
 * ```ts
 * import { socketData } from "lib/testing/diagnosis/objects/conversations.ts";
 * import { socketOf } from "lib/testing/diagnosis/objects/sockets.ts";
 * import { close, socketpair } from "lib/sys/fd.ts";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const [one, other] = socketpair();
 * const read = { call: "read", for: "data" as const, subject: one };
 * const names = { self: 0, nameOf: () => "this process" };
 * assertStringIncludes(
 *   socketData(Deno.pid, read, names, socketOf(Deno.pid, one)!).text,
 *   `and it holds the other end itself (fd ${other})`,
 * );
 * close(one);
 * close(other);
 * ```
 *
 * @module
 */

import type { Wait } from "../calls.ts";
import { destination } from "./address.ts";
import { type Names, openOnlyIn, parties, type Phrase, pidsOf } from "./phrase.ts";
import { otherEnd, owners, type Socket } from "./sockets.ts";

/** Tells what a process waits for that receives. */
export function socketData(pid: number, wait: Wait, names: Names, socket: Socket): Phrase {
  const call = `${wait.call}(fd ${wait.subject})`;
  if (socket.datagrams) {
    const others = otherEnd(socket);
    const who = others
      ? `its other end is ${openOnlyIn(others, names)}`
      : socket.address === "" && socket.peerAddress === ""
      ? "it has no address, so nobody can send one"
      : "anybody may send one";
    return {
      text: `${call} for a datagram to ${socket.name}; ${who}`,
      others: pidsOf(others ?? []),
    };
  }
  const { text, others } = other(pid, names, socket, "the end cannot come while that copy is open");
  return { text: `${call} for bytes or the end of ${socket.name}${text}`, others };
}

/** Tells what a process waits for that sends. */
export function socketRoom(pid: number, wait: Wait, names: Names, socket: Socket): Phrase {
  const call = `${wait.call}(fd ${wait.subject})`;
  if (socket.datagrams) {
    const to = destination(pid, wait)?.address ?? socket.peerAddress;
    const readers = otherEnd(socket) ?? owners(pid, socket.family, to);
    const queue = to === "" ? `the queue of the other end of ${socket.name}` : `the queue of ${to}`;
    return {
      text: `${call} for room in ${queue}, which is full; ${
        parties(readers, names)
      } can receive there`,
      others: pidsOf(readers),
    };
  }
  const { text, others } = other(pid, names, socket, "nobody else can make room");
  return { text: `${call} for room in ${socket.name}, which is full${text}`, others };
}

/** Tells what a process waits for that accepts. */
export function socketConnection(wait: Wait, socket: Socket | undefined): Phrase {
  const name = socket?.name ?? "a socket that the kernel does not list";
  return {
    text: `${wait.call}(fd ${wait.subject}) until somebody connects to ${name}; nobody does`,
    others: [],
  };
}

/** Tells what a process waits for that connects. */
export function socketAnswer(
  pid: number,
  wait: Wait,
  names: Names,
  socket: Socket | undefined,
): Phrase {
  const call = `${wait.call}(fd ${wait.subject})`;
  const to = destination(pid, wait)?.address ?? socket?.peerAddress ?? "";
  if (to === "") {
    return { text: `${call}; its memory with the address cannot be read`, others: [] };
  }
  const listeners = owners(pid, socket?.family ?? "TCP", to);
  const where = `${socket?.family ?? "TCP"} ${to}`;
  return {
    text: listeners.length > 0
      ? `${call} until ${where} has room for one more connection; ${parties(listeners, names)} ` +
        `listens there, and does not accept`
      : `${call} for an answer from ${where}; nobody on this machine listens there`,
    others: pidsOf(listeners),
  };
}

function other(pid: number, names: Names, socket: Socket, alone: string): Phrase {
  if (socket.peer === 0) {
    const listeners = owners(pid, socket.family, socket.peerAddress);
    return {
      text: `; the connection was not accepted yet, and ${parties(listeners, names)} listens there`,
      others: pidsOf(listeners),
    };
  }
  const others = otherEnd(socket);
  if (others === undefined) {
    return { text: "; who holds its other end cannot be seen from here", others: [] };
  }
  if (others.length > 0 && others.every((other) => other.pid === pid)) {
    const fds = others.map(({ fd }) => `fd ${fd}`).join(", ");
    return { text: `, and it holds the other end itself (${fds}): ${alone}`, others: [] };
  }
  return { text: `; its other end is ${openOnlyIn(others, names)}`, others: pidsOf(others) };
}
