import { recvfrom, sendto, setsockopt, SO_RCVTIMEO, timeval } from "./datagram.ts";
import { SysError } from "./errno.ts";
import { close, type Fd } from "./fd.ts";
import { MSG_DONTWAIT, MSG_PEEK, MSG_TRUNC } from "./message.ts";
import {
  AF_INET,
  AF_UNIX,
  bind,
  connect,
  inet,
  port,
  SOCK_DGRAM,
  socket,
  type SocketAddress,
  unix,
} from "./socket.ts";
import { assertEquals, assertThrows } from "@std/assert";

/** Sockets for datagrams, which are closed at the end. */
class Sockets implements Disposable {
  #all: Fd[] = [];

  open(family: number, address?: SocketAddress): Fd {
    const fd = socket(family, SOCK_DGRAM);
    this.#all.push(fd);
    if (address) bind(fd, address);
    return fd;
  }

  [Symbol.dispose](): void {
    this.#all.forEach(close);
  }
}

function assertCode(call: () => unknown, code: string): void {
  assertEquals(assertThrows(call, SysError).code, code);
}

const here = (port = 0) => inet("127.0.0.1", port);

Deno.test("recvfrom() gives one datagram a call, also an empty one, and who has sent it", () => {
  using sockets = new Sockets();
  const [one, other] = [sockets.open(AF_INET, here()), sockets.open(AF_INET, here())];
  const to = here(port(other));
  for (const length of [0, 3]) assertEquals(sendto(one, new Uint8Array(length), to), length);
  const from = here(port(one));
  assertEquals(recvfrom(other, new Uint8Array(9)), { length: 0, from });
  assertEquals(recvfrom(other, new Uint8Array(9)), { length: 3, from });
  assertCode(() => recvfrom(other, new Uint8Array(9), MSG_DONTWAIT), "EAGAIN");
});

Deno.test("recvfrom() loses what has no room, and tells the whole length when it is asked to", () => {
  using sockets = new Sockets();
  const [one, other] = [sockets.open(AF_INET), sockets.open(AF_INET, here())];
  const to = here(port(other));
  for (let count = 0; count < 3; count++) sendto(one, new Uint8Array(10 + count), to);
  assertEquals(recvfrom(other, new Uint8Array(4)).length, 4);
  assertEquals(recvfrom(other, new Uint8Array(4), MSG_TRUNC | MSG_PEEK).length, 11);
  assertEquals(recvfrom(other, new Uint8Array(4), MSG_TRUNC).length, 11);
  assertEquals(recvfrom(other, new Uint8Array(0), MSG_TRUNC).length, 12);
});

Deno.test("recvfrom() gives paths, and an empty address where the sender has none", () => {
  using sockets = new Sockets();
  const folder = Deno.makeTempDirSync();
  const [path, own] = [`${folder}/für alle`, `${folder}/sender`];
  try {
    const other = sockets.open(AF_UNIX, unix(path));
    sendto(sockets.open(AF_UNIX), new Uint8Array(1), unix(path));
    sendto(sockets.open(AF_UNIX, unix(own)), new Uint8Array(2), unix(path));
    assertEquals(recvfrom(other, new Uint8Array(9)), { length: 1, from: new Uint8Array(0) });
    assertEquals(recvfrom(other, new Uint8Array(9)), { length: 2, from: unix(own) });
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
});

Deno.test("sendto() fails when nobody is there, and when the datagram is too long", () => {
  using sockets = new Sockets();
  const one = sockets.open(AF_INET);
  assertCode(() => sendto(one, new Uint8Array(65508), here(9)), "EMSGSIZE");
  assertCode(() => sendto(sockets.open(AF_UNIX), new Uint8Array(1), unix("/nowhere")), "ENOENT");
});

Deno.test("recvfrom() tells a connected socket that what it sent was refused", () => {
  using sockets = new Sockets();
  const refusing = sockets.open(AF_INET, here());
  connect(refusing, here(9)); // From others it takes nothing.
  const one = sockets.open(AF_INET);
  connect(one, here(port(refusing)));
  sendto(one, new Uint8Array(1), here(port(refusing)));
  assertCode(() => recvfrom(one, new Uint8Array(1)), "ECONNREFUSED");
});

Deno.test("setsockopt() limits how long recvfrom() waits", () => {
  using sockets = new Sockets();
  const one = sockets.open(AF_INET, here());
  setsockopt(one, SO_RCVTIMEO, timeval(20));
  const start = performance.now();
  assertCode(() => recvfrom(one, new Uint8Array(1)), "EAGAIN");
  assertEquals(performance.now() - start >= 19, true);
  const words = new BigInt64Array([0n, 1_000_000n]);
  assertCode(() => setsockopt(one, SO_RCVTIMEO, new Uint8Array(words.buffer)), "EDOM");
  assertEquals(new BigInt64Array(timeval(3_600_001).buffer), new BigInt64Array([3600n, 1000n]));
});
