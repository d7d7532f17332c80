/**
 * Fixture: a process that blocks in one call. Arguments: what it does, then what that needs.
 *
 * It has its own binding of libc, because it calls what `lib/sys` has no wrappers for.
 */
const { symbols: libc } = Deno.dlopen("libc.so.6", {
  accept: { parameters: ["i32", "pointer", "pointer"], result: "i32" },
  bind: { parameters: ["i32", "buffer", "u32"], result: "i32" },
  connect: { parameters: ["i32", "buffer", "u32"], result: "i32" },
  fcntl: { parameters: ["i32", "i32", "buffer"], result: "i32" },
  flock: { parameters: ["i32", "i32"], result: "i32" },
  ftruncate: { parameters: ["i32", "i64"], result: "i32" },
  getsockname: { parameters: ["i32", "buffer", "buffer"], result: "i32" },
  getpid: { parameters: [], result: "i32" },
  listen: { parameters: ["i32", "i32"], result: "i32" },
  mmap: { parameters: ["pointer", "usize", "i32", "i32", "i32", "i64"], result: "pointer" },
  mq_open: { parameters: ["buffer", "i32", "u32", "buffer"], result: "i32" },
  mq_receive: { parameters: ["i32", "buffer", "usize", "pointer"], result: "isize" },
  mq_send: { parameters: ["i32", "buffer", "usize", "u32"], result: "i32" },
  mq_unlink: { parameters: ["buffer"], result: "i32" },
  msgctl: { parameters: ["i32", "i32", "pointer"], result: "i32" },
  msgget: { parameters: ["i32", "i32"], result: "i32" },
  msgrcv: { parameters: ["i32", "buffer", "usize", "i64", "i32"], result: "isize" },
  msgsnd: { parameters: ["i32", "buffer", "usize", "i32"], result: "i32" },
  open: { parameters: ["buffer", "i32", "u32"], result: "i32" },
  pause: { parameters: [], result: "i32" },
  poll: { parameters: ["buffer", "u64", "i32"], result: "i32" },
  epoll_create1: { parameters: ["i32"], result: "i32" },
  epoll_ctl: { parameters: ["i32", "i32", "i32", "buffer"], result: "i32" },
  epoll_wait: { parameters: ["i32", "buffer", "i32", "i32"], result: "i32" },
  prctl: { parameters: ["i32", "u64", "u64", "u64", "u64"], result: "i32" },
  read: { parameters: ["i32", "buffer", "usize"], result: "isize" },
  readAside: {
    name: "read",
    parameters: ["i32", "buffer", "usize"],
    result: "isize",
    nonblocking: true,
  },
  readv: { parameters: ["i32", "buffer", "i32"], result: "isize" },
  recv: { parameters: ["i32", "buffer", "usize", "i32"], result: "isize" },
  recvmsg: { parameters: ["i32", "buffer", "i32"], result: "isize" },
  select: { parameters: ["i32", "buffer", "buffer", "pointer", "pointer"], result: "i32" },
  semctl: { parameters: ["i32", "i32", "i32", "i32"], result: "i32" },
  semget: { parameters: ["i32", "i32", "i32"], result: "i32" },
  semop: { parameters: ["i32", "buffer", "usize"], result: "i32" },
  send: { parameters: ["i32", "buffer", "usize", "i32"], result: "isize" },
  sendmsg: { parameters: ["i32", "buffer", "i32"], result: "isize" },
  sendto: { parameters: ["i32", "buffer", "usize", "i32", "buffer", "u32"], result: "isize" },
  setsockopt: { parameters: ["i32", "i32", "i32", "buffer", "u32"], result: "i32" },
  signalfd: { parameters: ["i32", "buffer", "i32"], result: "i32" },
  sigsuspend: { parameters: ["buffer"], result: "i32" },
  sigwaitinfo: { parameters: ["buffer", "pointer"], result: "i32" },
  socket: { parameters: ["i32", "i32", "i32"], result: "i32" },
  syscall: { parameters: ["i64", "pointer", "i64", "i64", "i64", "i64", "i64"], result: "i64" },
  waitid: { parameters: ["i32", "u32", "buffer", "i32"], result: "i32" },
  waitpid: { parameters: ["i32", "buffer", "i32"], result: "i32" },
  write: { parameters: ["i32", "buffer", "usize"], result: "isize" },
  writev: { parameters: ["i32", "buffer", "i32"], result: "isize" },
});

const TEE = Deno.build.arch === "x86_64" ? 276n : 77n;
const FUTEX = Deno.build.arch === "x86_64" ? 202n : 98n;
const SETLKW = { process: 7, "open file": 38 };
const buffer = new Uint8Array(65536);
const text = (value: string) => new TextEncoder().encode(value + "\0");
const [what, ...args] = Deno.args as [string, ...string[]];
const number = (index: number) => Number(args[index]);

function check(result: number | bigint): number {
  if (Number(result) < 0) throw new Error(`${what} failed`);
  return Number(result);
}

/** Tells the test that something is prepared, by a byte on standard output. */
function say(value: unknown): void {
  Deno.stdout.writeSync(text(JSON.stringify(value)));
}

function forever(): Promise<void> {
  setInterval(() => {}, 1_000_000);
  return new Promise(() => {});
}

/** A `struct iovec` or `struct msghdr` that holds `buffer`. */
function vector(): BigUint64Array<ArrayBuffer> {
  return new BigUint64Array([address(buffer), BigInt(buffer.length)]);
}

function address(bytes: Uint8Array<ArrayBuffer> | BigUint64Array<ArrayBuffer>): bigint {
  return BigInt(Deno.UnsafePointer.value(Deno.UnsafePointer.of(bytes)));
}

function unixAddress(path: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array([1, 0, ...new TextEncoder().encode(path)]);
}

function inetAddress(port: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array([2, 0, port >> 8, port & 255, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
}

function bound(family: number, type: number, at: Uint8Array<ArrayBuffer>): number {
  const socket = check(libc.socket(family, type, 0));
  check(libc.bind(socket, at, at.length));
  return socket;
}

/** Connects to the path or port of the first argument. */
function connected(): number {
  const inet = /^\d+$/.test(args[0]!);
  const socket = check(libc.socket(inet ? 2 : 1, 1, 0));
  const to = inet ? inetAddress(number(0)) : unixAddress(args[0]!);
  check(libc.connect(socket, to, to.length));
  return socket;
}

/** A `struct flock` for a write lock, or for a read lock (type 0). */
function record(first: number, length: number, type = 1): Uint8Array<ArrayBuffer> {
  const flock = new DataView(new ArrayBuffer(32));
  flock.setInt16(0, type, true);
  flock.setBigInt64(8, BigInt(first), true);
  flock.setBigInt64(16, BigInt(length), true);
  return new Uint8Array(flock.buffer);
}

function lock(path: string, owner: "process" | "open file", first: number, length: number): number {
  const file = check(libc.open(text(path), 2, 0));
  check(libc.fcntl(file, SETLKW[owner], record(first, length)));
  return file;
}

function semaphores(...operations: [semaphore: number, change: number][]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new Int16Array(operations.flatMap((one) => [...one, 0])).buffer);
}

function sharedMemory(path: string): Deno.PointerObject {
  const file = check(libc.open(text(path), 2 | 64, 0o600));
  check(libc.ftruncate(file, 4096n));
  return libc.mmap(null, 4096n, 3, 1, file, 0n)!;
}

function mqueue(name: string): number {
  const attributes = new BigInt64Array([0n, 1n, 8n, 0n, 0n, 0n, 0n, 0n]); // one message of 8 bytes
  return check(libc.mq_open(text(name), 2 | 64, 0o600, new Uint8Array(attributes.buffer)));
}

/** A `sigset_t` of libc. */
function signals(...numbers: number[]): Uint8Array<ArrayBuffer> {
  const set = new DataView(new ArrayBuffer(128));
  set.setBigUint64(0, numbers.reduce((set, number) => set | 1n << BigInt(number - 1), 0n), true);
  return new Uint8Array(set.buffer);
}

function epoll(fd: number): number {
  const set = check(libc.epoll_create1(0));
  // struct epoll_event is packed on x86-64 only; the events come first everywhere.
  check(libc.epoll_ctl(set, 1, fd, new Uint8Array([1, 0, 0, 0, ...new Array(12).fill(0)])));
  return set;
}

function worker(code: string): Promise<void> {
  new Worker(`data:text/javascript,${encodeURIComponent(code)}`, { type: "module" });
  return forever();
}

const SITUATIONS: Record<string, () => unknown> = {
  // descriptors that were inherited
  read: () => libc.read(number(0), buffer, 1n),
  readv: () => libc.readv(number(0), new Uint8Array(vector().buffer), 1),
  recv: () => libc.recv(number(0), buffer, 1n, 0),
  recvmsg: () => {
    const iov = vector();
    libc.recvmsg(
      number(0),
      new Uint8Array(new BigUint64Array([0n, 0n, address(iov), 1n, 0n, 0n, 0n]).buffer),
      0,
    );
  },
  write: () => {
    for (;;) check(libc.write(number(0), buffer, 4096n));
  },
  writev: () => {
    for (;;) check(libc.writev(number(0), new Uint8Array(vector().buffer), 1));
  },
  send: () => {
    for (;;) check(libc.send(number(0), buffer, 4096n, 0));
  },
  sendmsg: () => {
    const iov = vector();
    const message = new Uint8Array(
      new BigUint64Array([0n, 0n, address(iov), 1n, 0n, 0n, 0n]).buffer,
    );
    for (;;) check(libc.sendmsg(number(0), message, 0));
  },
  poll: () => {
    const set = new Uint8Array(args.flatMap((fd) => [Number(fd), 0, 0, 0, 1, 0, 0, 0]));
    libc.poll(set, BigInt(args.length), -1);
  },
  poll_nothing: () => libc.poll(buffer, 0n, -1),
  select: () => {
    const set = new Uint8Array(128);
    set[number(0) >> 3]! |= 1 << (number(0) & 7);
    libc.select(number(0) + 1, set, new Uint8Array(128), null, null);
  },
  epoll: () => libc.epoll_wait(epoll(number(0)), buffer, 1, -1),
  tee: () => {
    const readEnd = Deno.UnsafePointer.create(BigInt(args[0]!)); // the first argument, as a number
    libc.syscall(TEE, readEnd, BigInt(args[1]!), 1n, 0n, 0n, 0n);
  },

  // files
  open_to_read: () => libc.open(text(args[0]!), 0, 0),
  open_to_write: () => libc.open(text(args[0]!), 1, 0),
  open_async: () => Deno.open(args[0]!),
  read_aside: () => libc.readAside(number(0), buffer, 1n),
  flock: () => libc.flock(check(libc.open(text(args[0]!), 0, 0)), args[1] === "shared" ? 1 : 2),
  flock_twice: () => {
    libc.flock(check(libc.open(text(args[0]!), 0, 0)), 2);
    libc.flock(check(libc.open(text(args[0]!), 0, 0)), 2);
  },
  flock_async: async () => await (await Deno.open(args[0]!)).lock(true),
  record_lock: () => lock(args[0]!, args[1] as "process", number(2), number(3)),
  holds_record_lock: () => {
    lock(args[0]!, args[1] as "process", number(2), number(3));
    say("locked");
    return forever();
  },
  holds_flock_and_reads: () => {
    check(libc.flock(check(libc.open(text(args[0]!), 0, 0)), 2));
    say("locked");
    libc.read(number(1), buffer, 1n);
  },
  // takes a lock, waits until the gate opens, wants another one
  two_flocks: () => {
    const files = [0, 1].map((index) => check(libc.open(text(args[index]!), 0, 0)));
    check(libc.flock(files[0]!, 2));
    say("locked");
    libc.read(number(2), buffer, 1n);
    libc.flock(files[1]!, 2);
  },
  two_record_locks: () => {
    const first = number(1);
    lock(args[0]!, "open file", first, 1);
    say("locked");
    libc.read(number(2), buffer, 1n);
    lock(args[0]!, "open file", 1 - first, 1);
  },

  // reads first, and then wants to write, without letting go
  upgrades_record_lock: () => {
    const file = check(libc.open(text(args[0]!), 2, 0));
    check(libc.fcntl(file, SETLKW["open file"], record(0, 0, 0)));
    say("locked");
    libc.read(number(1), buffer, 1n);
    libc.fcntl(file, SETLKW["open file"], record(0, 0));
  },

  // sockets
  accept_unix: () => {
    const socket = bound(1, 1, unixAddress(decodeURIComponent(args[0]!)));
    check(libc.listen(socket, 1));
    libc.accept(socket, null, null);
  },
  accept_tcp: () => {
    const socket = bound(2, 1, inetAddress(0));
    check(libc.listen(socket, 1));
    libc.accept(socket, null, null);
  },
  listens: () => {
    const tcp = args[0] === "tcp";
    const socket = tcp ? bound(2, 1, inetAddress(0)) : bound(1, 1, unixAddress(args[0]!));
    check(libc.listen(socket, 0));
    const address = new Uint8Array(16);
    check(libc.getsockname(socket, address, new Uint32Array([address.length])));
    say(address[2]! << 8 | address[3]!); // the port, for TCP
    libc.pause();
  },
  connects: () => {
    for (;;) connected(); // until the listener has gone
  },
  connects_and_reads: () => libc.read(connected(), buffer, 1n),
  accepts_and_reads: () => {
    const socket = bound(2, 1, inetAddress(0));
    check(libc.listen(socket, 1));
    const address = new Uint8Array(16);
    check(libc.getsockname(socket, address, new Uint32Array([address.length])));
    say(address[2]! << 8 | address[3]!);
    libc.read(check(libc.accept(socket, null, null)), buffer, 1n);
  },
  recv_for_a_minute: () => {
    const minute = new Uint8Array(new BigInt64Array([60n, 0n]).buffer);
    check(libc.setsockopt(number(0), 1, 20, minute, minute.length)); // SO_RCVTIMEO
    libc.recv(number(0), buffer, 1n, 0);
  },
  // sends a copy of its write end away, then waits for the pipe's end
  sends_write_end_and_reads: () => {
    const [readEnd, writeEnd, socket] = [number(0), number(1), number(2)];
    const control = new DataView(new ArrayBuffer(24)); // struct cmsghdr, then the descriptor
    control.setBigUint64(0, 20n, true);
    control.setInt32(8, 1, true); // SOL_SOCKET
    control.setInt32(12, 1, true); // SCM_RIGHTS
    control.setInt32(16, writeEnd, true);
    const rights = new Uint8Array(control.buffer);
    const iov = new BigUint64Array([address(buffer), 1n]);
    const message = new BigUint64Array([0n, 0n, address(iov), 1n, address(rights), 24n, 0n]);
    check(libc.sendmsg(socket, new Uint8Array(message.buffer), 0));
    libc.read(readEnd, buffer, 1n);
  },
  connects_and_writes: () => {
    const socket = connected();
    while (libc.write(socket, buffer, 65536n) > 0n); // until the test has gone
  },
  receives_datagram: () => libc.recv(bound(1, 2, unixAddress(args[0]!)), buffer, 1n, 0),
  receives_udp: () => libc.recv(bound(2, 2, inetAddress(0)), buffer, 1n, 0),
  takes_no_datagrams: () => {
    bound(1, 2, unixAddress(args[0]!));
    say("bound");
    libc.pause();
  },
  sends_datagrams: () => {
    const socket = check(libc.socket(1, 2, 0));
    const to = unixAddress(args[0]!);
    for (;;) check(libc.sendto(socket, buffer, 8n, 0, to, to.length));
  },

  // memory
  atomics: () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0),
  atomics_for_an_hour: () =>
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3_600_000),
  atomics_in_worker: () => worker("Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)"),
  futex: () => {
    const word = Deno.UnsafePointer.offset(sharedMemory(args[0]!), 64);
    libc.syscall(FUTEX, word, BigInt(number(1)), 0n, 0n, 0n, 0n);
  },

  // System V and POSIX objects: their ids are said, and the test has them removed
  semop: () => {
    const set = check(libc.semget(0, 2, 0o600));
    check(libc.semop(set, semaphores([0, 1]), 1n));
    say(set);
    libc.semop(set, semaphores([0, -1], [1, -2]), 2n);
  },
  semop_zero: () => {
    const set = check(libc.semget(0, 2, 0o600));
    check(libc.semop(set, semaphores([1, 2]), 1n));
    say(set);
    libc.semop(set, semaphores([1, 0]), 1n);
  },
  msgrcv: () => {
    const queue = check(libc.msgget(0, 0o600));
    check(libc.msgsnd(queue, new Uint8Array([3, 0, 0, 0, 0, 0, 0, 0, 65]), 1n, 0));
    say(queue);
    libc.msgrcv(queue, buffer, 8n, 5n, 0);
  },
  msgsnd: () => {
    const queue = check(libc.msgget(0, 0o600));
    say(queue);
    buffer[0] = 1;
    for (;;) check(libc.msgsnd(queue, buffer, 4096n, 0));
  },
  removes: () => {
    if (args[0] === "set") check(libc.semctl(number(1), 0, 0, 0));
    else if (args[0] === "queue") check(libc.msgctl(number(1), 0, null));
    else check(libc.mq_unlink(text(args[1]!)));
  },
  mq_receive: () => libc.mq_receive(mqueue(args[0]!), buffer, 8n, null),
  mq_send: () => {
    const queue = mqueue(args[0]!);
    for (;;) check(libc.mq_send(queue, buffer, 8n, 0));
  },

  // signals and children
  sigwait: () => libc.sigwaitinfo(signals(10, 15, 36), null),
  pause: () => libc.pause(),
  sigsuspend: () => libc.sigsuspend(signals()),
  signalfd: () => libc.read(check(libc.signalfd(-1, signals(10), 0)), buffer, 128n),
  waitid: () => {
    const child = new Deno.Command("sleep", { args: ["1000"] }).spawn();
    child.ref();
    libc.waitid(1, child.pid, buffer, 4);
  },
  waitpid_any: () => {
    new Deno.Command("sleep", { args: ["1000"] }).spawn();
    libc.waitpid(-1, buffer, 0);
  },
  awaits_child: () => new Deno.Command("sleep", { args: ["1000"] }).output(),

  // Deno's event loop
  fills_cat: async () => {
    const cat = new Deno.Command("cat", { stdin: "piped", stdout: "piped" }).spawn();
    const writer = cat.stdin.getWriter();
    for (;;) await writer.write(new Uint8Array(1 << 16));
  },
  awaits_bytes_five_times: async () => {
    const connections = Array.from(
      { length: 5 },
      () => Deno.connect({ transport: "unix", path: args[0]! }),
    );
    await Promise.all(connections.map(async (one) => (await one).read(new Uint8Array(1))));
  },
  awaits_connection: async () => {
    const listener = Deno.listen({ transport: "unix", path: args[0]! });
    await listener.accept();
    await listener.accept();
  },
  awaits_tcp: () => Deno.listen({ port: 0, hostname: "127.0.0.1" }).accept(),
  awaits_bytes: async () => {
    const connection = await Deno.connect({ transport: "unix", path: args[0]! });
    await connection.read(buffer);
  },
  undumpable: () => {
    check(libc.prctl(4, 0n, 0n, 0n, 0n)); // PR_SET_DUMPABLE
    say("undumpable");
    libc.read(number(0), buffer, 1n);
  },
};

await SITUATIONS[what]!();
