/**
 * Fixture: watches over a program and over a group that is not there, and waits to be killed.
 *
 * @module
 */

import { spawn } from "../../../sys/process.ts";
import { Watchdog } from "../watchdog.ts";

/** More than the kernel's highest process number. */
const NOBODY = 4194305;

const watchdog = new Watchdog();
const sleeper = spawn("sleep", ["1000"], {}, { session: true });
watchdog.add(NOBODY);
watchdog.add(sleeper);
console.log(JSON.stringify({ scratch: watchdog.scratch, sleeper }));
setInterval(() => {}, 1000);
