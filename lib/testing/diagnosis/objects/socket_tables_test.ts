import { close } from "../../../sys/fd.ts";
import { AF_INET, connect, inet, socket } from "../../../sys/socket.ts";
import { eventually } from "../../peer/eventually.ts";
import { contents } from "../proc.ts";
import { tcpSockets } from "./inet_diag.ts";
import { inetAddress, inetSockets } from "./socket_tables.ts";
import { assertEquals } from "@std/assert";

const silent = tcpSockets() === undefined;

Deno.test(
  "inetSockets() leaves out what only waits for late packets",
  { ignore: silent },
  async () => {
    using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const local = `127.0.0.1:${listener.addr.port}`;
    const client = socket(AF_INET);
    connect(client, inet("127.0.0.1", listener.addr.port));
    const connection = await listener.accept();
    close(client); // Who closes first has to wait.
    connection.close();
    const waiting = () =>
      contents("/proc/self/net/tcp").split("\n").slice(1).map((line) => line.trim().split(/\s+/))
        .filter(([, , remote, state]) => state === "06" && inetAddress(remote!) === local);
    await eventually(() => waiting().length === 1, "the client's end waits for late packets");
    const states = inetSockets(Deno.pid, "TCP")
      .filter((it) => [it.local, it.remote].includes(local)).map(({ state }) => state);
    assertEquals(states, [10]); // the listener
  },
);

Deno.test("tcpSockets() tells the same as /proc", { ignore: silent }, async () => {
  for (const hostname of ["127.0.0.1", "::1"]) {
    using listener = listen(hostname);
    if (!listener) continue; // This machine has no version 6.
    const { port } = listener.addr;
    using client = await Deno.connect({ hostname, port });
    using connection = await listener.accept();
    await client.write(new Uint8Array(5));
    const shown = hostname === "::1" ? "[::1]" : hostname;
    const local = `${shown}:${port}`;
    const told = (unread: number) =>
      tcpSockets()!.filter((it) => it.local === local && it.unread === unread);
    await eventually(() => told(5).length === 1, "five bytes have arrived");
    const inodes = contents(`/proc/self/net/tcp${hostname === "::1" ? "6" : ""}`).split("\n").slice(
      1,
    )
      .map((line) => line.trim().split(/\s+/))
      .filter(([, address]) => inetAddress(address!) === local).map((row) => Number(row[9]));
    assertEquals([...told(5), ...told(0)].map(({ inode }) => inode).sort(), inodes.sort());
    assertEquals(told(5)[0]!.remote, `${shown}:${(client.localAddr as Deno.NetAddr).port}`);
    assertEquals([told(5)[0]!.state, told(5)[0]!.sending], [1, 0]);
    assertEquals(connection.localAddr.transport, "tcp");
  }
});

function listen(hostname: string): Deno.TcpListener | undefined {
  try {
    return Deno.listen({ hostname, port: 0 });
  } catch {
    return undefined;
  }
}
