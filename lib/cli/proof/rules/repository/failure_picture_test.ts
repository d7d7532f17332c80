import { FakeRepository } from "../../../damage/fake_repository.ts";
import { failurePicture } from "./failure_picture.ts";
import { assertEquals } from "@std/assert";

const RUN = {
  results: [
    { name: "sum() adds two numbers", failure: "sum() waits in read(fd 7) for pipe:[123]" },
    { name: "sum() of nothing is zero" },
  ],
  complete: true,
  success: false,
  late: false,
  stderr: "",
};

const PICTURE = `✗ sum() adds two numbers

sum() waits in read(fd 7) for pipe:[123]

sum: 1 of 2 tests pass

Stuck? deno task hint sum
See what happened: deno task trace sum "sum() adds"`;

async function complain(readme: string): Promise<string[]> {
  using repository = new FakeRepository({ "README.md": readme });
  const passed = { ...RUN, results: [{ name: "sum() adds two numbers" }], success: true };
  const complaints = await failurePicture(repository.kata, [passed, RUN]);
  return complaints.map(({ file, rule, repair }) => `${file}: ${rule}\n${repair}`);
}

Deno.test("failurePicture() accepts a README that shows a failure as it is, or none", async () => {
  const other = PICTURE.replace("fd 7", "fd 88").replace("[123]", "[9]");
  assertEquals(await complain(`\`\`\`\n$ deno task kata sum\n\n${other}\n\`\`\`\n`), []);
  assertEquals(await complain("```sh\ndeno task kata sum\n```\n"), []);
});

Deno.test("failurePicture() tells how the failure looks now", async () => {
  const old = PICTURE.replace("waits", "sleeps");
  assertEquals(await complain(`\`\`\`text\n$ deno task kata sum\n\n${old}\n\`\`\`\n`), [
    "README.md: The picture of a failure of sum is not what learners see.\n" +
    `Let these lines follow "$ deno task kata sum", for example:\n\n${PICTURE}\n`,
  ]);
});
