import { failureHead, failureScreen, likenessScreen } from "./failure_screen.ts";
import { assertEquals } from "@std/assert";

const NAME = "send() delivers none, one or many bytes, and hangs up";

Deno.test("a failure names files as seen from the repository, and leaves Deno's own lines out", () => {
  const failure = `send() threw SysError: EBADF


    at Module.send (file:///tmp/a/katas/pipe/pipe.ts:9:3)
    at async file:///tmp/a/lib/testing/supervised.ts:61:7
    at async ext:cli/40_test.js:1:1`;
  assertEquals(
    failureScreen({ name: NAME, failure }, "", [], "/tmp/a"),
    `
✗ ${NAME}

send() threw SysError: EBADF

    at send (katas/pipe/pipe.ts:9:3)
`,
  );
});

Deno.test("what the learner's code printed stands below the lines of the stack", () => {
  const failure = `send() did not return in 3000 ms.

It printed:

send() │ one
send() │ two
    at send (file:///tmp/a/katas/pipe/pipe.ts:9:3)
    at file:///tmp/a/katas/pipe/pipe_test.ts:20:5`;
  assertEquals(
    failureScreen({ name: NAME, failure }, "", [], "/tmp/a"),
    `
✗ ${NAME}

send() did not return in 3000 ms.
    at send (katas/pipe/pipe.ts:9:3)
    at katas/pipe/pipe_test.ts:20:5

It printed:

send() │ one
send() │ two
`,
  );
});

Deno.test("failureHead() repeats the test's name and what it says first", () => {
  const failure = "Deadlock: A waits.\n\nA  B\nload";
  assertEquals(
    failureHead({ name: NAME, failure }, 40),
    `✗ send() delivers none, one or many
  bytes, and hangs up

Deadlock: A waits.`,
  );
});

Deno.test("of many mistakes that fit, a few are listed", () => {
  const mistake = (sentence: string) => ({
    sentence,
    caughtBy: NAME,
    says: "late",
    violates: "",
    marks: new Map([[NAME, "●" as const]]),
  });
  const known = ["it a.", "it b.", "it c.", "it d.", "it e.", "it f."].map(mistake);
  const results = [{ name: NAME, failure: "too late" }];
  assertEquals(
    likenessScreen(results, known),
    `In send(), this looks like one of these:
- it a.
- it b.
- it c.
- it d.
- … and 2 more`,
  );
  assertEquals(likenessScreen(results, []), undefined);
});

Deno.test("a class is named without brackets", () => {
  const name = "Semaphore keeps its contract";
  const marks = new Map([[name, "●" as const]]);
  const mistake = { sentence: "it a.", caughtBy: name, says: "late", violates: "", marks };
  const screen = likenessScreen([{ name, failure: "too late" }], [mistake]);
  assertEquals(screen, "In Semaphore, this looks like: it a.");
});

Deno.test("of the one mistake that fits, the promise is quoted that it breaks", () => {
  const marks = new Map([[NAME, "●" as const]]);
  const results = [{ name: NAME, failure: "too late" }];
  const screen = (violates: string) => {
    const mistake = { sentence: "it a.", caughtBy: NAME, says: "late", violates, marks };
    return likenessScreen(results, [mistake])?.replace("In send(), this looks like: it a.", "");
  };
  assertEquals(
    screen("also when sending fails"),
    '\n\nThe contract says: "… also when sending fails …"',
  );
  assertEquals(screen("It ends."), '\n\nThe contract says: "It ends."');
  assertEquals(screen(""), "");
});
