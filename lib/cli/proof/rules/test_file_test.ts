import { assertComplaints } from "../../damage/assert_complaints.ts";
import { swap } from "../../damage/damage.ts";

const TESTS = "katas/sum/sum_test.ts";
const ADDS = "sum() adds two numbers";

Deno.test("guardFirst() wants the guard before all other imports", async () => {
  await Promise.all([
    assertComplaints(
      { [TESTS]: swap('import "lib/testing/mod.ts";\n', "") },
      `${TESTS}: Its first import is ./sum.ts. → Import lib/testing/mod.ts first, which says`,
    ),
    assertComplaints({
      [TESTS]: swap('import "', '// import "x";\nimport {\n  a,\n} from "'),
    }),
  ]);
});

Deno.test("literalTests() wants a name and a timeout in each call", async () => {
  const wrong = (call: string) =>
    assertComplaints(
      { [TESTS]: (text) => `${text}${call}\n` },
      `${TESTS}: Not a literal test: ${
        call.slice(0, 60)
      } … → Write Deno.test("<name>", { timeout }`,
    );
  await Promise.all([
    wrong("Deno.test(name, { timeout }, () => {});"),
    wrong("Deno.test(`sum() ${1}`, { timeout }, () => {});"),
    wrong("Deno.test({ name, timeout, fn() {} });"),
    wrong("Deno.test(function sum() {});"),
    wrong('Deno.test("sum() is quick", () => { timeout(); });'),
    assertComplaints({ [TESTS]: (text) => `${text}/* Deno.test(x) */\n// Deno.test(y)\n` }),
  ]);
});

Deno.test("allTestsRun() wants no test to be left out", async () => {
  const out = (how: string) => `${TESTS}: It leaves tests out by "${how}". → Take that away`;
  await Promise.all([
    assertComplaints({ [TESTS]: swap("{ timeout }", "{ timeout, only: true }") }, out("only")),
    assertComplaints({ [TESTS]: swap("{ timeout }", "{ timeout, ignore: x }") }, out("ignore")),
    assertComplaints(
      { [TESTS]: (text) => `${text}Deno.test.ignore("sum() is 1", { timeout }, () => {});\n` },
      out(".ignore"),
      "Not a literal test: Deno.test.ignore(",
    ),
  ]);
});

Deno.test("namesOfTests() wants each name once", async () => {
  await assertComplaints(
    { [TESTS]: swap("sum() of nothing is zero", ADDS) },
    `${TESTS}: Two tests have the name "${ADDS}". → Give each a name that says what only it shows.`,
    'There is no test "sum() of nothing is zero".', // A mistake names it.
  );
});

Deno.test("namesOfTests() wants a symbol and a fact", async () => {
  const named = (name: string, said: string) =>
    assertComplaints(
      { [TESTS]: swap(ADDS, name) },
      `${TESTS}: The name of the test "${name}" ${said}`,
      `There is no test "${ADDS}".`, // Mistakes name it.
    );
  const symbol =
    "does not begin with what it tests. → Begin with an export of the stub, then state" +
    ' a fact: "sum() …".';
  await Promise.all([
    named("adds two numbers", symbol),
    named("product() multiplies", symbol),
    named("sum()", symbol),
    named("sum() should add", 'says "should". → State the fact that the test shows'),
    named("sum() works", 'says "works". → State the fact'),
  ]);
});
