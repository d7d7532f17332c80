/**
 * What `/proc` does not show of a process, and why: `man 5 proc` (hidepid), `man 2 ptrace` (Yama).
 *
 * ```ts
 * import { obstacle } from "lib/testing/diagnosis/sight.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const cat = new Deno.Command("cat", { stdin: "piped" }).spawn();
 * assertEquals(obstacle(cat.pid), undefined);
 * await cat.stdin.close();
 * await cat.status;
 * ```
 *
 * @module
 */

import { SysError } from "../../sys/errno.ts";
import { kill } from "../../sys/process.ts";
import { contents, descendants, fdinfo, processes, stat, target } from "./proc.ts";

/** `sysctl kernel.yama.ptrace_scope`, see `man 2 ptrace`. */
const YAMA = "/proc/sys/kernel/yama/ptrace_scope";

/**
 * Says why the kernel does not show in which call a process is.
 *
 * @returns A reason that fits after "because", or `undefined` when it shows it, or the process is gone.
 */
export function obstacle(pid: number): string | undefined {
  try {
    Deno.readTextFileSync(`/proc/${pid}/syscall`);
    return undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return hiding(pid);
    return denial(pid);
  }
}

/** Gives the processes whose descriptors cannot be seen: they may hold what nobody else holds. */
export function opaque(): number[] {
  return processes().filter((pid) => {
    try {
      const [first] = Deno.readDirSync(`/proc/${pid}/fd`);
      if (first) Deno.readLinkSync(`/proc/${pid}/fd/${first.name}`); // root may only list them
      return false;
    } catch (error) {
      return !(error instanceof Deno.errors.NotFound) && !isKernelThread(pid);
    }
  });
}

/**
 * Tells whether everybody is seen who could hold a descriptor of some processes: nobody hides who could
 * have got it from them or from this process, and no descriptor is on its way through a socket.
 */
export function isSightClear(pids: number[]): boolean {
  if (hidesProcesses()) return false;
  // A stranger has got nothing from here. Who is neither a descendant nor, left by its parent, of the
  // session of one is a stranger; the others can still be programs that run as another user.
  const family = new Set([...pids, ...descendants(Deno.pid)]);
  const sessions = new Set([...family].map((pid) => stat(pid)?.session));
  sessions.delete(stat(Deno.pid)?.session); // There, the shell's other commands are strangers too.
  if (opaque().some((pid) => family.has(pid) || sessions.has(stat(pid)?.session))) return false;
  return !processes().some(isPassing);
}

/** Whether a descriptor is on its way to a socket of a process: `man 7 unix`, SCM_RIGHTS. */
function isPassing(pid: number): boolean {
  let names: string[];
  try {
    names = [...Deno.readDirSync(`/proc/${pid}/fd`)].map(({ name }) => name);
  } catch {
    return false; // It has ended, or is a stranger.
  }
  return names.map(Number).some((fd) =>
    target(pid, fd)?.startsWith("socket:") && /^scm_fds:\s*[1-9]/m.test(fdinfo(pid, fd))
  );
}

/** Says what cannot be seen when nobody is found: ` (the descriptors of 3 processes …)`, or nothing. */
export function blindSpot(): string {
  if (hidesProcesses()) return " (/proc hides the processes of other users)";
  const number = opaque().length;
  if (number === 0) return "";
  return ` (the descriptors of ${number} process${number === 1 ? "" : "es"} cannot be seen)`;
}

function hiding(pid: number): string | undefined {
  if (stat(pid) !== undefined) return "this kernel has no /proc/PID/syscall";
  try {
    kill(pid, 0);
  } catch (error) {
    if (error instanceof SysError && error.code === "ESRCH") return undefined;
  }
  return "/proc hides the processes of other users (it is mounted with hidepid)";
}

function denial(pid: number): string {
  const status = contents(`/proc/${pid}/status`);
  if (status === "") {
    return "/proc hides what processes of other users do (it is mounted with hidepid)";
  }
  const user = Number(/^Uid:\s*(\d+)/m.exec(status)?.[1]);
  const scope = Number(contents(YAMA));
  if (user !== Deno.uid()) return `it belongs to user ${user}`;
  if (scope > 0) return `Yama forbids it: kernel.yama.ptrace_scope is ${scope}`;
  return "it may do more than this process may, or has made itself undumpable";
}

/** Whether `/proc` hides the processes of other users. */
export function hidesProcesses(): boolean {
  return /^\S+ \/proc proc \S*hidepid=[^0o]/m.test(contents("/proc/self/mounts"));
}

function isKernelThread(pid: number): boolean {
  // Only they have no memory of their own.
  return !/^VmSize:/m.test(contents(`/proc/${pid}/status`)) && stat(pid) !== undefined;
}
