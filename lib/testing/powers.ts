/**
 * Whether a test that runs as root can start a process that may do less: `man 7 capabilities`.
 *
 * ```ts
 * import { takesPowers } from "lib/testing/powers.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(takesPowers("/there is no setpriv"), false);
 * ```
 *
 * @module
 */

/** The arguments of `setpriv` that take away the powers to signal everybody, and to look into everybody. */
export const WITHOUT_POWERS = ["bounding-set", "inh-caps"].map((set) =>
  `--${set}=-kill,-sys_ptrace`
);

/**
 * Tells whether a program can do what the tests need of `setpriv`. That of busybox cannot.
 *
 * @param program Its name, or its path.
 */
export function takesPowers(program = "setpriv"): boolean {
  if (Deno.uid() !== 0) return false; // Who has none need not lose any.
  const user = ["--reuid=65534", "--regid=65534", "--clear-groups"];
  return [WITHOUT_POWERS, user].every((args) => {
    try {
      const command = new Deno.Command(program, {
        args: [...args, "true"],
        stdout: "null",
        stderr: "null",
      });
      return command.outputSync().success;
    } catch {
      return false;
    }
  });
}
