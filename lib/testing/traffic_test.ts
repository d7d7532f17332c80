import { join } from "@std/path";
import { close, socketpair, write } from "../sys/fd.ts";
import { positions } from "./bytes.ts";
import { eventually } from "./peer/eventually.ts";
import { describe } from "./diagnosis/objects/descriptors.ts";
import { socketOf } from "./diagnosis/objects/sockets.ts";
import { descriptors } from "./diagnosis/proc.ts";
import { type Address, connect, listen, receive, send } from "./streams.ts";
import { gettingOn, socketsAt, stuck, taken } from "./traffic.ts";
import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";

const self = { pid: Deno.pid, role: "this process", settled: false };
const names = { self: Deno.pid, nameOf: () => "somebody" };

/** Calls back with an address of each kind that nobody else uses. */
async function forEach(body: (address: Address) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await body({ transport: "unix", path: join(folder, "socket") });
    await body({ transport: "tcp", hostname: "127.0.0.1", port: 0 });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** What is said about the socket of this process that fits. */
function said(fits: (socket: NonNullable<ReturnType<typeof socketOf>>) => boolean): string {
  const fd = [...descriptors(Deno.pid).keys()].find((fd) => {
    const socket = socketOf(Deno.pid, fd);
    return socket !== undefined && fits(socket);
  });
  return describe(Deno.pid, { fd: fd!, input: true, output: false }, names).text;
}

Deno.test("a listener tells how many connections wait to be accepted", async () => {
  await forEach(async (wanted) => {
    const [listener, address] = listen(wanted);
    using _listener = listener;
    const waiting = () => socketsAt(Deno.pid, address).find(({ listens }) => listens)?.unread;
    const { inode } = socketsAt(Deno.pid, address)[0]!;
    assertEquals(waiting(), 0);
    using _one = await connect(address);
    await eventually(() => waiting() === 1, "one waits");
    assertStringIncludes(said((it) => it.inode === inode), ", where 1 waits to be accepted)");
    using _other = await connect(address);
    await eventually(() => waiting() === 2, "two wait");
    assertStringIncludes(said((it) => it.inode === inode), ", where 2 wait to be accepted)");
  });
});

Deno.test("taken() waits until every byte has been read", async () => {
  await forEach(async (wanted) => {
    const [listener, address] = listen(wanted);
    using client = await connect(address);
    using server = await listener.accept();
    listener.close();
    await send(client, positions(5));
    await eventually(() => socketsAt(Deno.pid, address).some(({ unread }) => unread === 5), "5");
    assertStringIncludes(said((it) => it.unread === 5), "with 5 bytes to read, whose other end is");
    let done = false;
    const waiting = taken(self, address).then(() => done = true);
    await receive(server, 4);
    assertStringIncludes(said((it) => it.unread === 1), "with 1 byte to read");
    assertEquals(done, false);
    await receive(server, 1);
    await waiting;
  });
});

Deno.test("stuck() waits until a connection is full", async () => {
  await forEach(async (wanted) => {
    const [listener, address] = listen(wanted);
    using client = await connect(address);
    using server = await listener.accept();
    listener.close();
    let taken = 0;
    const bytes = positions(1 << 16);
    const sending = (async () => {
      for (; taken < 1000 * bytes.length; taken += await client.write(bytes));
    })().catch(() => {});
    await stuck(self, address);
    client.close();
    await sending;
    assertEquals(taken < 1000 * bytes.length, true);
    await receive(server, 1);
  });
});

Deno.test("a connection tells that its other end has hung up", async () => {
  await forEach(async (wanted) => {
    const [listener, address] = listen(wanted);
    const client = await connect(address);
    using _server = await listener.accept();
    listener.close();
    client.close();
    await eventually(() => socketsAt(Deno.pid, address).some(({ ended }) => ended), "it has ended");
    assertStringIncludes(
      said((it) => it.ended && [it.address].includes(nameOf(address))),
      "whose other end has hung up",
    );
  });
});

Deno.test("what was sent and not read shows at the end that has sent it", () => {
  const [one, other] = socketpair();
  write(one, new Uint8Array(3));
  const { text } = describe(Deno.pid, { fd: one, input: true, output: true }, names);
  assertStringIncludes(text, "bytes or room on fd");
  assertStringIncludes(text, `itself (fd ${other}) with 3 bytes to read`);
  close(one);
  close(other);
});

function nameOf(address: Address): string {
  return address.transport === "unix" ? address.path : `${address.hostname}:${address.port}`;
}

Deno.test("gettingOn() waits for what comes, and gives up when nothing moves", async () => {
  await forEach(async (wanted) => {
    const [listener, address] = listen(wanted);
    using client = await connect(address);
    using server = await listener.accept();
    listener.close();
    const received = gettingOn(self, address, receive(server, 5), "five bytes are there");
    await send(client, positions(5));
    assertEquals(await received, positions(5));
    const settled = Promise.reject(new Error("It came to nothing"));
    await assertRejects(() => gettingOn(self, address, settled, "never"), Error, "to nothing");
    if (address.transport === "tcp") return; // Once is enough: it takes its time.
    const never = new Promise<void>(() => {});
    const waiting = gettingOn(self, address, never, "this happens");
    await assertRejects(() => waiting, Error, "Gave up after waiting 4000 ms until this happens");
  });
});
