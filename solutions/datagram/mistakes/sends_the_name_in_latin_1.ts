/** Mistake: it sends a byte for each letter of the name. */
// Caught by: fetchFile() fetches files of any size, several at a time
// Says: dich.txt
// Violates: which is sent in UTF-8
export * from "../datagram.ts";
import { fetchFile as right } from "../datagram.ts";

type How = { patience: number; attempts: number };
const { listenDatagram } = Deno;

export async function fetchFile(server: Deno.NetAddr, name: string, how: How) {
  Deno.listenDatagram = (options) => {
    const socket = listenDatagram(options as Deno.UdpListenOptions & { transport: "udp" });
    const send = socket.send.bind(socket);
    const request = Uint8Array.from(`\0\x01${name}\0octet\0`, (it) => it.charCodeAt(0));
    socket.send = (bytes, to) => send(bytes[1] === 1 ? request : bytes, to);
    return socket;
  };
  return await right(server, name, how);
}
