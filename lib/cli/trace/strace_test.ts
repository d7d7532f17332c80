import { explain } from "./strace.ts";
import { assertStringIncludes } from "@std/assert";

Deno.test("explain() says why nothing can be recorded", () => {
  for (
    const [stderr, reason] of [
      ["strace: ptrace(PTRACE_TRACEME, ...): Operation not permitted\n", "SYS_PTRACE"],
      [
        "strace: attach: ptrace(PTRACE_SEIZE, 7): Operation not permitted\nmore",
        "end the debugger",
      ],
      ["strace: unrecognized option '--seccomp-bpf'\nTry 'strace -h'", "5.10 or later"],
      ["strace: Can't fopen '/x': No space left on device", "strace says: Can't fopen '/x'"],
    ] as const
  ) {
    assertStringIncludes(explain(stderr), "Cannot record system calls: ");
    assertStringIncludes(explain(stderr), reason);
  }
});
