/** Mistake: it does not look at the number of a block. */
// Caught by: fetchFile() lets other packets of the server change nothing
// Says: until fetchFile() acknowledges block 2
// Violates: Other packets of the partner change nothing either
export * from "../datagram.ts";
import { fetchFile as right } from "../datagram.ts";

type How = { patience: number; attempts: number };
const { listenDatagram } = Deno;

export async function fetchFile(server: Deno.NetAddr, name: string, how: How) {
  Deno.listenDatagram = (options) => {
    const socket = listenDatagram(options as Deno.UdpListenOptions & { transport: "udp" });
    const receive = socket.receive.bind(socket);
    let count = 0;
    socket.receive = async (buffer) => {
      const [bytes, from] = await receive(buffer);
      if (bytes[1] === 3 && bytes.length > 4) bytes[3] = ++count;
      return [bytes, from];
    };
    return socket;
  };
  return await right(server, name, how);
}
