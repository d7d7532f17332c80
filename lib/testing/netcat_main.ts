/**
 * A small netcat on plain system calls: what talks to a learner's sockets where nothing else is
 * installed.
 *
 * Arguments: `connect` or `echo`, then a path, or an address and a port. `connect` sends its standard
 * input, hangs up, and writes what comes back to its standard output. `echo` listens, and sends back
 * what each client sends, one client after the other.
 *
 * @module
 */

import { close, type Fd, read, write } from "../sys/fd.ts";
import { mark } from "./diagnosis/tracing.ts";
import {
  accept,
  AF_INET,
  AF_UNIX,
  bind,
  connect,
  inet,
  listen,
  SHUT_WR,
  shutdown,
  socket,
  unix,
} from "../sys/socket.ts";

mark({ kind: "call" });
const [role, host, port] = Deno.args as [role: string, host: string, port?: string];
const fd = socket(port === undefined ? AF_UNIX : AF_INET);
const address = port === undefined ? unix(host) : inet(host, Number(port));

function copy(from: Fd, to: Fd): void {
  const buffer = new Uint8Array(65536);
  for (let length; (length = read(from, buffer)) > 0;) {
    for (let sent = 0; sent < length;) sent += write(to, buffer.subarray(sent, length));
  }
}

if (role === "connect") {
  connect(fd, address);
  copy(0, fd);
  shutdown(fd, SHUT_WR);
  copy(fd, 1);
} else {
  bind(fd, address);
  listen(fd, 5);
  for (;;) {
    const connection = accept(fd);
    copy(connection, connection);
    close(connection);
  }
}
