/** Mistake: it believes that nothing will come any more when nothing has come for a minute. */
// Caught by: takeOver() waits while there is nothing
// Says: The note that came later
// Violates: and waits while there is nothing
export * from "../stream_pipe.ts";
import type { Fd } from "lib/sys/fd.ts";
import { poll, POLLIN } from "lib/sys/poll.ts";
import { type Handover, takeOver as takeOverWell } from "../stream_pipe.ts";

export function takeOver(channel: Fd): Handover | null {
  const [happened] = poll([{ fd: channel, events: POLLIN }], 60_000);
  return happened === 0 ? null : takeOverWell(channel);
}
