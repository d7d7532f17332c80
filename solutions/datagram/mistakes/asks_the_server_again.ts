/** Mistake: it sends its request again to where it has sent it first, although it has a partner. */
// Caught by: fetchFile() sends its last packet again when nothing comes
// Says: after the first packet of the server, which is no block
// Violates: all that follows is sent to that address
export * from "../datagram.ts";
import { fetchFile as right } from "../datagram.ts";

type How = { patience: number; attempts: number };
const { listenDatagram } = Deno;

export async function fetchFile(server: Deno.NetAddr, name: string, how: How) {
  Deno.listenDatagram = (options) => {
    const socket = listenDatagram(options as Deno.UdpListenOptions & { transport: "udp" });
    const send = socket.send.bind(socket);
    socket.send = (bytes, to) => send(bytes, bytes[1] === 1 ? server : to);
    return socket;
  };
  return await right(server, name, how);
}
