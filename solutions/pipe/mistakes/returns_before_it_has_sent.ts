/** Mistake: it starts to write, and returns before the pipe has taken everything. */
// Caught by: send() goes on after a write that took only a part
// Says: send() returned when the pipe was full
// Violates: It returns when the pipe has taken every byte.
export * from "../pipe.ts";
import { close, type Fd } from "lib/sys/fd.ts";

export function send(writeEnd: Fd, message: Uint8Array<ArrayBuffer>): void {
  const file = Deno.openSync(`/proc/self/fd/${writeEnd}`, { write: true });
  close(writeEnd);
  new Blob([message]).stream().pipeTo(file.writable);
}
