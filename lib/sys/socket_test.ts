import { assertEquals, assertThrows } from "@std/assert";
import { join } from "@std/path";
import { SysError } from "./errno.ts";
import { close, read, write } from "./fd.ts";
import {
  accept,
  AF_INET,
  AF_UNIX,
  bind,
  connect,
  inet,
  listen,
  port,
  SHUT_RD,
  SHUT_WR,
  shutdown,
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
