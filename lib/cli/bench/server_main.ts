/**
 * A server that gives back what its clients send, in one of several ways.
 *
 * Arguments: `process`, `pool` or `loop`, and how many threads a pool has. It writes `begins`, waits for a line,
 * and writes `ready <port>` when clients can come.
 *
 * @module
 */

import { close, type Fd, read, write } from "lib/sys/fd.ts";
import { readable } from "lib/sys/poll.ts";
import { spawn, waitpid, WNOHANG } from "lib/sys/process.ts";
import { accept, AF_INET, bind, inet, listen, port, socket } from "lib/sys/socket.ts";
import { Thread } from "lib/sys/thread.ts";

/** In a thread: one conversation. */
export function echo(connection: Fd): void {
  const buffer = new Uint8Array(4096);
  for (let length; (length = read(connection, buffer)) > 0;) {
    for (let sent = 0; sent < length;) sent += write(connection, buffer.subarray(sent, length));
  }
}

/** It waits in accept(), as a server in C would. Who has ended is collected when the next client comes. */
function byProcesses(listener: Fd): void {
  for (const running = new Set<number>();;) {
    const connection = accept(listener);
    running.add(spawn("cat", [], { 0: connection, 1: connection }));
    close(connection);
    for (const pid of running) if (waitpid(pid, WNOHANG)) running.delete(pid);
  }
}

async function byThreads(listener: Fd, idle: Thread[]): Promise<void> {
  let free = () => {};
  for (;;) {
    while (idle.length === 0) await new Promise<void>((resolve) => free = resolve);
    await readable(listener);
    const [connection, thread] = [accept(listener), idle.pop()!];
    thread.call("echo", connection).then(() => {
      close(connection);
      idle.push(thread);
      free();
    });
  }
}

async function byEvents(listener: Deno.Listener): Promise<void> {
  for await (const connection of listener) talk(connection);
}

async function talk(connection: Deno.Conn): Promise<void> {
  const buffer = new Uint8Array(4096);
  for (let length; (length = await connection.read(buffer)) !== null;) {
    for (let sent = 0; sent < length;) {
      sent += await connection.write(buffer.subarray(sent, length));
    }
  }
  connection.close();
}

function say(text: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${text}\n`));
}

function listening(): Fd {
  const listener = socket(AF_INET);
  bind(listener, inet("127.0.0.1", 0));
  listen(listener, 100);
  say(`ready ${port(listener)}`);
  return listener;
}

if (import.meta.main) {
  const [way, threads] = Deno.args;
  say("begins");
  await Deno.stdin.read(new Uint8Array(10));
  if (way === "process") byProcesses(listening());
  if (way === "pool") {
    const start = () => Thread.start(import.meta.url);
    const idle = await Promise.all(Array.from({ length: Number(threads) }, start));
    await byThreads(listening(), idle);
  }
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  say(`ready ${listener.addr.port}`);
  await byEvents(listener);
}
