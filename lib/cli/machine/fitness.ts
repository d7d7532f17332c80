/**
 * What the tests need of a machine.
 *
 * Each function looks at one thing. It takes what it judges as parameters where a test cannot change
 * that.
 *
 * @module
 */

import { LONGEST, withoutLinks } from "lib/testing/watchdog/watchdog.ts";
import type { Finding } from "./finding.ts";
import { reasonOf } from "../terminal/reason.ts";
import { MEMORY_FOLDER } from "../learner/memory_file.ts";

/** The oldest Deno that runs the tests, as the README says. */
export const MINIMUM = "2.9.6";

/** How many bytes the tests need at least in the folder for temporary files. */
const ROOM = 8 << 20;

/** The processor: the numbers of system calls must be known. */
export function system(release: string, arch: string): Finding {
  const text = `Linux ${release}, ${arch}`;
  if (["x86_64", "aarch64"].includes(arch)) return { name: "system", verdict: "fit", text };
  const repair = "The tests know the system calls of x86_64 and aarch64 only.";
  return { name: "system", verdict: "lacking", text, repair };
}

/** The version of Deno. */
export function denoVersion(version: string): Finding {
  const numbers = (text: string) => text.split(/[.+-]/).slice(0, 3).map(Number);
  const [have, need] = [numbers(version), numbers(MINIMUM)];
  const different = need.findIndex((number, i) => number !== have[i]);
  const old = different >= 0 && have[different]! < need[different]!;
  if (!old) return { name: "deno", verdict: "fit", text: version };
  const text = `${version}, which is older than ${MINIMUM}`;
  return { name: "deno", verdict: "lacking", text, repair: `npm install -g deno@${MINIMUM}` };
}

/** The C library, which `lib/sys` opens. */
export async function cLibrary(): Promise<Finding> {
  try {
    const { libc } = await import("lib/sys/libc.ts");
    libc().getpid();
  } catch (error) {
    const repair = "Use a distribution with glibc: Debian, Ubuntu, Fedora and the like.";
    return { name: "libc", verdict: "lacking", text: reasonOf(error), repair };
  }
  return {
    name: "libc",
    verdict: "fit",
    text: await output("getconf", "GNU_LIBC_VERSION") || "yes",
  };
}

/** What `/proc` shows of a process that belongs to this one, and of others. */
export async function processTable(): Promise<Finding> {
  let child: Deno.ChildProcess | undefined;
  try {
    // It waits for the program that it is to run.
    child = new Deno.Command(Deno.execPath(), {
      args: ["run", "-"],
      stdin: "piped",
      stderr: "null",
    }).spawn();
    Deno.readTextFileSync(`/proc/${child.pid}/stat`);
    const { hidesProcesses, obstacle } = await import("lib/testing/diagnosis/sight.ts");
    const hidden = Deno.uid() !== 0 && hidesProcesses()
      ? "/proc hides the processes of other users (it is mounted with hidepid)"
      : undefined;
    const why = obstacle(child.pid) ?? hidden;
    if (!why) return { name: "/proc", verdict: "fit", text: "shows what processes wait for" };
    const text = `does not show what all processes wait for: ${why}`;
    const repair = "Everything works, but a test that hangs says less. A kernel or a container " +
      "that allows it would help.";
    return { name: "/proc", verdict: "better mend it", text, repair };
  } catch (error) {
    const text = child ? reasonOf(error) : `no process can be started: ${reasonOf(error)}`;
    const repair = child
      ? "mount -t proc proc /proc"
      : "End what you do not need, or: ulimit -u 400";
    return { name: "/proc", verdict: "lacking", text, repair };
  } finally {
    await child?.stdin.close().catch(() => {}); // It may have ended for want of threads.
    await child?.status;
  }
}

/** The shell and the `grep` of which the watchdog is made. */
export async function shell(): Promise<Finding> {
  const script = "printf 'a=1\\0b=2\\0' | grep -szxF -e b=2 >/dev/null && echo well";
  const well = await output("/bin/sh", "-c", script) === "well";
  if (well) return { name: "shell", verdict: "fit", text: "/bin/sh and grep" };
  const text = "/bin/sh, or a grep that knows -z, cannot be run";
  return { name: "shell", verdict: "lacking", text, repair: "sudo apt install dash grep" };
}

/**
 * The folder for temporary files: whether everything can be made there that the tests make.
 *
 * @param folder Where they make it.
 * @param wish What TMPDIR names.
 */
export async function scratch(folder: string, wish: string): Promise<Finding> {
  const path = `${folder}/ipc-katas_${crypto.randomUUID().slice(-12)}`;
  try {
    await Deno.mkdir(path, { mode: 0o700 });
    await Deno.writeFile(`${path}/file`, new Uint8Array(ROOM));
    const { mkfifo } = await import("lib/sys/fifo.ts"); // It needs libc.
    mkfifo(`${path}/FIFO`, 0o600);
    Deno.listen({ transport: "unix", path: `${path}/${"socket".padEnd(27, "-")}` }).close();
  } catch (error) {
    const repair = "Set TMPDIR to a folder on a disk with room, which you may write to.";
    return { name: "scratch", verdict: "lacking", text: `${folder}: ${reasonOf(error)}`, repair };
  } finally {
    await Deno.remove(path, { recursive: true }).catch(() => {});
  }
  if (wish === "" || withoutLinks(wish) === folder) {
    return { name: "scratch", verdict: "fit", text: folder };
  }
  const text = `${folder}, because the path in TMPDIR has more than ${LONGEST} bytes`;
  const repair =
    "To use another folder, set TMPDIR to a shorter path: that of a socket is limited.";
  return { name: "scratch", verdict: "better mend it", text, repair };
}

/** Whether a program on this machine can connect to another one by TCP. */
export async function loopback(): Promise<Finding> {
  try {
    using listener = Deno.listen({ hostname: "127.0.0.2", port: 0 });
    const [client, connection] = await Promise.all([
      Deno.connect({ hostname: "127.0.0.2", port: listener.addr.port }),
      listener.accept(),
    ]);
    client.close();
    connection.close();
    return { name: "lo", verdict: "fit", text: "this machine can talk to itself" };
  } catch (error) {
    const text = `this machine cannot talk to itself by TCP: ${reasonOf(error)}`;
    return { name: "lo", verdict: "lacking", text, repair: "sudo ip link set lo up" };
  }
}

/** Whether the kernel tells who has the other end of a unix socket. */
export async function unixSockets(): Promise<Finding> {
  const name = "unix_diag";
  try {
    const { hasUnixDiag } = await import("lib/testing/diagnosis/objects/netlink.ts");
    if (hasUnixDiag()) return { name, verdict: "fit", text: "tells who is connected to whom" };
  } catch {
    // Without libc, nothing can be asked.
  }
  const text = "the kernel does not tell which unix sockets are connected";
  const repair =
    "Everything works, but a test that hangs on such a socket says less. It may help to " +
    "say: sudo modprobe unix_diag";
  return { name, verdict: "better mend it", text, repair };
}

/** Objects of System V, which a container may lack, or may have no room for. */
export async function systemV(): Promise<Finding> {
  const name = "sysvipc";
  try {
    const [{ IPC_PRIVATE, IPC_RMID }, { msgctl, msgget }, { semctl, semget }, { shmctl, shmget }] =
      await Promise.all([
        import("lib/sys/ipc.ts"),
        import("lib/sys/msg.ts"),
        import("lib/sys/sem.ts"),
        import("lib/sys/shm.ts"),
      ]);
    msgctl(msgget(IPC_PRIVATE, 0o600), IPC_RMID);
    semctl(semget(IPC_PRIVATE, 1, 0o600), 0, IPC_RMID);
    shmctl(shmget(IPC_PRIVATE, 1, 0o600), IPC_RMID);
    return { name, verdict: "fit", text: "queues, semaphores and memory can be made" };
  } catch (error) {
    const text = `not every object can be made: ${reasonOf(error)}`;
    const repair =
      "The katas with such objects do not work here. `ipcs -l` shows the limits, and " +
      "`ipcs` what is there.";
    return { name, verdict: "better mend it", text, repair };
  }
}

/** Whether the commands can remember anything. */
export function memory(root: string): Finding {
  const folder = `${root}/${MEMORY_FOLDER}`;
  try {
    Deno.mkdirSync(folder, { recursive: true });
    Deno.removeSync(Deno.makeTempFileSync({ dir: folder }));
    return { name: "results", verdict: "fit", text: "can be remembered" };
  } catch (error) {
    const text = `cannot be remembered in ${MEMORY_FOLDER}: ${reasonOf(error)}`;
    const repair = "Make it a folder that you may write to, or work in a clone of your own.";
    return { name: "results", verdict: "better mend it", text, repair };
  }
}

async function output(program: string, ...args: string[]): Promise<string> {
  try {
    const { stdout } = await new Deno.Command(program, { args, stdin: "null" }).output();
    return new TextDecoder().decode(stdout).trim();
  } catch {
    return ""; // There is no such program.
  }
}
