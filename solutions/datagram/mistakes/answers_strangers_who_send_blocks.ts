/** Mistake: it answers only those strangers whose packets have a kind and a number. */
// Caught by: fetchFile() sends strangers an ERROR, and goes on
// Says: until fetchFile() answers a stranger, who has sent 2 bytes: 0 3
// Violates: unless it is an ERROR, it is answered
export * from "../datagram.ts";
import { fetchFile as right } from "../datagram.ts";

type How = { patience: number; attempts: number };
const { listenDatagram } = Deno;

export async function fetchFile(server: Deno.NetAddr, name: string, how: How) {
  Deno.listenDatagram = (options) => {
    const socket = listenDatagram(options as Deno.UdpListenOptions & { transport: "udp" });
    const receive = socket.receive.bind(socket);
    let begun = false;
    socket.receive = async (buffer) => {
      let got = await receive(buffer);
      while (begun && got[0].length < 4) got = await receive(buffer);
      begun = true;
      return got;
    };
    return socket;
  };
  return await right(server, name, how);
}
