import { assertEquals } from "@std/assert";
import { close, pipe, write } from "./fd.ts";
import { poll, POLLIN, readable } from "./poll.ts";
import { AF_INET, bind, connect, inet, listen, port, socket } from "./socket.ts";

Deno.test("readable() waits while the thread goes on", async () => {
  const [readEnd, writeEnd] = pipe();
  let waits = true;
  const waiting = readable(readEnd).finally(() => waits = false);
  await Promise.resolve();
  assertEquals(waits, true);
  write(writeEnd, new Uint8Array(1));
  assertEquals(await waiting, [true]);
  close(readEnd);
  close(writeEnd);
});

Deno.test("readable() tells of the end, of a connection, and of what is not open", async () => {
  const [ended, other] = pipe();
  close(other);
  const listener = socket(AF_INET);
  bind(listener, inet("127.0.0.1", 0));
  listen(listener, 1);
  const client = socket(AF_INET);
  connect(client, inet("127.0.0.1", port(listener)));
  const [quiet, silent] = pipe();
  assertEquals(await readable(quiet, ended, listener, 9999), [false, true, true, true]);
  for (const fd of [ended, listener, client, quiet, silent]) close(fd);
});

Deno.test("poll() takes the rest of a time that is rounded up to -0", () => {
  const [readEnd, writeEnd] = pipe();
  assertEquals(poll([{ fd: readEnd, events: POLLIN }], Math.ceil(-0.5)), [0]);
  close(readEnd);
  close(writeEnd);
});
