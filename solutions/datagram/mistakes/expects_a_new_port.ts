/** Mistake: it takes nothing from the port that it has asked, since servers answer from a new one. */
// Caught by: fetchFile() acknowledges a block again, and keeps it once
// Says: which comes from the port for requests
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
      while ((got[1] as Deno.NetAddr).port === server.port) got = await receive(buffer);
      return got;
    };
    return socket;
  };
  return await right(server, name, how);
}
