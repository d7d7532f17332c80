/**
 * Faults in the pipe kata's sources, which the rules about files name.
 *
 * @module
 */

import { type Fault, swap } from "./damage.ts";

const TESTS = "katas/pipe/pipe_test.ts";
const STUB = "solutions/pipe/stub.ts";
const LOOP = "solutions/pipe/alternatives/one_growing_buffer.ts";
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
    damage: { [LOOP]: swap("send(writeEnd: Fd", "send(writeEnd: string") },
    file: LOOP,
    rule: "The parameter writeEnd of send() has another type than in the stub.",
    repair: "Declare it with the parameters of solutions/pipe/stub.ts.",
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
    damage: { [TESTS]: (text) => `import { delay } from "@std/async";\n${text}` },
    file: TESTS,
    rule: "Its first import is @std/async.",
    repair: "Import lib/testing/mod.ts first",
  },
];
