/** Mistake: it believes that a message without bytes means that something went wrong. */
// Caught by: receive() returns no bytes for an empty message
// Says: the sender sent nothing
export * from "../pipe.ts";
import type { Fd } from "lib/sys/fd.ts";
import { receive as receiveWell } from "../pipe.ts";

export function receive(readEnd: Fd, writeEnd: Fd): Uint8Array {
  const message = receiveWell(readEnd, writeEnd);
  if (message.length === 0) throw new Error("the sender sent nothing");
  return message;
}
