/** Mistake: it normalizes the note, which makes one character of a letter and its accent. */
// Caught by: handOver() passes a note and open files in one packet
// Says: is two characters, é is one\t\n": the note
// Violates: Its bytes are the note in UTF-8
export * from "../stream_pipe.ts";
import type { Fd } from "lib/sys/fd.ts";
import { handOver as right } from "../stream_pipe.ts";

export function handOver(channel: Fd, note: string, fds: Fd[]): void {
  right(channel, note.normalize(), fds);
}
