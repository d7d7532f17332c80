import { boardPicture } from "./board_picture.ts";
import { FakeRepository } from "../../damage/fake_repository.ts";
import { assertEquals } from "@std/assert";

const LIST = "## The katas\n\n1. [sum](katas/sum/README.md)\n2. [zero](katas/zero/README.md)\n";

const PICTURE = `  ✓ sum   done
    zero  not started

1 of 2 katas done.

Read:   katas/zero/README.md
Next:   deno task kata zero`;

async function complain(readme: string): Promise<string[]> {
  using repository = new FakeRepository({ "README.md": readme, "katas/zero/README.md": "" });
  const complaints = await boardPicture(repository.root);
  return complaints.map(({ file, rule, repair }) => `${file}: ${rule}\n${repair}`);
}

Deno.test("boardPicture() accepts a README that shows the board as it is, or not at all", async () => {
  assertEquals(await complain(`${LIST}\n\`\`\`\n$ deno task kata\n\n${PICTURE}\n\`\`\`\n`), []);
  assertEquals(await complain(`${LIST}\n\`\`\`sh\ndeno task kata\n\`\`\`\n`), []);
});

Deno.test("boardPicture() tells how the board looks now", async () => {
  const old = PICTURE.replace("zero  not started", "zero  never begun");
  assertEquals(await complain(`${LIST}\n\`\`\`text\n$ deno task kata\n\n${old}\n\`\`\`\n`), [
    "README.md: The picture of the board is not what learners see.\n" +
    `Let these lines follow "$ deno task kata":\n\n${PICTURE}\n`,
  ]);
});
