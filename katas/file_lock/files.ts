/**
 * What the tests let withLock() and claim() do in a process of their own. `url` is that of your file.
 *
 * @module
 */

import { close, F_SETFD, fcntl, type Fd, FD_CLOEXEC, read, unread, write } from "lib/sys/fd.ts";
import { O_RDWR, open } from "lib/sys/fifo.ts";
import { spawn, waitpid } from "lib/sys/process.ts";
import { Clock } from "lib/testing/clock.ts";
import { ensure, findings } from "lib/testing/findings.ts";
import { type Outcome, outcome } from "lib/testing/outcome.ts";
import { Call, HOUR, load, lockOf, passAnHour, told, until } from "./means.ts";

const FREE = "nobody has the file locked with flock(2)";

const TEXT = "It was here before.\n";

type Kata = Awaited<ReturnType<typeof load>>;

/** Locks files, and looks how they are locked meanwhile, and afterwards. */
export const lockEach = (url: string, folder: string) =>
  findings(async () => {
    const { withLock } = await load(url);
    Deno.umask(0);
    Deno.chdir(folder);
    for (const name of ["plain", " 1 #b?c%20 ", "linked"]) {
      Deno.writeTextFileSync(name, TEXT, { mode: 0o640 });
    }
    Deno.symlinkSync("linked", "link");
    const paths = ["plain", `${folder}/plain`, " 1 #b?c%20 ", "link", "missing", "./missing too"];
    for (const [at, path] of paths.entries()) {
      const isThere = !path.includes("missing");
      const all: [options?: { shared?: boolean }][] = [[], [{}], [{ shared: false }], [{
        shared: true,
      }]];
      for (const options of all) {
        const given = options.length === 0 ? "" : `, ${Deno.inspect(options[0])}`;
        const what = `withLock("${path}", work${given})`;
        const looks: [when: string, by: string][] = [];
        const look = (when: string) => looks.push([when, lockOf(path)]);
        const result = { at };
        const work = async () => {
          look("when work begins");
          await new Promise((go) => setTimeout(go, 1));
          Deno.readTextFileSync(path);
          await Deno.readTextFile(path);
          look("when work has opened, read and closed the file itself");
          return result;
        };
        const call = await outcome(() => withLock(path, work, ...options));
        const expected = `somebody has ${options[0]?.shared ? "a shared" : "an exclusive"} lock`;
        ensure("result" in call, `${what}: ${told(call)}.`);
        ensure(looks.length > 0, `${what} does not call work.`);
        ensure(
          looks.length === 2,
          `${what} calls work more than once, or does not wait for its end.`,
        );
        for (const [when, by] of looks) {
          ensure(by === expected, `${what}: ${when}, ${by}. It has to be: ${expected}.`);
        }
        ensure(call.result === result, `${what} does not give what work gives: ${told(call)}.`);
        const after = lockOf(path);
        ensure(after === FREE, `${what} has ended, and afterwards ${after}.`);
        const [text, mode] = [Deno.readTextFileSync(path), Deno.statSync(path).mode! & 0o777];
        const [before, its] = isThere ? [TEXT, 0o640] : ["", 0o600];
        ensure(text === before, `${what}: the file has ${JSON.stringify(text)} in it afterwards.`);
        ensure(mode === its, `${what}: the mode of the file is ${mode.toString(8)} afterwards.`);
      }
    }
    const plain = await outcome(() => withLock("plain", () => 42));
    ensure("result" in plain && plain.result === 42, `work returns 42: ${told(plain)}.`);
    const names = [...Deno.readDirSync(".")].length;
    ensure(names === 6, "withLock() makes or removes other files, too.");
    const both = [1, 2].map((it) => outcome(() => withLock("nothing yet", () => it)));
    for (const [at, call] of (await Promise.all(both)).entries()) {
      const right = "result" in call && call.result === at + 1;
      ensure(right, `Two calls lock a file that is missing, and of one of them: ${told(call)}.`);
    }
    await lockWithProgram(withLock);
  });

/** Lets work start a program, which goes on. */
async function lockWithProgram(withLock: Kata["withLock"]) {
  const begin = async () => {
    const args = ["-c", "echo; cat"];
    const program = new Deno.Command("sh", { args, stdin: "piped", stdout: "piped" }).spawn();
    const output = program.stdout.getReader();
    await output.read(); // From now on, it has what it inherits, and nothing else.
    return { program, output };
  };
  const { program, output } = await withLock("plain", begin);
  const after = lockOf("plain");
  await output.cancel();
  await program.stdin.close();
  await program.status;
  ensure(after === FREE, `work starts a program, and is over before the program is: ${after}.`);
}

/** Lets work throw. */
export const throwEach = (url: string, path: string) =>
  findings(async () => {
    const { withLock } = await load(url);
    Deno.writeTextFileSync(path, TEXT);
    for (const thrown of [new Error("on purpose"), undefined, "a text", 0]) {
      for (const shared of [false, true]) {
        const later = () => new Promise<void>((_, no) => setTimeout(() => no(thrown), 1));
        const works: [string, () => void | Promise<void>][] = [
          ["throws", () => {
            throw thrown;
          }],
          ["rejects later", later],
        ];
        for (const [how, work] of works) {
          const what = `When work ${how} with ${Deno.inspect(thrown).split("\n")[0]}`;
          const threw = await withLock(path, work, { shared }).then(
            () => "nothing",
            (error: unknown) => error === thrown ? "it" : "something else",
          );
          ensure(threw === "it", `${what}, withLock() has to throw it, and throws ${threw}.`);
          const by = lockOf(path);
          ensure(by === FREE, `${what}, the lock has to be given back: ${by}.`);
        }
      }
    }
  });

/** Waits for locks of others. */
export const waitEach = (url: string, folder: string) =>
  findings(async () => {
    const { withLock } = await load(url);
    using clock = new Clock();
    using holders = new DisposableStack();
    const all = [true, false].flatMap((held) => [true, false].map((asked) => ({ held, asked })));
    const cases = all.map(({ held, asked }) => {
      const path = `${folder}/${held} ${asked}`;
      Deno.writeTextFileSync(path, TEXT);
      const holder = Deno.openSync(path);
      holders.defer(() => attempt(() => holder.close()));
      holder.lockSync(held);
      const it = { inside: false };
      const call = new Call(() =>
        withLock(path, () => void (it.inside = true), { shared: !asked })
      );
      const name = (exclusive: boolean) => exclusive ? "exclusive" : "shared";
      const what = `Somebody has ${name(held)} lock, and you ask for ${name(asked)} one`
        .replace(/(exclusive|shared)/g, (kind) => `${kind === "shared" ? "a" : "an"} ${kind}`);
      return { it, call, holder, what, waits: held || asked };
    });
    await passAnHour(clock);
    for (const { it, call, what, waits } of cases) {
      ensure(!waits || !it.inside, `${what}: work is called before the lock is given back.`);
      ensure(!waits || !call.outcome, `${what}. An hour later, ${told(call.outcome)}.`);
      if (waits) continue;
      const ended = await until(clock, () => it.inside && call.outcome !== undefined);
      ensure(ended, `${what}: both can have it, and work is not called.`);
    }
    for (const { holder } of cases) holder.close();
    for (const { it, call, what } of cases) {
      await until(clock, () => call.outcome !== undefined);
      const ended = call.outcome && "result" in call.outcome && it.inside;
      ensure(ended, `${what}. The lock is given back, and ${told(call.outcome)}.`);
    }
  });

/** Lets several calls meet in one process. */
export const meet = (url: string, path: string) =>
  findings(async () => {
    const { withLock } = await load(url);
    using clock = new Clock();
    const inside = new Set<string>();
    const begin = (name: string, shared: boolean) => {
      const gate = Promise.withResolvers<void>();
      const work = async () => {
        inside.add(name);
        await gate.promise;
        inside.delete(name);
      };
      return { open: gate.resolve, call: new Call(() => withLock(path, work, { shared })) };
    };
    const isInside = (...names: string[]) => () =>
      names.length === inside.size && names.every((name) => inside.has(name));
    const who = () => [...inside].join(" and ") || "nobody";
    const reader = begin("the first reader", true);
    ensure(await until(clock, () => inside.size > 0), "The first reader never comes in.");
    const second = begin("the second reader", true);
    const both = isInside("the first reader", "the second reader");
    ensure(await until(clock, both), "Two share the lock, and only one of them comes in.");
    const writer = begin("the writer", false);
    await clock.pass(HOUR, 20);
    ensure(both(), `A writer comes while two readers are inside, and then ${who()} are inside.`);
    reader.open();
    await reader.call.ended;
    await clock.pass(HOUR, 20);
    const left = isInside("the second reader")();
    ensure(left, `One of two readers has ended, a writer waits, and inside is ${who()}.`);
    second.open();
    ensure(
      await until(clock, isInside("the writer")),
      "The readers have gone: the writer may enter.",
    );
    const next = begin("the next writer", false);
    await clock.pass(HOUR, 20);
    ensure(isInside("the writer")(), `A second writer comes, and ${who()} are inside.`);
    writer.open();
    ensure(await until(clock, isInside("the next writer")), "The next writer never comes in.");
    next.open();
    await Promise.all([second, writer, next].map(({ call }) => call.ended));
  });

/** Tells when it waits for the lock, and when it has it; it goes on when a byte comes through the gate. */
export async function lockAtGate(url: string, path: string, shared: boolean, tell: Fd, gate: Fd) {
  const { withLock } = await load(url);
  using clock = new Clock();
  const work = async () => {
    write(tell, new TextEncoder().encode("i"));
    while (unread(gate) === 0) await clock.pause(1);
  };
  const call = new Call(() => withLock(path, work, { shared }));
  await clock.pass(HOUR, 30);
  write(tell, new TextEncoder().encode("h"));
  const ended = await call.ended;
  [tell, gate].forEach(close);
  return ended;
}

/** Claims files that say all kinds of things. */
export const claimEach = (url: string, folder: string, others: number) =>
  findings(async () => {
    const { claim } = await load(url);
    Deno.chdir(folder);
    const left: [what: string, text: string | undefined][] = [
      ["There was no file", undefined],
      ["The file was empty", ""],
      ["The file said the pid of another process, which lives", `${others}\n`],
      ["The file said a longer pid", "123456789012\n"],
      ["The file had many lines", "1\n".repeat(3000)],
    ];
    const own = `${Deno.pid}\n`;
    for (const [at, [what, text]] of left.entries()) {
      const path = at % 2 ? `claim ${at}` : `${folder}/claim ${at}`;
      const names = [path, `./claim ${at}`, `link ${at}`];
      Deno.symlinkSync(`claim ${at}`, `link ${at}`);
      if (text !== undefined) Deno.writeTextFileSync(path, text);
      const number = text === undefined ? undefined : Deno.statSync(path).ino;
      const first = await outcome(() => claim(path));
      ensure("result" in first, `${what}, and nobody has the claim: ${told(first)}.`);
      // Also when something is wrong, nothing else is to be left.
      using rest = new DisposableStack();
      rest.defer(() => attempt(() => first.result[Symbol.dispose]()));
      const now = () => attempt(() => Deno.readTextFileSync(path));
      const says = () => {
        const its = now();
        if (its === undefined) return "nothing, since it is gone";
        return its.length > 40 ? `${its.length} characters` : JSON.stringify(its);
      };
      const right = () => now() === own;
      ensure(right(), `${what}. While you have the claim, the file says ${says()}.`);
      for (let times = 0; times < 50; times++) {
        const ended = await refusal(() => claim(names[times % 3]!));
        ensure(right(), `${what}. When others were refused, the file says ${says()}.`);
        assertRefused(ended, what);
      }
      const soon = disposeOf(first.result, () => claim(path));
      const again = await outcome(() => soon ?? claim(path));
      ensure(
        "result" in again,
        `${what}. The claim was disposed of, then made again: ${told(again)}.`,
      );
      rest.defer(() => attempt(() => again.result[Symbol.dispose]()));
      ensure(
        right(),
        `${what}. The next claim was made when you gave yours back. Then the file says ${says()}.`,
      );
      const disposed = await outcome(() => first.result[Symbol.dispose]());
      ensure("result" in disposed, `A claim is disposed of a second time: ${told(disposed)}.`);
      ensure(
        right(),
        `An earlier claim is disposed of a second time. Then the file says ${says()}.`,
      );
      const ended = await refusal(() => claim(path));
      assertRefused(ended, "An earlier claim is disposed of a second time");
      const other = await outcome(() => claim(`${path} too`));
      ensure("result" in other, `Somebody has another claim: ${told(other)}.`);
      other.result[Symbol.dispose]();
      const still = await refusal(() => claim(path));
      assertRefused(still, "A claim of another file is disposed of");
      again.result[Symbol.dispose]();
      const same = number === undefined || Deno.statSync(path).ino === number;
      ensure(same, `${what}: afterwards it is another file.`);
      const there = [...Deno.readDirSync(".")].some(({ name }) => path.endsWith(name));
      ensure(there, `${what}. The file has to stay, and is gone.`);
    }
  });

/** Disposes of a claim. Gives the next one, when that can be made as soon as a file is unlocked or closed. */
function disposeOf(claimed: Disposable, claim: () => Disposable): Disposable | undefined {
  const files = Deno.FsFile.prototype;
  const { unlockSync, close, [Symbol.dispose]: dispose } = files;
  let [next, isBusy]: [Disposable | undefined, boolean] = [undefined, false];
  const then = (give: (this: Deno.FsFile) => void) =>
    function (this: Deno.FsFile) {
      give.call(this);
      if (isBusy || next) return;
      isBusy = true;
      attempt(() => next = claim());
      isBusy = false;
    };
  const use = (methods: Pick<Deno.FsFile, "unlockSync" | "close" | typeof Symbol.dispose>) =>
    Object.assign(files, methods);
  use({ unlockSync: then(unlockSync), close: then(close), [Symbol.dispose]: then(dispose) });
  try {
    claimed[Symbol.dispose]();
  } finally {
    use({ unlockSync, close, [Symbol.dispose]: dispose });
  }
  return next;
}

/** Fails unless a claim was refused that this process has. */
function assertRefused(ended: Outcome<string>, what: string): void {
  ensure(
    "error" in ended,
    `${what}. Your process has the claim already: the next one has to throw.`,
  );
  const { error, message } = ended;
  ensure(
    error === "AlreadyExists",
    `${what}. The next one has to throw AlreadyExists, not ${error}.`,
  );
  const says = new RegExp(`\\b${Deno.pid}\\b`).test(message);
  ensure(says, `${what}. The pid ${Deno.pid} of the holder is not in the message: ${message}`);
}

/** How a claim ends. One that succeeds is disposed of at once. */
async function refusal(call: () => Disposable): Promise<Outcome<string>> {
  try {
    call()[Symbol.dispose]();
    return { result: "it succeeded" };
  } catch (error) {
    if (error instanceof Deno.errors.AlreadyExists) {
      return { error: "AlreadyExists", message: error.message };
    }
    return await outcome(() => {
      throw error;
    });
  }
}

/** Claims, starts a program that goes on until `input` ends, and waits to be killed. */
export async function claimUntilKilled(url: string, path: string, input: Fd, tell: Fd) {
  const { claim } = await load(url);
  hideSockets();
  const claimed = claim(path);
  Deno.readTextFileSync(path);
  const nowhere = open("/dev/null", O_RDWR);
  // Not a child of this process: whoever ends it looks for its children.
  const own = { 0: input, 1: nowhere, 2: nowhere };
  waitpid(spawn("sh", ["-c", "exec 9<&0; cat <&9 &"], own, { session: true }));
  [input, nowhere].forEach(close);
  write(tell, new Uint8Array(1));
  await new Promise((go) => setTimeout(go, HOUR));
  claimed[Symbol.dispose]();
}

/** So that a program which goes on does not seem to be this process to the test. */
function hideSockets(): void {
  for (const { name } of Deno.readDirSync("/proc/self/fd")) {
    const isSocket = attempt(() =>
      Deno.readLinkSync(`/proc/self/fd/${name}`).startsWith("socket:")
    );
    if (isSocket) fcntl(Number(name), F_SETFD, FD_CLOEXEC);
  }
}

function attempt<T>(call: () => T): T | undefined {
  try {
    return call();
  } catch {
    return undefined;
  }
}

/** Claims what somebody else has; tells so; claims it again when the gate is closed. */
export async function claimTwice(url: string, path: string, tell: Fd, gate: Fd) {
  const { claim } = await load(url);
  const first = await refusal(() => claim(path));
  write(tell, new Uint8Array(1));
  read(gate, new Uint8Array(1));
  const second = await refusal(() => claim(path));
  [tell, gate].forEach(close);
  return [first, second] as const;
}
