/**
 * Faults in the pipe kata's sources, which the rules about files name.
 *
 * @module
 */

import { type Fault, swap } from "./damage.ts";

const TESTS = "katas/pipe/pipe_test.ts";
const STUB = "solutions/pipe/stub.ts";
const LOOP = "solutions/pipe/alternatives/one_growing_buffer.ts";
const KEPT = "lib/cli/course/kept.ts";
const MISTAKE = "solutions/pipe/mistakes/reads_once.ts";

/** What is wrong in each copy of the repository. */
export const SOURCE_FAULTS: Fault[] = [
  {
    name: "the stub is solved",
    damage: { [STUB]: swap("return todo(writeEnd, message);", "writeEnd;") },
    file: STUB,
    rule: "The body of send() is not one todo(…)",
    repair: "return todo(writeEnd, message);",
  },
  {
    name: "a todo() lacks a parameter",
    damage: { [STUB]: swap("todo(readEnd, writeEnd)", "todo(readEnd)") },
    file: STUB,
    rule: "The body of receive() is not one todo(…) with all its parameters.",
    repair: "return todo(readEnd, writeEnd);",
  },
  {
    name: "there is no alternative",
    damage: { "solutions/pipe/alternatives": undefined },
    file: "solutions/pipe/alternatives",
    rule: "It is missing.",
    repair: "every kata has one",
  },
  {
    name: "an export is missing",
    damage: { [LOOP]: swap("export function pipeline", "function pipeline") },
    file: LOOP,
    rule: "It exports Program, filter, receive, send.",
    repair: "Export the same names as solutions/pipe/stub.ts",
  },
  {
    name: "a parameter has another type",
    damage: { [LOOP]: swap("send(writeEnd: Fd", "send(writeEnd: number | string") },
    file: "solutions/pipe and katas/pipe",
    rule: "TS2345",
    repair: "Mend the types first.",
  },
  {
    name: "a file is left over",
    damage: { "katas/pipe/notes.txt": "Buy milk.\n" },
    file: "katas/pipe/notes.txt",
    rule: "No test uses this file.",
    repair: "or delete it.",
  },
  {
    name: "a mistake is too long",
    damage: { [MISTAKE]: (text) => text + "// And so on.\n".repeat(25) },
    file: MISTAKE,
    rule: "lines, and at most 25 are read at a glance.",
    repair: "Leave out what does not belong to the mistake",
  },
  {
    name: "two tests have one name",
    damage: {
      [TESTS]: (text) => {
        const [name = ""] = /"receive\(\) ends [^"]*"/.exec(text) ?? [];
        return text.replace(/"receive\(\) joins [^"]*"/, name);
      },
    },
    file: TESTS,
    rule: 'Two tests have the name "receive() ends',
    repair: "Give each a name that says what only it shows.",
  },
  {
    name: "a test is left out",
    damage: { [TESTS]: swap("{ timeout }", "{ timeout, ignore: true }") },
    file: TESTS,
    rule: 'It leaves tests out by "ignore".',
    repair: "Take that away",
  },
  {
    name: "the guard is not first",
    damage: { [TESTS]: (text) => `import "lib/sys/errno.ts";\n${text}` },
    file: TESTS,
    rule: "Its first import is lib/sys/errno.ts.",
    repair: "Import lib/testing/mod.ts first",
  },
  {
    name: "an import runs upwards",
    damage: { [KEPT]: (text) => `import "../learner/hint.ts";\n${text}` },
    file: KEPT,
    rule: "lib/cli/course may not import from lib/cli/learner.",
    repair: "Move what both need into the lower room.",
  },
  {
    name: "a module is missing on the map",
    damage: { "lib/sys/new.ts": "/**\n * It is new.\n *\n * @module\n */\n" },
    file: "lib/README.md",
    rule: "It does not list the modules that there are",
    repair: "deno task check --files --update",
  },
  {
    name: "a promise has no mistake",
    damage: { [STUB]: swap("then hangs up.", "then hangs up. It sings.") },
    file: STUB,
    rule: 'No mistake breaks this promise of send: "It sings."',
    repair: "Add a mistake that does",
  },
  {
    name: "a mistake breaks no promise",
    damage: { [MISTAKE]: swap(/^\/\/ Violates: .*$/m, "// Violates: never sings") },
    file: MISTAKE,
    rule: 'No sentence of the contract of receive says "never sings".',
    repair: "Let its fourth line be",
  },
  {
    name: "the page of the mistakes is older than the tests",
    damage: { [TESTS]: (text) => `${text}// A word more.\n` },
    file: "solutions/pipe/README.md",
    rule: "have changed since it was made.",
    repair: "deno task check pipe --matrix --update",
  },
];
