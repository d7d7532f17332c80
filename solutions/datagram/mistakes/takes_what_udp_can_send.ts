/** Mistake: it takes the longest datagram of UDP for the longest of all. */
// Caught by: receive() gives one datagram for each call, and who has sent it
// Says: unix, 65536 bytes where 65536 are allowed: it threw RangeError
// Violates: How many bytes a datagram may have: from 0 to 65536
export * from "../datagram.ts";
import type { Fd } from "lib/sys/fd.ts";
import { receive as right } from "../datagram.ts";

export const receive = (socket: Fd, limit: number) => right(socket, Math.min(limit, 65507));
