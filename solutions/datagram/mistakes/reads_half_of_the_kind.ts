/** Mistake: it looks at one byte of the kind of a packet. */
// Caught by: fetchFile() lets other packets of the server change nothing
// Says: Packets that are none of these
// Violates: Other packets of the partner change nothing either
export * from "../datagram.ts";
import { fetchFile as right } from "../datagram.ts";

type How = { patience: number; attempts: number };
const { listenDatagram } = Deno;

export async function fetchFile(server: Deno.NetAddr, name: string, how: How) {
  Deno.listenDatagram = (options) => {
    const socket = listenDatagram(options as Deno.UdpListenOptions & { transport: "udp" });
    const receive = socket.receive.bind(socket);
    socket.receive = async (buffer) => {
      const [bytes, from] = await receive(buffer);
      bytes.fill(0, 0, 1);
      return [bytes, from];
    };
    return socket;
  };
  return await right(server, name, how);
}
