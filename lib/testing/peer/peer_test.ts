import { eventually, PeerError, peerModule, supervised, timeout } from "../mod.ts";
import { close, read, write } from "../../sys/fd.ts";
import { signalSet, sigqueue, sigrtmin, sigtimedwait } from "../../sys/sigwait.ts";
import { Socket } from "node:net";
import { waitsFor } from "../diagnosis/activity.ts";
import { stat } from "../diagnosis/proc.ts";
import { dirname } from "@std/path";
import { assertEquals, assertGreater, assertRejects } from "@std/assert";

const self = peerModule<typeof import("./peer_test.ts")>(import.meta.url);
const hostile = peerModule<typeof import("../testdata/hostile.ts")>(
  import.meta.resolve("../testdata/hostile.ts"),
);

/** Reads a byte without blocking its thread. */
export async function readsInEventLoop(fd: number): Promise<number> {
  const socket = new Socket({ fd });
  const { promise, resolve } = Promise.withResolvers<Uint8Array>();
  socket.on("data", resolve);
  const [byte] = await promise;
  socket.destroy();
  return byte!;
}

/** Reads a byte from one descriptor, then one from another. */
export function readsBoth(first: number, second: number): number[] {
  const bytes = [first, second].map((fd) => {
    const buffer = new Uint8Array(1);
    read(fd, buffer);
    close(fd);
    return buffer[0]!;
  });
  return bytes;
}

/** Tells a variable of the environment. */
export const home = () => Deno.env.get("HOME");

/** Fetches two signals. */
export const fetches = (signal: number) =>
  [1, 2].map(() => sigtimedwait(signalSet([signal])).value);

/** Tells where a file would be that is named without a folder. */
export const here = () => Deno.cwd();

/** Imports a package that nobody has. */
export const imports = () => import(`npm:${"no-such-package"}@0.0.1`).then(() => {});

Deno.test(
  "waitsFor() settles when the peer is blocked in a call on the descriptor",
  { timeout },
  supervised(async ({ pipe, start }) => {
    const [first, firstEnd] = pipe();
    const [second, secondEnd] = pipe();
    const peer = start(self, "readsBoth", [first, second], { inherits: [first, second] });
    await peer.waitsFor(first);
    write(firstEnd, new Uint8Array([1]));
    await peer.waitsFor(second);
    assertEquals(peer.settled, false);
    write(secondEnd, new Uint8Array([2]));
    assertEquals(await peer.result, [1, 2]);
    assertEquals(peer.settled, true);
  }),
);

Deno.test(
  "waitsFor() settles when the peer's event loop waits for the descriptor",
  { timeout },
  supervised(async ({ pipe, start }) => {
    const [readEnd, writeEnd] = pipe();
    const peer = start(self, "readsInEventLoop", [readEnd], { inherits: [readEnd] });
    await peer.waitsFor(readEnd);
    write(writeEnd, new Uint8Array([42]));
    assertEquals(await peer.result, 42);
  }),
);

Deno.test(
  "waitsFor() rejects when the function has ended, and for a descriptor it did not inherit",
  { timeout },
  supervised(async ({ pipe, start }) => {
    const [readEnd] = pipe();
    const peer = start(hostile, "closes_handed_over", [readEnd], { inherits: [readEnd] });
    await assertRejects(() => peer.waitsFor(readEnd + 100), TypeError, "it did not inherit it");
    await assertRejects(() => peer.waitsFor(readEnd), PeerError, "ended too early");
    await peer.ended;
  }),
);

Deno.test(
  "a peer runs in a process, a group and a session of its own, at the end of standard input",
  { timeout },
  supervised(async ({ pipe, start }) => {
    const [first, firstEnd] = pipe();
    const [second, secondEnd] = pipe();
    const peer = start(self, "readsBoth", [first, second], { inherits: [first, second] });
    await eventually(() => stat(peer.pid)?.session === peer.pid, "it has a session of its own");
    assertEquals([stat(peer.pid)?.parent, stat(peer.pid)?.group], [Deno.pid, peer.pid]);
    close(firstEnd);
    close(secondEnd);
    assertEquals(await peer.result, [0, 0]);
    await start(hostile, "reads", [0]).result; // It would wait for ever if somebody could type.
  }),
);

Deno.test(
  "many peers run at the same time, and each one gives its own result",
  { timeout },
  supervised(async ({ start }) => {
    const numbers = Array.from({ length: 8 }, (_, index) => index);
    const peers = numbers.map((number) => start(hostile, "harmless", [number]));
    assertGreater(new Set(peers.map((peer) => peer.pid)).size, 7);
    assertEquals(await Promise.all(peers.map((peer) => peer.result)), numbers);
  }),
);

Deno.test(
  "a peer that has to throw passes on the error's code, and its test goes on",
  { timeout },
  supervised(async ({ start }) => {
    const { result } = start(hostile, "throws_system_error", [], { throws: true });
    const error = await assertRejects(() => result, PeerError, "Cannot close fd -1: EBADF");
    assertEquals(error.code, "EBADF");
  }),
);

Deno.test(
  "a peer that has to end its process tells how, and its test goes on",
  { timeout },
  supervised(async ({ start }) => {
    const exits = { exits: true };
    const exited = start(hostile, "exits", [3], exits);
    const killed = start(hostile, "kills_itself", ["SIGTERM"], exits);
    assertEquals(await exited.status, { code: 3, signal: null });
    assertEquals(await killed.status, { code: 128 + 15, signal: "SIGTERM" });
    await exited.ended;
    assertEquals(exited.settled, true);
  }),
);

Deno.test(
  "a peer asks nobody in the network for modules",
  { timeout },
  supervised(async ({ start }) => {
    const { result } = start(self, "imports", [], { throws: true });
    await assertRejects(() => result, PeerError, "--cached-only");
  }),
);

Deno.test("a peer that has to end its process, and returns, fails its test", async () => {
  const failing = supervised(async ({ start }) => {
    await start(hostile, "harmless", [5], { exits: true }).status;
  });
  const context = {} as Deno.TestContext;
  await assertRejects(
    () => failing(context),
    PeerError,
    "harmless() returned 5, although it had to end its process",
  );
});

Deno.test(
  "a peer can be started through another command",
  { timeout },
  supervised(async ({ start }) => {
    const through = ["env", "-u", "HOME"];
    assertEquals(await start(self, "home", [], { through }).result, undefined);
  }),
);

Deno.test(
  "signals are blocked in a peer from its beginning, so that its function can wait for them",
  { timeout },
  supervised(async ({ start }) => {
    const signal = sigrtmin() + 5;
    const peer = start(self, "fetches", [signal], { blocked: [signal] });
    sigqueue(peer.pid, signal, 1);
    await eventually(() => waitsFor(peer.pid, "a signal"), "the peer waits for another one");
    sigqueue(peer.pid, signal, 2);
    assertEquals(await peer.result, [1, 2]);
  }),
);

Deno.test(
  "a peer begins in a folder that is removed with the run, not in the repository",
  { timeout },
  supervised(async ({ scratch, start }) => {
    assertEquals(await start(self, "here", []).result, Deno.realPathSync(dirname(scratch())));
  }),
);
