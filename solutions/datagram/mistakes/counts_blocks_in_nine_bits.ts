/** Mistake: it counts blocks up to 511 only. */
// Caught by: fetchFile() fetches files of any size, several at a time
// Says: came instead of ACK 512
// Violates: of at most 32766 full blocks
export * from "../datagram.ts";
import { fetchFile as right } from "../datagram.ts";

type How = { patience: number; attempts: number };
const { listenDatagram } = Deno;

export async function fetchFile(server: Deno.NetAddr, name: string, how: How) {
  Deno.listenDatagram = (options) => {
    const socket = listenDatagram(options as Deno.UdpListenOptions & { transport: "udp" });
    const send = socket.send.bind(socket);
    socket.send = (bytes, to) => {
      if (bytes[1] === 4) bytes[2]! &= 1;
      return send(bytes, to);
    };
    return socket;
  };
  return await right(server, name, how);
}
