/** Mistake: it takes an older block, which comes again, for nothing. */
// Caught by: fetchFile() acknowledges a block again, and keeps it once
// Says: acknowledges block 1 again, after block 2
// Violates: and also one that comes again
export * from "../datagram.ts";
import { fetchFile as right } from "../datagram.ts";

type How = { patience: number; attempts: number };
const { listenDatagram } = Deno;

export async function fetchFile(server: Deno.NetAddr, name: string, how: How) {
  Deno.listenDatagram = (options) => {
    const socket = listenDatagram(options as Deno.UdpListenOptions & { transport: "udp" });
    const send = socket.send.bind(socket);
    let newest = 0;
    socket.send = async (bytes, to) => {
      if (bytes[1] === 4 && bytes[3]! < newest) return bytes.length;
      if (bytes[1] === 4) newest = bytes[3]!;
      return await send(bytes, to);
    };
    return socket;
  };
  return await right(server, name, how);
}
