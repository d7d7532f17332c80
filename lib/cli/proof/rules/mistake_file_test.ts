import { assertComplaints } from "../../damage/assert_complaints.ts";
import { swap } from "../../damage/damage.ts";

const FILE = "solutions/sum/mistakes/gives_10.ts";

Deno.test("mistakeFiles() wants 25 lines at most", async () => {
  await assertComplaints(
    { [FILE]: (text) => text + "// More.\n".repeat(20) },
    `${FILE}: It has 27 lines, and at most 25 are read at a glance. → Leave out what does not`,
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
