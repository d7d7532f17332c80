/** Mistake: it keeps a block twice that comes twice. */
// Caught by: fetchFile() acknowledges a block again, and keeps it once
// Says: Two blocks came twice: Expected
// Violates: The file
export * from "../datagram.ts";
type How = { patience: number; attempts: number };

export async function fetchFile(server: Deno.NetAddr, name: string, _: How) {
  const socket = Deno.listenDatagram({ transport: "udp", hostname: "0.0.0.0", port: 0 });
  await socket.send(new TextEncoder().encode(`\0\x01${name}\0octet\0`), server);
  let file: number[] = [];
  for await (const [bytes, from] of socket) {
    file = [...file, ...bytes.subarray(4)];
    await socket.send(Uint8Array.from([0, 4, bytes[2]!, bytes[3]!]), from);
    if (bytes.length < 516) break;
  }
  socket.close();
  return Uint8Array.from(file);
}
