/** Fixture: see tidy.ts. */
import { declare } from "./tidy.ts";

declare();
