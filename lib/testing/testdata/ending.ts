/** Fixture: peers that exit, kill themselves, or close what is not theirs. */
import { call } from "./behaviour.ts";

call("exits", [0]);
call("exits", [3]);
call("exits_later", [0]);
call("exits_later", [3]);
call("returns_and_spins", []);
call("kills_itself", ["SIGKILL"]);
call("kills_itself", ["SIGTERM"]);
call("kills_itself", ["SIGSTOP"]);
call("kills_itself_later", ["SIGKILL"]);
call("kills_itself_later", ["SIGSTOP"]);
call("kills_group", ["SIGKILL"]);
call("kills_group", ["SIGTERM"]);
call("kills_group", ["SIGINT"]);
call("kills_group_by_libc", []);
call("exits_as_deno", []);
call("closes_everything", []);
call("closes_everything_and_waits", []);
call("closes_socket", []);
call("closes_socket_and_spins", []);
call("writes_to_socket", ["garbage"]);
call("writes_to_socket", ["more garbage"]);
