/** Mistake: it does not give up when the server sends an ERROR. */
// Caught by: fetchFile() throws what the server says, at once
// Says: fetchFile() did not return
// Violates: When the partner sends an ERROR, at once
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
        if (bytes[1] !== 5) return [bytes, from];
      }
    };
    return socket;
  };
  return await right(server, name, how);
}
