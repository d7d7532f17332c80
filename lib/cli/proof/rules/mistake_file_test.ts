import { assertComplaints } from "../../damage/assert_complaints.ts";
import { swap } from "../../damage/damage.ts";

const FILE = "solutions/sum/mistakes/gives_10.ts";

Deno.test("mistakeFiles() wants 25 lines at most", async () => {
  await assertComplaints(
    { [FILE]: (text) => text + "// More.\n".repeat(20) },
    `${FILE}: It has 28 lines, and at most 25 are read at a glance. → Leave out what does not`,
  );
});

Deno.test("mistakeFiles() wants the solution with one function overridden", async () => {
  await Promise.all([
    assertComplaints(
      { [FILE]: swap('export * from "../sum.ts";\n', "") },
      `${FILE}: It does not export the rest of the solution. → Add: export * from "../sum.ts";`,
    ),
    assertComplaints(
      { [FILE]: (text) => `${text}export const more = 1;\nexport type Less = 0;\n` },
      `${FILE}: Besides that it has 2 exports, and one is wrong in each mistake. → Override one`,
    ),
  ]);
});

Deno.test("mistakeHeads() wants a head, and a test of that name", async () => {
  await Promise.all([
    assertComplaints(
      { [FILE]: swap("// Says:", "// It says:") },
      `${FILE}: Its head does not say what is wrong, and which test says so. → Let it begin`,
    ),
    assertComplaints(
      { [FILE]: swap("sum() adds two numbers", "sum() flies") },
      `${FILE}: There is no test "sum() flies". → Write the name of a test after`,
    ),
  ]);
});

Deno.test("mistakeWords() wants words that tell a mistake from others", async () => {
  const says = (n: number) => `// Says: expected 3, got ${n}`;
  const same = (n: number) => ({
    [`solutions/sum/mistakes/gives_${n}.ts`]: swap(says(n), "// Says: expected 3"),
  });
  await Promise.all([
    assertComplaints(
      { ...same(10), ...same(11), ...same(12), ...same(13) },
      `${FILE}: 4 mistakes at the test "sum() adds two numbers" say "expected 3", and cannot be told ` +
        `apart. → Write after "Says:"`,
    ),
    assertComplaints({ ...same(10), ...same(11), ...same(12) }),
  ]);
});
