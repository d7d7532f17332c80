/** Mistake: it asks for the file as text, and the server may change its line ends. */
// Caught by: fetchFile() fetches files of any size, several at a time
// Says: netascii
// Violates: with the packets that the page lists
export * from "../datagram.ts";
import { fetchFile as right } from "../datagram.ts";

type How = { patience: number; attempts: number };
const { listenDatagram } = Deno;

export async function fetchFile(server: Deno.NetAddr, name: string, how: How) {
  Deno.listenDatagram = (options) => {
    const socket = listenDatagram(options as Deno.UdpListenOptions & { transport: "udp" });
    const send = socket.send.bind(socket);
    const text = new TextEncoder().encode(`\0\x01${name}\0netascii\0`);
    socket.send = (bytes, to) => send(bytes[1] === 1 ? text : bytes, to);
    return socket;
  };
  return await right(server, name, how);
}
