/** Mistake: when its patience is over, it leaves a receive() behind, which takes a later block away. */
// Caught by: fetchFile() takes a block that comes after its patience is over
// Says: it threw TimedOut
// Violates: A block counts whenever it comes
export * from "../datagram.ts";
import { setTimeout as sleep } from "node:timers/promises";

type How = { patience: number; attempts: number };

export async function fetchFile(server: Deno.NetAddr, name: string, how: How) {
  const socket = Deno.listenDatagram({ transport: "udp", hostname: "0.0.0.0", port: 0 });
  let [last, to, file] = [new TextEncoder().encode(`\0\x01${name}\0octet\0`), server, ""];
  for (let sent = 0; sent < how.attempts; sent++) {
    await socket.send(last, to);
    const [bytes, from] = await Promise.race([socket.receive(), sleep(how.patience, [])]);
    if (!bytes || (to !== server && (from as Deno.NetAddr).port !== to.port)) continue;
    [sent, to, last] = [-1, from as Deno.NetAddr, Uint8Array.of(0, 4, bytes[2]!, bytes[3]!)];
    file += new TextDecoder("latin1").decode(bytes.subarray(4));
    if (bytes.length === 516) continue;
    await socket.send(last, to);
    return Uint8Array.from(file, (letter) => letter.charCodeAt(0));
  }
  throw new Deno.errors.TimedOut("There is no answer");
}
