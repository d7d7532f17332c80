/** Mistake: it begins to wait anew whenever something comes. */
// Caught by: fetchFile() is not kept waiting by what does not count
// Says: It did not acknowledge block 1 again
// Violates: When there is no new block for `patience` milliseconds
export * from "../datagram.ts";
import { setTimeout as sleep } from "node:timers/promises";

type How = { patience: number; attempts: number };

export async function fetchFile(server: Deno.NetAddr, name: string, how: How) {
  const socket = Deno.listenDatagram({ transport: "udp", hostname: "0.0.0.0", port: 0 });
  const file: number[] = [];
  let [last, to, next] = [new TextEncoder().encode(`\0\x01${name}\0octet\0`), server, 1];
  await socket.send(last, to);
  for (let coming = socket.receive();;) {
    const [bytes, from] = await Promise.race([coming, sleep(how.patience, [])]);
    if (bytes) coming = socket.receive();
    const known = to === server || (from as Deno.NetAddr)?.port === to.port;
    const isNew = known && bytes?.[1] === 3 && bytes[3] === next;
    if (isNew) [to, last] = [from as Deno.NetAddr, Uint8Array.of(0, 4, 0, next++)];
    if (isNew || !bytes) await socket.send(last, to);
    if (isNew) file.push(...bytes.subarray(4));
    if (isNew && bytes.length < 516) return Uint8Array.from(file);
  }
}
