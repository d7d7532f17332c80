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

const DATAGRAM_SYMBOLS = {
  // ssize_t sendto(int sockfd, const void *buf, size_t size, int flags,
  //     const struct sockaddr *dest_addr, socklen_t addrlen);
  sendto: { parameters: ["i32", "buffer", "usize", "i32", "buffer", "u32"], result: "isize" },
  // ssize_t recvfrom(int sockfd, void *buf, size_t size, int flags,
  //     struct sockaddr *src_addr, socklen_t *addrlen);
  recvfrom: { parameters: ["i32", "buffer", "usize", "i32", "buffer", "buffer"], result: "isize" },
  // int setsockopt(int sockfd, int level, int optname, const void *optval, socklen_t optlen);
  setsockopt: { parameters: ["i32", "i32", "i32", "buffer", "u32"], result: "i32" },
} as const satisfies Deno.ForeignLibraryInterface;

/** The C functions that `lib/sys` uses, as Deno calls them. */
export type Libc = Deno.DynamicLibrary<typeof SYMBOLS>["symbols"];

/** The C functions that start a program, as Deno calls them. */
export type SpawnLibc = Deno.DynamicLibrary<typeof SPAWN_SYMBOLS>["symbols"];

/** The C functions for sockets, as Deno calls them. */
export type SocketLibc = Deno.DynamicLibrary<typeof SOCKET_SYMBOLS>["symbols"];

/** The C functions for messages on sockets, as Deno calls them. */
export type MessageLibc = Deno.DynamicLibrary<typeof MESSAGE_SYMBOLS>["symbols"];

/** The C functions for datagrams, as Deno calls them. */
export type DatagramLibc = Deno.DynamicLibrary<typeof DATAGRAM_SYMBOLS>["symbols"];

const LIBRARY = "libc.so.6";

let symbols: Libc | undefined;
let spawnSymbols: SpawnLibc | undefined;
let socketSymbols: SocketLibc | undefined;
let messageSymbols: MessageLibc | undefined;
let datagramSymbols: DatagramLibc | undefined;

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

/** Gives the functions of libc for datagrams, in the same way. */
export function datagramLibc(): DatagramLibc {
  return datagramSymbols ??= load(LIBRARY, DATAGRAM_SYMBOLS);
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

// Opened now where that is allowed, so that the sanitizers do not take it for something a test left
// open; without the permission, later, so that a test file can first say what is missing.
if (Deno.permissions.querySync({ name: "ffi" }).state === "granted") libc();
