/** Fixture: a few leaks. */
import { call } from "./behaviour.ts";

call("leaves_pipe", []);
call("leaves_spawned", []);
call("leaves_grandchild_in_session", []);
