/**
 * What the measurements depend on: the machine, a CPU of its own, a C compiler.
 *
 * @module
 */

import { fromFileUrl, join } from "@std/path";

const SOURCE = fromFileUrl(import.meta.resolve("./pair.c"));

/** The machine, in words. */
export interface Machine {
  cpu: string;
  cores: number;
  kernel: string;
  deno: string;
}

/** Describes this machine. */
export async function machine(): Promise<Machine> {
  const info = await Deno.readTextFile("/proc/cpuinfo").catch(() => "");
  const name = /^(?:model name|Model)\s*:\s*(.*)$/m.exec(info)?.[1];
  return {
    cpu: name ?? Deno.build.arch,
    cores: navigator.hardwareConcurrency,
    kernel: Deno.osRelease(),
    deno: Deno.version.deno,
  };
}

/**
 * Gives the command that keeps a program on one CPU, so that both sides take turns on it: `man 1 taskset`.
 *
 * @returns The command; nothing where that is not possible.
 */
export async function pin(): Promise<string[]> {
  const status = await Deno.readTextFile("/proc/self/status");
  const cpu = /^Cpus_allowed_list:\s*(\d+)/m.exec(status)?.[1] ?? "0";
  const command = ["taskset", "-c", cpu];
  return await succeeds([...command, "true"]) ? command : [];
}

/**
 * Compiles the same loops in C.
 *
 * @param scratch The folder for the program.
 * @returns Its path; nothing where there is no compiler.
 */
export async function compile(scratch: string): Promise<string | undefined> {
  const program = join(scratch, "pair");
  const command = ["cc", "-O2", "-pthread", "-o", program, SOURCE, "-lrt"];
  return await succeeds(command) ? program : undefined;
}

async function succeeds([command, ...args]: string[]): Promise<boolean> {
  try {
    const streams = { stdin: "null", stdout: "null", stderr: "null" } as const;
    return (await new Deno.Command(command!, { args, ...streams }).output()).success;
  } catch {
    return false; // There is no such program.
  }
}
