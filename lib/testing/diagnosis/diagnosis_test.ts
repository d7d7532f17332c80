import { waitsFor } from "./activity.ts";
import { eventually } from "../peer/eventually.ts";
import { stat, target } from "./proc.ts";
import { Scene } from "./testdata/blocked_process.ts";
import { close, pipe, socketpair } from "../../sys/fd.ts";
import { kill } from "../../sys/process.ts";
import { assertEquals, assertLess, assertMatch } from "@std/assert";
import { spy } from "@std/testing/mock";

const ON_X86 = Deno.build.arch === "x86_64";

function fifo(scene: Scene): string {
  const path = `${scene.folder}/fifo`;
  new Deno.Command("mkfifo", { args: [path] }).outputSync();
  return path;
}

function file(scene: Scene): string {
  const path = `${scene.folder}/file`;
  Deno.writeTextFileSync(path, "");
  return path;
}

Deno.test("a process that reads from a pipe waits for who has the write end", async () => {
  using scene = new Scene();
  const [readEnd] = scene.keep(...pipe());
  const said = "bytes or the end of pipe:[N]; its write end is open only in the test (fd N)";
  const read = scene.start("A", "read", [readEnd], [readEnd]);
  const readv = scene.start("B", "readv", [readEnd], [readEnd]);
  await Promise.all([
    scene.expect(read, `A waits in read(fd N) for ${said}.`),
    scene.expect(readv, `B waits in readv(fd N) for ${said}.`),
  ]);
});

Deno.test("a process that writes to a full pipe waits for who has the read end", async () => {
  using scene = new Scene();
  const [, writeEnd] = scene.keep(...pipe());
  const said = "room in pipe:[N], which is full; its read end is open only in the test (fd N)";
  const write = scene.start("A", "write", [writeEnd], [writeEnd]);
  const writev = scene.start("B", "writev", [writeEnd], [writeEnd]);
  await Promise.all([
    scene.expect(write, `A waits in write(fd N) for ${said}.`),
    scene.expect(writev, `B waits in writev(fd N) for ${said}.`),
  ]);
});

Deno.test("a process that opens a FIFO waits for its other side, and others may do the same", async () => {
  using scene = new Scene();
  const path = fifo(scene);
  const first = scene.start("A", "open_to_read", [path]);
  const said = "waits in open(/folder/fifo) until somebody opens that FIFO for writing;";
  await scene.expect(first, `A ${said} nobody else has it open.`);
  const second = scene.start("B", "open_async", [path]);
  await scene.expect(second, `B ${said} A waits to open it for reading too.`);
});

Deno.test("a process that opens a FIFO to write waits for somebody who reads", async () => {
  using scene = new Scene();
  const writer = scene.start("A", "open_to_write", [fifo(scene)]);
  await scene.expect(
    writer,
    "A waits in open(/folder/fifo) until somebody opens that FIFO for reading; " +
      "nobody else has it open.",
  );
});

Deno.test("a process that reads from a FIFO waits for who has it open for writing", async () => {
  using scene = new Scene();
  const path = fifo(scene);
  const cat = scene.run("cat", "cat", [path]);
  using _writer = await Deno.open(path, { write: true });
  await scene.expect(
    cat,
    "cat waits in read(fd N) for bytes or the end of /folder/fifo; " +
      "its write end is open only in the test (fd N).",
  );
});

Deno.test("a process that reads from a FIFO that it has open for both waits for bytes only", async () => {
  using scene = new Scene();
  const shell = scene.run("sh", "sh", ["-c", 'read -r line <> "$1"', "sh", fifo(scene)]);
  await scene.expect(
    shell,
    "sh waits in read(fd N) for bytes in /folder/fifo, which it has open for writing, too, " +
      "so that no end can come; nobody else has.",
  );
});

Deno.test("a process that receives from a unix socket waits for who has the other end", async () => {
  using scene = new Scene();
  const [mine] = scene.keep(...socketpair());
  const said =
    "bytes or the end of the unnamed unix socket:[N]; its other end is open only in the test (fd N)";
  const recv = scene.start("A", "recv", [mine], [mine]);
  const recvmsg = scene.start("B", "recvmsg", [mine], [mine]);
  await Promise.all([
    scene.expect(recv, `A waits in recvfrom(fd N) for ${said}.`),
    scene.expect(recvmsg, `B waits in recvmsg(fd N) for ${said}.`),
  ]);
});

Deno.test("a process that has the other end of its socket is told so", async () => {
  using scene = new Scene();
  const [one, other] = socketpair();
  const both = scene.start("A", "recv", [one], [one, other]);
  close(one);
  close(other);
  await scene.expect(
    both,
    "A waits in recvfrom(fd N) for bytes or the end of the unnamed unix socket:[N], and it holds " +
      "the other end itself (fd N): the end cannot come while that copy is open.",
  );
});

Deno.test("a process that sends on a full unix socket waits for who has the other end", async () => {
  using scene = new Scene();
  const [mine] = scene.keep(...socketpair());
  const said =
    "room in the unnamed unix socket:[N], which is full; its other end is open only in the test (fd N)";
  const send = scene.start("A", "send", [mine], [mine]);
  const sendmsg = scene.start("B", "sendmsg", [mine], [mine]);
  await Promise.all([
    scene.expect(send, `A waits in sendto(fd N) for ${said}.`),
    scene.expect(sendmsg, `B waits in sendmsg(fd N) for ${said}.`),
  ]);
});

Deno.test("a process that accepts waits for somebody to connect to its address", async () => {
  using scene = new Scene();
  const unix = scene.start("A", "accept_unix", [`${scene.folder}/socket`]);
  const abstract = scene.start("B", "accept_unix", [`\0${scene.folder}`].map(encodeURIComponent));
  const tcp = scene.start("C", "accept_tcp");
  const said = "waits in accept(fd N) until somebody connects to";
  await Promise.all([
    scene.expect(unix, `A ${said} the unix socket /folder/socket; nobody does.`),
    scene.expect(abstract, `B ${said} the unix socket @/folder; nobody does.`),
    scene.expect(tcp, `C ${said} the TCP socket 127.0.0.1:N; nobody does.`),
  ]);
});

Deno.test("a process that connects waits for the listener to accept", async () => {
  using scene = new Scene();
  const path = `${scene.folder}/socket`;
  const [, { said: port }] = await Promise.all([
    scene.prepared("the unix listener", "listens", [path]),
    scene.prepared("the TCP listener", "listens", ["tcp"]),
  ]);
  const unix = scene.start("A", "connects", [path]);
  const tcp = scene.start("B", "connects", [port]);
  await Promise.all([
    scene.expect(
      unix,
      "A waits in connect(fd N) until unix /folder/socket has room for one more connection; " +
        "the unix listener (fd N) listens there, and does not accept.",
      `the unix listener waits in ${ON_X86 ? "pause" : "ppoll"} until a signal is sent to it; ` +
        `it handles none.`,
    ),
    scene.expect(
      tcp,
      "B waits in connect(fd N) until TCP 127.0.0.1:N has room for one more connection; " +
        "the TCP listener (fd N) listens there, and does not accept.",
    ),
  ]);
});

Deno.test("a process whose connection was not accepted is told who listens", async () => {
  using scene = new Scene();
  const path = `${scene.folder}/socket`;
  const [, tcp] = await Promise.all([
    scene.prepared("the unix listener", "listens", [path]),
    scene.prepared("the TCP listener", "listens", ["tcp"]),
  ]);
  const first = scene.start("A", "connects_and_reads", [path]);
  const second = scene.start("B", "connects_and_reads", [tcp.said]);
  await Promise.all([
    scene.expect(
      first,
      "A waits in read(fd N) for bytes or the end of the unix socket connected to /folder/socket; " +
        "the connection was not accepted yet, and the unix listener (fd N) listens there.",
    ),
    scene.expect(
      second,
      "B waits in read(fd N) for bytes or the end of the TCP socket 127.0.0.1:N connected to " +
        "127.0.0.1:N; the connection was not accepted yet, and the TCP listener (fd N) listens there.",
    ),
  ]);
});

Deno.test("a process that reads from or writes to a TCP connection waits for its other end", async () => {
  using scene = new Scene();
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const reader = scene.start("A", "connects_and_reads", [listener.addr.port]);
  using _first = await listener.accept();
  const writer = scene.start("B", "connects_and_writes", [listener.addr.port]);
  using _second = await listener.accept();
  const socket = "the TCP socket 127.0.0.1:N connected to 127.0.0.1:N";
  const end = "its other end is open only in the test (fd N)";
  await Promise.all([
    scene.expect(reader, `A waits in read(fd N) for bytes or the end of ${socket}; ${end}.`),
    scene.expect(
      writer,
      `B waits in write(fd N) for room in ${socket}, which is full; ${end}.`,
    ),
  ]);
});

Deno.test("a process that receives datagrams waits for anybody", async () => {
  using scene = new Scene();
  const unix = scene.start("A", "receives_datagram", [`${scene.folder}/socket`]);
  const udp = scene.start("B", "receives_udp");
  const said = "waits in recvfrom(fd N) for a datagram to";
  await Promise.all([
    scene.expect(unix, `A ${said} the unix socket /folder/socket; anybody may send one.`),
    scene.expect(udp, `B ${said} the UDP socket 127.0.0.1:N; anybody may send one.`),
  ]);
});

Deno.test("a process that sends datagrams waits for who has the address", async () => {
  using scene = new Scene();
  const path = `${scene.folder}/socket`;
  await scene.prepared("B", "takes_no_datagrams", [path]);
  const sender = scene.start("A", "sends_datagrams", [path]);
  await scene.expect(
    sender,
    "A waits in sendto(fd N) for room in the queue of /folder/socket, which is full; " +
      "B (fd N) can receive there.",
  );
});

Deno.test("a process that polls descriptors is told each one, and who could make it ready", async () => {
  using scene = new Scene();
  const [readEnd] = scene.keep(...pipe());
  const [mine] = scene.keep(...socketpair());
  const ends = "bytes on fd N, pipe:[N], whose write end is open in the test (fd N)";
  const poll = scene.start("A", "poll", [readEnd, mine], [readEnd, mine]);
  const select = scene.start("B", "select", [readEnd], [readEnd]);
  const epoll = scene.start("C", "epoll", [readEnd], [readEnd]);
  await Promise.all([
    scene.expect(
      poll,
      `A waits in ${ON_X86 ? "poll" : "ppoll"} for ${ends} and bytes on fd N, ` +
        `the unnamed unix socket:[N], whose other end is open in the test (fd N).`,
    ),
    scene.expect(select, `B waits in pselect6 for ${ends}.`),
  ]);
  await scene.expect(epoll, `C waits in ${ON_X86 ? "epoll_wait" : "epoll_pwait"} for ${ends}.`);
});

Deno.test("many descriptors do not make many looks at everybody", async () => {
  using scene = new Scene();
  const ends = Array.from({ length: 20 }, () => scene.keep(...pipe())[0]!);
  const poll = scene.start("A", "poll", ends, ends);
  await scene.says(poll, "poll");
  using looks = spy(Deno, "readDirSync");
  const [said] = await scene.says(poll, "poll");
  assertMatch(said!, /^A waits in p?poll for (bytes on fd N, .*){20}/);
  const own = looks.calls.filter(({ args: [path] }) => path === `/proc/${Deno.pid}/fd`);
  assertLess(own.length, ends.length);
});

Deno.test("a process that waits for a file lock is told who holds it", async () => {
  using scene = new Scene();
  const path = file(scene);
  using held = Deno.openSync(path);
  held.lockSync(false);
  const blocking = scene.start("A", "flock", [path, "exclusive"]);
  const async = scene.start("B", "flock_async", [path]);
  const said = "waits in flock(fd N) for an exclusive lock on /folder/file;";
  await Promise.all([
    scene.expect(blocking, `A ${said} the test (fd N) holds a shared lock.`),
    scene.expect(async, `B ${said} the test (fd N) holds a shared lock.`),
  ]);
});

Deno.test("a process that holds the lock itself through another open file is told so", async () => {
  using scene = new Scene();
  const both = scene.start("A", "flock_twice", [file(scene)]);
  await scene.expect(
    both,
    "A waits in flock(fd N) for an exclusive lock on /folder/file; " +
      "it holds an exclusive lock itself, through another open file (fd N).",
  );
});

Deno.test("a process that waits for a record lock is told the range, and who holds what", async () => {
  using scene = new Scene();
  const path = file(scene);
  await Promise.all([
    scene.prepared("P", "holds_record_lock", [path, "process", 10, 20]),
    scene.prepared("Q", "holds_record_lock", [path, "open file", 40, 1]),
  ]);
  const first = scene.start("A", "record_lock", [path, "process", 5, 10]);
  const second = scene.start("B", "record_lock", [path, "open file", 30, 0]);
  await Promise.all([
    scene.expect(
      first,
      "A waits in fcntl(fd N, F_SETLKW) for a write lock on bytes 5 to 14 of /folder/file; " +
        "P (fd N) holds a write lock on bytes 10 to 29.",
    ),
    scene.expect(
      second,
      "B waits in fcntl(fd N, F_OFD_SETLKW) for a write lock on bytes 30 to the end of " +
        "/folder/file; Q (fd N) holds a write lock on byte 40.",
    ),
  ]);
});

Deno.test("a thread that waits in Atomics.wait() is named", async () => {
  using scene = new Scene();
  const main = scene.start("A", "atomics");
  const worker = scene.start("B", "atomics_in_worker");
  const limited = scene.start("C", "atomics_for_an_hour");
  const said = "waits in futex, as Atomics.wait() does, until another of its threads wakes it";
  await Promise.all([
    scene.expect(main, `A ${said}: it has no Worker that could.`),
    scene.expect(worker, `Worker 1 of B ${said}.`),
    scene.expect(limited, `C ${said}, or some time has passed.`),
  ]);
});

Deno.test("a process that waits on shared memory is told where, and who has it mapped", async () => {
  using scene = new Scene();
  const path = `${scene.folder}/memory`;
  const shared = scene.start("A", "futex", [path, 0]);
  const said = "waits in futex on byte 64 of /folder/memory while it is 0;";
  await scene.expect(shared, `A ${said} the same memory is mapped by nobody else.`);
  const closed = scene.start("B", "futex", [path, 128]);
  await scene.expect(
    closed,
    `B ${said} with FUTEX_PRIVATE_FLAG no other process can wake it.`,
    `A ${said} the same memory is mapped by B.`,
  );
});

Deno.test("a process that waits for a semaphore is told which one, its value, and who changed it", async () => {
  using scene = new Scene();
  const [one, zero] = await Promise.all([
    scene.prepared("A", "semop"),
    scene.prepared("B", "semop_zero"),
  ]);
  for (const { said } of [one, zero]) scene.finally("set", said);
  const said = "waits in semop on semaphore 1 of semaphore set N (IPC_PRIVATE) until it is";
  await Promise.all([
    scene.expect(
      one.pid,
      `A ${said} 2 or more; now it is 0, and nobody has been there to change it.`,
    ),
    scene.expect(
      zero.pid,
      `B ${said} 0; now it is 2, and it was itself the last to change it.`,
    ),
  ]);
});

Deno.test("a process that waits at a message queue is told what it holds, and who was there", async () => {
  using scene = new Scene();
  const [receiver, sender] = await Promise.all([
    scene.prepared("A", "msgrcv"),
    scene.prepared("B", "msgsnd"),
  ]);
  for (const { said } of [receiver, sender]) scene.finally("queue", said);
  await scene.expect(
    receiver.pid,
    "A waits in msgrcv for a message of type 5 in message queue N (IPC_PRIVATE), which holds only " +
      "1 message of other types; it was itself the last to send.",
  );
  const [said] = await scene.says(sender.pid, "msgsnd");
  assertMatch(
    said!,
    /^B waits in msgsnd for room for 4096 bytes in message queue N \(IPC_PRIVATE\), which holds \d+ bytes in \d+ messages; nobody has been there to receive\.$/,
  );
});

Deno.test("a process that waits at a POSIX queue is told its name, and who has it open", async () => {
  using scene = new Scene();
  const [receiving, sending] = [`/${crypto.randomUUID()}`, `/${crypto.randomUUID()}`];
  for (const name of [receiving, sending]) scene.finally("mq", name);
  const receiver = scene.start("A", "mq_receive", [receiving]);
  const sender = scene.start("B", "mq_send", [sending]);
  await Promise.all([
    scene.expect(
      receiver,
      `A waits in mq_timedreceive(fd N) for a message in the queue ${receiving}, which is empty; ` +
        `it is open for sending only in itself (fd N).`,
    ),
    scene.expect(
      sender,
      `B waits in mq_timedsend(fd N) for room in the queue ${sending}, which is full; ` +
        `it is open for receiving only in itself (fd N).`,
    ),
  ]);
});

Deno.test("a process that waits for a signal is told which one would do", async () => {
  using scene = new Scene();
  const sigwait = scene.start("A", "sigwait");
  const suspend = scene.start("B", "sigsuspend");
  const signalfd = scene.start("C", "signalfd");
  await Promise.all([
    scene.expect(
      sigwait,
      "A waits in rt_sigtimedwait until SIGUSR1, SIGTERM or SIGRTMIN+2 is sent to it; " +
        "anybody may do that.",
    ),
    scene.expect(
      suspend,
      "B waits in rt_sigsuspend until a signal is sent to it; it handles none.",
    ),
    scene.expect(signalfd, "C waits in read for SIGUSR1 on fd N, a signalfd."),
  ]);
});

Deno.test("a process that waits for its children is told which, and what they do", async () => {
  using scene = new Scene();
  const one = scene.start("A", "waitid");
  const any = scene.start("B", "waitpid_any");
  const idle = scene.start("C", "awaits_child");
  const child = "sleep (pid N) sleeps until some time has passed.";
  await Promise.all([
    scene.expect(one, "A waits in waitid for its child sleep (pid N) to end.", child),
    scene.expect(any, "B waits in waitpid for any child to end: sleep (pid N).", child),
    scene.expect(
      idle,
      "C is idle in its event loop: what it awaits has not happened.",
      child,
    ),
  ]);
});

Deno.test("an idle event loop is told which listeners and connections it watches", async () => {
  using scene = new Scene();
  const path = `${scene.folder}/socket`;
  const unix = scene.start("A", "awaits_connection", [path]);
  const tcp = scene.start("B", "awaits_tcp");
  const said = "is idle in its event loop, which watches for";
  const end = ": what it awaits has not happened.";
  await Promise.all([
    scene.expect(
      unix,
      `A ${said} a connection to the unix socket /folder/socket (fd N)${end}`,
    ),
    scene.expect(
      tcp,
      `B ${said} a connection to the TCP socket 127.0.0.1:N (fd N)${end}`,
    ),
  ]);
  const client = scene.start("C", "awaits_bytes", [path]);
  const both = [
    "a connection to the unix socket /folder/socket (fd N)",
    "bytes on fd N, the unix socket /folder/socket, whose other end is open in C (fd N)",
  ];
  await scene.expect(
    client,
    `C ${said} bytes on fd N, the unix socket connected to /folder/socket, ` +
      `whose other end is open in A (fd N)${end}`,
    // In the order of their numbers: the second one may have a lower one that was free again.
    [both, both.toReversed()].map((order) => `A ${said} ${order.join(" and ")}${end}`),
  );
});

Deno.test("an idle event loop is told where it has no room, and what it does not read", async () => {
  using scene = new Scene();
  await scene.expect(
    scene.start("A", "fills_cat"),
    "A is idle in its event loop, which watches for room on fd N, pipe:[N], which is full, " +
      "whose read end is open only in cat (pid N) (fd N), and does not read N bytes that are in " +
      "pipe:[N] (fd N): what it awaits has not happened.",
    "cat (pid N) waits in write(fd N) for room in pipe:[N], which is full; " +
      "its read end is open only in A (fd N).",
  );
});

Deno.test("many connections of one kind are told in one phrase", async () => {
  using scene = new Scene();
  const path = `${scene.folder}/socket`;
  const listener = Deno.listen({ transport: "unix", path });
  const waiting = scene.start("A", "awaits_bytes_five_times", [path]);
  const connections = [];
  for (let count = 0; count < 5; count++) connections.push(await listener.accept());
  await scene.expect(
    waiting,
    "A is idle in its event loop, which watches for bytes on any of 5 connections (fd N), " +
      "whose other end is open in the test: what it awaits has not happened.",
  );
  [listener, ...connections].forEach((it) => it.close());
});

Deno.test("a blocked operation in a thread beside the event loop is told", async () => {
  using scene = new Scene();
  const [readEnd] = scene.keep(...pipe());
  const aside = scene.start("A", "read_aside", [readEnd], [readEnd]);
  await scene.expect(
    aside,
    "A waits in read(fd N) for bytes or the end of pipe:[N]; " +
      "its write end is open only in the test (fd N).",
  );
});

Deno.test("a process that was stopped in a call with a time limit is told so", async () => {
  using scene = new Scene();
  const sleep = scene.run("A", "sleep", ["1000"]);
  await scene.says(sleep, "clock_nanosleep");
  kill(sleep, "SIGSTOP");
  await eventually(() => stat(sleep)?.state === "T", "it is stopped");
  kill(sleep, "SIGCONT");
  assertEquals(await scene.says(sleep, "restart_syscall"), [
    "A waits for some time to pass, or for something that cannot be seen any more, because it was " +
    "stopped while it waited.",
  ]);
});

Deno.test("a call that is not in the table is told by its number", async () => {
  using scene = new Scene();
  const [readEnd] = scene.keep(...pipe());
  const [, writeEnd] = scene.keep(...pipe());
  const tee = scene.start("A", "tee", [readEnd, writeEnd], [readEnd, writeEnd]);
  await scene.expect(
    tee,
    `A waits in system call ${ON_X86 ? 276 : 77}, ` +
      `which is not in the table of calls that can be explained.`,
  );
});

Deno.test("waitsFor() knows who waits on a file, a polled pipe, a set or a queue", async () => {
  using scene = new Scene();
  const path = file(scene);
  using held = Deno.openSync(path);
  held.lockSync(true);
  const [readEnd] = scene.keep(...pipe());
  const [set, queue] = await Promise.all([
    scene.prepared("A", "semop"),
    scene.prepared("B", "msgrcv"),
  ]);
  scene.finally("set", set.said);
  scene.finally("queue", queue.said);
  const objects: [pid: number, object: string][] = [
    [scene.start("C", "flock", [path, "exclusive"]), path],
    [scene.start("D", "poll", [readEnd], [readEnd]), target(Deno.pid, readEnd)!],
    [set.pid, `semaphore set ${set.said}`],
    [queue.pid, `message queue ${queue.said}`],
  ];
  for (const [pid, object] of objects) {
    await eventually(() => waitsFor(pid, object), `${scene.nameOf(pid)} waits for ${object}`);
    assertEquals(waitsFor(pid, `another ${object}`), false);
  }
});
