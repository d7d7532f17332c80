/**
 * Programs that nobody of this course has written, to talk to: what is installed, and a small netcat
 * that is always there.
 *
 * ```ts
 * import { foreignClients } from "lib/testing/foreign.ts";
 * import { assert, assertStringIncludes } from "@std/assert";
 *
 * const commands = Object.values(foreignClients("unix"));
 * assert(commands.length > 0);
 * for (const command of commands) assertStringIncludes(command("/run/echo").join(" "), "/run/echo");
 * ```
 *
 * @module
 */

import { fromFileUrl, join } from "@std/path";
import type { Fd } from "../sys/fd.ts";
import type { Program } from "./programs.ts";
import type { TestScope } from "./scope.ts";
import type { Address } from "./streams.ts";

type Transport = Address["transport"];

/** Gives the words of a command for a path, or for a host and a port. */
export type Command = (...address: string[]) => string[];

const MAIN = fromFileUrl(import.meta.resolve("./netcat_main.ts"));
const CONFIG = fromFileUrl(import.meta.resolve("../../deno.json"));

/**
 * Gives clients, each of which sends its standard input, hangs up, and writes the answer to its standard
 * output. The one in bash does not hang up, and takes an answer of 7 bytes.
 *
 * @param transport How they connect.
 * @returns By name, those that are installed; a small netcat where there is none.
 */
export function foreignClients(transport: Transport): Record<string, Command> {
  const unix = transport === "unix";
  const script = 'exec 3<> "/dev/tcp/$1/$2"; cat >&3; head -c 7 <&3';
  const known: Record<string, Command> = {
    socat: (...to) => ["socat", "-t", "9", "-", `${unix ? "UNIX" : "TCP"}:${to.join(":")}`],
    nc: (...to) => ["nc", "-N", ...unix ? ["-U"] : [], ...to],
    ...unix ? {} : { bash: (...to) => ["bash", "-c", script, "bash", ...to] },
  };
  return orNetcat("connect", known);
}

/**
 * Gives servers, each of which sends back to every client what it receives.
 *
 * @param transport How they are reached.
 * @returns By name, those that are installed; a small netcat where there is none.
 */
export function foreignServers(transport: Transport): Record<string, Command> {
  return orNetcat("echo", {
    socat: (host, port) => {
      const listen = transport === "unix"
        ? `UNIX-LISTEN:${host}`
        : `TCP-LISTEN:${port},bind=${host}`;
      return ["socat", "-t", "9", `${listen},fork`, "EXEC:cat"];
    },
  });
}

/** Names those of some programs that cannot be tried, as steps of a test that are shown as ignored. */
export function notInstalled(...programs: string[]): Record<string, undefined> {
  const missing = programs.filter((program) => !installed(program));
  return Object.fromEntries(missing.map((it) => [`with ${it}, which is not installed`, undefined]));
}

/**
 * Names programs as steps of a test, which gets the program's name. Those that are not installed are shown
 * as ignored.
 */
export function withPrograms(...programs: string[]): Record<string, string | undefined> {
  const found = programs.filter(installed).map((it) => [`with ${it}`, it]);
  return { ...Object.fromEntries(found), ...notInstalled(...programs) };
}

/**
 * Starts a foreign program.
 *
 * @param scope The test that it belongs to.
 * @param command The program, from {@linkcode foreignClients} or {@linkcode foreignServers}.
 * @param address Where it listens, or connects to.
 * @param fds Which descriptors it gets.
 */
export function runForeign(
  { run }: TestScope,
  command: Command,
  address: Address,
  fds: Record<number, Fd>,
): Program {
  const [program, ...args] = address.transport === "unix"
    ? command(address.path)
    : command(address.hostname, `${address.port}`);
  return run(program!, args, fds);
}

function orNetcat(role: "connect" | "echo", known: Record<string, Command>) {
  const found = Object.entries(known).filter(([program]) => installed(program));
  if (found.length > 0) return Object.fromEntries(found);
  return { netcat: (...address: string[]) => netcat(role, address) };
}

function netcat(role: "connect" | "echo", address: string[]): string[] {
  const options = ["--allow-all", "--no-check", "--cached-only", "--quiet", "--config", CONFIG];
  return [Deno.execPath(), "run", ...options, MAIN, role, ...address];
}

function installed(program: string): boolean {
  return (Deno.env.get("PATH") ?? "").split(":").some((folder) => {
    try {
      // Several programs are called nc; only that of OpenBSD has the options that are needed here.
      const path = Deno.realPathSync(join(folder, program));
      return program !== "nc" || path.endsWith("openbsd");
    } catch {
      return false;
    }
  });
}
