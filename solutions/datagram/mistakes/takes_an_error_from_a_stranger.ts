/** Mistake: it gives up when a stranger sends an ERROR. */
// Caught by: fetchFile() sends strangers an ERROR, and goes on
// Says: nothing, and it has ended
// Violates: What comes from another address changes nothing
export * from "../datagram.ts";
import { fetchFile as right } from "../datagram.ts";

type How = { patience: number; attempts: number };
const { listenDatagram } = Deno;

export async function fetchFile(server: Deno.NetAddr, name: string, how: How) {
  Deno.listenDatagram = (options) => {
    const socket = listenDatagram(options as Deno.UdpListenOptions & { transport: "udp" });
    const receive = socket.receive.bind(socket);
    let partner: Deno.Addr | undefined;
    socket.receive = async (buffer) => {
      const [bytes, from] = await receive(buffer);
      partner ??= from;
      return [bytes, bytes[1] === 5 ? partner : from];
    };
    return socket;
  };
  return await right(server, name, how);
}
