/** Mistake: what is shorter than four bytes does not show it who its partner is. */
// Caught by: fetchFile() sends strangers an ERROR, and goes on
// Says: Somebody else sends block 1 after the first packet of the server
// Violates: The sender of the first packet, whatever that says, is its partner
export * from "../datagram.ts";
import { fetchFile as right } from "../datagram.ts";

type How = { patience: number; attempts: number };
const { listenDatagram } = Deno;

export async function fetchFile(server: Deno.NetAddr, name: string, how: How) {
  Deno.listenDatagram = (options) => {
    const socket = listenDatagram(options as Deno.UdpListenOptions & { transport: "udp" });
    const receive = socket.receive.bind(socket);
    socket.receive = async (buffer) => {
      let got = await receive(buffer);
      while (got[0].length < 4) got = await receive(buffer);
      return got;
    };
    return socket;
  };
  return await right(server, name, how);
}
