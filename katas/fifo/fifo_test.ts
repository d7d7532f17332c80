import { eventually, PeerError, peerModule, soon, supervised, timeout } from "lib/testing/mod.ts";
import {
  assert,
  assertEquals,
  assertMatch,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { dirname, join } from "@std/path";
import { comesToRest, waitsFor } from "lib/testing/diagnosis/activity.ts";
import type { Peer } from "lib/testing/peer/peer.ts";
import { testLine } from "lib/testing/peer/peer_error.ts";
import { descendants } from "lib/testing/diagnosis/proc.ts";
import { isStopped, stopAtWrite } from "lib/testing/stopping.ts";
import { SysError } from "lib/sys/errno.ts";
import { close, F_SETPIPE_SZ, fcntl, type Fd, read, unread, write } from "lib/sys/fd.ts";
import { mkfifo, O_RDONLY, O_RDWR, O_WRONLY, PIPE_BUF } from "lib/sys/fifo.ts";
import { kill } from "lib/sys/process.ts";

const kata = peerModule<typeof import("./fifo.ts")>(import.meta.resolve("./fifo.ts"));
const scenarios = peerModule<typeof import("./scenarios.ts")>(
  new URL("./scenarios.ts", import.meta.url).href,
);

/** serve() may run as long as its test: it has no end of its own. */
const asServer = { role: "serve()", deadline: 9000 };

/** What waits for the test, step by step, may take longer on a busy machine. */
const inSteps = { deadline: 6000 };

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** A peer, whatever its function is to return. */
type Running = Pick<Peer<unknown>, "pid" | "role" | "settled">;

/** Makes a FIFO for this test. */
function fifo(folder: string, name = "fifo"): string {
  const path = join(Deno.realPathSync(folder), name);
  mkfifo(path, 0o600);
  return path;
}

/** Takes what is in a FIFO, up to now. */
function take(fd: Fd): string {
  const bytes = new Uint8Array(unread(fd));
  return bytes.length > 0 ? new TextDecoder().decode(bytes.subarray(0, read(fd, bytes))) : "";
}

/** Waits for the next line in a FIFO, and takes it. */
async function takeLine(fd: Fd, whose: string): Promise<string> {
  let text = "";
  await eventually(
    () => (text += take(fd)).endsWith("\n"),
    () => `${whose} has arrived as one line; so far there is ${JSON.stringify(text)}`,
  );
  return text.slice(0, -1);
}

/** Opens a FIFO for writing, if somebody has it open for reading. */
function tryToConnect(open: (path: string, flags: number) => Fd, path: string): Fd | undefined {
  try {
    return open(path, O_WRONLY);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
}

/** Waits until a peer, or what it calls, has a FIFO open for reading, and opens it for writing. */
async function connect(
  open: (path: string, flags: number) => Fd,
  path: string,
  reader: Running,
): Promise<Fd> {
  const stack = [testLine()];
  let fd: Fd | undefined;
  const connected = () => (fd = tryToConnect(open, path)) !== undefined || reader.settled;
  await eventually(connected, `${reader.role} has ${path} open for reading`);
  if (fd !== undefined) return fd;
  throw new PeerError(`${reader.role} ended too early: a client came later`, { stack });
}

/** Whether a server, or what it has started, waits in the kernel for what comes into its FIFO. */
const isListening = ({ pid }: Running, path: string) =>
  [pid, ...descendants(pid)].some((each) => waitsFor(each, path));

/** Waits until a server waits for a client, and does nothing else. */
async function waitsForClients(server: Running, path: string): Promise<void> {
  const stack = [testLine()];
  if (await comesToRest(server, () => isListening(server, path))) return;
  const what = server.settled ? "ended too early" : "does not wait for bytes in its FIFO";
  throw new PeerError(`serve() ${what}: the next client may still come`, { stack });
}

/** Aborts serve(), which resolves then. */
async function abort(server: Peer<void>): Promise<void> {
  if (!server.settled) kill(server.pid, "SIGUSR2");
  await soon(server.result, "serve(), which was aborted, has returned");
}

/** What lies in a folder. */
const names = (folder: string) => [...Deno.readDirSync(folder)].map((entry) => entry.name).sort();

/** What is left of a client's FIFO and of its folder. */
const remains = (own: string) => [own, dirname(own)].filter(exists);

function exists(path: string): boolean {
  try {
    return Deno.lstatSync(path) !== undefined;
  } catch {
    return false;
  }
}

/** Shortens runs of the same character, for the sake of the failure's text. */
const short = (text: string) => text.replace(/(.)\1+/g, (run, one) => `${run.length} × ${one}`);

const mode = (path: string) => (Deno.statSync(path).mode! & 0o7777).toString(8);

Deno.test(
  "createFifo() makes a FIFO with exactly the mode asked for, whatever the umask",
  { timeout },
  supervised(async ({ start, scratch }) => {
    const cases = ([[0o077, 0o622], [0o000, 0o640], [0o777, undefined]] as const).map(
      ([umask, asked]) => {
        const path = join(scratch(), `${asked}`);
        const args = [kata.url, umask, path, asked] as [string, number, string, number?];
        const creator = start(scenarios, "createWithUmask", args, { role: "createFifo()" });
        return { umask, asked: (asked ?? 0o600).toString(8), path, creator };
      },
    );
    for (const { umask, asked, path, creator } of cases) {
      const after = await creator.result;
      assert(Deno.statSync(path).isFifo, "createFifo() has to make a FIFO, not a regular file.");
      assertEquals(mode(path), asked, `The mode, with the umask ${umask.toString(8)}`);
      assertEquals(after, umask, "The umask of the process has to stay as it is.");
    }
  }),
);

Deno.test(
  "createFifo() reuses a FIFO that is there, as it is",
  { timeout },
  supervised(async ({ open, start, scratch }) => {
    const path = fifo(scratch());
    Deno.chmodSync(path, 0o640);
    write(open(path, O_RDWR), bytesOf("waiting\n"));
    await start(kata, "createFifo", [path]).result;

    assertEquals(mode(path), "640", "The mode has to stay as it is.");
    assertEquals(take(open(path, O_RDWR)), "waiting\n", "It has to be the same FIFO.");
  }),
);

Deno.test(
  "createFifo() throws EEXIST when anything else is there, and leaves it untouched",
  { timeout },
  supervised(async ({ start, scratch }) => {
    const [file, folder] = ["file", "folder"].map((name) => join(scratch(), name));
    await Deno.writeTextFile(file!, "precious", { mode: 0o640 });
    await Deno.mkdir(folder!, { mode: 0o750 });
    const look = () => [file!, folder!].map((path) => [mode(path), Deno.statSync(path).ino]);
    const before = look();
    const creators = [file!, folder!].map((path) =>
      start(kata, "createFifo", [path], { throws: true })
    );

    for (const creator of creators) {
      const error = await assertRejects(() => creator.result, PeerError);
      assertEquals(error.code, "EEXIST", error.message);
    }
    assertEquals(look(), before, "The mode and inode of the file and the folder");
    assertEquals(await Deno.readTextFile(file!), "precious");
  }),
);

Deno.test(
  "publish() lets its process go on, and writes each record as a line",
  { timeout },
  supervised(async ({ start, scratch }) => {
    const path = fifo(scratch());
    const longest = "ä".repeat((PIPE_BUF - 2) / 2) + "z"; // and a newline
    const records = ["one", "", "Grüße 👋", longest];
    const role = "publish()";
    const both = start(scenarios, "publishThenRead", [kata.url, path, records], { role });

    const expected = `one\n\nGrüße 👋\n${longest}\n`;
    assertEquals(short(await both.result), short(expected), "What cat read");
  }),
);

Deno.test(
  "publish() refuses what does not fit into one record, before it writes anything",
  { timeout },
  supervised(async ({ open, start, scratch }) => {
    const path = fifo(scratch());
    const fd = open(path, O_RDWR);
    const long = "z".repeat(PIPE_BUF); // The newline is one too many.
    const umlauts = "ä".repeat(PIPE_BUF / 2); // Each of them has two bytes.
    const publishers = [long, umlauts, "two\nlines"].map((wrong) =>
      start(kata, "publish", [path, ["short", wrong]], { throws: true })
    );

    for (const publisher of publishers) {
      const error = await assertRejects(() => publisher.result, PeerError);
      assertMatch(error.message, /threw RangeError/);
    }
    assertEquals(take(fd), "", "Nothing may be written when one of the records is refused.");
  }),
);

Deno.test(
  "publish() writes each record in one piece, so that those of other writers stay apart",
  { timeout },
  supervised(async ({ open, start, scratch }) => {
    const path = fifo(scratch());
    const fd = open(path, O_RDONLY);
    const room = fcntl(fd, F_SETPIPE_SZ, PIPE_BUF); // one page
    const record = "z".repeat(2999);
    const records = Array(Math.ceil(2 * room / record.length)).fill(record);
    const publisher = start(kata, "publish", [path, records], inSteps);
    // Another process is faster each time: it writes before publish() can write again.
    stopAtWrite(publisher.pid, fd);
    const other = open(path, O_WRONLY);
    let text = "";
    const stopped = () => isStopped(publisher.pid) || publisher.settled;
    for (;;) {
      await eventually(stopped, "publish() has written something");
      text += take(fd);
      if (publisher.settled) break;
      write(other, bytesOf("from somebody else\n"));
      text += take(fd);
      kill(publisher.pid, "SIGCONT");
    }
    await publisher.result;

    const lines = text.split("\n").filter((line) => line !== "from somebody else");
    assertEquals(lines.map(short), [...records, ""].map(short), "The lines in the FIFO");
  }),
);

Deno.test(
  "publish() throws BrokenPipe when the last reader leaves, and NotFound when there is no FIFO",
  { timeout },
  supervised(async ({ open, start, scratch }) => {
    const path = fifo(scratch());
    const fd = open(path, O_RDONLY);
    const room = fcntl(fd, F_SETPIPE_SZ, PIPE_BUF);
    const records = Array(3 * room / PIPE_BUF).fill("z".repeat(PIPE_BUF - 1));
    const missing = join(scratch(), "missing");
    const early = start(kata, "publish", [missing, ["one"]], { throws: true });
    const publisher = start(kata, "publish", [path, records], { throws: true });
    await eventually(() => unread(fd) > 0 || publisher.settled, "publish() has begun to write");
    close(fd);

    const broken = await assertRejects(() => publisher.result, PeerError);
    assertMatch(broken.message, /BrokenPipe|EPIPE/);
    const notFound = await assertRejects(() => early.result, PeerError);
    assertMatch(notFound.message, /NotFound|ENOENT/);
    assertEquals(names(scratch()), ["fifo"], "No file may be made.");
  }),
);

Deno.test(
  "collect() lets its process go on, and returns whole, empty and unfinished lines",
  { timeout },
  supervised(async ({ start, scratch }) => {
    const cases = [["a\n\nb", ["a", "", "b"]], ["\n", [""]], ["", []]] as const;
    const collectors = cases.map(([written, records], index) => {
      const args = [kata.url, fifo(scratch(), `${index}`), written] as [string, string, string];
      const both = start(scenarios, "collectThenWrite", args, { role: "collect()" });
      return { written, records: [...records], both };
    });

    for (const { written, records, both } of collectors) {
      assertEquals(await both.result, records, `The records of ${JSON.stringify(written)}`);
    }
  }),
);

Deno.test(
  "collect() returns the records of all writers until the last one closes",
  { timeout },
  supervised(async ({ open, run, start, scratch }) => {
    const path = fifo(scratch());
    const collector = start(kata, "collect", [path], inSteps);
    const fd = await connect(open, path, collector);
    open(path, O_RDONLY); // From now on, no writer waits for collect().
    for (const word of ["one", "two"]) {
      await run("sh", ["-c", 'echo "$2" > "$1"', "sh", path, word], {}).status;
      await eventually(() => unread(fd) === 0 || collector.settled, `collect() has read "${word}"`);
    }
    write(fd, bytesOf("three\n"));
    close(fd);

    assertEquals(await collector.result, ["one", "two", "three"], "What three writers wrote");
  }),
);

Deno.test(
  "collect() joins records and characters that arrive in pieces",
  { timeout },
  supervised(async ({ open, start, scratch }) => {
    const path = fifo(scratch());
    const collector = start(kata, "collect", [path], inSteps);
    const fd = await connect(open, path, collector);
    for (const byte of bytesOf("äß\n👋\n")) {
      write(fd, new Uint8Array([byte]));
      await eventually(() => unread(fd) === 0 || collector.settled, "collect() has read a byte");
    }
    close(fd);

    assertEquals(await collector.result, ["äß", "👋"], "What was written byte by byte");
  }),
);

/** A client in the shell. It opens its FIFO for both, so that opening does not wait. */
const SHELL_CLIENT = `
mkfifo "$2" && exec 3<> "$2" && printf '%s\\t%s\\n' "$2" "$3" > "$1" && IFS= read -r answer <&3 &&
printf %s "$answer" > "$2.answer"
`;

Deno.test(
  "serve() waits for the next client when one has gone, and leaves the CPU to others",
  { timeout },
  supervised(async ({ open, run, start, scratch }) => {
    const path = join(Deno.realPathSync(scratch()), "server");
    const server = start(scenarios, "serveUntilAborted", [kata.url, path], asServer);
    close(await connect(open, path, server));
    for (const [name, body] of [["one", "grüße\tvon hier"], ["two", ""]] as const) {
      await waitsForClients(server, path);
      const client = join(scratch(), name);
      await run("sh", ["-c", SHELL_CLIENT, "sh", path, client, body], {}).status;
      assertEquals(await Deno.readTextFile(`${client}.answer`), body.toUpperCase(), "The answer");
    }
    await abort(server);
  }),
);

Deno.test(
  "serve() reads every request, also those that come while it handles another",
  { timeout },
  supervised(async ({ open, start, scratch }) => {
    const path = join(Deno.realPathSync(scratch()), "server");
    const server = start(scenarios, "serveUntilAborted", [kata.url, path], asServer);
    const first = await connect(open, path, server);
    const clients = ["one", "two", "three"].map((name) => fifo(scratch(), name));
    const [one, two, three] = clients.map((client) => open(client, O_RDWR));
    const gate = fifo(scratch(), "gate");
    const noRequests = `fail\n${clients[0]}\n`; // They have no tab.
    write(first, bytesOf(`${noRequests}${clients[0]}\thold ${gate}\n`));
    close(first);
    const release = await connect(open, gate, server);

    const second = tryToConnect(open, path);
    assert(second, "While it handles a request, serve() has to keep its FIFO open for reading.");
    write(second, bytesOf(`${clients[1]}\tsecond\n${clients[2]}\tth`)); // two, but for the end of one
    close(release);
    assertEquals(
      await takeLine(one!, "the first answer"),
      `HOLD ${gate.toUpperCase()}`,
      "The first answer",
    );
    assertEquals(await takeLine(two!, "the second answer"), "SECOND", "The second answer");
    write(second, bytesOf("ird\n"));
    assertEquals(await takeLine(three!, "the third answer"), "THIRD", "The third answer");
    await abort(server);
  }),
);

Deno.test(
  "serve() goes on when a client has vanished before its answer",
  { timeout },
  supervised(async ({ open, start, scratch }) => {
    const path = join(Deno.realPathSync(scratch()), "server");
    const server = start(scenarios, "serveUntilAborted", [kata.url, path], asServer);
    const fd = await connect(open, path, server);
    const gone = join(scratch(), "gone");
    const deaf = fifo(scratch(), "nobody-reads");
    const file = join(scratch(), "file");
    await Deno.writeTextFile(file, "precious");
    const living = fifo(scratch(), "living");
    const inbox = open(living, O_RDWR);
    const full = fifo(scratch(), "full");
    const filled = open(full, O_RDWR);
    write(filled, new Uint8Array(fcntl(filled, F_SETPIPE_SZ, PIPE_BUF)));
    const clients = [deaf, gone, file, full, living];
    for (const client of clients) write(fd, bytesOf(`${client}\thello\n`));

    assertEquals(await takeLine(inbox, "the answer for the living client"), "HELLO");
    assertEquals(await Deno.readTextFile(file), "precious", "Answers go into FIFOs only.");
    assertEquals(names(scratch()).includes("gone"), false, "No file may be made for an answer.");
    await abort(server);
  }),
);

Deno.test(
  "serve() removes its FIFO when it is aborted, and when the handler throws",
  { timeout },
  supervised(async ({ open, start, scratch }) => {
    const folder = Deno.realPathSync(scratch());
    const paths = ["aborted", "idle", "failing"].map((name) => join(folder, name));
    const [aborted, idle, failing] = paths as [string, string, string];
    const options = { ...inSteps, role: "serve()" };
    const stopped = start(scenarios, "serveUntilAborted", [kata.url, aborted, true], options);
    const server = start(scenarios, "serveUntilAborted", [kata.url, idle], options);
    const unlucky = start(scenarios, "serveUntilAborted", [kata.url, failing], {
      ...options,
      throws: true,
    });

    write(await connect(open, failing, unlucky), bytesOf(`${join(folder, "client")}\tfail\n`));
    const error = await assertRejects(() => unlucky.result, PeerError);
    assertMatch(error.message, /the handler failed/);
    await connect(open, idle, server); // Nobody writes, and a client keeps the FIFO open.
    await eventually(
      () => isListening(server, idle) || server.settled,
      "serve() waits for a client",
    );
    await Promise.all([abort(server), stopped.result]);
    assertEquals(names(folder), [], "serve() has to remove its FIFO.");
  }),
);

/** Answers one request, in the shell. */
const SHELL_SERVER = `
tab=$(printf '\t')
IFS="$tab" read -r client body < "$1" && printf 'You said: %s\n' "$body" > "$client"
`;

Deno.test(
  "request() returns the answer of a server in the shell",
  { timeout },
  supervised(async ({ open, run, start, scratch }) => {
    const path = fifo(scratch());
    const server = run("sh", ["-c", SHELL_SERVER, "sh", path], {});
    let fd: Fd | undefined;
    await eventually(() => (fd = tryToConnect(open, path)) !== undefined, "sh has the FIFO open");
    const client = start(kata, "request", [path, "Grüße 👋", { timeout: 60_000 }]);

    assertEquals(await client.result, "You said: Grüße 👋");
    close(fd!);
    await server.status;
  }),
);

Deno.test(
  "request() has its FIFO open for reading before it sends, and joins an answer in pieces",
  { timeout },
  supervised(async ({ open, start, scratch }) => {
    const path = fifo(scratch());
    const fd = open(path, O_RDONLY);
    open(path, O_WRONLY); // The client is not the only one: nothing ends when it hangs up.
    const client = start(kata, "request", [path, "a\tb", { timeout: 60_000 }], inSteps);
    // As soon as the request has arrived, the client cannot do anything more for a while.
    stopAtWrite(client.pid, fd);
    const stopped = () => isStopped(client.pid) || client.settled;
    await eventually(stopped, "request() has written something");
    const line = take(fd);
    assertStringIncludes(line, "\n", "The request has to be written as one line, by one write().");
    const [own, ...body] = line.trimEnd().split("\t");
    assertEquals(body, ["a", "b"], "The body has to follow the first tab.");
    assertMatch(own!, /^\//, "The request has to begin with the whole path of the client's FIFO.");
    const answer = tryToConnect(open, own!);
    close(fd);
    kill(client.pid, "SIGCONT");
    assert(answer, `${own} has to be open for reading before the request is sent.`);
    assert(Deno.statSync(own!).isFifo, `${own} has to be a FIFO.`);

    open(own!, O_RDONLY); // From now on, no write fails because request() has gone.
    for (const byte of bytesOf("ä\tß\n")) {
      write(answer, new Uint8Array([byte]));
      await eventually(() => unread(answer) === 0 || client.settled, "request() has read a byte");
    }
    close(answer);
    assertEquals(await client.result, "ä\tß");
    await client.ended;
    assertEquals(remains(own!), [], "Its FIFO and the folder have to be removed.");
  }),
);

Deno.test(
  "request() refuses a body that does not fit into one record, and sends nothing",
  { timeout },
  supervised(async ({ open, start, scratch }) => {
    const path = fifo(scratch());
    const fd = open(path, O_RDWR);
    // The path of its own FIFO and the tab belong to the line, too.
    const bodies = ["z".repeat(PIPE_BUF - 8), "ä".repeat(PIPE_BUF / 2), "two\nlines"];
    const clients = bodies.map((body) =>
      start(kata, "request", [path, body, { timeout: 100 }], { throws: true })
    );

    for (const client of clients) {
      const error = await assertRejects(() => client.result, PeerError);
      assertMatch(error.message, /threw RangeError/);
    }
    assertEquals(take(fd), "", "Nothing may be sent.");
  }),
);

Deno.test(
  "request() throws when nobody serves or answers, and removes its FIFO",
  { timeout },
  supervised(async ({ open, start, scratch }) => {
    const [deserted, silent] = [fifo(scratch(), "deserted"), fifo(scratch(), "silent")];
    const fd = open(silent, O_RDWR);
    const temporary = dirname(scratch()); // where Deno.makeTempDir() makes folders in a peer
    const before = names(temporary);
    const cases = [[deserted, 60_000, "ENXIO"], [`${deserted}-not`, 60_000, "ENOENT"]] as const;
    const clients = [...cases, [silent, 100, "TimedOut"] as const].map(
      ([server, timeout, what]) => {
        const client = start(kata, "request", [server, "hello", { timeout }], { throws: true });
        return { what, client };
      },
    );

    for (const { what, client } of clients) {
      const error = await assertRejects(() => client.result, PeerError);
      assertStringIncludes(error.message, what);
      await client.ended;
    }
    const [own] = (await takeLine(fd, "the request")).split("\t");
    assertEquals(remains(own!), [], "Its FIFO and the folder have to be removed.");
    assertEquals(names(temporary), before, "Its FIFO and the folder have to be removed.");
    assertEquals(names(scratch()), ["deserted", "silent"], "No file may be made.");
  }),
);
