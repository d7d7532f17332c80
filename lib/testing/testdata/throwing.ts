/** Fixture: peers that throw, reject or return what cannot be passed on. */
import { PeerError, peerModule } from "../mod.ts";
import { assertBytes, positions } from "../bytes.ts";
import { isBlockedIn } from "../diagnosis/activity.ts";
import { stat } from "../diagnosis/proc.ts";
import { assertEquals, assertRejects } from "@std/assert";
import { behaviour, call, hostile } from "./behaviour.ts";

const for_ever = new Promise<never>(() => {});

call("throws", ["string"]);
call("throws", ["null"]);
call("throws", ["undefined"]);
call("throws", ["object"]);
call("throws", ["function"]);
call("throws", ["symbol"]);
call("throws", ["code"]);
call("throws", ["empty message"]);
call("throws", ["strange code"]);
call("throws", ["strange message"]);
call("throws", ["no stack"]);
call("throws", ["evil getters"]);
call("throws", ["no prototype"]);
call("throws", ["several lines"]);
call("throws", ["escape sequences"]);
call("throws_system_error", []);
call("throws_deno_error", []);
call("to_do", []);
behaviour(
  "to_do, which had to throw",
  ({ start }) => start(hostile, "to_do", [], { throws: true }).ended,
);
call("harmless", [[1, 2]], { throws: true });
call("rejects", []);
call("rejects_later", []);
call("rejects_with_null_later", []);
call("throws_later", []);
call("throws_in_timer_and_waits", []);

call("returns", ["function"]);
call("returns", ["object with a function"]);
call("returns", ["symbol"]);
call("returns", ["promise"]);
call("returns", ["weak map"]);
call("returns", ["shared memory"]);
call("returns", ["blob"]);
call("returns", ["evil getter"]);

behaviour("the test awaits something else", ({ start }) => {
  start(hostile, "throws", ["code"]);
  return for_ever;
});

behaviour("the test awaits another peer", async ({ start }) => {
  start(hostile, "throws", ["code"], { role: "the culprit" });
  await start(hostile, "spins", []).result;
});

behaviour("the test fails because of the peer's failure", async ({ start }) => {
  const { result } = start(hostile, "throws", ["code"]);
  await result.catch(() => {});
  throw new Error("This is not the cause");
});

behaviour("the test itself throws", () => {
  throw new Error("the test's own error");
});

behaviour("the test itself throws, and its peer has left a file open", async ({ start }) => {
  const peer = start(hostile, "leaves_file", []);
  await peer.result;
  const clock = new Int32Array(new SharedArrayBuffer(4));
  const lives = () => stat(peer.pid)?.exits === false;
  // It tells what it has left, and this thread hears nothing of it yet.
  while (lives() && isBlockedIn(peer.pid, "read") === false) Atomics.wait(clock, 0, 0, 10);
  // It is ended for that; what waits for its end does not go on yet.
  while (lives()) {
    await new Promise((go) => setImmediate(go));
    Atomics.wait(clock, 0, 0, 50);
  }
  throw new Error("the test's own error");
});

behaviour("the test itself leaves a rejection", () => {
  Promise.reject(new Error("nobody awaits this"));
  return for_ever;
});

const modules = {
  "that does not parse": "data:text/javascript,export function f( { return 1; }",
  "that throws when it is loaded": "data:text/javascript,throw new RangeError('at import');",
  "that does not exist": "file:///no/such/module.ts",
};
for (const [which, url] of Object.entries(modules)) {
  behaviour(
    `a module ${which}`,
    ({ start }) => start(peerModule<{ f(): void }>(url), "f", []).ended,
  );
}

behaviour("a missing export", ({ start }) => {
  // deno-lint-ignore no-explicit-any
  return start(hostile as any, "not_there", []).ended;
});

behaviour("a big result", async ({ start }) => {
  const bytes = positions(5 * 1024 * 1024);
  assertBytes(await start(hostile, "harmless", [bytes]).result as Uint8Array, bytes);
});

behaviour("results of many kinds", async ({ start }) => {
  const values = [undefined, null, NaN, 12n, "Grüße", new Map([[1, new Set([2])]]), new Date(0)];
  assertEquals(await start(hostile, "harmless", [values]).result, values);
  assertEquals(await start(hostile, "harmless", [undefined]).result, undefined);
});

behaviour("a function that has to throw", async ({ start }) => {
  const { result, ended } = start(hostile, "throws", ["code"], { throws: true });
  const error = await assertRejects(() => result, PeerError, "throws() threw RangeError: too big");
  assertEquals(error.code, "E2BIG");
  await ended;
});
