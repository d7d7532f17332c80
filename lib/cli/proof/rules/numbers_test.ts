import { FakeRepository } from "../../damage/fake_repository.ts";
import { numbersComplaints } from "./numbers.ts";
import { assertEquals, assertStringIncludes } from "@std/assert";

const FILE = ".github/CONTRIBUTING.md";

Deno.test("numbersComplaints() wants the table of the numbers that the rules know", async () => {
  const page = "# How\n\n| what | how many |\n| ---- | -------- |\n| facts | 9 |\n\nMore.\n";
  using repository = new FakeRepository({ [FILE]: page });
  const look = async (update: boolean) =>
    (await numbersComplaints(repository.root, update)).map(({ file }) => file);
  assertEquals(await look(false), [FILE]);
  assertEquals(await look(true), []);
  const now = repository.read(FILE);
  assertStringIncludes(now, 'facts in "The idea"');
  assertStringIncludes(now, "1 to 4");
  assertStringIncludes(now, "\n\nMore.\n");
  assertEquals(await look(false), []);
  repository.write(FILE, "# How\n");
  assertEquals(await look(false), [FILE]);
});
