/**
 * The mechanisms by what Deno itself offers.
 *
 * @module
 */

import { BLOCK, type Open, type Place, type Side } from "./side.ts";

const ONE = new Uint8Array(1);

/** Files that block: the fastest way that Deno has to a pipe. */
function files(input: Deno.FsFile, output: Deno.FsFile): Side {
  const block = new Uint8Array(BLOCK);
  return {
    send: () => void output.writeSync(ONE),
    receive: () => void input.readSync(ONE),
    sendBlock() {
      for (let sent = 0; sent < BLOCK;) sent += output.writeSync(block.subarray(sent));
    },
    receiveBlock: () => input.readSync(block) ?? 0,
  };
}

function connection(conn: Deno.Conn): Side {
  const block = new Uint8Array(BLOCK);
  return {
    send: () => conn.write(ONE),
    receive: () => conn.read(ONE),
    async sendBlock() {
      for (let sent = 0; sent < BLOCK;) sent += await conn.write(block.subarray(sent));
    },
    receiveBlock: async () => await conn.read(block) ?? 0,
  };
}

/** Datagrams: the first one that comes tells where the other side is. */
function datagrams(socket: Deno.DatagramConn, target: Deno.Addr | undefined): Side {
  const buffer = new Uint8Array(BLOCK);
  return {
    send: () => socket.send(ONE, target!),
    async receive() {
      const [, from] = await socket.receive(buffer);
      target ??= from;
    },
  };
}

/** A Worker in the same process is the other side. */
async function atomics({ begins }: Place): Promise<Side> {
  if (!begins) return { send() {}, receive() {} };
  const cells = new Int32Array(new SharedArrayBuffer(8));
  const worker = new Worker(new URL("./atomics_worker.ts", import.meta.url), { type: "module" });
  worker.postMessage(cells);
  await new Promise((resolve) => worker.onmessage = resolve);
  let received = 0;
  return {
    send() {
      Atomics.add(cells, 0, 1);
      Atomics.notify(cells, 0, 1);
    },
    receive() {
      while (Atomics.load(cells, 1) === received) Atomics.wait(cells, 1, received);
      received++;
    },
  };
}

function signals({ other }: Place): Side {
  let arrived = 0;
  let wake: (() => void) | undefined;
  Deno.addSignalListener("SIGUSR2", () => {
    arrived++;
    wake?.();
  });
  return {
    send: () => Deno.kill(other(), "SIGUSR2"),
    async receive() {
      while (arrived === 0) await new Promise<void>((resolve) => wake = resolve);
      arrived--;
    },
  };
}

function locks({ begins, words }: Place): Side {
  if (!begins) return { send() {}, receive() {} };
  const file = Deno.openSync(words[0]!, { write: true });
  return {
    send() {
      file.lockSync(true);
      file.unlockSync();
    },
    receive() {},
  };
}

/** How to open each mechanism. */
export const API: Record<string, Open> = {
  pipe: ({ words }) =>
    files(
      Deno.openSync(`/proc/self/fd/${words[0]}`),
      Deno.openSync(`/proc/self/fd/${words[1]}`, { write: true }),
    ),
  fifo({ begins, words }) {
    const [input, output] = words as [string, string];
    if (!begins) return files(Deno.openSync(input), Deno.openSync(output, { write: true }));
    const first = Deno.openSync(output, { write: true });
    return files(Deno.openSync(input), first);
  },
  async unix({ begins, words, ready }) {
    const path = words[0]!;
    if (begins) return connection(await Deno.connect({ transport: "unix", path }));
    const listener = Deno.listen({ transport: "unix", path });
    ready(0);
    return connection(await listener.accept());
  },
  async tcp({ begins, words, ready }) {
    const hostname = "127.0.0.1";
    if (begins) return connection(await Deno.connect({ hostname, port: Number(words[0]) }));
    const listener = Deno.listen({ hostname, port: 0 });
    ready(listener.addr.port);
    return connection(await listener.accept());
  },
  udp({ begins, words, ready }) {
    const [transport, hostname] = ["udp", "127.0.0.1"] as const;
    const socket = Deno.listenDatagram({ transport, hostname, port: 0 });
    if (begins) return datagrams(socket, { transport, hostname, port: Number(words[0]) });
    ready((socket.addr as Deno.NetAddr).port);
    return datagrams(socket, undefined);
  },
  "unix-datagram"({ words }) {
    const transport = "unixpacket";
    const [path, other] = words as [string, string];
    return datagrams(Deno.listenDatagram({ transport, path }), { transport, path: other });
  },
  atomics,
  "record-lock": locks,
  signal: signals,
};
