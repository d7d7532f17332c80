/**
 * The program of a thread: the one of `lib/sys`, which also tells a trace what it does with `Atomics`.
 *
 * @module
 */

import { markAtomics } from "../diagnosis/tracing.ts";
import "../../sys/thread_main.ts";

markAtomics();
