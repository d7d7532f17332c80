import { FakeRepository } from "../../../damage/fake_repository.ts";
import { mapComplaints } from "./map.ts";
import { assertEquals, assertStringIncludes } from "@std/assert";

const MAP = "lib/README.md";
const PAGE =
  "# The library\n\n## `lib/`: for learners\n\n## `lib/testing/`: tests\n\nLook at it.\n";

const module = (text: string) => `/**\n * ${text}\n *\n * @module\n */\n`;

/** What is said of a repository with this map and these modules. */
async function said(map: string | undefined, modules: Record<string, string>): Promise<string[]> {
  using repository = new FakeRepository({ [MAP]: map, ...modules });
  return (await mapComplaints(repository.root, false)).map(({ file, rule }) => `${file}: ${rule}`);
}

Deno.test("mapComplaints() writes each room's modules, with the first sentence of each", async () => {
  const modules = {
    "lib/todo.ts": module("The marker: `man 2 x`. It is short."),
    "lib/testing/mod.ts": module("All in one,\n * really. More."),
    "lib/testing/mod_test.ts": module("A test."),
    "lib/testing/testdata/a.ts": module("Used by tests."),
  };
  using repository = new FakeRepository({ [MAP]: PAGE, ...modules });
  const [complaint] = await mapComplaints(repository.root, false);
  assertStringIncludes(complaint!.rule, "does not list the modules that there are");
  assertEquals(await mapComplaints(repository.root, true), []);
  const map = repository.read(MAP);
  assertEquals(
    map,
    PAGE.replace("learners\n", "learners\n\n- `todo.ts`: The marker: `man 2 x`\n") +
      "\n- `mod.ts`: All in one, really\n",
  );
  assertEquals(await mapComplaints(repository.root, false), []);
  repository.write("lib/todo.ts", module("Another sentence."));
  assertEquals((await mapComplaints(repository.root, false)).length, 1);
});

Deno.test("mapComplaints() says which module has no room", async () => {
  const modules = { "lib/cli/new/a.ts": module("It is new.") };
  const map = PAGE.replace("## `lib/`: for learners\n\n", "");
  assertEquals(await said(map, modules), [
    `${MAP}: It has no room for lib/cli/new/a.ts, lib/todo.ts.`,
  ]);
  assertEquals(await said(undefined, modules), []);
});
