/**
 * What the tests need of a machine.
 *
 * Each function looks at one thing. It takes what it judges as parameters where a test cannot change
 * that.
 *
 * @module
 */

import type { Finding } from "./finding.ts";
import { reasonOf } from "../terminal/reason.ts";
import { MEMORY_FOLDER } from "../learner/memory_file.ts";

/** The oldest Deno that runs the tests, as the README says. */
export const MINIMUM = "2.9.6";

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

/** What `/proc` shows of a process that belongs to this one. */
export async function processTable(): Promise<Finding> {
  // It waits for the program that it is to run.
  const child = new Deno.Command(Deno.execPath(), { args: ["run", "-"], stdin: "piped" }).spawn();
  try {
    Deno.readTextFileSync(`/proc/${child.pid}/stat`);
    const { obstacle } = await import("lib/testing/diagnosis/sight.ts");
    const why = obstacle(child.pid);
    if (!why) return { name: "/proc", verdict: "fit", text: "shows what processes wait for" };
    const text = `does not show what processes wait for: ${why}`;
    const repair = "Everything works, but a test that hangs says less. A kernel or a container " +
      "that allows it would help.";
    return { name: "/proc", verdict: "better mend it", text, repair };
  } catch (error) {
    const repair = "mount -t proc proc /proc";
    return { name: "/proc", verdict: "lacking", text: reasonOf(error), repair };
  } finally {
    await child.stdin.close();
    await child.status;
  }
}

/** The shell and the `grep` of which the watchdog is made. */
export async function shell(): Promise<Finding> {
  const script = "printf 'a=1\\0b=2\\0' | grep -szxF -e b=2 >/dev/null && echo well";
  const well = await output("/bin/sh", "-c", script) === "well";
  if (well) return { name: "shell", verdict: "fit", text: "/bin/sh and grep" };
  const text = "/bin/sh, or a grep that knows -z, is missing";
  return { name: "shell", verdict: "lacking", text, repair: "sudo apt install dash grep" };
}

/** The folder for temporary files. */
export function temporaryFolder(folder: string): Finding {
  try {
    Deno.removeSync(Deno.makeTempDirSync({ dir: folder, prefix: "ipc-katas-doctor-" }));
    return { name: "scratch", verdict: "fit", text: folder };
  } catch (error) {
    const text = `${folder}: ${reasonOf(error)}`;
    const repair = "Set TMPDIR to a folder that you may write to.";
    return { name: "scratch", verdict: "lacking", text, repair };
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
