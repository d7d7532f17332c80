/** Mistake: after a line such as "rea" it looks for the next newline, and misses the line in between. */
// Caught by: startReady() recognises the line that comes in pieces after others
// Says: and the line "rea", then "ready", and startReady() still waits
// Violates: alone or among others
export * from "../signal.ts";
import type { Child, Program } from "../signal.ts";

export async function startReady([command, ...args]: Program): Promise<Child> {
  const child = new Deno.Command(command, { args, stdin: "null", stdout: "piped" }).spawn();
  const { promise, resolve } = Promise.withResolvers<Child>();
  const word = "ready\n";
  let at = 0;
  const write = (piece: Uint8Array) => {
    for (const byte of piece) {
      if (at === -1) at = byte === 10 ? 0 : -1;
      else if (byte !== word.charCodeAt(at)) at = -1;
      else if (++at === word.length) resolve(child);
    }
  };
  child.stdout.pipeTo(new WritableStream({ write }));
  return await promise;
}
