import { runInThread } from "./thread.ts";
import { assertEquals, assertMatch, assertRejects } from "@std/assert";

const module = (code: string) => `data:text/javascript,${encodeURIComponent(code)}`;

Deno.test("runInThread() runs in another thread, and shares memory with it", async () => {
  const code = `export const add = (shared) => {
    Atomics.add(new Int32Array(shared), 0, 5);
    return Deno.readLinkSync("/proc/thread-self");
  }`;
  const shared = new SharedArrayBuffer(4);
  const thread = await runInThread(module(code), "add", [shared]);

  assertEquals(new Int32Array(shared)[0], 5);
  assertMatch(thread as string, new RegExp(`^${Deno.pid}/task/\\d+$`));
});

Deno.test("runInThread() passes on what the function threw", async () => {
  const code = `export const fail = async () => {
    throw Object.assign(new RangeError("too far"), { name: "FarError", code: "EFAR" });
  };
  export const throwText = () => { throw "text"; };
  export const never = () => new Promise(() => setTimeout(() => { throw new Error("late"); }));`;
  const error = await assertRejects(() => runInThread(module(code), "fail", []), Error, "too far");
  assertEquals([error.name, (error as Error & { code: string }).code], ["FarError", "EFAR"]);
  assertMatch(error.stack!, /at Module.fail/);

  const text = await runInThread(module(code), "throwText", []).catch((thrown) => thrown);
  assertEquals(text, "text");
  await assertRejects(() => runInThread(module(code), "never", []), Error, "late");
  await assertRejects(
    () => runInThread("data:text/javascript,{", "any", []),
    Error,
    "Unexpected end",
  );
});
