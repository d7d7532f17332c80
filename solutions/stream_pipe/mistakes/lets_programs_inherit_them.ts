/** Mistake: every program that it starts gets copies of the descriptors, too. */
// Caught by: takeOver() gives the note and the open files in their order
// Says: a program that you start would inherit them
// Violates: Programs do not inherit them
export * from "../stream_pipe.ts";
import { F_SETFD, fcntl, type Fd } from "lib/sys/fd.ts";
import { type Handover, takeOver as right } from "../stream_pipe.ts";

export function takeOver(channel: Fd): Handover | null {
  const taken = right(channel);
  taken?.fds.forEach((fd) => fcntl(fd, F_SETFD, 0));
  return taken;
}
