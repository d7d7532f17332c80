/** Mistake: it does not acknowledge the last block, after which nothing comes. */
// Caught by: fetchFile() fetches files of any size, several at a time
// Says: fetchFile() acknowledges the last block
// Violates: also the last one
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
      if (got[0].length < 516) socket.send = () => Promise.resolve(0);
      return got;
    };
    return socket;
  };
  return await right(server, name, how);
}
