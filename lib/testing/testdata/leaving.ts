/** Fixture: peers that leave something open or running. */
import { close } from "../../sys/fd.ts";
import { behaviour, call, hostile } from "./behaviour.ts";

call("leaves_command", []);
call("leaves_unreferenced_command", []);
call("leaves_spawned", []);
call("leaves_spawned_in_session", []);
call("leaves_stranger", []);
call("leaves_grandchild", []);
call("leaves_grandchild_with_output", []);
call("leaves_grandchild_in_session", []);
call("leaves_grandchild_without_environment", []);
call("leaves_zombie", []);
call("leaves_pipe", []);
call("leaves_pipes", [50]);
call("leaves_file", []);
call("leaves_listener", []);
call("writes_then_hangs_with_children", []);
call("leaves_file_in_scratch", []);

for (const name of ["leaves_handed_over", "closes_handed_over", "leaves_all_and_throws"] as const) {
  behaviour(name, async ({ pipe, start }) => {
    const [readEnd] = pipe();
    const { ended } = start(hostile, name, [readEnd], { inherits: [readEnd] });
    close(readEnd);
    await ended;
  });
}
