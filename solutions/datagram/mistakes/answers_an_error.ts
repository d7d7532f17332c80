/** Mistake: it answers also an ERROR with an ERROR. */
// Caught by: fetchFile() sends strangers an ERROR, and goes on
// Says: Strangers have sent an ERROR: what fetchFile() sends
// Violates: unless it is an ERROR
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
      if (bytes[1] === 5) await socket.send(Uint8Array.of(0, 5, 0, 5, 63, 0), from);
      return [bytes, from];
    };
    return socket;
  };
  return await right(server, name, how);
}
