import { assertEquals, assertThrows } from "@std/assert";
import { join } from "@std/path";
import { SysError } from "./errno.ts";
import { close, read, write } from "./fd.ts";
import {
  accept,
  acceptFrom,
  AF_INET,
  AF_INET6,
  AF_UNIX,
  bind,
  connect,
  getpeername,
  getsockname,
  getsockopt,
  inet,
  int,
  listen,
  port,
  setsockopt,
  SHUT_RD,
  SHUT_WR,
  shutdown,
  SO_REUSEADDR,
  socket,
  type SocketAddress,
  unix,
} from "./socket.ts";

/** Calls back with an address of each family that nobody else uses. */
function forEach(body: (family: number, address: SocketAddress) => void): void {
  const folder = Deno.makeTempDirSync();
  try {
    body(AF_UNIX, unix(join(folder, "sökét"))); // as long in bytes as it is
    body(AF_INET, inet("127.0.0.1", 0));
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

/** The address that others connect to. */
function reachable(fd: number, family: number, address: SocketAddress): SocketAddress {
  return family === AF_INET ? inet("127.0.0.1", port(fd)) : address;
}

function code(call: () => unknown): string {
  return assertThrows(call, SysError).code;
}

Deno.test("connect() is refused until listen() is called", () => {
  forEach((family, address) => {
    const server = socket(family);
    bind(server, address);
    const client = socket(family);
    const to = reachable(server, family, address);
    assertEquals(code(() => connect(client, to)), "ECONNREFUSED");
    assertEquals(code(() => accept(server)), "EINVAL");
    listen(server, 1);
    connect(client, to);
    close(client);
    close(server);
  });
});

Deno.test("shutdown() ends one direction, and the other goes on", () => {
  forEach((family, address) => {
    const server = socket(family);
    bind(server, address);
    listen(server, 1);
    const client = socket(family);
    if (family === AF_INET) assertEquals(code(() => shutdown(client, SHUT_WR)), "ENOTCONN");
    connect(client, reachable(server, family, address));
    const connection = accept(server);
    shutdown(client, SHUT_WR);
    const buffer = new Uint8Array(4);
    assertEquals(read(connection, buffer), 0);
    assertEquals(write(connection, new Uint8Array([1, 2])), 2);
    assertEquals(read(client, buffer), 2);
    shutdown(client, SHUT_RD);
    if (family === AF_UNIX) assertEquals(code(() => write(connection, buffer)), "EPIPE");
    for (const fd of [server, client, connection]) close(fd);
  });
});

Deno.test("bind() refuses an address that somebody has", () => {
  forEach((family, address) => {
    const [first, second] = [socket(family), socket(family)];
    bind(first, address);
    assertEquals(code(() => bind(second, reachable(first, family, address))), "EADDRINUSE");
    close(first);
    close(second);
  });
});

Deno.test("connect() to a path that is not there says so", () => {
  forEach((family, address) => {
    if (family !== AF_UNIX) return;
    const client = socket(family);
    assertEquals(code(() => connect(client, address)), "ENOENT");
    close(client);
  });
});

Deno.test("getsockname() and getpeername() give as many bytes as the kernel says", () => {
  forEach((family, address) => {
    const server = socket(family);
    bind(server, address);
    listen(server, 1);
    const name = reachable(server, family, address);
    assertEquals(getsockname(server), name);
    const client = socket(family);
    assertEquals(code(() => getpeername(client)), "ENOTCONN");
    connect(client, name);
    const connection = accept(server);
    assertEquals(getpeername(client), name);
    assertEquals(getpeername(connection), getsockname(client));
    assertEquals(getsockname(client).length, family === AF_UNIX ? 2 : 16);
    for (const fd of [server, client, connection]) close(fd);
  });
});

Deno.test("getsockname() gives the whole address of version 6", {
  ignore: !("result" in attempt(() => close(socket(AF_INET6)))),
}, () => {
  const fd = socket(AF_INET6);
  assertEquals(getsockname(fd), new Uint8Array([AF_INET6, ...Array(27).fill(0)]));
  close(fd);
});

Deno.test("getsockopt() gives what setsockopt() has set", () => {
  const [IPPROTO_TCP, TCP_NODELAY, SO_LINGER, SO_RCVTIMEO] = [6, 1, 13, 20];
  const fd = socket(AF_INET);
  assertEquals(getsockopt(fd, SO_REUSEADDR), int(0));
  setsockopt(fd, SO_REUSEADDR, int(1));
  setsockopt(fd, TCP_NODELAY, int(1), IPPROTO_TCP);
  assertEquals(getsockopt(fd, SO_REUSEADDR), int(1));
  assertEquals(getsockopt(fd, TCP_NODELAY, 4, IPPROTO_TCP), int(1));
  assertEquals(getsockopt(fd, SO_LINGER, 100).length, 8);
  assertEquals(code(() => getsockopt(fd, 9999)), "ENOPROTOOPT");
  assertEquals(code(() => setsockopt(fd, SO_RCVTIMEO, int(1))), "EINVAL");
  close(fd);
});

function attempt<T>(call: () => T): { result: T } | { error: unknown } {
  try {
    return { result: call() };
  } catch (error) {
    return { error };
  }
}

Deno.test("acceptFrom() tells the address of the client", () => {
  forEach((family, address) => {
    const server = socket(family);
    bind(server, address);
    assertEquals(code(() => acceptFrom(server)), "EINVAL");
    listen(server, 1);
    const client = socket(family);
    if (family === AF_INET) bind(client, inet("127.0.0.3", 0));
    connect(client, reachable(server, family, address));
    const accepted = acceptFrom(server);
    const expected = family === AF_INET ? inet("127.0.0.3", port(client)) : unix("").slice(0, 2); // the family alone
    assertEquals(accepted.address, expected);
    write(client, new Uint8Array([7]));
    assertEquals(read(accepted.connection, new Uint8Array(4)), 1);
    for (const fd of [server, client, accepted.connection]) close(fd);
  });
});
