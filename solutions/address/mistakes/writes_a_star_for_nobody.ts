/** Mistake: it writes a star for the other end of a listener, as netstat does. */
// Caught by: connections() lists listeners, and how many wait there
// Says: "host":"*"
// Violates: Of a listener, all of it is 0
export * from "../address.ts";
import { type Connection, connections as right } from "../address.ts";

export function connections(): Connection[] {
  return right().map((it) => {
    const nobody = { family: "inet", host: "*", port: 0 } as const;
    return it.state === "LISTEN" ? { ...it, remote: nobody } : it;
  });
}
