/** Mistake: it remembers by its number that a connection is over, and the next one may have that number. */
// Caught by: finish() lets the other side get everything, and then the end, whatever that has sent
// Says: over a unix socket, when it has read
// Violates: Then it waits until the other side has said
export * from "../address.ts";
import { finish as right } from "../address.ts";
import { close, type Fd } from "lib/sys/fd.ts";

const finished = new Set<Fd>();

export function finish(connection: Fd): void {
  if (finished.has(connection)) return close(connection);
  finished.add(connection);
  right(connection);
}
