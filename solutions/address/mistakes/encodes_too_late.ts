/** Mistake: it makes the socket before it looks at the address, and leaves it open when that is none. */
// Caught by: listenAt() throws when the address is taken or is none of this machine, and leaves nothing open
// Says: listenAt() left 3 descriptors open
// Violates: Nothing is left open then
export * from "../address.ts";
import { close, type Fd } from "lib/sys/fd.ts";
import { socket } from "lib/sys/socket.ts";
import { encode } from "../address.ts";
import { type Address, listenAt as right } from "../address.ts";

export function listenAt(address: Address, backlog: number): Fd {
  const fd = socket({ unix: 1, inet: 2, inet6: 10 }[address.family]);
  encode(address);
  close(fd);
  return right(address, backlog);
}
