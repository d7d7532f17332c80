/** Mistake: it writes the address of its partner into its argument. */
// Caught by: fetchFile() fetches files of any size, several at a time
// Says: fetchFile() has changed `server`
// Violates: an object that stays as it is
export * from "../datagram.ts";
import { fetchFile as right } from "../datagram.ts";

type How = { patience: number; attempts: number };
const { listenDatagram } = Deno;

export async function fetchFile(server: Deno.NetAddr, name: string, how: How) {
  Deno.listenDatagram = (options) => {
    const socket = listenDatagram(options as Deno.UdpListenOptions & { transport: "udp" });
    const receive = socket.receive.bind(socket);
    socket.receive = async (buffer) => {
      const got = await receive(buffer);
      server.port = (got[1] as Deno.NetAddr).port;
      return got;
    };
    return socket;
  };
  return await right(server, name, how);
}
