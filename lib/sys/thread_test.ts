import { Thread } from "./thread.ts";
import { close, read, socketpair } from "./fd.ts";
import { SHUT_RDWR, shutdown } from "./socket.ts";
import { assertEquals, assertMatch, assertRejects } from "@std/assert";

const module = (code: string) => `data:text/javascript,${encodeURIComponent(code)}`;

Deno.test("Thread calls one function after the other, in another thread", async () => {
  const code = `let calls = 0;
    export const count = (by) => [calls += by, Deno.readLinkSync("/proc/thread-self")];`;
  const thread = await Thread.start(module(code));
  const [one, first] = await thread.call("count", 1) as [number, string];
  const [three, second] = await thread.call("count", 2) as [number, string];
  thread.end();
  assertEquals([one, three], [1, 3]);
  assertEquals(first, second);
  assertMatch(first, new RegExp(`^${Deno.pid}/task/\\d+$`));
});

Deno.test("Thread loads its module and calls functions also while this thread is blocked", async () => {
  const code = `export const wake = (cell) => {
    Atomics.store(cell, 0, 1);
    Atomics.notify(cell, 0);
  };`;
  const cell = new Int32Array(new SharedArrayBuffer(4));
  const thread = new Thread(module(code));
  const called = thread.call("wake", cell);
  Atomics.wait(cell, 0, 0);
  await called;
  thread.end();
});

Deno.test("Thread passes on what a function threw, and has ended then", async () => {
  const code = `export const fail = (...words) => {
    throw words.length ? words[0] : Object.assign(new RangeError("too far"), { code: "EFAR" });
  };
  export const late = () => new Promise(() => setTimeout(() => { throw new Error("late"); }));`;
  const start = () => Thread.start(module(code));
  const thread = await start();
  const error = await assertRejects(() => thread.call("fail"), Error, "too far");
  assertEquals([error.name, (error as Error & { code: string }).code], ["RangeError", "EFAR"]);
  await assertRejects(() => thread.call("fail"), Error, "Cannot call fail(): the thread has ended");
  for (const value of ["text", undefined]) {
    assertEquals(await (await start()).call("fail", value).catch((thrown) => [thrown]), [value]);
  }
  const late = await start();
  await assertRejects(() => late.call("late"), Error, "late");
  await assertRejects(() => late.call("late"), Error, "the thread has ended");
  await assertRejects(() => Thread.start(module("{")), Error, "Unexpected end");
});

Deno.test("Thread says what cannot be called, and which arguments cannot be copied", async () => {
  const thread = await Thread.start(module("export const same = (it) => it;"));
  await assertRejects(() => thread.call("same", () => {}), Error, "could not be cloned");
  assertEquals(await thread.call("same", 7), 7);
  const words = "Cannot call others(): there is no such export";
  await assertRejects(() => thread.call("others"), Error, words);
  thread.end();
});

Deno.test("Thread.end() gives up a call that waits, and shutdown() lets its thread go", async () => {
  const code = `import { read } from "${import.meta.resolve("./fd.ts")}";
    export const wait = (fd, cell) => {
      Atomics.store(cell, 0, 1);
      Atomics.notify(cell, 0);
      read(fd, new Uint8Array(1));
    };`;
  const [connection, client] = socketpair();
  const thread = await Thread.start(module(code));
  const cell = new Int32Array(new SharedArrayBuffer(4));
  const waiting = thread.call("wait", connection, cell);
  await Atomics.waitAsync(cell, 0, 0).value;
  shutdown(connection, SHUT_RDWR);
  await waiting;
  const [other, silent] = socketpair();
  const stuck = thread.call("wait", other, cell);
  thread.end();
  await assertRejects(() => stuck, Error, "The thread was ended");
  shutdown(other, SHUT_RDWR);
  assertEquals(read(silent, new Uint8Array(1)), 0);
  for (const fd of [connection, client, other, silent]) close(fd);
});
