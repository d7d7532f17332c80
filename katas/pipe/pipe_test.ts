import {
  assertBytes,
  eventually,
  PeerError,
  peerModule,
  positions,
  supervised,
  timeout,
} from "lib/testing/mod.ts";
import { assertEquals, assertGreaterOrEqual, assertMatch, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { waitsFor } from "lib/testing/diagnosis/activity.ts";
import { type Peer } from "lib/testing/peer/peer.ts";
import { children, descriptors, stat, target } from "lib/testing/diagnosis/proc.ts";
import type { Program } from "./pipe.ts";
import { type ExitStatus, kill } from "lib/sys/process.ts";
import { close, F_GETPIPE_SZ, fcntl, type Fd, read, unread, write } from "lib/sys/fd.ts";

const kata = peerModule<typeof import("./pipe.ts")>(import.meta.resolve("./pipe.ts"));

/** More than a pipe holds, however much that is on this machine. */
const threeTimes = (fd: Fd) => 3 * fcntl(fd, F_GETPIPE_SZ);

/** More than two pipes and the buffer of a program between them hold. */
const plenty = (fd: Fd) => threeTimes(fd) + 1024 * 1024;

/** Waits until a full pipe stops a sender: it is blocked, or it polls and gets nowhere. */
async function stuck(sender: Peer<void>, readEnd: Fd, writeEnd: Fd): Promise<void> {
  const pipe = target(Deno.pid, writeEnd)!;
  let [level, looks] = [-1, 0];
  await eventually(() => {
    looks = unread(readEnd) === level ? looks + 1 : 0;
    level = unread(readEnd);
    return sender.settled || waitsFor(sender.pid, pipe) || looks > 100;
  }, "the full pipe stops send()");
}

/** Appends to a file what arrives, and a little more than expected at most. */
const SAVE = 'head -c "$2" >> "$1"; head -c 1 >> "$1"; cat > /dev/null';

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** Only what every way to learn of a status tells. */
const outcome = ({ code, signal }: ExitStatus) => ({ code, signal });

Deno.test(
  "send() delivers none, one or many bytes, and hangs up",
  { timeout },
  supervised(async ({ pipe, start, run, scratch }) => {
    const sent = [0, 1, threeTimes(pipe()[0])].map((length) => {
      const [readEnd, writeEnd] = pipe();
      const message = positions(length);
      const file = join(scratch(), `received-${length}`);
      const sender = start(kata, "send", [writeEnd, message], { inherits: [writeEnd] });
      const reader = run("sh", ["-c", SAVE, "sh", file, `${length}`], { 0: readEnd });
      close(readEnd);
      close(writeEnd);
      return { message, file, sender, reader };
    });

    for (const { message, file, sender, reader } of sent) {
      await sender.result;
      await reader.status; // It ends when nobody can write any more.
      assertBytes(await Deno.readFile(file), message);
    }
  }),
);

Deno.test(
  "send() goes on after a write that took only a part",
  { timeout },
  supervised(async ({ pipe, start, run, scratch }) => {
    const [readEnd, writeEnd] = pipe();
    const message = positions(threeTimes(readEnd));
    const file = join(scratch(), "received");
    const sender = start(kata, "send", [writeEnd, message], { inherits: [writeEnd] });
    await stuck(sender, readEnd, writeEnd);
    // Make some room: send() writes on, and gets stuck again, now in the middle of a write.
    const full = unread(readEnd);
    const half = new Uint8Array(fcntl(readEnd, F_GETPIPE_SZ) / 2);
    assertGreaterOrEqual(full, half.length, "send() has to fill the pipe.");
    await Deno.writeFile(file, half.subarray(0, read(readEnd, half)));
    await eventually(() => unread(readEnd) > full - half.length, "send() has written on");
    await stuck(sender, readEnd, writeEnd);
    // Like Ctrl-Z and fg in a shell. The interrupted write() returns what it has written so far.
    kill(sender.pid, "SIGSTOP");
    await eventually(() => stat(sender.pid)?.state === "T", "send() is stopped");
    kill(sender.pid, "SIGCONT");
    const reader = run("sh", ["-c", SAVE, "sh", file, `${message.length}`], { 0: readEnd });
    close(readEnd);
    close(writeEnd);

    await sender.result;
    await reader.status;
    assertBytes(await Deno.readFile(file), message);
  }),
);

Deno.test(
  "send() throws EPIPE when nobody reads any more, and closes its own end",
  { timeout },
  supervised(async ({ pipe, start }) => {
    const [nobody, writeEnd] = pipe();
    close(nobody);
    const options = { inherits: [writeEnd], throws: true };
    const sender = start(kata, "send", [writeEnd, positions(5)], options);

    // Another reader leaves in the middle of a message for which the pipe has no room.
    const [readEnd, otherWriteEnd] = pipe();
    const message = positions(threeTimes(readEnd));
    const otherOptions = { inherits: [otherWriteEnd], throws: true };
    const other = start(kata, "send", [otherWriteEnd, message], otherOptions);
    await eventually(() => unread(readEnd) > 0 || other.settled, "send() has begun to write");
    close(readEnd);

    for (const { result } of [sender, other]) {
      const error = await assertRejects(() => result, PeerError);
      assertEquals(error.code, "EPIPE", error.message);
    }
  }),
);

Deno.test(
  "receive() joins a message that arrives in pieces",
  { timeout },
  supervised(async ({ pipe, start }) => {
    const [readEnd, writeEnd] = pipe();
    const inherits = [readEnd, writeEnd];
    const receiver = start(kata, "receive", [readEnd, writeEnd], { inherits });
    const message = positions(3 + 1 + 700 + 4096);

    let sent = 0;
    for (const length of [3, 1, 700, 4096]) {
      sent += write(writeEnd, message.subarray(sent, sent + length));
      // The next piece must not arrive together with this one.
      await eventually(
        () => unread(readEnd) === 0 || receiver.settled,
        "receive() has read a piece",
      );
    }
    close(writeEnd);
    assertBytes(await receiver.result, message);
  }),
);

Deno.test(
  "receive() ends although its process has a copy of the write end",
  { timeout },
  supervised(async ({ pipe, start }) => {
    const [readEnd, writeEnd] = pipe();
    const inherits = [readEnd, writeEnd];
    const receiver = start(kata, "receive", [readEnd, writeEnd], { inherits });
    write(writeEnd, positions(5));
    await eventually(() => unread(readEnd) === 0 || receiver.settled, "receive() has read it");
    close(writeEnd); // The test hangs up: the only copy left would be receive()'s own.

    assertBytes(await receiver.result, positions(5));
  }),
);

Deno.test(
  "receive() does not take silence for the end",
  { timeout },
  supervised(async ({ pipe, start }) => {
    const [readEnd, writeEnd] = pipe();
    const object = target(Deno.pid, writeEnd);
    const inherits = [readEnd, writeEnd];
    const receiver = start(kata, "receive", [readEnd, writeEnd], { inherits });
    write(writeEnd, positions(10).subarray(0, 5));
    // Nothing comes, until receive() has got ready for a long time of waiting.
    await eventually(() => {
      const held = [...descriptors(receiver.pid).values()];
      const ready = !held.some((its) => its.target === object && its.access === "write");
      return (ready && unread(readEnd) === 0) || receiver.settled;
    }, `receive() has closed its own copy of the write end, fd ${writeEnd}`);
    write(writeEnd, positions(10).subarray(5));
    close(writeEnd);

    assertBytes(await receiver.result, positions(10));
  }),
);

Deno.test(
  "receive() returns no bytes for an empty message",
  { timeout },
  supervised(async ({ pipe, start, run }) => {
    const [readEnd, writeEnd] = pipe();
    const inherits = [readEnd, writeEnd];
    const receiver = start(kata, "receive", [readEnd, writeEnd], { inherits });
    const sender = run("true", [], { 1: writeEnd });
    close(writeEnd);

    await sender.status;
    assertBytes(await receiver.result, positions(0));
  }),
);

Deno.test(
  "receive() has room for a message that is much larger than the pipe",
  { timeout },
  supervised(async ({ pipe, start, run, scratch }) => {
    const [readEnd, writeEnd] = pipe();
    const inherits = [readEnd, writeEnd];
    const message = positions(plenty(readEnd));
    const file = join(scratch(), "message");
    await Deno.writeFile(file, message);
    const receiver = start(kata, "receive", [readEnd, writeEnd], { inherits });
    const sender = run("cat", [file], { 1: writeEnd });
    close(readEnd);
    close(writeEnd);

    assertBytes(await receiver.result, message);
    await sender.status;
  }),
);

Deno.test(
  "filter() passes more through cat than both pipes hold",
  { timeout },
  supervised(async ({ pipe, start }) => {
    const input = positions(plenty(pipe()[0]));
    const { output, status } = await start(kata, "filter", [["cat"], input]).result;

    assertBytes(output, input);
    assertEquals(outcome(status), { code: 0, signal: null });
  }),
);

Deno.test(
  "filter() accepts a program that does not read its input",
  { timeout },
  supervised(async ({ pipe, start }) => {
    const input = positions(threeTimes(pipe()[0]));
    const program: Program = ["sh", "-c", `echo "it's enough"; exit 143`];
    const { output, status } = await start(kata, "filter", [program, input]).result;

    assertEquals(text(output), "it's enough\n");
    assertEquals(outcome(status), { code: 143, signal: null }); // no signal, only the same number
  }),
);

Deno.test(
  "filter() returns the last words of a program, and the signal that killed it",
  { timeout },
  supervised(async ({ pipe, start }) => {
    const input = positions(threeTimes(pipe()[0]));
    const program: Program = ["sh", "-c", "tail -c 5; kill -s TERM $$"];
    const { output, status } = await start(kata, "filter", [program, input]).result;

    assertBytes(output, input.subarray(-5));
    assertEquals(outcome(status), { code: 128 + 15, signal: "SIGTERM" });
  }),
);

Deno.test(
  "pipeline() lets yes die of SIGPIPE when head has enough",
  { timeout },
  supervised(async ({ start }) => {
    const { output, statuses } = await start(kata, "pipeline", [["yes"], ["head", "-n", "3"]])
      .result;

    assertEquals(text(output), "y\ny\ny\n");
    assertEquals(statuses.map(outcome), [{ code: 128 + 13, signal: "SIGPIPE" }, {
      code: 0,
      signal: null,
    }]);
  }),
);

Deno.test(
  "pipeline() connects two programs by one pipe, and keeps no end of it",
  { timeout },
  supervised(async ({ start, run, scratch }) => {
    const gate = join(scratch(), "opened-by-the-test-later"); // Until then, cat waits.
    await run("mkfifo", [gate], {}).status;
    const caller = start(kata, "pipeline", [["cat", gate], ["tee"]], { deadline: 5000 });
    const named = (name: string) =>
      children(caller.pid).find((pid) => stat(pid)?.name === name) ?? 0;
    await eventually(
      () => named("cat") > 0 && named("tee") > 0,
      "pipeline() has started cat and tee",
    );

    const between = target(named("cat"), 1);
    assertMatch(between ?? "", /^pipe:/, "The standard output of the first has to be a pipe.");
    assertEquals(
      target(named("tee"), 0),
      between,
      "The standard input of the second has to be the same pipe.",
    );
    const copies = () =>
      [...descriptors(caller.pid)]
        .filter(([, its]) => its.target === between)
        .map(([fd, { access }]) => `fd ${fd}, the ${access} end`);
    await eventually(
      () => copies().length === 0,
      () =>
        `pipeline() has closed its copies of both ends: still open is ${copies().join(" and ")}`,
    );

    const file = await Deno.open(gate, { read: true, write: true }); // never waits
    const opened = () => [...descriptors(named("cat")).values()].some((it) => it.target === gate);
    await eventually(opened, "cat has opened the file that it is to copy");
    await file.write(new TextEncoder().encode("through\n"));
    file.close();
    assertEquals(text((await caller.result).output), "through\n");
  }),
);

Deno.test(
  "pipeline() runs both programs at the same time",
  { timeout },
  supervised(async ({ start, run, scratch }) => {
    const gate = join(scratch(), "gate");
    await run("mkfifo", [gate], {}).status;
    // The first goes on when the second has heard from it and answers.
    const first = ["sh", "-c", 'echo ping; read -r it < "$1"; echo "$it"; exit 141', "sh", gate];
    const second = ["sh", "-c", 'read -r it; echo "$it pong" > "$1"; cat; exit 3', "sh", gate];
    const programs = [first, second] as [Program, Program];
    const { output, statuses } = await start(kata, "pipeline", programs).result;

    assertEquals(text(output), "ping pong\n");
    assertEquals(statuses.map(outcome), [{ code: 141, signal: null }, { code: 3, signal: null }]);
  }),
);

Deno.test(
  "pipeline() has room for an output that is much larger than a pipe",
  { timeout },
  supervised(async ({ start, pipe, scratch }) => {
    const message = positions(plenty(pipe()[0]));
    const file = join(scratch(), "message");
    await Deno.writeFile(file, message);
    const { output } = await start(kata, "pipeline", [["cat", file], ["cat"]]).result;

    assertBytes(output, message);
  }),
);

Deno.test(
  "pipeline() throws ENOENT when a program is missing, and leaves nothing behind",
  { timeout },
  supervised(async ({ start, scratch }) => {
    const missing: Program = [join(scratch(), "missing")];
    const pairs: [Program, Program][] = [[missing, ["cat"]], [["yes"], missing]];
    const callers = pairs.map((pair) => start(kata, "pipeline", pair, { throws: true }));

    for (const caller of callers) {
      const error = await assertRejects(() => caller.result, PeerError);
      assertEquals(error.code, "ENOENT", error.message);
    }
  }),
);
