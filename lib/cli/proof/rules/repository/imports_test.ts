import { assertComplaints } from "../../../damage/assert_complaints.ts";

const LOW = "lib/cli/course/low.ts";
const HIGH = "lib/cli/learner/high.ts";

Deno.test("downwardImports() wants every arrow to run downwards", async () => {
  const high = "export const high = 1;\n";
  await Promise.all([
    assertComplaints({ [HIGH]: 'import "../course/low.ts";\n', [LOW]: "" }),
    assertComplaints(
      { [LOW]: 'export { high } from "../learner/high.ts";\n', [HIGH]: high },
      `${LOW}: It imports ${HIGH}, and lib/cli/course may not import from lib/cli/learner. ` +
        "→ Import from lib, lib/std, lib/sys, lib/testing/watchdog",
    ),
    assertComplaints(
      { [LOW]: 'const high = await import("lib/cli/learner/high.ts");\n', [HIGH]: high },
      `${LOW}: It imports ${HIGH}`,
    ),
    assertComplaints({ [LOW]: '// import "../learner/high.ts";\n', [HIGH]: high }),
    assertComplaints({
      "lib/cli/course/low_test.ts": 'import "../learner/high.ts";\n',
      [HIGH]: high,
    }),
    assertComplaints(
      { "solutions/sum/sum.ts": (text) => `import "lib/testing/mod.ts";\n${text}` },
      "solutions/sum/sum.ts: It imports lib/testing/mod.ts, and solutions may not import from " +
        "lib/testing. → Import from lib, lib/std, lib/sys only.",
    ),
  ]);
});

Deno.test("noCircles() wants no modules that import each other, also by way of others", async () => {
  await assertComplaints(
    {
      "lib/cli/course/a.ts": 'import type { B } from "./b.ts";\n',
      "lib/cli/course/b.ts": 'import "./c.ts";\n',
      "lib/cli/course/c.ts": 'import "./a.ts";\n',
    },
    "lib/cli/course/a.ts: It imports itself in a circle: lib/cli/course/a.ts → lib/cli/course/b.ts " +
      "→ lib/cli/course/c.ts → lib/cli/course/a.ts → Move what both sides need",
  );
});
