/** Mistake: it expects its partner at the host that it has asked. */
// Caught by: fetchFile() sends strangers an ERROR, and goes on
// Says: after the first packet of the server: what fetchFile() sends
// Violates: all that follows is sent to that address, and has to come from there
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
      while ((got[1] as Deno.NetAddr).hostname !== server.hostname) got = await receive(buffer);
      return got;
    };
    return socket;
  };
  return await right(server, name, how);
}
