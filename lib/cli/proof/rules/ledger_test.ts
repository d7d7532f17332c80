import { assertComplaints } from "../../damage/assert_complaints.ts";
import { swap } from "../../damage/damage.ts";

const FILE = "solutions/sum/mistakes/gives_10.ts";
const STUB = "solutions/sum/stub.ts";
const LIST = "solutions/sum/survivors.md";

const twice = swap("the sum is 0. */", "the sum is 0. It never waits. */");

Deno.test("ledger() wants each mistake to quote the contract of its function", async () => {
  await Promise.all([
    assertComplaints(
      { [FILE]: swap("// Violates: Adds numbers\n", "") },
      `${FILE}: Its head does not say which promise of the contract it breaks. → Let its fourth`,
    ),
    assertComplaints(
      { [FILE]: swap("Violates: Adds numbers", "Violates: Multiplies") },
      `${FILE}: No sentence of the contract of sum says "Multiplies". → Let its fourth line`,
    ),
  ]);
});

Deno.test("ledger() wants each promise to be broken by a mistake, or listed with the reason", async () => {
  const quoted = "# Not tested\n\n## sum()\n\n> It never\n> waits.\n";
  await Promise.all([
    assertComplaints(
      { [STUB]: twice },
      `${STUB}: No mistake breaks this promise of sum: "It never waits." → Add a mistake`,
    ),
    assertComplaints({ [STUB]: twice, [LIST]: `${quoted}\nNothing there to wait for.\n` }),
    assertComplaints(
      { [STUB]: twice, [LIST]: quoted },
      `${LIST}: It does not say why no mistake can break "It never waits." → Write the reason`,
    ),
    assertComplaints(
      { [LIST]: `${quoted}\nNothing there to wait for.\n` },
      `${LIST}: This is no promise of the contract, or a mistake breaks it: "It never waits." → Delete`,
    ),
  ]);
});
