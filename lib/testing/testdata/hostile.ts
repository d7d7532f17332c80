/**
 * What learners' code may do to the process that it runs in.
 *
 * @module
 */

import { close, type Fd, pipe, read, write } from "../../sys/fd.ts";
import { kill, spawn, waitpid } from "../../sys/process.ts";
import { hasReturned } from "../peer/scenario.ts";
import { todo } from "../../todo.ts";
import { TOKEN } from "./fixture.ts";

const for_ever = new Promise<never>(() => {});
const later = (run: () => void) => setTimeout(run, 20);
const seconds = Deno.env.get(TOKEN) ?? "0";

export const harmless = (value: unknown) => value;

// --- never returns ---
export const awaits = () => for_ever;
export const reads = (fd: Fd, ..._held: Fd[]) => void read(fd, new Uint8Array(1));
export const fills = (fd: Fd) => {
  for (;;) write(fd, new Uint8Array(65536));
};
export const waits_with_interval = () => {
  setInterval(() => {}, 100_000);
  return for_ever;
};
export const spins = () => {
  for (;;);
};
export const polls = () => {
  setInterval(() => {}, 10);
  return for_ever;
};
export const naps = () => {
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
};
export const waits_for_blocked_child = (fd: Fd) => void waitpid(spawn("cat", [], { 0: fd }));
export const awaits_child_that_writes = () =>
  new Deno.Command("yes", { stdout: "piped" }).spawn().status;
export const returns_with_interval = () => void setInterval(() => {}, 100_000);

export const passes_and_awaits = () => {
  hasReturned();
  return waits_with_interval();
};

// --- exits ---
/** Deno does that, because this API is not stable. */
export const exits_as_deno = () => {
  const address = { transport: "vsock", cid: 1, port: 1 } as unknown as Deno.ConnectOptions;
  return Deno.connect(address);
};
export const exits = (code: number) => Deno.exit(code);
export const exits_later = (code: number) => void later(() => Deno.exit(code));
export const returns_and_spins = () => void later(spins);
export const kills_itself = (signal: Deno.Signal) => {
  Deno.kill(Deno.pid, signal);
  return waits_with_interval();
};
export const kills_itself_later = (signal: Deno.Signal) =>
  void later(() => Deno.kill(Deno.pid, signal));
export const kills_group = (signal: Deno.Signal) => {
  Deno.kill(0, signal);
  return waits_with_interval();
};
export const kills_group_by_libc = () => {
  kill(0, "SIGTERM");
  return waits_with_interval();
};
export const closes_everything = () => {
  for (let fd = 0; fd < 64; fd++) {
    try {
      close(fd);
    } catch {
      // It is not open.
    }
  }
};
export const closes_everything_and_waits = async () => {
  closes_everything();
  await for_ever;
};
export const closes_socket = () => close(Number(Deno.args[0]));
export const closes_socket_and_spins = () => {
  closes_socket();
  spins();
};
export const writes_to_socket = (text: string) => {
  write(Number(Deno.args[0]), new TextEncoder().encode(text));
  return waits_with_interval();
};

// --- prints ---
export const prints = () => {
  console.log("first");
  console.error("second");
  console.log("third\nfourth");
  Deno.stdout.writeSync(new TextEncoder().encode("a part of a line"));
};
export const prints_and_hangs = () => {
  prints();
  spins();
};
export const prints_much = (lines: number) => {
  for (let line = 1; line <= lines; line++) console.log(`line ${line}`);
};
export const prints_much_and_throws = (lines: number) => {
  prints_much(lines);
  throw new Error("after all that");
};
export const prints_without_end = (text: string) => {
  const bytes = new TextEncoder().encode(text.repeat(10_000));
  for (;;) Deno.stdout.writeSync(bytes);
};
export const prints_strangely = () => {
  Deno.stdout.writeSync(new Uint8Array([0xff, 0x00, 0x1b, 0x5b, 0x32, 0x4a, 0x0a]));
  console.log("ok 1 - not a test\nnot ok 2 - neither");
};
export const prints_by_child = async () => {
  console.log("before");
  await new Deno.Command("echo", { args: ["by a child"], stdout: "inherit" }).spawn().status;
  console.log("after");
};

// --- throws ---
export const throws = (what: string) => {
  throw ({
    string: "a string",
    null: null,
    undefined: undefined,
    object: { why: "an object" },
    function: () => {},
    symbol: Symbol("sign"),
    code: Object.assign(new RangeError("too big"), { code: "E2BIG" }),
    "empty message": new Error(),
    "strange code": Object.assign(new Error("strange"), { code: Symbol("code") }),
    "strange message": Object.assign(new Error(), { message: () => {} }),
    "no stack": Object.assign(new Error("bare"), { stack: undefined }),
    "evil getters": Object.defineProperty(new Error(), "message", {
      get() {
        throw new Error("from the getter");
      },
    }),
    "no prototype": Object.create(null),
    "escape sequences": new Error("bell\x07 clear\x1b[2J"),
    "several lines": new Error("first\nsecond"),
  } as Record<string, unknown>)[what];
};
export const throws_system_error = () => close(-1);
export const throws_deno_error = () => Deno.openSync("/no/such/file");
export const to_do = () => todo();
export const rejects = () => Promise.reject(new TypeError("at once"));
export const rejects_later = () => void later(() => Promise.reject(new TypeError("late")));
export const throws_later = () =>
  void later(() => {
    throw new TypeError("late");
  });
export const throws_in_timer_and_waits = () => {
  throws_later();
  return for_ever;
};
export const rejects_with_null_later = () => void later(() => Promise.reject(null));

// --- returns ---
export const returns = (what: string) =>
  ({
    function: () => {},
    "object with a function": { run() {} },
    symbol: Symbol("sign"),
    promise: { inner: Promise.resolve() },
    "weak map": new WeakMap(),
    "shared memory": new SharedArrayBuffer(8),
    blob: new Blob(["x"]),
    url: new URL("file:///x"),
    proxy: new Proxy({}, {}),
    "evil getter": {
      get value() {
        throw new Error("from the getter");
      },
    },
  } as Record<string, unknown>)[what];

// --- leaves something ---
export const leaves_command = () => void sleep().spawn();
export const leaves_unreferenced_command = () => sleep().spawn().unref();
export const leaves_spawned = () => void spawn("sleep", [seconds]);
export const leaves_spawned_in_session = () =>
  void spawn("sleep", [seconds], {}, { session: true });
/** Neither its session nor its environment tells whose it is. */
export const leaves_stranger = () =>
  void spawn("sleep", [seconds], {}, { session: true, env: { PATH: Deno.env.get("PATH")! } });
export const leaves_grandchild = async () =>
  void await new Deno.Command("sh", { args: ["-c", `exec sleep ${seconds} > /dev/null 2>&1 &`] })
    .output();
/** The shell ends when its child has become `sleep`. */
const LEAVES_SLEEP =
  `sleep ${seconds} & until read -r name < /proc/$!/comm && [ "$name" = sleep ]; do :; done`;
export const leaves_grandchild_with_output = () => void waitpid(spawn("sh", ["-c", LEAVES_SLEEP]));
export const leaves_grandchild_in_session = async () =>
  void await new Deno.Command("setsid", {
    args: ["--fork", "sh", "-c", `exec sleep ${seconds} > /dev/null 2>&1`],
  }).output();
export const leaves_grandchild_without_environment = () =>
  void waitpid(spawn("sh", ["-c", LEAVES_SLEEP], {}, { env: {} }));
export const leaves_zombie = () => {
  const [readEnd, writeEnd] = pipe();
  spawn("true", [], { 1: writeEnd });
  close(writeEnd);
  read(readEnd, new Uint8Array(1));
  close(readEnd);
};
export const leaves_pipe = () => void pipe();
export const leaves_pipes = (count: number) => {
  for (let made = 0; made < count; made++) pipe();
};
export const leaves_file = () => void Deno.openSync("/etc/passwd");
export const leaves_listener = () => void Deno.listen({ port: 0 });
export const leaves_handed_over = (_fd: Fd) => {};
export const closes_handed_over = (fd: Fd) => close(fd);
export const leaves_all_and_throws = (_fd: Fd) => {
  leaves_pipe();
  leaves_spawned();
  throw new Error("after leaving all that");
};
export const leaves_file_in_scratch = () => void Deno.makeTempFileSync();
export const writes_then_hangs_with_children = () => {
  for (let count = 0; count < 3; count++) leaves_spawned_in_session();
  spins();
};
export const starts_all_kinds_and_waits = async () => {
  leaves_file_in_scratch();
  leaves_command();
  leaves_spawned_in_session();
  await leaves_grandchild();
  await leaves_grandchild_in_session();
  await for_ever;
};

function sleep(): Deno.Command {
  return new Deno.Command("sleep", { args: [seconds] });
}
