import { stripVTControlCharacters } from "node:util";
import { runCommand } from "../learner/testdata/command_process.ts";
import { FakeRepository } from "../damage/fake_repository.ts";
import { findingTable } from "./finding.ts";
import { denoVersion, MINIMUM, scratch, system } from "./fitness.ts";
import { limits } from "./limits.ts";
import { tools } from "./tools.ts";
import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";

const README = new URL("../../../README.md", import.meta.url);

/** A text without its line breaks. */
function words(text: string): string {
  return text.replace(/\s+/g, " ");
}

Deno.test("the doctor finds this machine fit, and looks at everything", async () => {
  using repository = new FakeRepository({ "katas/sum/README.md": "No program is mentioned." });
  const env = { TMPDIR: repository.root };
  const { code, stdout, stderr } = await runCommand("machine/doctor.ts", [], repository.root, {
    env,
  });
  assertEquals([code, stderr], [0, ""]);
  const rows = [...stdout.matchAll(/^ {2}[✓!] (\w\S*|\/proc)/gm)].map(([, name]) => name);
  const all =
    "system deno libc /proc shell scratch lo unix_diag sysvipc results files processes strace leftovers";
  assertEquals(rows, all.split(" "));
  assertMatch(
    stdout,
    /✓ leftovers {2}none from earlier runs\n\nThe tests can run on this machine\.\n$/,
  );
});

Deno.test("what the tests need and do not have ends with code 1 and a repair", async () => {
  using repository = new FakeRepository();
  const env = { TMPDIR: `${repository.root}/missing`, PATH: "/missing" };
  const { code, stdout } = await runCommand("machine/doctor.ts", [], repository.root, { env });
  assertEquals(code, 1);
  assertMatch(words(stdout), /✗ shell .* cannot be run → sudo apt install dash grep /);
  assertMatch(words(stdout), /✗ scratch .*: No such file or directory → Set TMPDIR to a folder /);
  assertStringIncludes(stdout, "\nThe tests cannot run here. Fix what is marked with ✗.\n");
});

Deno.test("a TMPDIR that is empty, relative or a link is no obstacle, and one that is too long is not used", async () => {
  using repository = new FakeRepository();
  const { root } = repository;
  const long = `${root}/${"long".padEnd(60, "-")}`;
  Deno.mkdirSync(long);
  Deno.mkdirSync(`${root}/folder`);
  Deno.symlinkSync("folder", `${root}/link`);
  const through = ["env", "-C", root];
  const doctor = async (TMPDIR: string) =>
    words((await runCommand("machine/doctor.ts", [], root, { env: { TMPDIR }, through })).stdout);
  const tried = await Promise.all(["", "folder", "link", long].map(doctor));
  const [empty, relative, link, tooLong] = tried;
  assertStringIncludes(empty!, " ✓ scratch /tmp ");
  for (const it of [relative!, link!]) assertStringIncludes(it, ` ✓ scratch ${root}/folder `);
  assertMatch(
    tooLong!,
    / ! scratch \/tmp, because the path in TMPDIR has more than \d+ bytes → To /,
  );
});

Deno.test("scratch() tries whatever the tests make in that folder", async () => {
  using repository = new FakeRepository({ file: "in the way" });
  const { root } = repository;
  assertEquals((await scratch(root, root)).verdict, "fit");
  for (const place of ["/proc", "/dev/null", `${root}/file`, `${root}/missing`]) {
    const { verdict, text } = await scratch(place, place);
    assertEquals([verdict, text.startsWith(`${place}: `)], ["lacking", true]);
  }
  const long = `${root}/${"long".padEnd(60, "-")}`;
  Deno.mkdirSync(long);
  assertEquals((await scratch(long, long)).verdict, "lacking"); // no room for the path of a socket
  assertEquals([...Deno.readDirSync(long)], []);
});

const isolated = ["--net", "--map-root-user"];

Deno.test(
  "a machine that cannot talk to itself is not fit",
  { ignore: !await succeeds("unshare", [...isolated, "true"]) },
  async () => {
    using repository = new FakeRepository();
    const through = ["unshare", ...isolated];
    const env = { TMPDIR: repository.root };
    const { code, stdout } = await runCommand("machine/doctor.ts", [], repository.root, {
      env,
      through,
    });
    assertEquals(code, 1);
    assertMatch(words(stdout), /✗ lo this machine cannot talk .*: .* → sudo ip link set lo up /);
  },
);

Deno.test("what the tests do without is no obstacle", async () => {
  using repository = new FakeRepository({
    ".ipc-katas": "in the way",
    "katas/sum/README.md":
      "Try `strace -f echo`:\n\n```sh\necho 1 | nc -l\n```\n\nThe ps in prose.",
    "katas/sum/sum_test.ts": `run("socat", ["-u", "lsof.txt"]);`,
  });
  const env = { TMPDIR: repository.root };
  const { code, stdout } = await runCommand("machine/doctor.ts", [], repository.root, { env });
  assertEquals(code, 0);
  assertMatch(
    words(stdout),
    /! results cannot be remembered in .*: File exists → Make it a folder /,
  );
  for (const tool of ["strace", "nc", "socat"]) assertMatch(stdout, RegExp(`^  . ${tool} `, "m"));
  assert(!/^ {2}. (ps|lsof) /m.test(stdout), stdout);
});

Deno.test("tools() tells where a program is, who mentions it, and its package", async () => {
  using repository = new FakeRepository({
    "katas/sum/README.md": "`socat`",
    "katas/zero/README.md": "`ss -x` and `socat - x`",
    "bin/ss": "#!/bin/sh\n",
    "bin/socat": "not executable",
  });
  const { root } = repository;
  Deno.chmodSync(`${root}/bin/ss`, 0o755);
  assertEquals(await tools(root, ["sum", "zero"], `/missing:${root}/bin`), [
    {
      name: "socat",
      verdict: "better mend it",
      text: "is missing; mentioned by sum, zero",
      repair: "sudo apt install socat",
    },
    { name: "ss", verdict: "fit", text: `${root}/bin/ss` },
  ]);
});

Deno.test("denoVersion() compares number by number", () => {
  for (const good of [MINIMUM, "2.9.10", "2.10.0", "3.0.0", "10.0.0-rc.1"]) {
    assertEquals(denoVersion(good).verdict, "fit", good);
  }
  for (const old of ["2.9.5", "2.8.20", "1.46.3"]) {
    assertEquals(denoVersion(old).verdict, "lacking", old);
  }
  assertStringIncludes(Deno.readTextFileSync(README), `deno@${MINIMUM}`);
});

Deno.test("limits() wants room for files, processes and threads", () => {
  const text = (files: string, processes: string) =>
    `Limit                     Soft Limit           Hard Limit           Units
Max processes             ${processes.padEnd(20)} unlimited            processes
Max open files            ${files.padEnd(20)} 1048576              files
`;
  const verdicts = (...args: Parameters<typeof limits>) => limits(...args).map((it) => it.verdict);
  assertEquals(verdicts(text("2048", "unlimited"), 5000), ["fit", "fit"]);
  assertEquals(verdicts(text("1024", "300"), 50), ["lacking", "fit"]);
  assertEquals(verdicts(text("unlimited", "300"), 250), ["fit", "lacking"]);
  assertEquals(limits(text("64", "300"), 250).map(({ repair }) => repair?.slice(0, 11)), [
    "ulimit -n 2",
    "ulimit -u 6",
  ]);
});

Deno.test("system() knows both processors", () => {
  assertEquals(system("6.1", "x86_64").verdict, "fit");
  assertEquals(system("6.1", "aarch64").verdict, "fit");
  assertEquals(system("6.1", "riscv64").verdict, "lacking");
});

Deno.test("findingTable() breaks long lines, and indents them", () => {
  const table = findingTable([
    { name: "a", verdict: "fit", text: "is there" },
    {
      name: "long",
      verdict: "lacking",
      text: "is not there at all",
      repair: "write it with your own hands",
    },
  ], 30);
  assertEquals(
    stripVTControlCharacters(table),
    `  ✓ a     is there
  ✗ long  is not there at all
          → write it with your
            own hands`,
  );
});

async function succeeds(program: string, args: string[]): Promise<boolean> {
  try {
    return (await new Deno.Command(program, { args, stderr: "null" }).output()).success;
  } catch {
    return false; // There is no such program.
  }
}
