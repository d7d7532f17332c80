/**
 * The one place that opens libc: one entry per C function, its prototype above it.
 *
 * The wrappers that check and throw live beside this file; nothing else calls libc.
 *
 * ```ts
 * import { libc } from "lib/sys/libc.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(libc().getpid(), Deno.pid);
 * ```
 *
 * @module
 */

const SYMBOLS = {
  // int *__errno_location(void);
  __errno_location: { parameters: [], result: "pointer" },
  // char *strerror(int errnum);
  strerror: { parameters: ["i32"], result: "pointer" },

  // ssize_t read(int fd, void *buf, size_t count);
  read: { parameters: ["i32", "buffer", "usize"], result: "isize" },
  // ssize_t write(int fd, const void *buf, size_t count);
  write: { parameters: ["i32", "buffer", "usize"], result: "isize" },
  // int open(const char *pathname, int flags, ...);
  open: { parameters: ["buffer", "i32"], result: "i32" },
  // int mkfifo(const char *pathname, mode_t mode);
  mkfifo: { parameters: ["buffer", "u32"], result: "i32" },
  // int close(int fd);
  close: { parameters: ["i32"], result: "i32" },
  // int pipe2(int pipefd[2], int flags);
  pipe2: { parameters: ["buffer", "i32"], result: "i32" },
  // int fcntl(int fd, int op, ... /* arg */ );
  fcntl: { parameters: ["i32", "i32", "i32"], result: "i32" },
  // int ioctl(int fd, unsigned long op, ...);
  ioctl: { parameters: ["i32", "u64", "buffer"], result: "i32" },
  // int socketpair(int domain, int type, int protocol, int sv[2]);
  socketpair: { parameters: ["i32", "i32", "i32", "buffer"], result: "i32" },
  // int socket(int domain, int type, int protocol);
  socket: { parameters: ["i32", "i32", "i32"], result: "i32" },
  // int getsockopt(int sockfd, int level, int optname, void *optval, socklen_t *optlen);
  getsockopt: { parameters: ["i32", "i32", "i32", "buffer", "buffer"], result: "i32" },
  // int semctl(int semid, int semnum, int op, ...);
  semctl: { parameters: ["i32", "i32", "i32", "i32"], result: "i32" },

  // pid_t getpid(void);
  getpid: { parameters: [], result: "i32" },
  // long syscall(long number, ...);
  syscall: { parameters: ["i64", "i64", "i64", "i64", "i64", "i64"], result: "i64" },
  // pid_t waitpid(pid_t pid, int *wstatus, int options);
  waitpid: { parameters: ["i32", "buffer", "i32"], result: "i32" },
  // int kill(pid_t pid, int sig);
  kill: { parameters: ["i32", "i32"], result: "i32" },
} as const satisfies Deno.ForeignLibraryInterface;

// Tables of their own: a process pays for each symbol when it opens the table.
const SPAWN_SYMBOLS = {
  // int posix_spawnp(pid_t *pid, const char *file,
  //     const posix_spawn_file_actions_t *file_actions,
  //     const posix_spawnattr_t *attrp, char *const argv[], char *const envp[]);
  posix_spawnp: {
    parameters: ["buffer", "buffer", "buffer", "buffer", "buffer", "buffer"],
    result: "i32",
  },
  // int posix_spawn_file_actions_init(posix_spawn_file_actions_t *);
  posix_spawn_file_actions_init: { parameters: ["buffer"], result: "i32" },
  // int posix_spawn_file_actions_adddup2(posix_spawn_file_actions_t *, int fd, int newfd);
  posix_spawn_file_actions_adddup2: { parameters: ["buffer", "i32", "i32"], result: "i32" },
  // int posix_spawn_file_actions_destroy(posix_spawn_file_actions_t *);
  posix_spawn_file_actions_destroy: { parameters: ["buffer"], result: "i32" },
  // int posix_spawnattr_init(posix_spawnattr_t *);
  posix_spawnattr_init: { parameters: ["buffer"], result: "i32" },
  // int posix_spawnattr_setflags(posix_spawnattr_t *, short flags);
  posix_spawnattr_setflags: { parameters: ["buffer", "i16"], result: "i32" },
  // int posix_spawnattr_setsigdefault(posix_spawnattr_t *, const sigset_t *);
  posix_spawnattr_setsigdefault: { parameters: ["buffer", "buffer"], result: "i32" },
  // int posix_spawnattr_setsigmask(posix_spawnattr_t *, const sigset_t *);
  posix_spawnattr_setsigmask: { parameters: ["buffer", "buffer"], result: "i32" },
  // int posix_spawnattr_destroy(posix_spawnattr_t *);
  posix_spawnattr_destroy: { parameters: ["buffer"], result: "i32" },
  // int sigemptyset(sigset_t *set);
  sigemptyset: { parameters: ["buffer"], result: "i32" },
  // int sigaddset(sigset_t *set, int signum);
  sigaddset: { parameters: ["buffer", "i32"], result: "i32" },
} as const satisfies Deno.ForeignLibraryInterface;

const SOCKET_SYMBOLS = {
  // int socket(int domain, int type, int protocol);
  socket: { parameters: ["i32", "i32", "i32"], result: "i32" },
  // int bind(int sockfd, const struct sockaddr *addr, socklen_t addrlen);
  bind: { parameters: ["i32", "buffer", "u32"], result: "i32" },
  // int listen(int sockfd, int backlog);
  listen: { parameters: ["i32", "i32"], result: "i32" },
  // int accept4(int sockfd, struct sockaddr *addr, socklen_t *addrlen, int flags);
  accept4: { parameters: ["i32", "buffer", "buffer", "i32"], result: "i32" },
  // int connect(int sockfd, const struct sockaddr *addr, socklen_t addrlen);
  connect: { parameters: ["i32", "buffer", "u32"], result: "i32" },
  // int getsockname(int sockfd, struct sockaddr *addr, socklen_t *addrlen);
  getsockname: { parameters: ["i32", "buffer", "buffer"], result: "i32" },
  // int getpeername(int sockfd, struct sockaddr *addr, socklen_t *addrlen);
  getpeername: { parameters: ["i32", "buffer", "buffer"], result: "i32" },
  // int getsockopt(int sockfd, int level, int optname, void *optval, socklen_t *optlen);
  getsockopt: { parameters: ["i32", "i32", "i32", "buffer", "buffer"], result: "i32" },
  // int setsockopt(int sockfd, int level, int optname, const void *optval, socklen_t optlen);
  setsockopt: { parameters: ["i32", "i32", "i32", "buffer", "u32"], result: "i32" },
  // int shutdown(int sockfd, int how);
  shutdown: { parameters: ["i32", "i32"], result: "i32" },
} as const satisfies Deno.ForeignLibraryInterface;

const MESSAGE_SYMBOLS = {
  // ssize_t send(int sockfd, const void *buf, size_t size, int flags);
  send: { parameters: ["i32", "buffer", "usize", "i32"], result: "isize" },
  // ssize_t recv(int sockfd, void *buf, size_t size, int flags);
  recv: { parameters: ["i32", "buffer", "usize", "i32"], result: "isize" },
  // ssize_t sendmsg(int sockfd, const struct msghdr *msg, int flags);
  sendmsg: { parameters: ["i32", "buffer", "i32"], result: "isize" },
  // ssize_t recvmsg(int sockfd, struct msghdr *msg, int flags);
  recvmsg: { parameters: ["i32", "buffer", "i32"], result: "isize" },
  // int poll(struct pollfd *fds, nfds_t nfds, int timeout);
  poll: { parameters: ["buffer", "u64", "i32"], result: "i32" },
} as const satisfies Deno.ForeignLibraryInterface;

const EPOLL_SYMBOLS = {
  // int epoll_create1(int flags);
  epoll_create1: { parameters: ["i32"], result: "i32" },
  // int epoll_ctl(int epfd, int op, int fd, struct epoll_event *event);
  epoll_ctl: { parameters: ["i32", "i32", "i32", "buffer"], result: "i32" },
  // int epoll_wait(int epfd, struct epoll_event *events, int maxevents, int timeout);
  epoll_wait: { parameters: ["i32", "buffer", "i32", "i32"], result: "i32" },
} as const satisfies Deno.ForeignLibraryInterface;

const POOL_SYMBOLS = {
  // int poll(struct pollfd *fds, nfds_t nfds, int timeout); in a thread of Deno's pool
  poll: { parameters: ["buffer", "u64", "i32"], result: "i32", nonblocking: true },
} as const satisfies Deno.ForeignLibraryInterface;

const KEPT_SYMBOLS = {
  // int msgctl(int msqid, int op, struct msqid_ds *buf);
  msgctl: { parameters: ["i32", "i32", "buffer"], result: "i32" },
  // int shmctl(int shmid, int op, struct shmid_ds *buf);
  shmctl: { parameters: ["i32", "i32", "buffer"], result: "i32" },
} as const satisfies Deno.ForeignLibraryInterface;

const MEMORY_SYMBOLS = {
  // int shmget(key_t key, size_t size, int shmflg);
  shmget: { parameters: ["i32", "usize", "i32"], result: "i32" },
  // void *shmat(int shmid, const void *shmaddr, int shmflg);
  shmat: { parameters: ["i32", "pointer", "i32"], result: "pointer" },
  // int shmdt(const void *shmaddr);
  shmdt: { parameters: ["pointer"], result: "i32" },
  // int shmctl(int shmid, int op, struct shmid_ds *buf);
  shmctl: { parameters: ["i32", "i32", "buffer"], result: "i32" },
  // void *mmap(void *addr, size_t length, int prot, int flags, int fd, off_t offset);
  mmap: { parameters: ["pointer", "usize", "i32", "i32", "i32", "i64"], result: "pointer" },
  // int munmap(void *addr, size_t length);
  munmap: { parameters: ["pointer", "usize"], result: "i32" },
  // int ftruncate(int fd, off_t length);
  ftruncate: { parameters: ["i32", "i64"], result: "i32" },
  // off_t lseek(int fd, off_t offset, int whence);
  lseek: { parameters: ["i32", "i64", "i32"], result: "i64" },
} as const satisfies Deno.ForeignLibraryInterface;

const AREA_SYMBOLS = {
  // int shm_open(const char *name, int oflag, mode_t mode);
  shm_open: { parameters: ["buffer", "i32", "u32"], result: "i32" },
  // int shm_unlink(const char *name);
  shm_unlink: { parameters: ["buffer"], result: "i32" },
} as const satisfies Deno.ForeignLibraryInterface;

const MSG_SYMBOLS = {
  // int msgget(key_t key, int msgflg);
  msgget: { parameters: ["i32", "i32"], result: "i32" },
  // int msgsnd(int msqid, const void *msgp, size_t msgsz, int msgflg);
  msgsnd: { parameters: ["i32", "buffer", "usize", "i32"], result: "i32" },
  // ssize_t msgrcv(int msqid, void *msgp, size_t msgsz, long msgtyp, int msgflg);
  msgrcv: { parameters: ["i32", "buffer", "usize", "i64", "i32"], result: "isize" },
  // int msgctl(int msqid, int op, struct msqid_ds *buf);
  msgctl: { parameters: ["i32", "i32", "buffer"], result: "i32" },
} as const satisfies Deno.ForeignLibraryInterface;

const MQUEUE_SYMBOLS = {
  // mqd_t mq_open(const char *name, int oflag, ... /* mode_t mode, struct mq_attr *attr */);
  mq_open: { parameters: ["buffer", "i32", "u32", "buffer"], result: "i32" },
  // int mq_unlink(const char *name);
  mq_unlink: { parameters: ["buffer"], result: "i32" },
  // int mq_getattr(mqd_t mqdes, struct mq_attr *attr);
  mq_getattr: { parameters: ["i32", "buffer"], result: "i32" },
  // int mq_send(mqd_t mqdes, const char *msg_ptr, size_t msg_size, unsigned int msg_prio);
  mq_send: { parameters: ["i32", "buffer", "usize", "u32"], result: "i32" },
  // ssize_t mq_receive(mqd_t mqdes, char *msg_ptr, size_t msg_size, unsigned int *msg_prio);
  mq_receive: { parameters: ["i32", "buffer", "usize", "buffer"], result: "isize" },
  // ssize_t mq_timedreceive(mqd_t mqdes, char *msg_ptr, size_t msg_size, unsigned int *msg_prio,
  //     const struct timespec *abs_timeout);
  mq_timedreceive: {
    parameters: ["i32", "buffer", "usize", "buffer", "buffer"],
    result: "isize",
  },
} as const satisfies Deno.ForeignLibraryInterface;

const DATAGRAM_SYMBOLS = {
  // ssize_t sendto(int sockfd, const void *buf, size_t size, int flags,
  //     const struct sockaddr *dest_addr, socklen_t addrlen);
  sendto: { parameters: ["i32", "buffer", "usize", "i32", "buffer", "u32"], result: "isize" },
  // ssize_t recvfrom(int sockfd, void *buf, size_t size, int flags,
  //     struct sockaddr *src_addr, socklen_t *addrlen);
  recvfrom: { parameters: ["i32", "buffer", "usize", "i32", "buffer", "buffer"], result: "isize" },
} as const satisfies Deno.ForeignLibraryInterface;

const SEM_SYMBOLS = {
  // int semget(key_t key, int nsems, int semflg);
  semget: { parameters: ["i32", "i32", "i32"], result: "i32" },
  // int semop(int semid, struct sembuf *sops, size_t nsops);
  semop: { parameters: ["i32", "buffer", "usize"], result: "i32" },
  // int semtimedop(int semid, struct sembuf *sops, size_t nsops, const struct timespec *timeout);
  semtimedop: { parameters: ["i32", "buffer", "usize", "buffer"], result: "i32" },
  // int semctl(int semid, int semnum, int op, ...); with a structure.
  semctl_buffer: { name: "semctl", parameters: ["i32", "i32", "i32", "buffer"], result: "i32" },
} as const satisfies Deno.ForeignLibraryInterface;

const LOCK_SYMBOLS = {
  // int fcntl(int fd, int op, struct flock *arg);
  fcntl: { parameters: ["i32", "i32", "buffer"], result: "i32" },
} as const satisfies Deno.ForeignLibraryInterface;

const FILE_SYMBOLS = {
  // ssize_t pread(int fd, void *buf, size_t count, off_t offset);
  pread: { parameters: ["i32", "buffer", "usize", "i64"], result: "isize" },
  // ssize_t pwrite(int fd, const void *buf, size_t count, off_t offset);
  pwrite: { parameters: ["i32", "buffer", "usize", "i64"], result: "isize" },
} as const satisfies Deno.ForeignLibraryInterface;

const SIGNAL_SYMBOLS = {
  // int sigwait(const sigset_t *set, int *sig);
  sigwait: { parameters: ["buffer", "buffer"], result: "i32" },
  // int sigtimedwait(const sigset_t *set, siginfo_t *info, const struct timespec *timeout);
  sigtimedwait: { parameters: ["buffer", "buffer", "buffer"], result: "i32" },
  // int sigqueue(pid_t pid, int sig, const union sigval value); a union of 8 bytes goes in a register
  sigqueue: { parameters: ["i32", "i32", "u64"], result: "i32" },
  // int signalfd(int fd, const sigset_t *mask, int flags);
  signalfd: { parameters: ["i32", "buffer", "i32"], result: "i32" },
  // int __libc_current_sigrtmin(void);
  __libc_current_sigrtmin: { parameters: [], result: "i32" },
  // int __libc_current_sigrtmax(void);
  __libc_current_sigrtmax: { parameters: [], result: "i32" },
} as const satisfies Deno.ForeignLibraryInterface;

const TIMER_SYMBOLS = {
  // unsigned int alarm(unsigned int seconds);
  alarm: { parameters: ["u32"], result: "u32" },
  // int setitimer(int which, const struct itimerval *new_value, struct itimerval *old_value);
  setitimer: { parameters: ["i32", "buffer", "buffer"], result: "i32" },
  // int timerfd_create(int clockid, int flags);
  timerfd_create: { parameters: ["i32", "i32"], result: "i32" },
  // int timerfd_settime(int fd, int flags, const struct itimerspec *new_value,
  //     struct itimerspec *old_value);
  timerfd_settime: { parameters: ["i32", "i32", "buffer", "buffer"], result: "i32" },
} as const satisfies Deno.ForeignLibraryInterface;

/** The C functions that `lib/sys` uses, as Deno calls them. */
export type Libc = Deno.DynamicLibrary<typeof SYMBOLS>["symbols"];

/** The C functions that start a program, as Deno calls them. */
export type SpawnLibc = Deno.DynamicLibrary<typeof SPAWN_SYMBOLS>["symbols"];

/** The C functions for sockets, as Deno calls them. */
export type SocketLibc = Deno.DynamicLibrary<typeof SOCKET_SYMBOLS>["symbols"];

/** The C functions for messages on sockets, as Deno calls them. */
export type MessageLibc = Deno.DynamicLibrary<typeof MESSAGE_SYMBOLS>["symbols"];

/** The C functions for epoll, as Deno calls them. */
export type EpollLibc = Deno.DynamicLibrary<typeof EPOLL_SYMBOLS>["symbols"];

/** The C functions that wait in another thread, as Deno calls them: they return promises, and errno is lost. */
export type PoolLibc = Deno.DynamicLibrary<typeof POOL_SYMBOLS>["symbols"];

/** The C functions that remove System V objects, as Deno calls them. */
export type KeptLibc = Deno.DynamicLibrary<typeof KEPT_SYMBOLS>["symbols"];

/** The C functions for shared memory, as Deno calls them. */
export type MemoryLibc = Deno.DynamicLibrary<typeof MEMORY_SYMBOLS>["symbols"];

/** The C functions for shared memory with a name, as Deno calls them. */
export type AreaLibc = Deno.DynamicLibrary<typeof AREA_SYMBOLS>["symbols"];

/** The C functions for System V message queues, as Deno calls them. */
export type MsgLibc = Deno.DynamicLibrary<typeof MSG_SYMBOLS>["symbols"];

/** The C functions for POSIX message queues, as Deno calls them. */
export type MqueueLibc = Deno.DynamicLibrary<typeof MQUEUE_SYMBOLS>["symbols"];

/** The C functions for datagrams, as Deno calls them. */
export type DatagramLibc = Deno.DynamicLibrary<typeof DATAGRAM_SYMBOLS>["symbols"];

/** The C functions for System V semaphores, as Deno calls them. */
export type SemLibc = Deno.DynamicLibrary<typeof SEM_SYMBOLS>["symbols"];

/** The C functions for record locks, as Deno calls them. */
export type LockLibc = Deno.DynamicLibrary<typeof LOCK_SYMBOLS>["symbols"];

/** The C functions for places in files, as Deno calls them. */
export type FileLibc = Deno.DynamicLibrary<typeof FILE_SYMBOLS>["symbols"];

/** The C functions that send signals and wait for them, as Deno calls them. */
export type SignalLibc = Deno.DynamicLibrary<typeof SIGNAL_SYMBOLS>["symbols"];

/** The C functions for timers, as Deno calls them. */
export type TimerLibc = Deno.DynamicLibrary<typeof TIMER_SYMBOLS>["symbols"];

const LIBRARY = "libc.so.6";
/** Where glibc had its younger functions before 2.34. */
const OLD_LIBRARY = "librt.so.1";

let symbols: Libc | undefined;
let spawnSymbols: SpawnLibc | undefined;
let socketSymbols: SocketLibc | undefined;
let messageSymbols: MessageLibc | undefined;
let epollSymbols: EpollLibc | undefined;
let poolSymbols: PoolLibc | undefined;
let keptSymbols: KeptLibc | undefined;
let memorySymbols: MemoryLibc | undefined;
let areaSymbols: AreaLibc | undefined;
let msgSymbols: MsgLibc | undefined;
let mqueueSymbols: MqueueLibc | undefined;
let datagramSymbols: DatagramLibc | undefined;
let semSymbols: SemLibc | undefined;
let lockSymbols: LockLibc | undefined;
let fileSymbols: FileLibc | undefined;
let signalSymbols: SignalLibc | undefined;
let timerSymbols: TimerLibc | undefined;

/**
 * Gives the functions of libc. It is opened once.
 *
 * @returns The functions. They return what C returns: check it.
 * @throws {Error} When libc cannot be opened; the message says what was tried.
 */
export function libc(): Libc {
  return symbols ??= open(LIBRARY);
}

/** Gives the functions of libc that start a program, in the same way. */
export function spawnLibc(): SpawnLibc {
  return spawnSymbols ??= load(LIBRARY, SPAWN_SYMBOLS);
}

/** Gives the functions of libc for sockets, in the same way. */
export function socketLibc(): SocketLibc {
  return socketSymbols ??= load(LIBRARY, SOCKET_SYMBOLS);
}

/** Gives the functions of libc for messages on sockets, in the same way. */
export function messageLibc(): MessageLibc {
  return messageSymbols ??= load(LIBRARY, MESSAGE_SYMBOLS);
}

/** Gives the functions of libc for epoll, in the same way. */
export function epollLibc(): EpollLibc {
  return epollSymbols ??= load(LIBRARY, EPOLL_SYMBOLS);
}

/** Gives the functions of libc that wait in another thread, in the same way. */
export function poolLibc(): PoolLibc {
  return poolSymbols ??= load(LIBRARY, POOL_SYMBOLS);
}

/** Gives the functions of libc that remove System V objects, in the same way. */
export function keptLibc(): KeptLibc {
  return keptSymbols ??= load(LIBRARY, KEPT_SYMBOLS);
}

/** Gives the functions of libc for shared memory, in the same way. */
export function memoryLibc(): MemoryLibc {
  return memorySymbols ??= load(LIBRARY, MEMORY_SYMBOLS);
}

/** Gives the functions of libc for shared memory with a name, in the same way. */
export function areaLibc(): AreaLibc {
  return areaSymbols ??= loadEither(LIBRARY, OLD_LIBRARY, AREA_SYMBOLS);
}

/** Gives the functions of libc for System V message queues, in the same way. */
export function msgLibc(): MsgLibc {
  return msgSymbols ??= load(LIBRARY, MSG_SYMBOLS);
}

/** Gives the functions of libc for POSIX message queues, in the same way. */
export function mqueueLibc(): MqueueLibc {
  return mqueueSymbols ??= loadEither(LIBRARY, OLD_LIBRARY, MQUEUE_SYMBOLS);
}

/** Gives the functions of libc for datagrams, in the same way. */
export function datagramLibc(): DatagramLibc {
  return datagramSymbols ??= load(LIBRARY, DATAGRAM_SYMBOLS);
}

/** Gives the functions of libc for System V semaphores, in the same way. */
export function semLibc(): SemLibc {
  return semSymbols ??= load(LIBRARY, SEM_SYMBOLS);
}

/** Gives the functions of libc for record locks, in the same way. */
export function lockLibc(): LockLibc {
  return lockSymbols ??= load(LIBRARY, LOCK_SYMBOLS);
}

/** Gives the functions of libc for places in files, in the same way. */
export function fileLibc(): FileLibc {
  return fileSymbols ??= load(LIBRARY, FILE_SYMBOLS);
}

/** Gives the functions of libc that send signals and wait for them, in the same way. */
export function signalLibc(): SignalLibc {
  return signalSymbols ??= load(LIBRARY, SIGNAL_SYMBOLS);
}

/** Gives the functions of libc for timers, in the same way. */
export function timerLibc(): TimerLibc {
  return timerSymbols ??= load(LIBRARY, TIMER_SYMBOLS);
}

/** Opens `library`; apart from {@linkcode libc} so that a test can see it fail. */
export function open(library: string): Libc {
  return load(library, SYMBOLS);
}

function load<S extends Deno.ForeignLibraryInterface>(
  library: string,
  table: S,
): Deno.DynamicLibrary<S>["symbols"] {
  try {
    return Deno.dlopen(library, table).symbols;
  } catch (cause) {
    if (cause instanceof Deno.errors.NotCapable) throw cause;
    throw new Error(
      `Cannot open libc: tried "${library}". These katas need Linux with glibc ` +
        `(Debian, Ubuntu, Fedora, Arch and the like; not Alpine)`,
      { cause },
    );
  }
}

function loadEither<S extends Deno.ForeignLibraryInterface>(
  library: string,
  other: string,
  table: S,
): Deno.DynamicLibrary<S>["symbols"] {
  try {
    return load(library, table);
  } catch (error) {
    if (error instanceof Deno.errors.NotCapable) throw error;
    return load(other, table);
  }
}

// Opened now where that is allowed, so that the sanitizers do not take it for something a test left
// open; without the permission, later, so that a test file can first say what is missing.
if (Deno.permissions.querySync({ name: "ffi" }).state === "granted") libc();
