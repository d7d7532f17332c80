/** Fixture: says the diagnosis of the processes in its arguments, as far as it can see them. */
import { deadlocked } from "../deadlock.ts";
import { diagnose } from "../diagnosis.ts";
import { stat } from "../proc.ts";

const [aim, ...pids] = Deno.args;
if (aim === "diagnose") {
  for (const pid of pids) {
    console.log(
      await diagnose(Number(pid), (pid) => `${stat(pid)?.name ?? "a process"} (pid ${pid})`),
    );
  }
} else {
  console.log((await deadlocked(pids.map(Number))).length);
}
