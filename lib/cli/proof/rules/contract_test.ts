import { assertComplaints } from "../../damage/assert_complaints.ts";
import { swap } from "../../damage/damage.ts";

const STUB = "solutions/sum/stub.ts";
const SOLUTION = "solutions/sum/sum.ts";
const LOOP = "solutions/sum/alternatives/loop.ts";
const OTHER = "solutions/sum/alternatives/recursion.ts";
const IMPORT = `import { todo } from "lib/todo.ts";\n\n/** Adds numbers. */\n`;

Deno.test("todos() wants one todo(…) with all parameters", async () => {
  const incomplete = `${STUB}: The body of sum() is not one todo(…) with all its parameters. → ` +
    "Let it be: return todo(numbers);";
  await Promise.all([
    assertComplaints({ [STUB]: swap("todo(numbers)", "todo()") }, incomplete),
    assertComplaints({ [STUB]: swap("return todo(numbers);", "return 0;") }, incomplete),
    assertComplaints({ [STUB]: swap("  return", "  numbers.sort();\n  return") }, incomplete),
    assertComplaints({ [STUB]: swap("todo(numbers)", "todo(...numbers)") }),
  ]);
});

Deno.test("todos() looks at methods, and into patterns and defaults", async () => {
  const stub = (given: string) =>
    `${IMPORT}export class sum {
  static add({ first }: { first: number }, [second]: [number], third = 3): number {
    return todo(${given});
  }
}
`;
  const change = {
    [SOLUTION]: stub(""),
    [LOOP]: stub(""),
    [OTHER]: stub(""),
    "katas/sum/README.md": (text: string) => text.replaceAll("<summary>sum()", "<summary>add()"),
  };
  await Promise.all([
    assertComplaints({ ...change, [STUB]: stub("first, second, third") }),
    assertComplaints(
      { ...change, [STUB]: stub("first") },
      `${STUB}: The body of sum.add() is not one todo(…) with all its parameters. → ` +
        "Let it be: return todo(first, second, third);",
    ),
  ]);
});

Deno.test("todos() and equalExports() look at constructors and getters", async () => {
  const stub = (constructed: string, got: string) =>
    `${IMPORT}export class sum {
  constructor(readonly numbers: number[]) {
    ${constructed}
  }
  get total(): number {
    ${got}
  }
}
`;
  const change = {
    [SOLUTION]: stub("", "return 0;"),
    [LOOP]: stub("", "return 0;"),
    [OTHER]: stub("", "return 0;"),
    [STUB]: stub("todo(numbers);", "return todo();"),
    "katas/sum/README.md": (text: string) => text.replaceAll("<summary>sum()", "<summary>total()"),
  };
  await Promise.all([
    assertComplaints(change),
    assertComplaints(
      { ...change, [STUB]: stub("", "return 0;") },
      `${STUB}: The body of sum.constructor() is not one todo(…) with all its parameters. → ` +
        "Let it be: return todo(numbers);",
      `${STUB}: The body of sum.total() is not one todo(…) with all its parameters.`,
    ),
    assertComplaints(
      { ...change, [LOOP]: () => change[SOLUTION].replace("readonly numbers: number[]", "") },
      `${LOOP}: sum.constructor() has 0 parameters, and in the stub 1.`,
    ),
    assertComplaints(
      { ...change, [LOOP]: () => change[SOLUTION].replace("get total", "get other") },
      `${LOOP}: There is no function sum.total().`,
    ),
  ]);
});

Deno.test("equalExports() compares names with the stub", async () => {
  await Promise.all([
    assertComplaints(
      { [SOLUTION]: (text) => `${text}export type Sum = number;\n` },
      `${SOLUTION}: It exports Sum, sum. → Export the same names as ${STUB}: sum.`,
    ),
    assertComplaints(
      { [LOOP]: swap("export ", "") },
      `${LOOP}: It exports nothing. → Export the same names as ${STUB}: sum.`,
    ),
  ]);
});

Deno.test("equalExports() compares parameters, and lets an alternative be asynchronous", async () => {
  await Promise.all([
    assertComplaints(
      { [LOOP]: swap("(...numbers: number[])", "(first: number, ...numbers: number[])") },
      `${LOOP}: sum() has 2 parameters, and in the stub 1. → Declare it with the parameters of`,
    ),
    assertComplaints(
      { [LOOP]: swap("(...numbers: number[])", "(...numbers: bigint[])") },
      `${LOOP}: The parameter numbers of sum() has another type than in the stub.`,
    ),
    assertComplaints(
      {
        [LOOP]: "export async function sum(...all: number[]): Promise<number> {\n  return 0;\n}\n",
      },
    ),
  ]);
});

Deno.test("equalExports() says which file cannot be read", async () => {
  await assertComplaints(
    { [LOOP]: "export {" },
    `${LOOP}: It cannot be read as TypeScript:\nSyntaxError: Unexpected token`,
  );
  await assertComplaints({ [STUB]: "export {" }, `${STUB}: It cannot be read as TypeScript:`);
});
