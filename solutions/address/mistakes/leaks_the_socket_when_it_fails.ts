/** Mistake: it leaves the socket open when bind() fails. */
// Caught by: listenAt() throws when the address is taken or is none of this machine, and leaves nothing open
// Says: listenAt() left 1
// Violates: Nothing is left open then
export * from "../address.ts";
import type { Fd } from "lib/sys/fd.ts";
import { SysError } from "lib/sys/errno.ts";
import { AF_INET, socket } from "lib/sys/socket.ts";
import { type Address, listenAt as right } from "../address.ts";

export function listenAt(address: Address, backlog: number): Fd {
  try {
    return right(address, backlog);
  } catch (error) {
    if (error instanceof SysError) socket(AF_INET);
    throw error;
  }
}
