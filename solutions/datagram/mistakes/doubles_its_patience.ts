/** Mistake: after each attempt it waits twice as long as before. */
// Caught by: fetchFile() gives up after so many attempts
// Says: fetchFile() did not return
// Violates: When there is no new block for `patience` milliseconds
export * from "../datagram.ts";
import { fetchFile as right } from "../datagram.ts";

type How = { patience: number; attempts: number };
const [{ listenDatagram }, { setTimeout }] = [Deno, globalThis];

export async function fetchFile(server: Deno.NetAddr, name: string, how: How) {
  let [times, last] = [1, ""];
  const longer = (call: () => void, ms: number) => setTimeout(call, ms * times);
  globalThis.setTimeout = longer as typeof setTimeout;
  Deno.listenDatagram = (options) => {
    const socket = listenDatagram(options as Deno.UdpListenOptions & { transport: "udp" });
    const send = socket.send.bind(socket);
    socket.send = (bytes, to) => {
      [times, last] = [`${bytes}` === last ? times * 2 : 1, `${bytes}`];
      return send(bytes, to);
    };
    return socket;
  };
  return await right(server, name, how);
}
