/** Fixture: peers that do not return. */
import { close } from "../../sys/fd.ts";
import { kill } from "../../sys/process.ts";
import { eventually, peerModule } from "../mod.ts";
import { behaviour, call, hostile } from "./behaviour.ts";

const deadline = 400;

call("awaits", []);
call("waits_with_interval", [], { deadline: 1500 });
call("spins", []);
call("polls", []);
call("naps", []);
call("returns_with_interval", []);
call("awaits_child_that_writes", [], { deadline: 1500 });

behaviour("reads, and the test has the write end", ({ pipe, start }) => {
  const [readEnd] = pipe();
  return start(hostile, "reads", [readEnd], { inherits: [readEnd], deadline }).ended;
});

behaviour("reads, and has the write end itself", ({ pipe, start }) => {
  const [readEnd, writeEnd] = pipe();
  const inherits = [readEnd, writeEnd];
  const { ended } = start(hostile, "reads", [readEnd, writeEnd], { inherits, deadline });
  close(writeEnd);
  return ended;
});

behaviour("reads, and another peer has the write end", ({ pipe, start, run }) => {
  const [readEnd, writeEnd] = pipe();
  const [never] = pipe();
  run("cat", [], { 0: never, 1: writeEnd });
  const { ended } = start(hostile, "reads", [readEnd], { inherits: [readEnd], deadline });
  close(writeEnd);
  return ended;
});

behaviour("reads, under another name", ({ pipe, start }) => {
  const [readEnd] = pipe();
  const options = { inherits: [readEnd], deadline, role: "the reader" };
  return start(hostile, "reads", [readEnd], options).ended;
});

behaviour("fills a pipe that the test does not read", ({ pipe, start }) => {
  const [, writeEnd] = pipe();
  return start(hostile, "fills", [writeEnd], { inherits: [writeEnd], deadline }).ended;
});

behaviour("waits for a child that reads", ({ pipe, start }) => {
  const [readEnd] = pipe();
  const options = { inherits: [readEnd], deadline };
  return start(hostile, "waits_for_blocked_child", [readEnd], options).ended;
});

behaviour("the test fails while a peer reads", async ({ pipe, start }) => {
  const [readEnd] = pipe();
  await start(hostile, "reads", [readEnd], { inherits: [readEnd] }).waitsFor(readEnd);
  throw new Error("the test's own error");
});

behaviour("the test waits while a peer reads", async ({ pipe, start }) => {
  const [readEnd] = pipe();
  await start(hostile, "reads", [readEnd], { inherits: [readEnd] }).waitsFor(readEnd);
  await eventually(() => false, "pigs fly", 50);
});

behaviour("the test waits for a server that reads", async ({ pipe, start }) => {
  const [readEnd] = pipe();
  const options = { inherits: [readEnd], serves: true };
  await start(hostile, "reads", [readEnd], options).waitsFor(readEnd);
  await eventually(() => false, "pigs fly", 50);
});

behaviour("the test waits while it has stopped a peer", async ({ pipe, start }) => {
  const [readEnd] = pipe();
  const peer = start(hostile, "reads", [readEnd], { inherits: [readEnd] });
  await peer.waitsFor(readEnd);
  kill(peer.pid, "SIGSTOP");
  await eventually(() => false, "pigs fly", 50);
});

behaviour("the rest of a scenario", ({ start }) => {
  return start(hostile, "passes_and_awaits", [], { deadline }).ended;
});

const waits = import.meta.resolve("./loading_waits.ts");
const spins = import.meta.resolve("./loading_spins.ts");

behaviour("a module that waits", ({ start }) => {
  return start(peerModule<{ waiting(): void }>(waits), "waiting", [], { deadline }).ended;
});

behaviour("a module that spins", ({ start }) => {
  return start(peerModule<{ spinning(): void }>(spins), "spinning", [], { deadline }).ended;
});

behaviour("a scenario with a module that waits", ({ start }) => {
  return start(hostile, "harmless", [waits], { deadline }).ended;
});

behaviour("the test ends while a program runs", ({ pipe, run }) => {
  const [readEnd] = pipe();
  run("cat", [], { 0: readEnd });
});
