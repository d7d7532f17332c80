/**
 * strace, which records the system calls of a test run: `man 1 strace`.
 *
 * @module
 */

import { UsageError } from "../terminal/usage.ts";

/**
 * The calls that a picture shows, or that change what descriptors stand for. Not every architecture has each
 * of them, which the question mark allows.
 */
const CALLS = [
  [
    "read",
    "readv",
    "pread64",
    "write",
    "writev",
    "pwrite64",
    "sendfile",
    "splice",
    "tee",
    "copy_file_range",
  ],
  ["open", "openat", "creat", "close", "close_range", "dup", "dup2", "dup3", "fcntl", "flock"],
  ["pipe", "pipe2", "mknod", "mknodat", "unlink", "unlinkat", "rename", "renameat", "renameat2"],
  ["socket", "socketpair", "bind", "listen", "accept", "accept4", "connect", "shutdown"],
  ["setsockopt"],
  ["msgget", "msgsnd", "msgrcv", "msgctl"],
  ["semget", "semop", "semtimedop", "semctl"],
  ["mq_open", "mq_unlink", "mq_timedsend", "mq_timedreceive"],
  ["sendto", "sendmsg", "sendmmsg", "recvfrom", "recvmsg", "recvmmsg"],
  ["fork", "vfork", "clone", "clone3", "execve", "execveat", "exit", "exit_group"],
  ["wait4", "waitid", "kill", "tkill", "tgkill", "pidfd_send_signal"],
  ["rt_sigqueueinfo", "rt_sigtimedwait", "signalfd", "signalfd4"],
  ["alarm", "setitimer", "timerfd_create", "timerfd_settime"],
  ["poll", "ppoll", "select", "pselect6", "epoll_ctl", "epoll_wait", "epoll_pwait", "epoll_pwait2"],
  ["shmget", "shmat", "shmdt", "shmctl", "mmap", "munmap", "ftruncate", "futex"],
  ["prctl"], // the names of threads
  ["chdir"], // the marks
].flat();

/**
 * Gives the command that records what follows it.
 *
 * @param file Where to write the record to.
 */
export function recorder(file: string): string[] {
  // Without --seccomp-bpf, every call is stopped at, also those that nobody wants to see.
  const options = ["--follow-forks", "--seccomp-bpf", "--quiet=attach,personality"];
  const details = ["-yy", "-ttt", "-T", "-s", "64", "-o", file];
  return [
    "strace",
    ...options,
    ...details,
    "-e",
    `trace=${CALLS.map((call) => `?${call}`).join()}`,
  ];
}

/**
 * Finds out whether strace can record something here.
 *
 * @throws {UsageError} When it is missing, or is not allowed to; the message says what to do.
 */
export async function expectStrace(): Promise<void> {
  const command = recorder("/dev/null");
  let stderr: string;
  try {
    const output = await new Deno.Command(command[0]!, {
      args: [...command.slice(1), "true"],
      stdin: "null",
    }).output();
    if (output.success) return;
    stderr = new TextDecoder().decode(output.stderr).trim();
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new UsageError(
      "Cannot record system calls: the program strace is missing. Install it with: sudo apt install strace",
    );
  }
  throw new UsageError(explain(stderr));
}

/** What keeps strace from its work, in words. */
export function explain(stderr: string): string {
  const first = stderr.split("\n")[0]!.replace(/^strace: /, "");
  if (/not permitted|EPERM|Permission denied/.test(stderr)) {
    return `Cannot record system calls: this machine does not allow it (${first}). A container needs ` +
      "the permission SYS_PTRACE, /proc/sys/kernel/yama/ptrace_scope may be at most 1, and only one " +
      "program may trace a process: end the debugger or the other strace first.";
  }
  if (/unrecognized option|invalid/.test(stderr)) {
    return `Cannot record system calls: this strace is too old (${first}). It has to be 5.10 or later.`;
  }
  return `Cannot record system calls: strace says: ${first}`;
}
