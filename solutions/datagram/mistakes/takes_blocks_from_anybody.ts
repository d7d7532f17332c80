/** Mistake: it takes blocks from whoever sends them. */
// Caught by: fetchFile() sends strangers an ERROR, and goes on
// Says: ACK 1, to the server
// Violates: has to come from there
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
      return [bytes, partner ??= from];
    };
    return socket;
  };
  return await right(server, name, how);
}
