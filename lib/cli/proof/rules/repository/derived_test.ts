import { applyDamage, type Damage, swap } from "../../../damage/damage.ts";
import { FakeRepository } from "../../../damage/fake_repository.ts";
import { derivedComplaints } from "./derived.ts";
import { assertEquals } from "@std/assert";

/** What is said of a repository after some damage; an update has to mend it. */
async function said(damage: Damage): Promise<string[]> {
  using repository = new FakeRepository();
  applyDamage(repository.root, damage);
  const look = (update: boolean) => derivedComplaints(repository.root, ["sum"], update);
  const complaints = await look(false);
  assertEquals(await look(true), []);
  assertEquals(await look(false), []);
  return complaints.map(({ file, rule }) => `${file}: ${rule}`);
}

Deno.test("derivedComplaints() wants the import map that follows from the katas", async () => {
  const map = "solutions/import_map.json";
  const expected = [`${map}: It does not put each solution in its stub's place.`];
  assertEquals(await said({}), []);
  assertEquals(await said({ [map]: undefined }), expected);
  assertEquals(await said({ [map]: swap("./sum/sum.ts", "./sum.ts") }), expected);
});

Deno.test("derivedComplaints() wants fmt and lint to leave the learner's files out", async () => {
  const file = "deno.json";
  assertEquals(await said({ [file]: swap('"katas/sum/sum.ts", ', "") }), [
    "deno.json: fmt: the learner's files are not left out.",
  ]);
  assertEquals(await said({ [file]: swap(/"katas\/sum\/sum.ts", /g, "") }), [
    "deno.json: fmt and lint: the learner's files are not left out.",
  ]);
});
