/**
 * Programs that nobody of this course has written, to talk to: what is installed, and a small netcat
 * that is always there.
 *
 * ```ts
 * import { foreignServers } from "lib/testing/foreign.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const netcat = foreignServers()["netcat over a unix socket"]!;
 * assertEquals(netcat.transport, "unix");
 * assertEquals(netcat.command("/run/echo").slice(-2), ["echo", "/run/echo"]);
 * ```
 *
 * @module
 */

import { fromFileUrl, join } from "@std/path";
import type { Fd } from "../sys/fd.ts";
import type { Program, TestScope } from "./scope.ts";
import type { Address } from "./streams.ts";

/** A foreign program. */
export interface Foreign {
  /** How it can be reached, or reaches others. */
  transport: Address["transport"];
  /** Gives the command for a path, or for a host and a port. */
  command: (...address: string[]) => string[];
}

const MAIN = fromFileUrl(import.meta.resolve("./netcat_main.ts"));
const CONFIG = fromFileUrl(import.meta.resolve("../../deno.json"));

/**
 * Gives clients, each of which sends its standard input, hangs up, and writes the answer to its standard
 * output. One of bash does not hang up, and takes an answer of 7 bytes.
 *
 * @returns By name; `undefined` what is not installed.
 */
export function foreignClients(): Record<string, Foreign | undefined> {
  return {
    ...both("netcat", true, (...address) => netcat("connect", address)),
    ...both("socat", installed("socat"), (...[host, port]) => {
      return ["socat", "-t", "9", "-", port ? `TCP:${host}:${port}` : `UNIX-CONNECT:${host}`];
    }),
    ...both(
      "nc",
      hasNc(),
      (...[host, port]) => ["nc", "-N", ...port ? [host!, port] : ["-U", host!]],
    ),
    "bash over TCP": when(installed("bash"), "tcp", (...address) => {
      const script = 'exec 3<> "/dev/tcp/$1/$2"; cat >&3; head -c 7 <&3';
      return ["bash", "-c", script, "bash", ...address];
    }),
  };
}

/**
 * Gives servers, each of which sends back to every client what it has received.
 *
 * @returns By name; `undefined` what is not installed.
 */
export function foreignServers(): Record<string, Foreign | undefined> {
  return {
    ...both("netcat", true, (...address) => netcat("echo", address)),
    ...both("socat", installed("socat"), (...[host, port]) => {
      const listen = port ? `TCP-LISTEN:${port},bind=${host}` : `UNIX-LISTEN:${host}`;
      return ["socat", "-t", "9", `${listen},fork`, "EXEC:cat"];
    }),
  };
}

/**
 * Starts a foreign program.
 *
 * @param scope The test that it belongs to.
 * @param foreign The program.
 * @param address Where it listens, or connects to.
 * @param fds Which descriptors it gets.
 */
export function runForeign(
  { run }: TestScope,
  { command }: Foreign,
  address: Address,
  fds: Record<number, Fd>,
): Program {
  const [program, ...args] = address.transport === "unix"
    ? command(address.path)
    : command(address.hostname, `${address.port}`);
  return run(program!, args, fds);
}

function both(program: string, there: boolean, command: Foreign["command"]) {
  return {
    [`${program} over a unix socket`]: when(there, "unix", command),
    [`${program} over TCP`]: when(there, "tcp", command),
  };
}

function when(there: boolean, transport: Foreign["transport"], command: Foreign["command"]) {
  return there ? { transport, command } : undefined;
}

function netcat(role: "connect" | "echo", address: string[]): string[] {
  const options = ["--allow-all", "--no-check", "--quiet", "--config", CONFIG];
  return [Deno.execPath(), "run", ...options, MAIN, role, ...address];
}

function installed(program: string): boolean {
  return (Deno.env.get("PATH") ?? "").split(":").some((folder) => {
    try {
      const { isFile, mode } = Deno.statSync(join(folder, program));
      return isFile && ((mode ?? 0) & 0o111) !== 0;
    } catch {
      return false;
    }
  });
}

/** Other programs are called nc, too: only the one of OpenBSD has the options that it needs here. */
function hasNc(): boolean {
  if (!installed("nc")) return false;
  const { stderr } = new Deno.Command("nc", { args: ["-h"] }).outputSync();
  return new TextDecoder().decode(stderr).includes("OpenBSD");
}
