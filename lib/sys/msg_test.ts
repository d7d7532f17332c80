import { SysError } from "./errno.ts";
import {
  IPC_CREAT,
  IPC_EXCL,
  IPC_NOWAIT,
  IPC_PRIVATE,
  IPC_RMID,
  IPC_SET,
  IPC_STAT,
  MSG_EXCEPT,
  MSG_NOERROR,
  msgctl,
  msgget,
  msgrcv,
  msgsnd,
} from "./msg.ts";
import { assertEquals, assertThrows } from "@std/assert";

/** A queue that is removed with the block. */
function queue(): Disposable & { id: number } {
  const id = msgget(IPC_PRIVATE, 0o600);
  return { id, [Symbol.dispose]: () => msgctl(id, IPC_RMID) };
}

const bytes = (text: string) => new TextEncoder().encode(text);

function codeOf(call: () => unknown): string {
  return assertThrows(call, SysError).code;
}

function send(id: number, ...messages: [type: number, text: string][]): void {
  for (const [type, text] of messages) msgsnd(id, type, bytes(text), IPC_NOWAIT);
}

function take(id: number, type: number, flags = 0, size = 100): string {
  return new TextDecoder().decode(msgrcv(id, size, type, flags | IPC_NOWAIT).text);
}

Deno.test("msgget() finds a queue by its key, and makes it when it is asked to", () => {
  const key = 0x4c000000 | crypto.getRandomValues(new Uint32Array(1))[0]! >>> 8;
  const missing = assertThrows(() => msgget(key, 0o600), SysError);
  const name = `key 0x${key.toString(16)}`;
  assertEquals(
    missing.message,
    `Cannot msgget ${name}: ENOENT (No such file or directory), see man 2 msgget`,
  );
  const id = msgget(key, IPC_CREAT | IPC_EXCL | 0o640);
  try {
    assertEquals(msgget(key, IPC_CREAT | 0o600), id);
    assertEquals(msgctl(id, IPC_STAT).mode, 0o640);
    assertEquals(codeOf(() => msgget(key, IPC_CREAT | IPC_EXCL | 0o600)), "EEXIST");
  } finally {
    msgctl(id, IPC_RMID);
  }
});

Deno.test("msgrcv() takes messages by their types, the oldest first", () => {
  using its = queue();
  send(its.id, [5, "e"], [3, "c"], [5, "E"], [1, "a"], [2, "b"], [9, "i"]);
  assertEquals(msgrcv(its.id, 1, 0), { type: 5, text: bytes("e") });
  assertEquals(take(its.id, -4), "a");
  assertEquals(take(its.id, 5), "E");
  assertEquals(take(its.id, 3, MSG_EXCEPT), "b");
  assertEquals(codeOf(() => take(its.id, 4)), "ENOMSG");
  assertEquals([take(its.id, -9), take(its.id, -9)], ["c", "i"]);
});

Deno.test("msgrcv() keeps messages apart, and refuses or cuts one that is too long", () => {
  using its = queue();
  send(its.id, [1, ""], [1, "ab"], [1, "0123456789"]);
  assertEquals([take(its.id, 0), take(its.id, 0)], ["", "ab"]);
  assertEquals(codeOf(() => take(its.id, 0, 0, 9)), "E2BIG");
  assertEquals(take(its.id, 0, MSG_NOERROR, 4), "0123");
  assertEquals(codeOf(() => take(its.id, 0)), "ENOMSG");
});

Deno.test("msgsnd() takes bytes of any array, up to msgmax", () => {
  using its = queue();
  const most = Number(Deno.readTextFileSync("/proc/sys/kernel/msgmax"));
  const whole = new Uint8Array(most + 1).map((_, at) => at % 251);
  msgsnd(its.id, 1, whole.subarray(1));
  assertEquals(msgrcv(its.id, most, 0).text, whole.slice(1));
  assertEquals(codeOf(() => msgsnd(its.id, 1, whole, IPC_NOWAIT)), "EINVAL");
  assertEquals(codeOf(() => send(its.id, [0, "a"])), "EINVAL");
});

Deno.test("msgctl() tells what the kernel knows, and sets a limit", () => {
  using its = queue();
  send(its.id, [1, "abc"], [1, ""]);
  take(its.id, 0);
  const state = msgctl(its.id, IPC_STAT);
  const { uid, gid, mode, messages, bytes, lastSender, lastReceiver } = state;
  assertEquals([uid, gid, mode], [Deno.uid(), Deno.gid(), 0o600]);
  assertEquals([messages, bytes, lastSender, lastReceiver], [1, 0, Deno.pid, Deno.pid]);
  assertEquals(state.limit, Number(Deno.readTextFileSync("/proc/sys/kernel/msgmnb")));
  msgctl(its.id, IPC_SET, { ...state, limit: 20, mode: 0o640 });
  assertEquals(msgctl(its.id, IPC_STAT), { ...state, limit: 20, mode: 0o640 });
  send(its.id, [1, "0123456789"]);
  assertEquals(codeOf(() => send(its.id, [1, "0123456789+"])), "EAGAIN");
});

Deno.test("every call throws EINVAL when the queue is gone", () => {
  const { id } = queue();
  msgctl(id, IPC_RMID);
  const calls = [() => send(id, [1, "a"]), () => take(id, 0), () => msgctl(id, IPC_STAT)];
  assertEquals(calls.map(codeOf), ["EINVAL", "EINVAL", "EINVAL"]);
});
