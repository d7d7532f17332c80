import { drawing } from "./drawing.ts";
import { picture } from "./picture.ts";
import { readRecord } from "./record/calls.ts";
import { stories } from "./record/stories.ts";
import type { Mark } from "lib/testing/diagnosis/tracing.ts";
import { type Draft, record, starts } from "./testdata/record.ts";
import { assert, assertEquals, assertMatch, assertNotMatch } from "@std/assert";

/** Draws the only test of a record. */
function draw(text: string, { width = 80, all = false } = {}): string {
  const [story] = stories(readRecord(text));
  const drawn = picture(story!, all);
  return `\n${[...drawing(drawn, width), ...drawn.notes].join("\n")}\n`;
}

/** The records of two real tests. */
const recorded = (name: string) =>
  Deno.readTextFile(new URL(`./testdata/${name}.strace`, import.meta.url));

Deno.test("drawing() shows who waits for whom, who ends, and which close was the last one", async () => {
  assertEquals(
    draw(await recorded("pipeline")),
    `
        the test
        │   pipeline()
        │   │   yes
    ms  │   │   │   head
     0  ├──▶○   │   │   pipeline(): starts
   909  │   ●   │   │   pipe() = [23, 24]: the ends of pipe A
   916  │   ●   │   │   pipe() = [25, 26]: the ends of pipe B
   941  │   ├──▶○   │   yes: starts: 1<pipe A, write end>
  1002  │   │   ●   │   write(1<pipe A>), 8 times, 8192 bytes each
  1003  │   │   ┳   │   write(1<pipe A>)
  1028  │   ├───┼──▶○   head: starts: 0<pipe A, read end>, 1<pipe B, write end>
  1061  │   ●   ┃   │   pipeline(): close(23<pipe A, read end>)   pipe.ts:72
  1068  │   ●   ┃   │   close(24<pipe A, write end>)   pipe.ts:73
  1076  │   ●   ┃   │   close(26<pipe B, write end>)   pipe.ts:17
  1079  │   ┳   ┃   │   read(25<pipe B>)   pipe.ts:21
  1267  │   ┃   ├──▶●   head: read(0<pipe A>) = 8192 bytes:
        │   ┃   ┃   │     "y\\ny\\ny\\ny\\ny\\ny\\ny\\ny\\ny\\ny\\n"…
  1267  │   ┃   ┻   │   yes: write(…) = 8192 bytes:
        │   ┃   │   │     "y\\ny\\ny\\ny\\ny\\ny\\ny\\ny\\ny\\ny\\n"…, after 263 ms
  1267  │   ┃   │   ●   head: close(0<pipe A, read end>), the last one
  1267  │   ┃   ●   │   yes: write(1<pipe A>) = EPIPE
  1272  │   ┃   │   ●   head: write(1<pipe B>) = 6 bytes: "y\\ny\\ny\\n"
  1279  │   ┃   !   │   yes: SIGPIPE arrives
  1279  │   ┻◀──┼───┤   pipeline(): read(…) = 6 bytes: "y\\ny\\ny\\n", after 200 ms
  1288  │   │   │   ●   head: close(1<pipe B, write end>), the last one
  1288  │   │   ■   │   yes: SIGPIPE ends it
  1304  │   ●       │   pipeline(): read(25<pipe B>) = 0, the end   pipe.ts:21
  1315  │   │       ■   head: exits with code 0
  1315  │   ●           pipeline(): close(25<pipe B, read end>), the last one
        │   │             pipe.ts:26
  1340  │   ●◀──┤       waitpid(yes) = ended by SIGPIPE, after 20 ms
        │   │             pipe.ts:76
  1348  │   ●◀──────┤   waitpid(head) = exit code 0   pipe.ts:76
  1349  │   ■           returns
`,
  );
});

Deno.test("drawing() shows where datagrams go, and that an empty one is no end", () => {
  const to = (port: number) =>
    `{sa_family=AF_INET, sin_port=htons(${port}), sin_addr=inet_addr("127.0.0.1")}, 16`;
  const own = (fd: number, port: number) => `${fd}<UDP:[127.0.0.1:${port}]>`;
  assertEquals(
    draw(record(
      [10, "socket(AF_INET, SOCK_DGRAM|SOCK_CLOEXEC, IPPROTO_IP) = 3<UDP:[17]>"],
      [10, `bind(3<UDP:[17]>, ${to(4711)}) = 0`],
      [10, "socket(AF_INET, SOCK_DGRAM|SOCK_CLOEXEC, IPPROTO_IP) = 4<UDP:[18]>"],
      [10, `bind(4<UDP:[18]>, ${to(4712)}) = 0`],
      [10, `connect(${own(4, 4712)}, ${to(4711)}) = 0`],
      [10, `sendto(${own(3, 4711)}, "hello", 5, MSG_NOSIGNAL, ${to(4712)}) = 5`],
      [
        10,
        `recvfrom(${own(4, 4712)}, "hello", 99, 0, ${to(4711).replace("16", "[110 => 16]")}) = 5`,
      ],
      [10, `sendto(${own(3, 4711)}, NULL, 0, MSG_NOSIGNAL, ${to(4712)}) = 0`],
      [10, `recvfrom(${own(4, 4712)}, "", 99, 0, NULL, NULL) = 0`],
    )),
    `
    ms  the test
     0  ●   the test: bind(3<socket A>, 127.0.0.1:4711)
    40  ●   bind(4<socket B>, 127.0.0.1:4712)
    60  ●   connect(4<socket B>, 127.0.0.1:4711)
    80  ●   sendto(3<socket A>, to 127.0.0.1:4712) = 5 bytes: "hello"
   100  ●   recvfrom(4<socket B>) = 5 bytes from 127.0.0.1:4711: "hello"
   120  ●   sendto(3<socket A>, to 127.0.0.1:4712) = 0 bytes
   140  ●   recvfrom(4<socket B>) = 0 bytes
`,
  );
});

/** Two descriptors of a pipe, which the test has made. */
const PIPE = "pipe2([3<pipe:[5]>, 4<pipe:[5]>], O_CLOEXEC) = 0";

Deno.test("drawing() knows the calls of aarch64, and what a shell does with its descriptors", () => {
  const path = "/tmp/ipc-katas-0123456789ab/x/news";
  assertEquals(
    draw(record(
      [10, `mknodat(AT_FDCWD</tmp>, "${path}", S_IFIFO|0600) = 0`],
      ...starts(11, "sh"),
      [11, `openat(AT_FDCWD</tmp>, "${path}", O_WRONLY|O_CREAT|O_TRUNC, 0666) = 3<${path}>`],
      [11, `dup3(3<${path}>, 1</dev/null>, 0) = 1<${path}>`],
      [11, `close(3<${path}>) = 0`],
      [11, `clone(child_stack=NULL, flags=CLONE_CHILD_SETTID|SIGCHLD) = 12`],
      [12, `execve("/bin/echo", ["echo", "hello"], 0x7f /* 9 vars */) = 0`],
      [11, "wait4(-1,  <unfinished ...>"],
      [10, `openat(AT_FDCWD</tmp>, "${path}", O_RDONLY|O_NONBLOCK) = 5<${path}>`],
      [12, `write(1<${path}>, "hello\\n", 6) = 6`],
      [10, `ppoll([{fd=5<${path}>, events=POLLIN}], 1, NULL, NULL, 0) = 1`],
      [10, `read(5<${path}>, "hello\\n", 4096) = 6`],
      [12, "+++ exited with 0 +++"],
      [11, "<... wait4 resumed>[{WIFEXITED(s) && WEXITSTATUS(s) == 0}], 0, NULL) = 12"],
      [11, "+++ exited with 0 +++"],
      [10, `read(5<${path}>, "", 4096) = 0`],
    )),
    `
        the test
        │   sh
    ms  │   │   echo
     0  ●   │   │   the test: mkfifo(FIFO news)
    40  ├──▶○   │   sh: starts
    80  │   ●   │   open(FIFO news, O_WRONLY|O_CREAT|O_TRUNC) = 3
   160  │   ├──▶○   echo: starts: 1<FIFO news, write end>
   180  │   ┳   │   sh: waitpid(any child)
   200  ●   ┃   │   the test: open(FIFO news, O_RDONLY|O_NONBLOCK) = 5
   220  │   ┃   ●   echo: write(1<FIFO news>) = 6 bytes: "hello\\n"
   260  ●◀──┼───┤   the test: read(5<FIFO news>) = 6 bytes: "hello\\n"
   280  │   ┃   ■   echo: exits with code 0
   300  │   ┻◀──┤   sh: waitpid(…) = exit code 0, after 120 ms
   320  │   ■       exits with code 0
   340  ●           the test: read(5<FIFO news>) = 0, the end
`,
  );
});

Deno.test("drawing() shows signals with their sender, and what they interrupt as one call", () => {
  assertEquals(
    draw(record(
      [10, PIPE],
      ...starts(11, "deno"),
      [10, { kind: "peer", pid: 11, role: "receive()" }],
      [11, { kind: "call" }],
      [11, { kind: "line", place: "/home/me/katas/pipe/pipe.ts:7" }],
      [11, "read(3<pipe:[5]>,  <unfinished ...>"],
      [10, "kill(11, SIGUSR2) = 0"],
      [11, "<... read resumed>0x7f, 9) = ? ERESTARTSYS (To be restarted)"],
      [11, "--- SIGUSR2 {si_signo=SIGUSR2, si_code=SI_USER, si_pid=10, si_uid=0} ---"],
      [11, "read(3<pipe:[5]>,  <unfinished ...>"],
      [10, 'write(4<pipe:[5]>, "\\0\\377", 2) = 2'],
      [11, '<... read resumed>"\\0\\377", 9) = 2'],
      [11, { kind: "end", outcome: "throws EPIPE" }],
      [10, { kind: "stops", pid: 11 }],
      [10, "kill(-11, SIGKILL) = 0"],
      [11, "+++ killed by SIGKILL +++"],
    )),
    `
        the test
    ms  │   receive()
     0  ●   │   the test: pipe() = [3, 4]: the ends of pipe A
    40  ├──▶○   receive(): starts
   140  │   ┳   read(3<pipe A>)   pipe.ts:7
   160  ●   ┃   the test: kill(receive(), SIGUSR2)
   200  ├──▶!   receive(): SIGUSR2 arrives
   240  ●   ┃   the test: write(4<pipe A>) = 2 bytes: 00 ff
   260  ├──▶┻   receive(): read(…) = 2 bytes: 00 ff, after 120 ms
   280  │   ■   throws EPIPE
`,
  );
});

Deno.test("drawing() goes on when the test removes a process that has ended by itself", () => {
  const peer = (pid: number, role: string): Draft[] => [
    ...starts(pid, "deno"),
    [10, { kind: "peer", pid, role }],
    [pid, { kind: "call" }],
  ];
  const removed = (pid: number): Draft[] => [
    [10, { kind: "stops", pid }],
    [10, `kill(-${pid}, SIGKILL) = 0`],
  ];
  assertEquals(
    draw(record(
      ...peer(11, "exits()"),
      ...peer(12, "dies()"),
      ...peer(13, "hangs()"),
      [11, "exit_group(3) = ?"],
      ...removed(11),
      [11, "+++ exited with 3 +++"],
      [10, "kill(12, SIGINT) = 0"],
      [12, "--- SIGINT {si_signo=SIGINT, si_code=SI_USER, si_pid=10, si_uid=0} ---"],
      [12, "+++ killed by SIGINT +++"],
      ...removed(12),
      [10, "kill(13, SIGUSR1) = 0"],
      ...removed(13),
      [13, "+++ killed by SIGKILL +++"],
    )),
    `
        the test
        │   exits()
        │   │   dies()
    ms  │   │   │   hangs()
     0  ├──▶○   │   │   exits(): starts
   100  ├───┼──▶○   │   dies(): starts
   200  ├───┼───┼──▶○   hangs(): starts
   340  │   ■   │   │   exits(): exits with code 3
   360  ●       │   │   the test: kill(dies(), SIGINT)
   380  ├──────▶!   │   dies(): SIGINT arrives
   400  │       ■   │   SIGINT ends it
   460  ●           │   the test: kill(hangs(), SIGUSR1)
`,
  );
});

Deno.test("drawing() shows shared memory by its name, and who sleeps there", () => {
  const file = "/dev/shm/ipc-katas-0123456789ab-1";
  const [shared, mine] = ["PROT_READ|PROT_WRITE, MAP_SHARED", "PROT_NONE, MAP_PRIVATE"];
  assertEquals(
    draw(record(
      [10, "shmget(0x4b, 4096, IPC_CREAT|0600) = 17"],
      [10, "shmat(17, NULL, 0) = 0x7f0000001000"],
      ...starts(11, "perl"),
      [11, "shmat(17, NULL, 0) = 0x7e0000001000"],
      [11, "futex(0x7e0000001008, FUTEX_WAIT, 0, NULL <unfinished ...>"],
      [10, "mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = 0x7f0000009000"],
      [10, "munmap(0x7f0100009000, 4096) = 0"],
      [10, "futex(0x7f0000001008, FUTEX_WAKE_PRIVATE, 1) = 0"],
      [10, "futex(0x7f0000001008, FUTEX_WAKE, 1) = 1"],
      [11, "<... futex resumed>) = 0"],
      [11, "shmdt(0x7e0000001000) = 0"],
      [10, "shmctl(17, IPC_RMID, NULL) = 0"],
      [11, `openat(AT_FDCWD</tmp>, "${file}", O_RDWR|O_CREAT|O_CLOEXEC, 0600) = 3<${file}>`],
      [11, `ftruncate(3<${file}>, 100) = 0`],
      [11, `mmap(NULL, 100, ${shared}, 3<${file}>, 0) = 0x7e0000002000`],
      [11, `mmap(NULL, 100, ${mine}, 4</usr/lib/libc.so.6>, 0) = 0x7e0000003000`],
      [11, "munmap(0x7e0000002000, 100) = 0"],
      [11, `unlink("${file}") = 0`],
      [11, `unlinkat(AT_FDCWD</tmp>, "/tmp/ipc-katas-0123456789ab/1/folder", AT_REMOVEDIR) = 0`],
    )),
    `
        the test
    ms  │   perl
     0  ●   │   the test: shmget(0x4b, 4096, IPC_CREAT|0600) = 17: segment A
    20  ●   │   shmat(segment A)
    60  ├──▶○   perl: starts
   100  │   ●   shmat(segment A)
   120  │   ┳   futex(segment A, byte 8, FUTEX_WAIT, 0)
   200  ●   ┃   the test: futex(segment A, byte 8, FUTEX_WAKE, 1) = 1
   220  │   ┻   perl: futex(…) = 0, after 100 ms
   240  │   ●   shmdt(segment A)
   260  ●   │   the test: shmctl(segment A, IPC_RMID)
   280  │   ●   perl: open(area A, O_RDWR|O_CREAT) = 3
   300  │   ●   ftruncate(3<area A>, 100)
   320  │   ●   mmap(100, MAP_SHARED, 3<area A>)
   360  │   ●   munmap(area A)
   380  │   ●   unlink(area A)
`,
  );
});

/** Two programs that copy from pipe to pipe, again and again. */
function copies(): string {
  const rounds = [...Array(5).keys()].flatMap((): [number, string][] => [
    [11, 'write(4<pipe:[5]>, "abcd", 4) = 4'],
    [12, 'read(3<pipe:[5]>, "abcd", 9) = 4'],
  ]);
  return record([10, PIPE], ...starts(11, "dd"), ...starts(12, "cat"), ...rounds);
}

Deno.test("drawing() folds what is done again and again, unless all is asked for", () => {
  assertEquals(
    draw(copies()),
    `
        the test
        │   dd
    ms  │   │   cat
     0  ●   │   │   the test: pipe() = [3, 4]: the ends of pipe A
    40  ├──▶○   │   dd: starts
   100  ├───┼──▶○   cat: starts
   140  │   ●   │   dd: write(4<pipe A>), 5 times, 4 bytes each, in 160 ms
   160  │   ├──▶●   cat: read(3<pipe A>), 5 times, 4 bytes each, in 160 ms
`,
  );
  const all = draw(copies(), { all: true });
  assertEquals([...all.matchAll(/├──▶●/g)].length, 5, all);
});

Deno.test("drawing() shows what is read again and again after what was written, also by who waited", () => {
  const drawn = draw(record(
    [10, PIPE],
    ...starts(11, "cat"),
    [11, "read(3<pipe:[5]>,  <unfinished ...>"],
    [10, 'write(4<pipe:[5]>, "abcd", 4) = 4'],
    [11, '<... read resumed>"a", 1) = 1'],
    ...["b", "c", "d"].map((letter): Draft => [11, `read(3<pipe:[5]>, "${letter}", 1) = 1`]),
  ));
  assertMatch(drawn, /write\(4<pipe A>\) = 4 bytes.*\n.*├──▶● {3}cat: read\(3<pipe A>\), 4 times/);
});

Deno.test("drawing() breaks long lines, and gives a place to another lane when it is free", () => {
  const sleepers = [11, 12, 13].flatMap((pid): Draft[] => [
    ...starts(pid, "sleep"),
    [pid, "+++ exited with 0 +++"],
  ]);
  const drawn = draw(record([10, PIPE], ...sleepers), { width: 40 });
  assertEquals(
    drawn,
    `
        the test
    ms  │   sleep
     0  ├──▶○   sleep: starts
    40  │   ■   exits with code 0
    80  ├──▶○   sleep 2: starts
   120  │   ■   exits with code 0
   160  ├──▶○   sleep 3: starts
   200  │   ■   exits with code 0
`,
  );
  assert(drawn.split("\n").every((line) => line.length <= 40));
});

Deno.test("drawing() gives a descriptor that is sent the name it had before", () => {
  const sent = "msg_control=[{cmsg_len=20, cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS, cmsg_data=";
  const message = (fd: string) =>
    `{msg_name=NULL, msg_iov=[{iov_base="x", iov_len=1}], ${sent}[${fd}]}]}`;
  assertEquals(
    draw(record(
      [
        10,
        "socketpair(AF_UNIX, SOCK_STREAM, 0, [6<UNIX-STREAM:[1->2]>, 7<UNIX-STREAM:[2->1]>]) = 0",
      ],
      ...starts(11, "receiver"),
      [10, PIPE],
      [10, `sendmsg(6<UNIX-STREAM:[1->2]>, ${message("4<pipe:[5]>")}, 0) = 1`],
      [11, `recvmsg(7<UNIX-STREAM:[2->1]>, ${message("9<pipe:[5]>")}, 0) = 1`],
      [11, 'write(9<pipe:[5]>, "hi", 2) = 2'],
      [10, 'read(3<pipe:[5]>, "hi", 2) = 2'],
    )),
    `
        the test
    ms  │   receiver
     0  ●   │   the test: socketpair() = [6, 7]: connection A
    40  ├──▶○   receiver: starts: 6<connection A>, 7<connection A>
    80  ●   │   the test: pipe() = [3, 4]: the ends of pipe A
   100  ●   │   sendmsg(6<connection A>) = 1 byte: "x"
   120  ├──▶●   receiver: recvmsg(7<connection A>) = 1 byte: "x"
   140  │   ●   write(9<pipe A>) = 2 bytes: "hi"
   160  ●◀──┤   the test: read(3<pipe A>) = 2 bytes: "hi"
`,
  );
});

Deno.test("drawing() shows who sent a message that is taken from a queue", () => {
  const sent = (text: string, type: number) => `{mtype=${type}, mtext="${text}"}`;
  const box = "ipc-katas-0123456789ab-1";
  assertEquals(
    draw(record(
      [10, "msgget(0x4b000001, IPC_CREAT|0600) = 7"],
      ...starts(11, "worker"),
      ...starts(12, "client"),
      [10, `msgsnd(7, ${sent("ab", 5)}, 2, IPC_NOWAIT) = 0`],
      [12, `msgsnd(7, ${sent("c", 3)}, 1, 0) = 0`],
      [11, `msgrcv(7, ${sent("c\\0\\0", 3)}, 8192, -10, 0) = 1`],
      [11, `msgrcv(7, ${sent("ab\\0", 5)}, 8192, -10, 0) = 2`],
      [12, `msgsnd(7, ${sent("", 10)}, 0, 0) = 0`],
      [11, `msgrcv(7, ${sent("\\0\\0", 10)}, 8192, -10, 0) = 0`],
      [11, "msgrcv(7, 0x7fdb, 8192, -10, 0) = -1 EIDRM (Identifier removed)"],
      [11, `mq_open("${box}", O_RDONLY|O_CREAT|O_CLOEXEC, 0600, {mq_flags=0}) = 9</${box}>`],
      [12, `mq_open("${box}", O_WRONLY|O_CLOEXEC) = 8</${box}>`],
      [12, `mq_timedsend(8</${box}>, "hi", 2, 9, NULL) = 0`],
      [11, `mq_timedreceive(9</${box}>, "hi\\0\\0", 64, [9], NULL) = 2`],
    )),
    `
        the test
        │   worker
    ms  │   │   client
     0  ●   │   │   the test: msgget(0x4b000001, IPC_CREAT|0600) = queue A
    40  ├──▶○   │   worker: starts
   100  ├───┼──▶○   client: starts
   140  ●   │   │   the test: msgsnd(queue A, type 5, IPC_NOWAIT): 2 bytes: "ab"
   160  │   │   ●   client: msgsnd(queue A, type 3): 1 byte: "c"
   180  │   ●◀──┤   worker: msgrcv(queue A, type -10) = type 3, 1 byte: "c"
   200  ├──▶●   │   msgrcv(queue A, type -10) = type 5, 2 bytes: "ab"
   220  │   │   ●   client: msgsnd(queue A, type 10): 0 bytes
   240  │   ●◀──┤   worker: msgrcv(queue A, type -10) = type 10, 0 bytes
   260  │   ●   │   msgrcv(queue A, type -10) = EIDRM
   280  │   ●   │   mq_open(queue B, O_RDONLY|O_CREAT) = 9
   300  │   │   ●   client: mq_open(queue B, O_WRONLY) = 8
   320  │   │   ●   mq_send(8<queue B>, priority 9): 2 bytes: "hi"
   340  │   ●◀──┤   worker: mq_receive(9<queue B>) = priority 9, 2 bytes: "hi"
`,
  );
});

Deno.test("drawing() shows who waits for a semaphore, and what is done to it", () => {
  const operation = (number: number, by: number, flags = "SEM_UNDO") =>
    `{sem_num=${number}, sem_op=${by}, sem_flg=${flags}}`;
  assertEquals(
    draw(record(
      [10, "semget(0x4b000001, 3, IPC_CREAT|IPC_EXCL|0600) = 7"],
      [10, "semctl(7, 1, SETVAL, 0x2) = 0"],
      [10, "semctl(7, 1, GETVAL, NULL) = 2"],
      ...starts(11, "worker"),
      [11, `semtimedop(7, [${operation(0, -1)}, ${operation(1, -2)}], 2, NULL <unfinished ...>`],
      [10, `semtimedop(7, [${operation(0, 1, "0")}], 1, NULL) = 0`],
      [11, "<... semtimedop resumed>) = 0"],
      [11, `semtimedop(7, [${operation(2, 0, "0")}], 1, {tv_sec=1, tv_nsec=500000000}) = 0`],
      [10, "semctl(7, 0, IPC_RMID, NULL) = 0"],
      [11, `semop(7, [${operation(2, -1)}], 1) = -1 EINVAL (Invalid argument)`],
    )),
    `
        the test
    ms  │   worker
     0  ●   │   the test: semget(0x4b000001, 3, IPC_CREAT|IPC_EXCL|0600) = set A
    20  ●   │   semctl(set A, 1: SETVAL 2)
    80  ├──▶○   worker: starts
   120  │   ●   semop(set A, 0: -1 SEM_UNDO, 1: -2 SEM_UNDO)
   140  ●   │   the test: semop(set A, 0: +1)
   180  │   ●   worker: semtimedop(set A, 2: 0, 1500 ms)
   200  ●   │   the test: semctl(set A, IPC_RMID)
   220  │   ●   worker: semop(set A, 2: -1 SEM_UNDO) = EINVAL
`,
  );
});

Deno.test("drawing() gives the thread of a Worker a lane of its own", () => {
  const flags = "{flags=CLONE_VM|CLONE_FILES|CLONE_THREAD}";
  assertEquals(
    draw(record(
      [10, PIPE],
      ...starts(11, "deno"),
      [10, { kind: "peer", pid: 11, role: "take()" }],
      [11, { kind: "call" }],
      [11, `clone3(${flags} => {parent_tid=[12]}, 88) = 12`],
      [12, 'prctl(PR_SET_NAME, "worker-1") = 0'],
      [12, 'write(4<pipe:[5]>, "a", 1) = 1'],
      [11, 'read(3<pipe:[5]>, "a", 1) = 1'],
    )),
    `
        the test
        │   take()
    ms  │   │   worker 1 of take()
     0  ●   │   │   the test: pipe() = [3, 4]: the ends of pipe A
    40  ├──▶○   │   take(): starts
   160  │   │   ●   worker 1 of take(): write(4<pipe A>) = 1 byte: "a"
   180  │   ●◀──┤   take(): read(3<pipe A>) = 1 byte: "a"
`,
  );
});

Deno.test("drawing() shows what threads tell of Atomics: who waits, and who wakes whom", () => {
  const words = (call: string, rest: string): Mark => ({
    kind: "atomics",
    call: `Atomics.${call}`,
    words: `Atomics.${call}(…, ${rest})`,
    place: "/home/me/katas/semaphore/semaphore.ts:7",
  });
  const woken: Draft = [11, { kind: "returned", value: "0" }];
  assertEquals(
    draw(record(
      ...starts(11, "deno"),
      [10, { kind: "peer", pid: 11, role: "take()" }],
      [11, { kind: "call" }],
      [11, `clone3({flags=CLONE_VM|CLONE_FILES|CLONE_THREAD} => {parent_tid=[12]}, 88) = 12`],
      [12, 'prctl(PR_SET_NAME, "worker-1") = 0'],
      [12, words("wait", "0, 0")],
      [11, words("notify", "0, 1")],
      [11, { kind: "returned", value: "1" }],
      [12, { kind: "returned", value: '"ok"' }],
      ...[1, 2, 3, 4].flatMap((): Draft[] => [[11, words("notify", "0, 1")], woken]),
      [11, { kind: "end", outcome: "returns" }],
      [11, words("wait", "0, 0")], // of the machinery
      [12, words("wait", "0, 0")],
    )),
    `
        the test
        │   take()
    ms  │   │   worker 1 of take()
     0  ├──▶○   │   take(): starts
   120  │   │   ┳   worker 1 of take(): Atomics.wait(…, 0, 0)   semaphore.ts:7
   140  │   ●   ┃   take(): Atomics.notify(…, 0, 1) = 1   semaphore.ts:7
   180  │   │   ┻   worker 1 of take(): Atomics.wait(…) = "ok", after 60 ms
   200  │   ●   │   take(): Atomics.notify(…, 0, 1) = 0, 4 times, in 140 ms
        │   │   │     semaphore.ts:7
   360  │   ■   │   returns
`,
  );
});

Deno.test("drawing() leaves out the copies of a descriptor that Deno makes for a call", () => {
  assertEquals(
    draw(record(
      [10, PIPE],
      ...starts(11, "deno"),
      [10, { kind: "peer", pid: 11, role: "send()" }],
      [11, { kind: "call" }],
      [11, "fcntl(4<pipe:[5]>, F_DUPFD_CLOEXEC, 3) = 9<pipe:[5]>"],
      [11, 'write(9<pipe:[5]>, "a", 1) = 1'],
      [11, "close(9<pipe:[5]>) = 0"],
      [11, "close(4<pipe:[5]>) = 0"],
    )),
    `
        the test
    ms  │   send()
     0  ●   │   the test: pipe() = [3, 4]: the ends of pipe A
    40  ├──▶○   send(): starts
   140  │   ●   write(9<pipe A>) = 1 byte: "a"
   180  │   ●   close(4<pipe A>)
`,
  );
});

Deno.test("drawing() shows who locks a file, but not what Deno does with its caches", () => {
  const lock = (fd: string) =>
    `fcntl(${fd}, F_SETLK, {l_type=F_WRLCK, l_whence=SEEK_SET, l_start=8, l_len=8}) = 0`;
  const [own, cache] = ["4</t/counters>", "9</d/v8_code_cache_v2-shm>"];
  const drawn = draw(record(
    ...starts(11, "deno"),
    [10, { kind: "peer", pid: 11, role: "updateRecord()" }],
    [11, { kind: "call" }],
    [11, lock(cache)],
    [11, lock(own)],
    [11, `pread64(${cache}, "\\0", 1, 0) = 1`],
  ));
  assertMatch(drawn, /● {3}fcntl\(4<file counters>, F_SETLK, F_WRLCK, /);
  assertNotMatch(drawn, /cache/);
});

Deno.test("drawing() has an end however many processes there are", () => {
  const crowd = [...Array(70).keys()].flatMap((n) => starts(11 + n, "sleep"));
  const lines = draw(record([10, PIPE], ...crowd), { width: 60 }).trim().split("\n");
  assertEquals(lines.length, 71);
});
