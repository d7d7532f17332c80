/** Mistake: when it cannot send any more, it says nothing. */
// Caught by: echo() sends back all that comes, and leaves the connection open
// Says: After much, the client has reset the connection, and echo() throws nothing
// Violates: when the client has reset the connection
export * from "../thread_server.ts";
import { echo as right } from "../thread_server.ts";
import type { SysError } from "lib/sys/errno.ts";

export function echo(...args: Parameters<typeof right>): void {
  try {
    right(...args);
  } catch (error) {
    if ((error as SysError).code !== "EPIPE") throw error;
  }
}
