/** Mistake: it believes that a message without bytes means that something went wrong. */
// Caught by: receive() returns each message in an array of its own, also an empty one
// Says: the sender sent nothing
// Violates: empty when the sender hung up at once
export * from "../pipe.ts";
import type { Fd } from "lib/sys/fd.ts";
import { receive as receiveWell } from "../pipe.ts";

export function receive(readEnd: Fd, writeEnd: Fd): Uint8Array {
  const message = receiveWell(readEnd, writeEnd);
  if (message.length === 0) throw new Error("the sender sent nothing");
  return message;
}
