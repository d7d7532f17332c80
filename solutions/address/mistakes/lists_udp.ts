/** Mistake: it lists the sockets of UDP, too. */
// Caught by: connections() lists listeners, and how many wait there
// Says: lists a socket of UDP
// Violates: Lists the TCP sockets
export * from "../address.ts";
import { type Connection, connections as right } from "../address.ts";

export function connections(): Connection[] {
  const [, ...rows] = Deno.readTextFileSync("/proc/net/udp").trim().split("\n");
  const queues = { receiveQueue: 0, sendQueue: 0 };
  const others = rows.map((row): Connection => {
    const [, local, , , , , , , , inode] = row.trim().split(/\s+/);
    const end = { family: "inet", host: "127.0.0.1", port: parseInt(local!.slice(9), 16) } as const;
    return { local: end, remote: end, state: "CLOSE", ...queues, inode: Number(inode) };
  });
  return [...right(), ...others];
}
