/** Mistake: it does not acknowledge a block that it has, and both sides wait. */
// Caught by: fetchFile() acknowledges a block again, and keeps it once
// Says: until fetchFile() acknowledges block 1 again
// Violates: also one that comes again
export * from "../datagram.ts";
import { fetchFile as right } from "../datagram.ts";

type How = { patience: number; attempts: number };
const { listenDatagram } = Deno;

export async function fetchFile(server: Deno.NetAddr, name: string, how: How) {
  Deno.listenDatagram = (options) => {
    const socket = listenDatagram(options as Deno.UdpListenOptions & { transport: "udp" });
    const send = socket.send.bind(socket);
    const sent = new Set<string>();
    socket.send = async (bytes, to) => {
      const known = bytes[1] === 4 && sent.has(`${bytes}`);
      sent.add(`${bytes}`);
      return known ? bytes.length : await send(bytes, to);
    };
    return socket;
  };
  return await right(server, name, how);
}
