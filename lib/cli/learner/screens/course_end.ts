/**
 * What a learner is told when every kata is done.
 *
 * ```ts
 * import { CAN_DO, GO_ON } from "lib/cli/learner/screens/course_end.ts";
 * import { assertMatch } from "@std/assert";
 *
 * assertMatch(CAN_DO, /^You can /);
 * assertMatch(GO_ON, /io_uring/);
 * ```
 *
 * @module
 */

/** What the whole course has taught. */
export const CAN_DO =
  `You can let processes pass data by streams, messages, signals and shared memory, and let them wait for each
other without a race. You can write servers that many clients use at the same time, and that end in order.
When something hangs, you can find out who waits for whom.`;

/** Where more is to be learned, as a list in Markdown. */
export const GO_ON = `- Michael Kerrisk, "The Linux Programming Interface": all of this in C, and
  much more; his manual pages are at https://man7.org/linux/man-pages.
- W. Richard Stevens, "UNIX Network Programming": volume 1 about sockets, volume 2 about the rest.
- \`man 7 io_uring\`: system calls in a queue that is shared with the kernel.
- D-Bus and gRPC: remote procedure calls as today's programs make them.
- MIT 6.1810 looks at all this from inside a kernel, xv6; MIT 6.5840 goes on to distributed systems.`;
