/** Fixture: peers that print. */
import { call } from "./behaviour.ts";

call("prints", [], { role: "the writer" });
call("prints_and_hangs", []);
call("prints_much_and_throws", [20_000], { deadline: 10_000 });
call("prints_without_end", ["long "]);
call("prints_without_end", ["line\n"]);
call("prints_strangely", []);
call("prints_by_child", []);
