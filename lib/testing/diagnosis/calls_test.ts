import { waitOf } from "./calls.ts";
import { assertEquals, assertGreater } from "@std/assert";

/** The names of the calls in the headers, where they differ from the man page's. */
const SAME: Record<string, string> = { wait4: "waitpid", openat: "open" };

/** The kernel's headers, where they are installed. */
const HEADERS = {
  x86_64: "/usr/include/x86_64-linux-gnu/asm/unistd_64.h",
  aarch64: "/usr/include/asm-generic/unistd.h",
};

for (const [arch, header] of Object.entries(HEADERS) as ["x86_64" | "aarch64", string][]) {
  Deno.test(
    `waitOf() knows the call numbers of ${arch}`,
    { ignore: !exists(header) },
    () => {
      let known = 0;
      for (
        const [, name, number] of Deno.readTextFileSync(header).matchAll(
          /^#define __NR(?:3264)?_(\w+) (\d+)$/gm,
        )
      ) {
        const wait = waitOf({ number: Number(number), args: [] }, arch);
        if (wait === undefined) continue;
        assertEquals(wait.call, SAME[name!] ?? name);
        known++;
      }
      assertGreater(known, 8);
    },
  );
}

Deno.test("waitOf() reads a descriptor and a process id as the signed 32-bit numbers they are", () => {
  const waitpid = (pid: bigint) => waitOf({ number: 61, args: [pid] }, "x86_64")?.subject;
  assertEquals(waitpid(4711n), 4711);
  assertEquals(waitpid(0xffff_ffffn), -1);
  assertEquals(waitpid(0xffff_ffff_ffff_ffffn), -1);
});

Deno.test("waitOf() knows that creat() opens for writing", () => {
  const creat = { number: 85, args: [0x7000n, 0o644n] };
  assertEquals(waitOf(creat, "x86_64"), {
    call: "creat",
    for: "partner",
    subject: 0o1101,
    addresses: [0x7000n],
  });
});

Deno.test("waitOf() gives nothing for a call in which nobody waits", () => {
  assertEquals(waitOf({ number: 39, args: [] }, "x86_64"), undefined); // getpid
});

function exists(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}
