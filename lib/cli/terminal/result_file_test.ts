import { expectWritable } from "./result_file.ts";
import { UsageError } from "./usage.ts";
import { assertEquals, assertRejects } from "@std/assert";

Deno.test("expectWritable() says why a file cannot be written, and leaves what is there", async () => {
  const folder = await Deno.makeTempDir();
  await Deno.writeTextFile(`${folder}/old`, "text");
  await expectWritable(`${folder}/old`);
  await expectWritable(`${folder}/new`);
  assertEquals(Array.from(Deno.readDirSync(folder), ({ name }) => name), ["old"]);
  assertEquals(await Deno.readTextFile(`${folder}/old`), "text");
  const missing = `${folder}/missing/new`;
  const said = `Cannot write ${missing}: No such file or directory`;
  await assertRejects(() => expectWritable(missing), UsageError, said);
  await assertRejects(() => expectWritable(folder), UsageError, "Is a directory");
  await Deno.remove(folder, { recursive: true });
});
