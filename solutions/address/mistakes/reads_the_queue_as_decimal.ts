/** Mistake: it reads the length of a queue as a decimal number. */
// Caught by: connections() lists both ends of a connection, and what is on its way
// Says: the receive queue
// Violates: How many bytes came that nobody has read
export * from "../address.ts";
import { type Connection, connections as right } from "../address.ts";

export function connections(): Connection[] {
  return right().map((it) => {
    return { ...it, receiveQueue: parseInt(it.receiveQueue.toString(16), 10) };
  });
}
