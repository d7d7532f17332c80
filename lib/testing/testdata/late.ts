/** Fixture: a test that awaits what does not happen. */
import { behaviour } from "./behaviour.ts";

behaviour("the test awaits what does not happen", () => new Promise<never>(() => {}));
