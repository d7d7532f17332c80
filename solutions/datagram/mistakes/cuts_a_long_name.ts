/** Mistake: its buffer for the request has room for 512 bytes only. */
// Caught by: fetchFile() fetches files of any size, several at a time
// Says: came to the port for requests
// Violates: The file's name
export * from "../datagram.ts";
import { fetchFile as right } from "../datagram.ts";

type How = { patience: number; attempts: number };
const { listenDatagram } = Deno;

export async function fetchFile(server: Deno.NetAddr, name: string, how: How) {
  Deno.listenDatagram = (options) => {
    const socket = listenDatagram(options as Deno.UdpListenOptions & { transport: "udp" });
    const send = socket.send.bind(socket);
    socket.send = (bytes, to) => send(bytes.slice(0, 512), to);
    return socket;
  };
  return await right(server, name, how);
}
