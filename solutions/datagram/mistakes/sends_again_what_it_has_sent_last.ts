/** Mistake: when nothing comes, it sends again what it has sent last, also the ACK of an older block. */
// Caught by: fetchFile() sends its last packet again when nothing comes
// Says: fetchFile() has acknowledged an older block, and nothing comes
// Violates: the ACK of the newest block
export * from "../datagram.ts";
import { fetchFile as right } from "../datagram.ts";

type How = { patience: number; attempts: number };
const { listenDatagram } = Deno;

export async function fetchFile(server: Deno.NetAddr, name: string, how: How) {
  Deno.listenDatagram = (options) => {
    const socket = listenDatagram(options as Deno.UdpListenOptions & { transport: "udp" });
    const [receive, send] = [socket.receive.bind(socket), socket.send.bind(socket)];
    let [last, come]: [Uint8Array, boolean] = [new Uint8Array(), true];
    socket.receive = (buffer) => receive(buffer).finally(() => come = true);
    socket.send = (bytes, to) => {
      [last, come] = [come ? bytes : last, false];
      return send(last, to);
    };
    return socket;
  };
  return await right(server, name, how);
}
