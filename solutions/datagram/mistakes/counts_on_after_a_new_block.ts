/** Mistake: a new block does not start its count of attempts again. */
// Caught by: fetchFile() gives up after so many attempts
// Says: and an empty one: how many packets came
// Violates: How many times each packet is sent at most when nothing comes
export * from "../datagram.ts";
import { fetchFile as right } from "../datagram.ts";

type How = { patience: number; attempts: number };
const { listenDatagram } = Deno;

export async function fetchFile(server: Deno.NetAddr, name: string, how: How) {
  Deno.listenDatagram = (options) => {
    const socket = listenDatagram(options as Deno.UdpListenOptions & { transport: "udp" });
    const send = socket.send.bind(socket);
    let [last, again] = ["", 0];
    socket.send = async (bytes, to) => {
      if (last === `${bytes}`) again++;
      last = `${bytes}`;
      if (again >= how.attempts) throw new Deno.errors.TimedOut("Too many attempts");
      return await send(bytes, to);
    };
    return socket;
  };
  return await right(server, name, how);
}
