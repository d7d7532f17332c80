/**
 * The test's own sockets, brought into every state of TCP, so that they stay in it.
 *
 * @module
 */

import { close, fcntl, type Fd } from "lib/sys/fd.ts";
import { libc } from "lib/sys/libc.ts";
import { MSG_DONTWAIT, receive, send } from "lib/sys/message.ts";
import { SysError } from "lib/sys/errno.ts";
import {
  accept,
  AF_INET,
  AF_INET6,
  bind,
  connect,
  getsockname,
  getsockopt,
  int,
  listen,
  setsockopt,
  SO_REUSEADDR,
  socket,
} from "lib/sys/socket.ts";
import { eventually } from "lib/testing/mod.ts";
import { target } from "lib/testing/diagnosis/proc.ts";
import { sockaddr } from "./addresses.ts";

const [SOCK_STREAM, SOCK_NONBLOCK] = [1, 0o4000];
const [SO_SNDBUF, SO_RCVBUF, SO_REUSEPORT] = [7, 8, 15];
const [IPPROTO_TCP, TCP_DEFER_ACCEPT, TCP_INFO] = [6, 9, 11];
const [IPPROTO_IPV6, IPV6_V6ONLY] = [41, 26];
const [F_SETFL, O_RDWR] = [4, 2];
const SIOCOUTQ = 0x5411n;

/** Numbers of states, as `TCP_INFO` of `man 7 tcp` gives them. */
export const [ESTABLISHED, SYN_SENT, FIN_WAIT1, FIN_WAIT2] = [1, 2, 4, 5] as const;
export const [CLOSE, CLOSE_WAIT, LAST_ACK, CLOSING] = [7, 8, 9, 11] as const;

/** How a listener is made. */
export interface ListenerOptions {
  backlog?: number;
  /** Whether its connections are soon full. */
  small?: boolean;
  /** Whether `SO_REUSEADDR` is set. */
  reusable?: boolean;
  /** Whether it takes a connection only when the client has sent something. */
  deferred?: boolean;
}

/** Sockets, which are closed at the end. */
export class Sockets implements Disposable {
  #open = new Map<Fd, string>();

  /** Notes a socket, which may be closed before. */
  own(fd: Fd): Fd {
    this.#open.set(fd, target(Deno.pid, fd)!);
    return fd;
  }

  /** Makes a socket that listens at any free port of a host. */
  listener(host = "127.0.0.1", options: ListenerOptions = {}): Fd {
    const { backlog = 5, small = false, deferred = false, reusable = false } = options;
    const address = sockaddr(host, 0);
    const fd = this.own(socket(address[0]!));
    if (small) shrink(fd);
    if (address[0] === AF_INET6) setsockopt(fd, IPV6_V6ONLY, int(0), IPPROTO_IPV6);
    if (deferred) setsockopt(fd, TCP_DEFER_ACCEPT, int(120), IPPROTO_TCP);
    if (reusable) setsockopt(fd, SO_REUSEADDR, int(1));
    bind(fd, address);
    listen(fd, backlog);
    return fd;
  }

  /** Makes two sockets that listen at the same port. */
  twins(): [Fd, Fd] {
    const [first, second] = [1, 2].map(() => this.own(socket(AF_INET))) as [Fd, Fd];
    let address = sockaddr("127.0.0.1", 0);
    for (const fd of [first, second]) {
      setsockopt(fd, SO_REUSEPORT, int(1));
      bind(fd, address);
      listen(fd, 1);
      address = getsockname(first);
    }
    return [first, second];
  }

  /** Connects to a listener, and does not wait for it. */
  client(listener: Fd, { small = false, host = "" } = {}): Fd {
    const name = getsockname(listener);
    const to = host === "" ? name : sockaddr(host, portOf(name));
    const fd = this.own(socket(to[0]!, SOCK_STREAM | SOCK_NONBLOCK));
    if (small) shrink(fd);
    try {
      connect(fd, to);
    } catch (error) {
      if (!(error instanceof SysError) || error.code !== "EINPROGRESS") throw error;
    }
    return fd;
  }

  /** Takes the next connection, which is there. */
  accept(listener: Fd): Fd {
    return this.own(accept(listener));
  }

  /** Makes a connection: the client's end, and the server's. */
  async pair(small = false, listener = this.listener("127.0.0.1", { small })): Promise<[Fd, Fd]> {
    const client = this.client(listener, { small });
    await this.reaches(client, ESTABLISHED);
    fcntl(client, F_SETFL, O_RDWR); // From now on, it waits.
    return [client, this.accept(listener)];
  }

  /** Waits until a socket is in a state. */
  async reaches(fd: Fd, state: number): Promise<void> {
    await eventually(() => stateOf(fd) === state, `a socket of the test is in state ${state}`);
  }

  /** Writes until there is no room: much more than the other end takes if it is small. */
  async fill(fd: Fd): Promise<void> {
    let quiet = 0;
    await eventually(() => {
      quiet = sendNow(fd, new Uint8Array(100_000)) > 0 ? 0 : quiet + 1;
      return quiet > 2;
    }, "a connection is full");
  }

  /** Lets a socket hold much that was not read. */
  enlarge(fd: Fd): void {
    setsockopt(fd, SO_RCVBUF, int(200_000));
  }

  /** Closes a socket now. */
  close(fd: Fd): void {
    if (target(Deno.pid, fd) === this.#open.get(fd)) close(fd);
    this.#open.delete(fd);
  }

  [Symbol.dispose](): void {
    for (const fd of [...this.#open.keys()]) this.close(fd);
  }
}

/** Lets a socket hold little that was not read, and more that waits to be sent. */
function shrink(fd: Fd): void {
  setsockopt(fd, SO_RCVBUF, int(4096));
  setsockopt(fd, SO_SNDBUF, int(32_768));
}

/** Sends what has room now. Gives how much it was. */
export function sendNow(fd: Fd, bytes: Uint8Array<ArrayBuffer>): number {
  let sent = 0;
  try {
    while (sent < bytes.length) sent += send(fd, bytes.subarray(sent), MSG_DONTWAIT);
  } catch (error) {
    if (!(error instanceof SysError) || error.code !== "EAGAIN") throw error;
  }
  return sent;
}

/** Takes what has come. `end` tells how it ended: the end, a code, or nothing yet. */
export function receiveNow(fd: Fd): { bytes: Uint8Array[]; end: string | undefined } {
  const bytes: Uint8Array[] = [];
  const buffer = new Uint8Array(65536);
  try {
    for (let length; (length = receive(fd, buffer, MSG_DONTWAIT)) > 0;) {
      bytes.push(buffer.slice(0, length));
    }
    return { bytes, end: "the end" };
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return { bytes, end: error.code === "EAGAIN" ? undefined : error.code };
  }
}

/** The number of a socket's state. */
export function stateOf(fd: Fd): number {
  return getsockopt(fd, TCP_INFO, 1, IPPROTO_TCP)[0]!;
}

/** How many bytes were sent that the other end has not acknowledged. */
export function unacknowledged(fd: Fd): number {
  const count = new Int32Array(1);
  libc().ioctl(fd, SIOCOUTQ, new Uint8Array(count.buffer));
  return count[0]!;
}

/** The number of a socket, as in `socket:[4711]`. */
export function inodeOf(fd: Fd): number {
  return Number(target(Deno.pid, fd)!.match(/\d+/)![0]);
}

/** The port in an address of version 4 or 6. */
export function portOf(name: Uint8Array): number {
  return new DataView(name.buffer, name.byteOffset).getUint16(2);
}

/** Whether this machine has version 6 on its loopback. */
export function hasVersion6(): boolean {
  try {
    const fd = socket(AF_INET6);
    try {
      bind(fd, sockaddr("::1", 0));
      return true;
    } finally {
      close(fd);
    }
  } catch {
    return false;
  }
}
