/** Mistake: it acknowledges every block that is not new, also one of number 0. */
// Caught by: fetchFile() lets other packets of the server change nothing
// Says: fetchFile() acknowledges block 2: what it sends
// Violates: such as a block of number 0
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
      const zero = bytes[1] === 3 && bytes.length > 3 && !bytes[2] && !bytes[3];
      if (zero) await socket.send(Uint8Array.of(0, 4, 0, 0), from);
      return [bytes, from];
    };
    return socket;
  };
  return await right(server, name, how);
}
