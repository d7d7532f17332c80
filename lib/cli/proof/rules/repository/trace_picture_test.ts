import { FakeRepository } from "../../../damage/fake_repository.ts";
import { traceComplaints } from "./trace_picture.ts";
import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";

const HEAD = '```text\n$ deno task trace pipe "receive() ends although"\n';
const RECORDS = new URL("../../../trace/testdata/", import.meta.url);
const record = await Deno.readTextFile(new URL("pipe.strace", RECORDS));

function repository(files: Record<string, string>): FakeRepository {
  return new FakeRepository({ "lib/cli/trace/testdata/sum.strace": record, ...files });
}

Deno.test("traceComplaints() accepts pages without a picture", async () => {
  using fake = repository({ "katas/sum/README.md": "# sum\n" });
  assertEquals(await traceComplaints(fake.root, ["sum"], false), []);
});

Deno.test("traceComplaints() tells when a picture is old, and draws it", async () => {
  using fake = repository({ "katas/sum/README.md": `${HEAD}old\n\`\`\`\n\nmore\n` });
  const [complaint, ...others] = await traceComplaints(fake.root, ["sum"], false);
  assertEquals([complaint?.file, others.length], ["katas/sum/README.md", 0]);
  assertStringIncludes(complaint!.rule, "lib/cli/trace/testdata/sum.strace");

  assertEquals(await traceComplaints(fake.root, ["sum"], true), []);
  const page = await Deno.readTextFile(`${fake.root}/katas/sum/README.md`);
  assertMatch(
    page,
    /^```text\n\$ deno task trace .*\n\n✓ receive\(\) ends .*\n[^]*returns\n```\n\nmore\n$/,
  );
  assertEquals(await traceComplaints(fake.root, ["sum"], false), []);
});

Deno.test("traceComplaints() does not write a picture of which there is no record", async () => {
  using fake = repository({ "README.md": `${HEAD}old\n\`\`\`\n` });
  assertEquals((await traceComplaints(fake.root, [], true)).length, 1);
});
