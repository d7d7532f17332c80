/**
 * Ends a test run that cannot work, with one message that says what to do.
 *
 * It must be the first thing a test file loads: nothing below it has the permissions it needs.
 *
 * ```ts
 * import { obstacle } from "lib/testing/guard.ts";
 * import { assertEquals, assertStringIncludes } from "@std/assert";
 *
 * assertEquals(obstacle("linux", true, "deno test -A katas/pipe"), undefined);
 * assertStringIncludes(obstacle("linux", false, "deno test -A katas/pipe")!, "Run this instead");
 * ```
 *
 * @module
 */

/**
 * Says why the tests cannot run here.
 *
 * @param os The system, as `Deno.build.os` names it.
 * @param granted Whether every permission was given.
 * @param command The command to run instead.
 * @returns The message, or `undefined` when they can run.
 */
export function obstacle(os: string, granted: boolean, command: string): string | undefined {
  if (os !== "linux") {
    return `These katas are about the Linux kernel, and this system is "${os}".
Run them on Linux: a virtual machine, a container or WSL 2 will do.`;
  }
  if (!granted) {
    return `These tests start processes and ask the kernel about them. They need all permissions.
Run this instead:

    ${command}`;
  }
}

const NAMES = ["read", "write", "run", "env", "net", "sys", "ffi"] as const;

const message = obstacle(
  Deno.build.os,
  NAMES.every((name) => Deno.permissions.querySync({ name }).state === "granted"),
  `deno test -A ${/\/(katas\/[^/]+)\/[^/]+$/.exec(Deno.mainModule)?.[1] ?? "katas"}`,
);

if (message !== undefined) {
  console.error(`\n${message}\n`);
  Deno.exit(1);
}
