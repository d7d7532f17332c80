/** Alternative: lets programs look and wait: `cat`, `find` and `sh`. @module */
import { close, type Fd } from "lib/sys/fd.ts";
import { spawn, waitpid } from "lib/sys/process.ts";
import * as sockets from "lib/sys/socket.ts";
import { type Address, type Connection, decode, encode, type Owner } from "../address.ts";
export * from "../address.ts";

const STATES = {
  "01": "ESTABLISHED",
  "02": "SYN_SENT",
  "03": "SYN_RECV",
  "04": "FIN_WAIT1",
  "05": "FIN_WAIT2",
  "06": "TIME_WAIT",
  "07": "CLOSE",
  "08": "CLOSE_WAIT",
  "09": "LAST_ACK",
  "0A": "LISTEN",
  "0B": "CLOSING",
} as const;

function output(program: string, ...args: string[]): string {
  const command = new Deno.Command(program, { args, stderr: "null", stdin: "null" });
  return new TextDecoder().decode(command.outputSync().stdout);
}

const ROW = /^ *\d+: (\w+):(\w+) (\w+):(\w+) (\w\w) (\w+):(\w+) \S+ \S+ +\d+ +\d+ (\d+)/gm;

export function connections(): Connection[] {
  const table = output("cat", "/proc/self/net/tcp", "/proc/self/net/tcp6");
  const all: Connection[] = [];
  for (const [, ...columns] of table.matchAll(ROW)) {
    const [host, port, otherHost, otherPort, state, sent, came, inode] = columns as string[];
    all.push({
      inode: Number(inode),
      sendQueue: parseInt(sent!, 16),
      receiveQueue: parseInt(came!, 16),
      state: STATES[state as keyof typeof STATES],
      remote: endOf(otherHost!, otherPort!),
      local: endOf(host!, port!),
    });
  }
  return all;
}

/** Makes a struct sockaddr of it, and reads that. */
function endOf(host: string, port: string): Address {
  const words = host.match(/.{8}/g)!.map((word) => word.match(/../g)!.reverse().join(""));
  const [family, gap] = words.length === 1 ? ["0200", ""] : ["0a00", "00000000"];
  return decode(Uint8Array.fromHex(`${family}${port}${gap}${words.join("")}00000000`));
}

export function ownersOf({ inode }: Connection): Owner[] {
  const found = output("find", "/proc", "-maxdepth", "3", "-lname", `socket:\\[${inode}\\]`);
  return [...found.matchAll(/^\/proc\/(\d+)\/fd\/(\d+)$/gm)].map(([, pid, fd]) => {
    return { pid: Number(pid), fd: Number(fd) };
  });
}

export function listenAt(address: Address, backlog: number): Fd {
  const fd = sockets.socket({ unix: 1, inet: 2, inet6: 10 }[address.family]);
  try {
    sockets.setsockopt(fd, sockets.SO_REUSEADDR, sockets.int(1));
    sockets.bind(fd, encode(address));
    sockets.listen(fd, backlog);
  } catch (error) {
    close(fd);
    throw error;
  }
  return fd;
}

export function finish(connection: Fd): void {
  try {
    sockets.shutdown(connection, sockets.SHUT_WR);
    const { code } = waitpid(spawn("sh", ["-c", "cat > /dev/null 2>&1"], { 0: connection }));
    if (code !== 0) throw Object.assign(new Error("It was reset"), { code: "ECONNRESET" });
  } finally {
    close(connection);
  }
}
