import { drawing } from "./drawing.ts";
import { picture } from "./picture.ts";
import { readRecord } from "./record/calls.ts";
import { stories } from "./record/stories.ts";
import { record } from "./testdata/record.ts";
import { assert, assertEquals } from "@std/assert";

/** Draws the only test of a record. */
function draw(text: string, { width = 80, all = false } = {}): string {
  const [story] = stories(readRecord(text));
  const drawn = picture(story!, all);
  return `\n${[...drawing(drawn, width), ...drawn.notes].join("\n")}\n`;
}

/** The records of two real tests. */
const recorded = (name: string) =>
  Deno.readTextFile(new URL(`./testdata/${name}.strace`, import.meta.url));

Deno.test("drawing() shows who waits for whom, who ends, and which close was the last one", async () => {
  assertEquals(
    draw(await recorded("pipe_yes_ok")),
    `
        the test
        │   pipeline()
        │   │   yes
    ms  │   │   │   head
     0  ├──▶○   │   │   pipeline(): starts
   909  │   ●   │   │   pipe() = [23, 24]: the ends of pipe A
   916  │   ●   │   │   pipe() = [25, 26]: the ends of pipe B
   941  │   ├──▶○   │   yes: starts
  1002  │   │   ●   │   write(1<pipe A>), 8 times of 8192 bytes
  1003  │   │   ┳   │   write(1<pipe A>)
  1028  │   ├───┼──▶○   head: starts
  1061  │   ●   ┃   │   pipeline(): close(23<pipe A, read end>), the last one
        │   │   ┃   │     pipe.ts:72
  1068  │   ●   ┃   │   close(24<pipe A, write end>), the last one   pipe.ts:73
  1076  │   ●   ┃   │   close(26<pipe B, write end>), the last one   pipe.ts:17
  1079  │   ┳   ┃   │   read(25<pipe B>)   pipe.ts:21
  1267  │   ┃   ├──▶●   head: read(0<pipe A>) = 8192 bytes:
        │   ┃   ┃   │     "y\\ny\\ny\\ny\\ny\\ny\\ny\\ny\\ny\\ny\\n"…
  1267  │   ┃   ┻   │   yes: write(…) = 8192 bytes:
        │   ┃   │   │     "y\\ny\\ny\\ny\\ny\\ny\\ny\\ny\\ny\\ny\\n"…, after 263 ms
  1267  │   ┃   ●   │   write(1<pipe A>) = EPIPE
  1272  │   ┃   │   ●   head: write(1<pipe B>) = 6 bytes: "y\\ny\\ny\\n"
  1279  │   ┃   !   │   yes: SIGPIPE arrives
  1279  │   ┻◀──┼───┤   pipeline(): read(…) = 6 bytes: "y\\ny\\ny\\n", after 200 ms
  1288  │   │   ■   │   yes: SIGPIPE ends it
  1304  │   ●       │   pipeline(): read(25<pipe B>) = 0, the end   pipe.ts:21
  1315  │   │       ■   head: exits with code 0
  1315  │   ●           pipeline(): close(25<pipe B, read end>), the last one
        │   │             pipe.ts:26
  1340  │   ●◀──┤       waitpid(yes) = ended by SIGPIPE, after 20 ms
        │   │             pipe.ts:76
  1348  │   ●◀──────┤   waitpid(head) = exit code 0   pipe.ts:76
  1349  │   ■           returns
`,
  );
});
