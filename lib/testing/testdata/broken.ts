/** Fixture: a test file that cannot be loaded. */
import "../mod.ts";

throw new Error("it is broken");
