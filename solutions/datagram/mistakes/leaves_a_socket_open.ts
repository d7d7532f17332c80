/** Mistake: it leaves a socket open. */
// Caught by: fetchFile() fetches files of any size, several at a time
// Says: descriptors open
// Violates: no descriptor and no timer
export * from "../datagram.ts";
import { fetchFile as right } from "../datagram.ts";

type How = { patience: number; attempts: number };

export async function fetchFile(server: Deno.NetAddr, name: string, how: How) {
  Deno.listenDatagram({ transport: "udp", hostname: "127.0.0.1", port: 0 });
  return await right(server, name, how);
}
