/** Mistake: it counts the states from 0. */
// Caught by: connections() lists listeners, and how many wait there
// Says: the state
// Violates: In which state this end is
export * from "../address.ts";
import { type Connection, connections as right } from "../address.ts";

const STATES = [
  ...["ESTABLISHED", "SYN_SENT", "SYN_RECV", "FIN_WAIT1", "FIN_WAIT2", "TIME_WAIT"],
  ...["CLOSE", "CLOSE_WAIT", "LAST_ACK", "LISTEN", "CLOSING", ""],
] as Connection["state"][];

export function connections(): Connection[] {
  return right().map((it) => ({ ...it, state: STATES[STATES.indexOf(it.state) + 1]! }));
}
