import {
  mistakeComplaint,
  needComplaints,
  solutionComplaint,
  stubComplaint,
  tableComplaints,
} from "./behaviour.ts";
import type { Complaint } from "./rules/complaint.ts";
import type { TestRun } from "../runs/test_run.ts";
import { assertEquals, assertStringIncludes } from "@std/assert";

const TODO = "To do: replace this todo() with your code\n    at sum (sum.ts:2:3)";
const MISTAKE = { sentence: "it is wrong.", caughtBy: "a", says: "got 4", violates: "" };

/** A run with these results: a failure, or `undefined` for a test that passes. */
function run(tests: Record<string, string | undefined>, other: Partial<TestRun> = {}): TestRun {
  const results = Object.entries(tests).map(([name, failure]) => ({ name, failure }));
  const success = results.every(({ failure }) => failure === undefined);
  return { results, success, complete: true, late: false, stderr: "", ...other };
}

function says(complaint: Complaint | undefined, ...parts: string[]): void {
  const { file, rule, repair } = complaint ?? { file: "", rule: "", repair: "" };
  for (const part of ["x.ts", ...parts]) assertStringIncludes(`${file}: ${rule} ${repair}`, part);
}

Deno.test("a stub that fails every test with the to-do message is right", () => {
  assertEquals(stubComplaint("x.ts", run({ a: TODO, b: TODO })), undefined);
  assertEquals(stubComplaint("x.ts", run({ a: `over TCP: ${TODO}` })), undefined);
});

Deno.test("a stub that passes a test is wrong", () => {
  says(stubComplaint("x.ts", run({ a: TODO, b: undefined })), 'passes the test "b"');
});

Deno.test("a stub that fails by a deadline is wrong", () => {
  const late = "sum() waits.\n\nsum() did not return in 3000 ms.";
  says(
    stubComplaint("x.ts", run({ a: late })),
    'fails the test "a" in other words',
    "sum() waits.",
  );
});

Deno.test("a solution that passes every test is right", () => {
  assertEquals(solutionComplaint("x.ts", run({ a: undefined })), undefined);
});

Deno.test("a solution that fails a test is wrong", () => {
  says(solutionComplaint("x.ts", run({ a: "got 4" })), 'It fails the test "a"', "got 4", "Repair");
});

Deno.test("a solution with which deno test is not content is wrong", () => {
  const odd = run({ a: undefined }, { success: false, stderr: '"only" was used' });
  says(solutionComplaint("x.ts", odd), "Every test passes, and yet", '"only" was used');
});

Deno.test("tests that hang or break off are a complaint", () => {
  const late = run({ a: undefined }, { complete: false, late: true });
  says(
    solutionComplaint("x.ts", late),
    "did not end in time",
    'after 1 test, in the one that follows "a"',
    "in a peer",
  );
  const broken = run({}, { success: false, stderr: "SyntaxError" });
  for (const rule of [stubComplaint, solutionComplaint]) {
    says(rule("x.ts", broken), "broke off after 0 tests", "SyntaxError");
  }
  says(mistakeComplaint("x.ts", MISTAKE, broken), "broke off after 0 tests");
});

Deno.test("a mistake that its test catches in its words is right", () => {
  const caught = run({ a: "expected 3, got 4", b: undefined });
  assertEquals(mistakeComplaint("x.ts", MISTAKE, caught), undefined);
});

Deno.test("a mistake without a head is wrong", () => {
  says(mistakeComplaint("x.ts", undefined, run({ a: "got 4" })), "Its head", "// Caught by: …");
});

Deno.test("a mistake that names no test is wrong", () => {
  says(mistakeComplaint("x.ts", MISTAKE, run({ b: "got 4" })), 'There is no test "a"');
});

Deno.test("a mistake that another test catches is wrong", () => {
  const elsewhere = run({ a: undefined, b: "got 4" });
  says(mistakeComplaint("x.ts", MISTAKE, elsewhere), 'The test "a" passes', "stricter");
});

Deno.test("a mistake that is caught in other words is wrong", () => {
  const said = mistakeComplaint("x.ts", MISTAKE, run({ a: "got 5" }));
  says(said, 'does not say "got 4", but:\ngot 5');
  const long = ["Values are not equal:", "", "", ...Array.from({ length: 30 }, (_, i) => `${i}`)];
  says(mistakeComplaint("x.ts", MISTAKE, run({ a: long.join("\n") })), "equal:\n0\n", "\n18\n…");
});

Deno.test("a cell of the page's table that no failure says is a complaint", () => {
  const page = "## When a test fails\n\n| a | b |\n| - | - |\n| `got 4` | x |\n| `a \\| b` | y |\n";
  assertEquals(tableComplaints("x.ts", page, ["expected 3, got 4", "a | b"]), []);
  const [found, ...others] = tableComplaints("x.ts", page, ["got 5", "a | b"]);
  says(found, 'quotes "got 4", which no failure says', "delete the row");
  assertEquals(others, []);
});

Deno.test("a test that no mistake needs is a complaint", () => {
  assertEquals(needComplaints("x.ts", ["a"], [MISTAKE, undefined]), []);
  says(needComplaints("x.ts", ["a", "b"], [MISTAKE])[0], 'No mistake needs the test "b"');
});
