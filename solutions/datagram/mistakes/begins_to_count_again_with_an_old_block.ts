/** Mistake: a block that comes again begins a new count of attempts. */
// Caught by: fetchFile() gives up after so many attempts
// Says: and an empty one: how many packets came
// Violates: How many times each packet is sent at most when nothing comes
export * from "../datagram.ts";
import { fetchFile as right } from "../datagram.ts";

type How = { patience: number; attempts: number };
const { listenDatagram } = Deno;

export async function fetchFile(server: Deno.NetAddr, name: string, how: How) {
  let [more, before] = [0, ""];
  Deno.listenDatagram = (options) => {
    const socket = listenDatagram(options as Deno.UdpListenOptions & { transport: "udp" });
    const receive = socket.receive.bind(socket);
    socket.receive = async (buffer) => {
      const got = await receive(buffer);
      if (before === (before = `${got[0].subarray(0, 4)}`)) more++;
      return got;
    };
    return socket;
  };
  const attempts = { valueOf: () => how.attempts + more } as unknown as number;
  return await right(server, name, { ...how, attempts });
}
