import { boardComplaints } from "./board_picture.ts";
import { FakeRepository } from "../../../damage/fake_repository.ts";
import { assertEquals } from "@std/assert";

const LIST = "## The katas\n\n1. [sum](katas/sum/README.md)\n2. [zero](katas/zero/README.md)\n";

const PICTURE = `  ✓ sum   done
    zero  not started

1 of 2 katas done.

Read:   katas/zero/README.md
Next:   deno task kata zero`;

async function complain(readme: string): Promise<string[]> {
  using repository = new FakeRepository({ "README.md": readme, "katas/zero/README.md": "" });
  const complaints = await boardComplaints(repository.root, false);
  return complaints.map(({ file, rule, repair }) => `${file}: ${rule}\n${repair}`);
}

Deno.test("boardComplaints() accepts a README that shows the board as it is, or not at all", async () => {
  assertEquals(await complain(`${LIST}\n\`\`\`\n$ deno task kata\n\n${PICTURE}\n\`\`\`\n`), []);
  assertEquals(await complain(`${LIST}\n\`\`\`sh\ndeno task kata\n\`\`\`\n`), []);
});

Deno.test("boardComplaints() tells when the picture is old, and writes it", async () => {
  const page = (picture: string) =>
    `${LIST}\n\`\`\`text\n$ deno task kata\n\n${picture}\n\`\`\`\nEnd\n`;
  const old = PICTURE.replace("zero  not started", "zero  never begun");
  assertEquals(await complain(page(old)), [
    "README.md: The picture of the board is not what learners see.\n" +
    "Run `deno task check --files --update`, which writes it.",
  ]);
  using repository = new FakeRepository({ "README.md": page(old), "katas/zero/README.md": "" });
  assertEquals(await boardComplaints(repository.root, true), []);
  assertEquals(repository.read("README.md"), page(PICTURE));
});
