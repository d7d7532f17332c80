/** Mistake: it does not tell strangers that it does not know them. */
// Caught by: fetchFile() sends strangers an ERROR, and goes on
// Says: until fetchFile() answers a stranger
// Violates: it is answered with an ERROR of
export * from "../datagram.ts";
import { fetchFile as right } from "../datagram.ts";

type How = { patience: number; attempts: number };
const { listenDatagram } = Deno;

export async function fetchFile(server: Deno.NetAddr, name: string, how: How) {
  Deno.listenDatagram = (options) => {
    const socket = listenDatagram(options as Deno.UdpListenOptions & { transport: "udp" });
    const send = socket.send.bind(socket);
    socket.send = async (bytes, to) => bytes[1] === 5 ? bytes.length : await send(bytes, to);
    return socket;
  };
  return await right(server, name, how);
}
