/** Mistake: it leaves out a block without bytes, which may be the last one. */
// Caught by: fetchFile() fetches files of any size, several at a time
// Says: fetchFile() did not return
// Violates: The file
export * from "../datagram.ts";
import { fetchFile as right } from "../datagram.ts";

type How = { patience: number; attempts: number };
const { listenDatagram } = Deno;

export async function fetchFile(server: Deno.NetAddr, name: string, how: How) {
  Deno.listenDatagram = (options) => {
    const socket = listenDatagram(options as Deno.UdpListenOptions & { transport: "udp" });
    const receive = socket.receive.bind(socket);
    socket.receive = async (buffer) => {
      for (;;) {
        const [bytes, from] = await receive(buffer);
        if (bytes[1] !== 3 || bytes.length > 4) return [bytes, from];
      }
    };
    return socket;
  };
  return await right(server, name, how);
}
