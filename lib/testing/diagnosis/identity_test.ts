import { isBlockedIn, waitsFor } from "./activity.ts";
import { isSameFile } from "./identity.ts";
import { holders, target } from "./proc.ts";
import { eventually } from "../peer/eventually.ts";
import { eventfd, timerfd } from "../testdata/anonymous.ts";
import { close, type Fd, pipe } from "../../sys/fd.ts";
import { kill, spawn, waitpid } from "../../sys/process.ts";
import { assert, assertEquals, assertMatch, assertNotEquals } from "@std/assert";

/** Runs `cat`, which reads from a descriptor, until the block ends. */
function cat(fd: Fd): Disposable & { pid: number } {
  const pid = spawn("cat", [], { 0: fd });
  return {
    pid,
    [Symbol.dispose]() {
      kill(pid, "SIGKILL");
      waitpid(pid);
    },
  };
}

Deno.test("target() tells one eventfd from another", () => {
  const [one, other] = [eventfd(), eventfd()];
  assertMatch(target(Deno.pid, one)!, /^eventfd:\[\d+\]$/);
  assertNotEquals(target(Deno.pid, one), target(Deno.pid, other));
  assertEquals(holders(target(Deno.pid, one)!, "read"), [{ pid: Deno.pid, fd: one }]);
  [one, other].forEach(close);
});

Deno.test("waitsFor() is true for the eventfd that is read, and for no other", async () => {
  const [one, other] = [eventfd(), eventfd()];
  using reader = cat(one);
  await eventually(() => waitsFor(reader.pid, target(Deno.pid, one)!), "cat reads");
  assertEquals(waitsFor(reader.pid, target(Deno.pid, other)!), false);
  assertEquals(waitsFor(reader.pid, { pid: Deno.pid, fd: one }), true);
  assertEquals(waitsFor(reader.pid, { pid: Deno.pid, fd: other }), false);
  [one, other].forEach(close);
});

Deno.test("waitsFor() tells a timerfd, which has no number, from another one", async () => {
  const [one, other] = [timerfd(), timerfd()];
  using reader = cat(one);
  await eventually(() => waitsFor(reader.pid, { pid: Deno.pid, fd: one }), "cat reads");
  const differ = !isSameFile({ pid: Deno.pid, fd: one }, { pid: Deno.pid, fd: other });
  assertEquals(waitsFor(reader.pid, { pid: Deno.pid, fd: other }), !differ);
  [one, other].forEach(close);
});

Deno.test("isBlockedIn() tells in which call a process waits, and on what", async () => {
  const [readEnd, writeEnd] = pipe();
  using reader = cat(readEnd);
  const object = target(Deno.pid, readEnd)!;
  await eventually(() => isBlockedIn(reader.pid, "read") ?? true, "cat reads");
  assertEquals(isBlockedIn(reader.pid, "read", object), true);
  assertEquals(isBlockedIn(reader.pid, "read", "pipe:[1]"), false);
  assertEquals(isBlockedIn(reader.pid, "write"), false);
  assertEquals(isBlockedIn(Deno.pid, "epoll_wait", object), false);
  assert(!isBlockedIn(4194305, "read"), "Nobody has that number.");
  [readEnd, writeEnd].forEach(close);
});
