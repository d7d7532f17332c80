import { applyDamage, type Damage } from "../../../damage/damage.ts";
import { FakeRepository } from "../../../damage/fake_repository.ts";
import { courseChapters, courseList, courseOrder } from "./order.ts";
import { assertEquals } from "@std/assert";

/** A repository with these rows, in which these katas want others first. */
async function complain(rows: string[], katas: Record<string, string[]>): Promise<string[]> {
  const list = rows.map((kata) => `1. [${kata}](katas/${kata}/README.md): words.\n`).join("");
  const files: Damage = {
    "README.md": `# X\n\n## The katas\n\n${list}`,
    "katas/sum/README.md": "",
  };
  for (const [kata, first] of Object.entries(katas)) {
    const links = first.map((name) => `[${name}](../${name}/README.md)`).join(" and ");
    files[`katas/${kata}/README.md`] = `# ${kata}\n\nIt.\n\nBefore this kata: ${
      links || "nothing"
    }.\n`;
  }
  using repository = new FakeRepository();
  applyDamage(repository.root, files);
  const { root } = repository;
  const complaints = [...await courseList(root), ...await courseOrder(root)];
  return complaints.map(({ file, rule, repair }) => `${file}: ${rule} → ${repair}`);
}

Deno.test("the list is right when it names every kata after those before it", async () => {
  const katas = { a: ["sum"], b: ["a", "sum"] };
  assertEquals(await complain(["sum", "a", "b"], katas), []);
});

Deno.test("courseList() wants each kata once", async () => {
  assertEquals(await complain(["a", "a"], { a: [] }), [
    'README.md: The list below "The katas" does not name sum. → ' +
    "Add a row at its place in the course: 1. [sum](katas/sum/README.md): …",
    'README.md: The list below "The katas" names a twice. → Keep one of the two rows.',
  ]);
});

Deno.test("courseList() wants each row to say what the kata teaches", async () => {
  const rows = [
    "sum](katas/sum/README.md): …",
    "a](katas/a/README.md)",
    "b](katas/b/README.md): b.",
  ];
  using repository = new FakeRepository({
    "README.md": `# X\n\n## The katas\n\n${rows.map((row) => `1. [${row}\n`).join("")}`,
  });
  const complaints = await courseList(repository.root);
  assertEquals(complaints.map(({ rule }) => rule), [
    "The list does not say what sum teaches.",
    "The list does not say what a teaches.",
  ]);
});

Deno.test("courseOrder() compares the list with what each page wants before it", async () => {
  assertEquals(await complain(["a", "sum"], { a: ["sum"] }), [
    "README.md: The list names a before sum, which a wants before it. → " +
    "Move the row of a below the one of sum.",
  ]);
});

Deno.test("courseOrder() shows a cycle, and says nothing of the list then", async () => {
  assertEquals(await complain(["a", "b", "sum"], { a: ["b"], b: ["sum"], sum: ["a"] }), [
    "katas/a/README.md: These katas want each other first: a → b → sum → a. → " +
    'Take one of them out of a line "Before this kata: …".',
  ]);
  assertEquals((await complain(["sum"], { sum: ["sum"] })).length, 1);
});

Deno.test("courseChapters() accepts chapters with a sentence and rows, and a list without any", async () => {
  assertEquals(await chapters("1. [sum](katas/sum/README.md): words.\n"), []);
  assertEquals(
    await chapters(
      "### A\n\nWords.\n\n1. [sum](katas/sum/README.md): words.\n2. [a](katas/a): a.\n",
    ),
    [],
  );
});

Deno.test("courseChapters() names what is in no chapter, and chapters that are not whole", async () => {
  assertEquals(
    await chapters(
      "1. [sum](katas/sum/README.md)\n\n### A\n\nWords.\n\n### B\n\n2. [b](katas/b/)\n\n### A\n",
    ),
    [
      "The list names sum above its first chapter. → Move its row below one of these headings: A, B, A.",
      'The chapter "B" does not say what it is about. → ' +
      "Write a sentence between the heading and the first row.",
      'The chapter "A" does not say what it is about. → ' +
      "Write a sentence between the heading and the first row.",
      'The chapter "A" has no kata. → Add the row of a kata, or take the heading away.',
      'The chapter "A" has no kata. → Add the row of a kata, or take the heading away.',
      'Two chapters have the title "A". → Give each a title of its own.',
    ],
  );
});

/** What the rule says about a list. */
async function chapters(list: string): Promise<string[]> {
  using repository = new FakeRepository({ "README.md": `# X\n\n## The katas\n\n${list}` });
  const complaints = await courseChapters(repository.root);
  return complaints.map(({ rule, repair }) => `${rule} → ${repair}`);
}
