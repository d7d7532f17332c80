import { eventually, PeerError, peerModule, supervised, timeout } from "lib/testing/mod.ts";
import {
  assert,
  assertEquals,
  AssertionError,
  assertMatch,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { dirname, join } from "@std/path";
import { isStopped, stopAtWrite } from "lib/testing/stopping.ts";
import { close, F_SETPIPE_SZ, fcntl, type Fd, unread, write } from "lib/sys/fd.ts";
import { O_RDONLY, O_RDWR, O_WRONLY, PIPE_BUF } from "lib/sys/fifo.ts";
import { kill } from "lib/sys/process.ts";
import { assertEnding, assertThrew, type Ending, quoted, short, visible } from "./endings.ts";
import {
  abort,
  atItsEnd,
  bytesOf,
  connect,
  reply,
  take,
  takeLine,
  tryToConnect,
  waitsForClients,
} from "./ends.ts";
import { exists, fifo, look, mode, named, names, octal, otherThings } from "./files.ts";
import type { Pieces, Way } from "./scenarios.ts";

const kata = peerModule<typeof import("./fifo.ts")>(import.meta.resolve("./fifo.ts"));
const scenarios = peerModule<typeof import("./scenarios.ts")>(
  new URL("./scenarios.ts", import.meta.url).href,
);

/** serve() may run as long as its test: it has no end of its own. */
const asServer = { role: "serve()", deadline: 9000 };

/** What waits for the test, step by step, may take longer on a busy machine. */
const inSteps = { deadline: 6000 };

/** Who works slowly, as byte after byte, needs not be done soon. */
const patient = { late: 50_000 };

/** So may what is called many times in one process. */
const manyTimes = { deadline: 9000 };

Deno.test(
  "createFifo() makes a FIFO with exactly the mode asked for, whatever the umask",
  { timeout },
  supervised(async ({ start, scratch }) => {
    const calls = [0o022, 0o077, 0, 0o777].flatMap((umask) =>
      [undefined, 0o622, 0o640, 0, 0o777].map((mode) => {
        const name = `it's 100% "$HOME"? #für ${mode} at umask ${umask}`;
        return { path: join(scratch(), name), mode, umask };
      })
    );
    // Somebody removes the first one, and it is made again.
    const all = [...calls, { ...calls[0]!, gone: true }];
    const creator = start(scenarios, "createAll", [kata.url, all], { role: "createFifo()" });
    const results = await creator.result;

    assertEnding(results.at(-1)!.ending, { returned: undefined }, "createFifo() once more");
    assert(exists(calls[0]!.path), "createFifo() has to make a FIFO again that was removed.");
    for (const [index, { path, mode: asked = 0o600, umask }] of calls.entries()) {
      const what = `with the umask ${octal(umask)} and the mode ${octal(asked)}`;
      assertEnding(results[index]!.ending, { returned: undefined }, `createFifo() ${what}`);
      assert(Deno.statSync(path).isFifo, "createFifo() has to make a FIFO, not a regular file.");
      assertEquals(mode(path), octal(asked), `The mode, ${what}`);
      const after = results[index]!.umask;
      assertEquals(octal(after), octal(umask), `The umask has to stay as it is, ${what}.`);
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
    const calls = [undefined, 0o666].map((mode) => ({ path, mode, umask: 0o027 }));
    const disputed = join(scratch(), "disputed"); // with the mode 640, by the other process
    const all = [...calls, { path: disputed, mode: 0o600, umask: 0o027, overtaken: true }];
    const creator = start(scenarios, "createAll", [kata.url, all], { role: "createFifo()" });

    const results = await creator.result;
    for (const [index, { ending, umask }] of results.entries()) {
      const what = index < calls.length
        ? "createFifo() where a FIFO is"
        : "createFifo() where another process makes a FIFO meanwhile";
      assertEnding(ending, { returned: undefined }, what);
      assertEquals(octal(umask), "27", "The umask has to stay as it is, where a FIFO is.");
    }
    const kept = take(open(path, O_RDWR));
    assertEquals(kept, "waiting\n", "It has to be the same FIFO, with what was in it.");
    assertEquals(mode(path), "640", "The mode has to stay as it is.");
    const theirs = "The mode of the FIFO that another process has made meanwhile";
    assert(exists(disputed), "createFifo() has made no FIFO.");
    if (results.at(-1)!.overtaken) assertEquals(mode(disputed), "640", theirs);
  }),
);

Deno.test(
  "createFifo() throws when anything else is there, or no folder, and leaves that untouched",
  { timeout },
  supervised(async ({ own, start, scratch }) => {
    const others = await otherThings(scratch(), own);
    const missing = join(scratch(), "missing", "fifo");
    const before = others.map(look);
    const calls = [...others, missing].map((path) => ({ path, umask: 0o027 }));
    const creator = start(scenarios, "createAll", [kata.url, calls], { role: "createFifo()" });
    const results = await creator.result;

    for (const [index, path] of others.entries()) {
      const { ending, umask } = results[index]!;
      assertEquals(
        look(path),
        before[index],
        `createFifo() has to leave ${named(path)} untouched.`,
      );
      assertEnding(ending, { threw: "EEXIST" }, `createFifo() at ${named(path)}`);
      assertEquals(octal(umask), "27", `The umask has to stay as it is, at ${named(path)}.`);
    }
    const last = results.at(-1)!;
    assertEnding(last.ending, { threw: "ENOENT" }, "createFifo() in a missing folder");
    assert(!exists(dirname(missing)), "No folder may be made.");
    assertEquals(octal(last.umask), "27", "The umask has to stay as it is, in a missing folder.");
  }),
);

Deno.test(
  "publish() lets its process go on, and writes each record as a line",
  { timeout },
  supervised(async ({ run, start, scratch }) => {
    const longest = "ä".repeat((PIPE_BUF - 2) / 2) + "z"; // and a newline
    const records = ["one", "", " Grüße 👋\t", "\r", "\0", "\uFEFFx\u2028\x85", longest];
    const many = Array.from({ length: 1100 }, (_, index) => `${index} ${"z".repeat(index % 200)}`);
    const full = "\0".repeat(PIPE_BUF);
    const calls: { name: string; records: string[]; full?: boolean; removed?: boolean }[] = [
      { name: "when nobody reads yet", records },
      { name: "at the same time", records: ["other records"] },
      { name: "with more than the FIFO holds", records: many, removed: true },
      { name: "without records", records: [] },
      { name: "when the FIFO is full", records: ["one", longest, "two"], full: true },
    ];
    const link = join(scratch(), "through a link");
    Deno.symlinkSync(fifo(scratch(), "behind"), link);
    const paths = calls.map(({ name }) => fifo(scratch(), name));
    calls.push({ name: "through a link", records: ["one"] });
    const all = calls.map((call, index) => ({ ...call, path: paths[index] ?? link }));
    const role = "publish()";
    const both = start(scenarios, "publishThenRead", [kata.url, all], { role, ...manyTimes });
    const outcomes = await both.result;

    const nameless = "of which the name is removed when the first bytes have been read";
    const shown = (text: string) => visible(short(text));
    for (const [index, { name, records, full: filled, removed }] of calls.entries()) {
      const { early, ending, queued, read, closed, kept } = outcomes[index]!;
      const what = `publish() ${name}`;
      if (early) {
        const until = filled ? "there is room" : "somebody reads";
        assert("threw" in early, `${what} has to wait until ${until}.`);
        assertEnding(early, "it waits", `${what}, in an hour in which nobody reads`);
      }
      assertEnding(ending, { returned: undefined }, removed ? `${what}, ${nameless}` : what);
      assert(!queued, `${what} must not wait until other calls of publish() have ended.`);
      const expected = [filled ? full : "", ...records.map((record) => `${record}\n`)].join("");
      assertEquals(shown(read), shown(expected), `What was read from ${what}`);
      assert(closed, `When it resolves, ${what} has to have closed the FIFO.`);
      assert(kept, `${what}: the array of the records has to stay as it is.`);
    }

    const path = fifo(scratch(), "read by cat");
    const copy = join(scratch(), "copy");
    const cat = run("sh", ["-c", 'cat "$1" > "$2"', "sh", path, copy], {});
    await start(kata, "publish", [path, ["one", "two"]]).result;
    await cat.status;
    assertEquals(await Deno.readTextFile(copy), "one\ntwo\n", "What cat read");
  }),
);

Deno.test(
  "publish() refuses what does not fit into one record, before it writes anything",
  { timeout },
  supervised(async ({ open, start, scratch }) => {
    const path = fifo(scratch(), "somebody-reads");
    const fd = open(path, O_RDWR);
    fcntl(fd, F_SETPIPE_SZ, 1 << 20); // room for what must not be written
    const long = "z".repeat(PIPE_BUF); // The newline is one too many.
    const umlauts = "ä".repeat(PIPE_BUF / 2); // Each of them has two bytes.
    const wrong = [long, umlauts, "z".repeat(70_001), "two\nlines", "newline\n", "\n", "\nnewline"];
    const lists = wrong.flatMap((it) => [["short", it], [it, "short"], ["short", it, "short"]]);
    const calls = lists.map((records) => ({ path, records }));
    const right = { path, records: ["right"] };
    const role = "publish()";
    const publisher = start(scenarios, "publishAll", [kata.url, [...calls, right]], {
      role,
      ...manyTimes,
    });

    const endings = await publisher.result;
    for (const [index, records] of lists.entries()) {
      const what = `publish() of ${short(JSON.stringify(records))}`;
      assertEnding(endings[index], { threw: "RangeError" }, what);
    }
    assertEquals(short(take(fd)), "right\n", "Nothing may be written when a record is refused.");
    // At once: it must not wait for a reader, or show itself to one.
    const deserted = fifo(scratch(), "nobody-reads");
    const early = start(kata, "publish", [deserted, ["two\nlines"]], { throws: true });
    const error = await assertRejects(() => early.result, PeerError);
    assertMatch(error.message, /threw RangeError/);
  }),
);

Deno.test(
  "publish() writes each record in one piece, and is one writer from the first to the last",
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

    // A process that has closed the last write end is stopped, too.
    const alone = fifo(scratch(), "alone");
    const only = open(alone, O_RDONLY);
    const single = start(kata, "publish", [alone, ["one", "two", "three"]], inSteps);
    stopAtWrite(single.pid, only);
    for (let text = ""; !text.endsWith("three\n");) {
      await eventually(
        () => isStopped(single.pid) || single.settled,
        "publish() has done something",
      );
      text += take(only);
      const early = `publish() has closed the FIFO before its last record: ${JSON.stringify(text)}`;
      assert(text.endsWith("three\n") || !atItsEnd(only), early);
      kill(single.pid, "SIGCONT");
    }
    close(only);
    kill(single.pid, "SIGCONT");
    await single.result;
  }),
);

Deno.test(
  "publish() throws EPIPE when the last reader leaves, and refuses what is no FIFO",
  { timeout },
  supervised(async ({ own, start, scratch }) => {
    const left = [2, 3, 100].map((records) => ({
      path: fifo(scratch(), `left after ${records}`),
      records,
    }));
    const role = "publish()";
    const publisher = start(scenarios, "publishThenLeave", [kata.url, left], { role, ...inSteps });
    const others = (await otherThings(scratch(), own)).filter((path) => !path.endsWith("FIFO"));
    const before = others.map(look);
    const missing = [join(scratch(), "nothing"), join(scratch(), "missing", "fifo")];
    const calls = [["one"], []].flatMap((records) =>
      [...others, ...missing].map((path) => ({ path, records }))
    );
    const refused = start(scenarios, "publishAll", [kata.url, calls], { role, ...manyTimes });

    for (const [index, ending] of (await publisher.result).entries()) {
      const what = `publish() with ${left[index]!.records} records, when the reader leaves`;
      assertEnding(ending, { threw: "EPIPE" }, what);
    }
    const endings = await refused.result;
    for (const path of missing) assert(!exists(path), "No file may be made.");
    for (const [index, path] of others.entries()) {
      assertEquals(look(path), before[index], `publish() has to leave ${named(path)} untouched.`);
    }
    for (const [index, { path, records }] of calls.entries()) {
      const which = records.length > 0 ? "publish()" : "publish() without records";
      if (missing.includes(path)) {
        assertEnding(endings[index], { threw: "ENOENT" }, `${which} where there is nothing`);
      } else assertThrew(endings[index], `${which} at ${named(path)}`);
    }
  }),
);

Deno.test(
  "collect() lets its process go on, and returns whole, empty and unfinished lines",
  { timeout },
  supervised(async ({ start, scratch }) => {
    const text = "äß\n€👋\r\n";
    const bytes = [...bytesOf(text)].map((byte) => new Uint8Array([byte]));
    const cases: [Pieces, string[], string?][] = [
      [["a\n\nb"], ["a", "", "b"]],
      [["\n"], [""]],
      [[], []],
      [["a\rb\r\n"], ["a\rb\r"]],
      [["a\n", "b\n", "\n"], ["a", "b", ""]],
      [[" \t a \n b"], [" \t a ", " b"]],
      [bytes, ["äß", "€👋\r"], `${JSON.stringify(text)}, byte by byte`],
      [[new Uint8Array([97, 255, 10, 98])], ["a\uFFFD", "b"], '"a", the byte 255, "\\nb"'],
      ...[text, text.repeat(2)].map((text): [Pieces, string[], string] => [
        [...bytesOf(text)].map((byte) => new Uint8Array([byte])),
        text.split("\n").slice(0, -1),
        `${JSON.stringify(text)}, byte by byte, in turn with another call`,
      ]),
      [["\uFEFFa\0\n", "\uFEFFb\u2028c\x85\n"], ["\uFEFFa\0", "\uFEFFb\u2028c\x85"]],
      [["\n\n"], ["", ""]],
      [
        [new Uint8Array([97, 0xe2, 0x82, 10, 0xe2, 0x82])],
        ["a\uFFFD", "\uFFFD"],
        '"a" and two of the three bytes of "€", "\\n", and those two again',
      ],
    ];
    const calls = cases.map(([pieces], index) => ({ path: fifo(scratch(), `${index}`), pieces }));
    const link = join(scratch(), "link");
    Deno.symlinkSync(fifo(scratch(), "behind"), link);
    cases.push([["linked\n"], ["linked"]]);
    calls.push({ path: link, pieces: ["linked\n"] });
    const role = "collect()";
    const collector = start(scenarios, "collectAll", [kata.url, calls], { role, ...manyTimes });
    const results = await collector.result;

    for (const [index, [pieces, records, words]] of cases.entries()) {
      const written = words ?? pieces.map((it) => quoted(`${it}`)).join(", then ");
      const what = `The records of ${written || "nothing"}`;
      const { ending, queued, closed } = results[index]!;
      assertEnding(ending, { returned: records }, what);
      assert(!queued, `${what} came only when another call of collect() had ended.`);
      assert(closed, `When it settles, collect() has to have closed the FIFO. ${what}`);
    }
  }),
);

Deno.test(
  "collect() returns what is written, however it is cut into pieces",
  { timeout },
  supervised(async ({ start, scratch }) => {
    const options = { ...manyTimes, role: "collect()" };
    const collector = start(scenarios, "collectAnything", [kata.url, scratch()], options);
    const wrong = await collector.result;
    if (wrong !== undefined) throw new AssertionError(wrong);
  }),
);

Deno.test(
  "collect() returns more than the FIFO holds, and throws when there is nothing",
  { timeout },
  supervised(async ({ start, scratch }) => {
    const sizes = [3000, 150_000];
    const calls = sizes.map((size) => {
      const file = join(scratch(), `${size}`);
      const lines = Array.from(
        { length: size },
        (_, index) => `${index} ${"ä".repeat(index % 5)}`,
      );
      Deno.writeTextFileSync(file, [...lines, "z".repeat(70_003)].join("\n") + "\n");
      return { path: fifo(scratch(), `${size} lines`), file };
    });
    const options = { role: "collect()", works: true, ...manyTimes };
    const collector = start(scenarios, "collectFiles", [kata.url, calls], options);
    const nothing = join(scratch(), "nothing");
    const early = start(kata, "collect", [nothing], { throws: true });

    for (const [index, result] of (await collector.result).entries()) {
      const size = Deno.statSync(calls[index]!.file).size;
      assertEquals(result, `${sizes[index]! + 1} records`, `What cat wrote, ${size} bytes in all`);
    }
    const error = await assertRejects(() => early.result, PeerError);
    assertEquals(error.code, "ENOENT", error.message);
    assert(!exists(nothing), "No file may be made.");
  }, patient),
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

/** A client in the shell. It opens its FIFO for both, so that opening does not wait. */
const SHELL_CLIENT = `
mkfifo "$2" && exec 3<> "$2" && printf '%s\\t%s\\n' "$2" "$3" > "$1" && IFS= read -r answer <&3 &&
printf %s "$answer" > "$2.answer"
`;

Deno.test(
  "serve() uses a FIFO that is there, and waits for the next client when one has gone",
  { timeout },
  supervised(async ({ open, run, start, scratch }) => {
    const path = fifo(scratch(), "server"); // of a server that was killed
    Deno.chmodSync(path, 0o640);
    const before = look(path);
    const server = start(scenarios, "serveUntilAborted", [kata.url, path], asServer);
    close(await connect(open, path, server));
    for (const [name, body] of [["one", "grüße\tvon hier"], ["two", ""]] as const) {
      await waitsForClients(server, path);
      assertEquals(look(path), before, "It has to be the same FIFO, with the same mode.");
      const client = join(scratch(), name);
      await run("sh", ["-c", SHELL_CLIENT, "sh", path, client, body], {}).status;
      assertEquals(await Deno.readTextFile(`${client}.answer`), body.toUpperCase(), "The answer");
    }
    await abort(server);
    assert(!exists(path), "serve() has to remove its FIFO.");
  }),
);

Deno.test(
  "serve() sleeps while nobody writes, for hours",
  { timeout },
  supervised(async ({ start, scratch }) => {
    const server = start(scenarios, "serveForHours", [kata.url, scratch()], asServer);
    const hours = await server.result;
    for (const [index, { answer, timers }] of hours.entries()) {
      const when = ["", ", when its line needed an hour", ", when handle needed an hour"][index];
      assertEquals(answer, ["ONE\n", "TWO\n", "THREE\n"][index], `The answer${when}`);
      const often = `In an hour without a client, serve() woke up ${timers} times.`;
      if (index > 0) continue;
      assert(timers < 4, `${often} Let the kernel wake you when somebody writes.`);
    }
    assertEquals(hours.length, 3, "How many clients found serve(), when one came each hour");
  }),
);

Deno.test(
  "serve() reads every request, also those that come while it handles another",
  { timeout },
  supervised(async ({ open, start, scratch }) => {
    const path = join(Deno.realPathSync(scratch()), "server");
    const server = start(scenarios, "serveUntilAborted", [kata.url, path], asServer);
    const first = await connect(open, path, server);
    assertEquals(mode(path), "600", "The mode of the FIFO that serve() has made");
    const clients = ["one", "two", "three", " für vier ", "five"].map((it) => fifo(scratch(), it));
    const [two, three, four, five] = clients.slice(1).map((client) => open(client, O_RDWR)) as Four;
    const gate = fifo(scratch(), "gate");
    const noRequests = `fail\n${clients[1]}\n\n`; // They have no tab.
    write(first, bytesOf(`${noRequests}${clients[0]}\thold ${gate}\n`));
    close(first);
    let release: Fd | undefined;
    const held = () => (release = tryToConnect(open, gate)) !== undefined || server.settled;
    const called = "serve() has called handle for a client who opens its FIFO a moment later";
    await eventually(held, called);
    const one = open(clients[0]!, O_RDWR); // early enough for an answer

    const second = tryToConnect(open, path);
    assert(second, "While it handles a request, serve() has to keep its FIFO open for reading.");
    write(second, bytesOf(`${clients[1]}\tsecond\n${clients[2]}\tth`)); // two, but for the end of one
    close(release!);
    assertEquals(
      await takeLine(one, "the first answer"),
      `HOLD ${gate.toUpperCase()}`,
      "The first answer",
    );
    assertEquals(await takeLine(two, "the second answer"), "SECOND", "The second answer");
    write(second, bytesOf("ird\n"));
    assertEquals(await takeLine(three, "the third answer"), "THIRD", "The third answer");

    // Blanks belong to the path and to the body, and a piece may end within a character.
    write(second, bytesOf(`${clients[3]}`));
    const rest = "\t\uFEFF \ta\0\u2028 ä€👋 \r";
    for (const byte of bytesOf(`${rest}\n`)) {
      write(second, new Uint8Array([byte]));
      await eventually(() => unread(second) === 0 || server.settled, "serve() has read a byte");
    }
    const answer = await takeLine(four, "the fourth answer");
    const words = "The answer to what came byte by byte";
    assertEquals(visible(answer), visible(rest.slice(1).toUpperCase()), words);
    const line = bytesOf(`${clients[4]}\tlong\n`);
    write(second, line);
    const longest = await takeLine(five, "the longest answer");
    assertEquals(short(longest), short("z".repeat(PIPE_BUF - 1)), "The longest answer");
    // The client removes its FIFO, and makes another one at the same path.
    Deno.removeSync(clients[4]!);
    const again = open(fifo(scratch(), "five"), O_RDWR);
    write(second, bytesOf(`${clients[4]}\tagain\n`));
    const inNew = await takeLine(again, "the answer in a new FIFO at a path that was used before");
    assertEquals(inNew, "AGAIN", "The answer in a new FIFO at a path that was used before");
    // A body may be longer than what is sure to arrive in one piece.
    write(second, bytesOf(`${clients[4]}\tcount ${"z".repeat(4200)}`));
    await eventually(
      () => unread(second) === 0 || server.settled,
      "serve() has read its beginning",
    );
    write(second, bytesOf("\n"));
    const count = await takeLine(again, "the answer to a long request");
    assertEquals(count, "4206", "The length of a long body, which arrived");
    await abort(server);
  }),
);

Deno.test(
  "serve() goes on when a client has vanished before its answer",
  { timeout },
  supervised(async ({ open, own, start, scratch }) => {
    const path = join(Deno.realPathSync(scratch()), "server");
    const server = start(scenarios, "serveUntilAborted", [kata.url, path], asServer);
    const fd = await connect(open, path, server);
    const deaf = fifo(scratch(), "nobody-reads");
    const folder = join(scratch(), "others");
    await Deno.mkdir(folder);
    const others = (await otherThings(folder, own)).filter((path) => !path.endsWith("FIFO"));
    const before = others.map(look);
    const living = fifo(scratch(), "living");
    const inbox = open(living, O_RDWR);
    const full = ["full", "room for all but the newline"].map((name, index) => {
      const client = fifo(scratch(), name);
      const filled = open(client, O_RDWR);
      const size = fcntl(filled, F_SETPIPE_SZ, PIPE_BUF) - index * "HELLO".length;
      write(filled, new Uint8Array(size));
      return { client, filled, size };
    });
    const none = ["gone", "missing/gone", "others/a file/gone", "z".repeat(300)].map((name) =>
      join(scratch(), name)
    );
    none.push("", "nul\0nul");
    const clients = [deaf, ...none, ...others, ...full.map(({ client }) => client)];
    for (const client of clients) write(fd, bytesOf(`${client}\thello\n`));
    write(fd, new Uint8Array([255, 254, 10, 255, 9, 255, 10])); // not even text
    write(fd, bytesOf(`${living}\thello\n`));

    assertEquals(await takeLine(inbox, "the answer for the living client"), "HELLO");
    for (const [index, path] of others.entries()) {
      assertEquals(
        look(path),
        before[index],
        `Answers go into FIFOs only, not into ${named(path)}.`,
      );
    }
    assertEquals(names(scratch()).includes("gone"), false, "No file may be made for an answer.");
    for (const { client, filled, size } of full) {
      assertEquals(unread(filled), size, `What is in the FIFO with ${named(client)}`);
    }
    await abort(server);
  }),
);

type Four = [Fd, Fd, Fd, Fd];

/** The ways in which serve() ends, and how it has to end then. */
const WAYS: Record<string, Way & { ends: string }> = {
  "whose handle throws": { error: "at once", ends: "it threw the error of handle" },
  "whose handle rejects": { error: "later", ends: "it threw the error of handle" },
  "whose handle rejects with undefined": {
    error: "later",
    odd: "undefined",
    ends: "it threw the error of handle",
  },
  "whose handle throws an error with a code": {
    error: "at once",
    odd: "ENXIO",
    ends: "it threw the error of handle",
  },
  "whose handle rejects with an error with a code": {
    error: "later",
    odd: "EPIPE",
    ends: "it threw the error of handle",
  },
  "whose handle throws an AbortError": {
    error: "later",
    odd: "AbortError",
    ends: "it threw the error of handle",
  },
  "aborted before the call": { abort: "before the call", ends: "it resolved" },
  "aborted at once": { abort: "at once", ends: "it resolved" },
  "aborted while nobody writes": { abort: "while nobody writes", ends: "it resolved" },
  "aborted with a reason": { abort: "while nobody writes", reason: "enough", ends: "it resolved" },
  "aborted within a line": { abort: "within a line", ends: "it resolved" },
  "aborted after an answer": {
    abort: "after an answer",
    answer: "fine",
    ends: 'it resolved, the client got "fine\\n"',
  },
  "aborted while handle is at work": {
    abort: "while handle is at work",
    reason: "enough",
    ends: "it resolved",
  },
  "aborted by handle itself": { abort: "by handle", ends: "it resolved" },
  "aborted together with another one": {
    abort: "while nobody writes",
    shared: true,
    ends: "it resolved",
  },
  "aborted before handle fails": {
    abort: "while handle is at work",
    error: "in the end",
    ends: "it resolved",
  },
  "with an answer of two lines": { answer: "two\nlines", ends: "it threw RangeError" },
  "with an answer that is too long": {
    answer: "z".repeat(PIPE_BUF),
    ends: "it threw RangeError",
  },
  "with an answer of too many bytes": {
    answer: "ä".repeat(PIPE_BUF / 2),
    ends: "it threw RangeError",
  },
  "with an answer that is too long, for a client who has gone": {
    answer: "z".repeat(PIPE_BUF),
    gone: true,
    ends: "it threw RangeError",
  },
};

Deno.test(
  "serve() removes its FIFO however it ends, and whoever shares its process goes on",
  { timeout },
  supervised(async ({ start, scratch }) => {
    const folder = Deno.realPathSync(scratch());
    const ends = start(scenarios, "serveEnds", [kata.url, folder, WAYS], asServer);
    for (const [round, results] of (await ends.result).entries()) {
      for (const [name, { ends }] of Object.entries(WAYS)) {
        const when = round === 0 ? "" : ", for the second time";
        assertEquals(`serve() ${name}${when}: ${results[name]}`, `serve() ${name}${when}: ${ends}`);
      }
    }
    assertEquals(names(folder), [], "serve() has to remove its FIFO.");
  }, patient),
);

Deno.test(
  "serve() throws where createFifo() throws, and what is there stays",
  { timeout },
  supervised(async ({ own, start, scratch }) => {
    const others = await otherThings(scratch(), own);
    const before = others.map(look);
    const missing = join(scratch(), "missing", "server");
    const server = start(scenarios, "serveAll", [kata.url, [...others, missing]], asServer);
    const endings = await server.result;

    for (const [index, path] of others.entries()) {
      assert(exists(path), `serve() has removed ${named(path)}, which is not its own.`);
      assertEquals(look(path), before[index], `serve() has to leave ${named(path)} untouched.`);
      assertEnding(endings[index], { threw: "EEXIST" }, `serve() at ${named(path)}`);
    }
    assertEnding(endings.at(-1), { threw: "ENOENT" }, "serve() in a missing folder");
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
  "request() has its FIFO open for reading from before it sends until the answer is there",
  { timeout },
  supervised(async ({ open, start, scratch }) => {
    const path = fifo(scratch());
    const fd = open(path, O_RDONLY);
    open(path, O_WRONLY); // The client is not the only one: nothing ends when it hangs up.
    const calls = ["a\tb", "again"].map((body) => ({ path, body, timeout: 60_000 }));
    const options = { ...inSteps, role: "request()" };
    const client = start(scenarios, "requestInTurn", [kata.url, calls], options);
    // As soon as a request has arrived, the client cannot do anything more for a while.
    stopAtWrite(client.pid, fd);
    const stopped = () => isStopped(client.pid) || client.settled;
    const takeRequest = async (what: string) => {
      await eventually(stopped, what);
      const line = take(fd);
      assertStringIncludes(
        line,
        "\n",
        "The request has to be written as one line, by one write().",
      );
      const [own = "", ...body] = line.slice(0, -1).split("\t");
      return { own, body };
    };

    const first = await takeRequest("request() has written something");
    assertEquals(first.body, ["a", "b"], "The body has to follow the first tab.");
    assertMatch(
      first.own,
      /^\//,
      "The request has to begin with the whole path of the client's FIFO.",
    );
    const folder = dirname(first.own);
    assertEquals(dirname(folder), dirname(scratch()), "The folder has to be from makeTempDir().");
    const answer = tryToConnect(open, first.own);
    if (!answer) kill(client.pid, "SIGCONT");
    assert(answer, `${first.own} has to be open for reading before the request is sent.`);
    assert(Deno.statSync(first.own).isFifo, `${first.own} has to be a FIFO.`);
    // A fast server has answered, and gone: only the client keeps the answer.
    write(answer, bytesOf("ä\tß\n"));
    close(answer);
    kill(client.pid, "SIGCONT");

    const second = await takeRequest("request() has read the answer that was there at once");
    close(fd);
    const slow = tryToConnect(open, second.own);
    kill(client.pid, "SIGCONT");
    assert(slow, `${second.own} has to be open for reading before the request is sent.`);
    assert(
      dirname(second.own) !== folder,
      "Each request has to have a FIFO and a folder of its own.",
    );
    open(second.own, O_RDONLY); // From now on, no write fails because request() has gone.
    for (const byte of bytesOf("€ 👋\n")) {
      write(slow, new Uint8Array([byte]));
      await eventually(() => unread(slow) === 0 || client.settled, "request() has read a byte");
    }
    const results = await client.result; // The line is the answer, whoever keeps the FIFO open.
    close(slow);
    assertEnding(results[0]!.ending, { returned: "ä\tß" }, "The answer that was there at once");
    assertEnding(results[1]!.ending, { returned: "€ 👋" }, "The answer that came byte by byte");
    for (const { left } of results) {
      assertEquals(left, [], "Its FIFO and the folder have to be removed.");
    }
  }),
);

Deno.test(
  "request() returns its own answer, when several wait in one process",
  { timeout },
  supervised(async ({ open, start, scratch }) => {
    const path = fifo(scratch());
    const fd = open(path, O_RDWR);
    const link = join(scratch(), "link");
    Deno.symlinkSync(path, link);
    const answers: Record<string, string> = {
      "": "",
      " blanks ": " \t blanks \r",
      "unicode ä€👋": "ä€👋",
      "\uFEFF\r\0\u2028": "\uFEFF\r\0\u2028",
      long: "z".repeat(PIPE_BUF - 1),
      last: "last",
    };
    const bodies = Object.keys(answers);
    const calls = bodies.map((body) => ({ path: link, body, timeout: 60_000 }));
    const options = { ...manyTimes, role: "request()" };
    const clients = start(scenarios, "requestAtOnce", [kata.url, calls], options);
    let text = "";
    const lines = () => (text += take(fd)).split("\n").slice(0, -1);
    const all = () => lines().length >= bodies.length || clients.settled;
    await eventually(all, () => `${bodies.length} requests have come, not ${lines().length}`);
    const requests = lines().map((line) => [line.split("\t")[0]!, line.replace(/^[^\t]*\t/, "")]);
    const sent = requests.map(([, body]) => visible(body!));
    assertEquals(sent.sort(), bodies.map(visible).sort(), "The bodies");
    for (const [client, body] of requests.toReversed()) {
      reply(open, client!, `${answers[body!]}\n`);
    }

    const endings = await clients.result;
    for (const [index, { body }] of calls.entries()) {
      const what = `The answer to ${quoted(body)}`;
      assertEnding(endings[index], { returned: answers[body]! }, what);
    }
  }),
);

Deno.test(
  "request() refuses a body that does not fit into one record, and sends nothing",
  { timeout },
  supervised(async ({ open, start, scratch }) => {
    const path = fifo(scratch());
    const fd = open(path, O_RDWR);
    // The path of its own FIFO and the tab belong to the line, too: how long are they?
    const options = { ...manyTimes, role: "request()" };
    const calls = [..."abcdefgh"].map((body) => ({ path, body, timeout: 60_000 }));
    const clients = start(scenarios, "requestAtOnce", [kata.url, calls], options);
    let text = "";
    const all = () => (text += take(fd)).split("\n").length > calls.length || clients.settled;
    await eventually(all, `${calls.length} requests have come`);
    const paths = text.split("\n").slice(0, -1).map((line) => line.split("\t")[0]!);
    for (const client of paths) reply(open, client, "\n");
    await clients.result;
    const lengths = paths.map((client) => bytesOf(client).length);
    const longest = Math.max(...lengths);
    // Deno.makeTempDir() makes a name that is shorter by one or two now and then, but never a longer one.
    const doubt = longest - Math.min(...lengths) <= 4 ? 0 : 20;
    const more = "z".repeat(PIPE_BUF - longest - 1);
    const right = "z".repeat(PIPE_BUF - longest - 2 - doubt);

    const umlauts = "ä".repeat(PIPE_BUF / 2);
    const wrong = [more, more, more, umlauts, "z".repeat(70_001), "two\nlines", "\n", "end\n"];
    const bodies = [...wrong.map((body) => ({ path, body, timeout: 0 }))];
    bodies.push({ path, body: right, timeout: 60_000 });
    const client = start(scenarios, "requestInTurn", [kata.url, bodies], options);
    text = "";
    const sent = () => (text += take(fd)).split("\n").slice(0, -1); // those that are complete
    const last = () => sent().findLast((line) => line.endsWith(`\t${right}`));
    // One byte more fits, too, where the path was shorter.
    const fitting = [right, more].map(short);
    const others = () =>
      sent().map((line) => short(line.replace(/^.*\t/, ""))).filter((it) => !fitting.includes(it));
    const tooLong = () =>
      sent().map((line) => bytesOf(line).length + 1).filter((it) => it > PIPE_BUF);
    await eventually(
      () => last() !== undefined || others().length + tooLong().length > 0 || client.settled,
      "the longest request has come",
    );
    assertEquals(tooLong(), [], `request() sent lines with more than ${PIPE_BUF} bytes.`);
    assertEquals(others(), [], "Only the last body fits: what else is sent");
    const extra = sent().filter((line) => line.endsWith(`\t${more}`)).length;
    if (last() !== undefined) reply(open, last()!.split("\t")[0]!, "\n");
    const results = await client.result;
    let fitted = 0;
    for (const [index, body] of wrong.entries()) {
      const { ending, left } = results[index]!;
      const what = `request() with the body ${short(JSON.stringify(body))}`;
      const error = "threw" in ending ? ending.threw : "";
      // Where the path is shorter, the line fits, and nobody answers.
      const fits = body === more && error !== "RangeError" && (extra > 0 || error === "TimedOut");
      if (fits) fitted++;
      assertEnding(ending, { threw: fits ? "TimedOut" : "RangeError" }, what);
      assertEquals(left, [], `${what}: its FIFO and the folder have to be removed.`);
    }
    assert(
      extra <= fitted,
      `request() sent ${extra} lines, of which it refused ${extra - fitted}.`,
    );
    assertEnding(results.at(-1)!.ending, { returned: "" }, "request() with the longest body");
  }),
);

Deno.test(
  "request() throws when nobody serves or answers, and removes its FIFO",
  { timeout },
  supervised(async ({ open, own, start, scratch }) => {
    const [deserted, silent] = [fifo(scratch(), "deserted"), fifo(scratch(), "silent")];
    open(silent, O_RDWR);
    const others = (await otherThings(scratch(), own)).filter((path) => !path.endsWith("FIFO"));
    const before = others.map(look);
    const missing = join(scratch(), "nothing");
    const calls = [
      { path: deserted, timeout: 60_000 },
      { path: missing, timeout: Infinity },
      ...others.map((path) => ({ path, timeout: 60_000 })),
      { path: silent, timeout: 50.5 },
    ].map((call) => ({ ...call, body: "hello" }));
    const options = { ...manyTimes, role: "request()" };
    const client = start(scenarios, "requestInTurn", [kata.url, calls], options);
    const results = await client.result;

    assertEnding(results[0]!.ending, { threw: "ENXIO" }, "request(), when nobody serves");
    assertEnding(results[1]!.ending, { threw: "ENOENT" }, "request(), where there is nothing");
    assertEnding(results.at(-1)!.ending, { threw: "TimedOut" }, "request(), without an answer");
    // Deno's timers may be early by a part of a millisecond.
    const { ms } = results.at(-1)!;
    assert(ms > 49.5, `With a timeout of 50.5, request() gave up too early: after ${ms} ms.`);
    for (const [index, path] of others.entries()) {
      assertEquals(look(path), before[index], `request() has to leave ${named(path)} untouched.`);
      assertThrew(results[index + 2]!.ending, `request() at ${named(path)}`);
    }
    assert(!exists(missing), "No file may be made.");
    for (const [index, { left }] of results.entries()) {
      const what = `request() at ${named(calls[index]!.path)}`;
      assertEquals(left, [], `${what}: its FIFO and the folder have to be removed.`);
    }
  }),
);

Deno.test(
  "request() waits for room and for its answer exactly as long as it may",
  { timeout },
  supervised(async ({ start, scratch }) => {
    const options = { ...manyTimes, role: "request()" };
    const clients = start(scenarios, "requestForHours", [kata.url, scratch()], options);
    const { results, deserted, waits } = await clients.result;
    const what = "request(), when nobody serves";
    assertEnding(deserted, { threw: "ENXIO" }, what);
    assertEquals(waits, [], `${what}, has to throw at once. It waited for so many milliseconds:`);
    const moments = [
      "at once",
      "after 59 minutes",
      "after 61 minutes",
      "when the server has answered one",
      "after 25 days",
      "when the server has answered all",
    ];
    // At which of these moments each one has to be over, and how.
    const over: Record<string, [number, Ending]> = {
      "0": [0, { threw: "TimedOut" }],
      "an hour": [2, { threw: "TimedOut" }],
      "an hour, when half of an answer comes": [2, { threw: "TimedOut" }],
      "an hour, with a server that has no room": [2, { threw: "TimedOut" }],
      "an hour, with a server that has no room for half of it": [2, { threw: "TimedOut" }],
      "2 hours, with a server that has no room for an hour": [3, { returned: "answer" }],
      "2 ** 31": [4, { threw: "TimedOut" }],
      "2 ** 32 + 1": [5, { returned: "answer" }],
      "Infinity": [5, { returned: "answer" }],
    };
    for (const [name, [since, ending]] of Object.entries(over)) {
      for (const [index, moment] of moments.entries()) {
        const expected = index < since ? "it waits" : JSON.stringify(ending);
        const what = `With a timeout of ${name}, ${moment}`;
        assertEquals(`${what}: ${results[name]?.[index]}`, `${what}: ${expected}`);
      }
    }
  }),
);
