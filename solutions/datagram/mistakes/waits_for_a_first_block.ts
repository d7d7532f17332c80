/** Mistake: it takes the sender of the first block for its partner, whoever sent the first packet. */
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
    let begun = false;
    socket.receive = async (buffer) => {
      let got = await receive(buffer);
      while (!begun && got[0][1] !== 3) got = await receive(buffer);
      begun = true;
      return got;
    };
    return socket;
  };
  return await right(server, name, how);
}
