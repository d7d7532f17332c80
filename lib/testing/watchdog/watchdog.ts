/**
 * Makes sure that nothing survives a test run, however it ends.
 *
 * The watchdog is a small shell in a session of its own. It learns which process groups exist
 * through its standard input. When the run ends, even by SIGKILL, that pipe reaches its end, and the
 * watchdog kills what is left and removes the run's scratch folder.
 *
 * ```ts
 * import { Watchdog } from "lib/testing/watchdog/watchdog.ts";
 * import { spawn, waitpid } from "lib/sys/process.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const watchdog = new Watchdog();
 * const leader = spawn("sleep", ["1000"], {}, { session: true });
 * watchdog.add(leader);
 * watchdog.close(); // The end of a run does the same.
 * assertEquals(waitpid(leader).signal, "SIGKILL");
 * ```
 *
 * @module
 */

import { join } from "@std/path";
import { close, type Fd, pipe, write } from "../../sys/fd.ts";
import { spawn, waitpid } from "../../sys/process.ts";

/** The environment variable that marks everything a run has started. */
export const MARKER = "IPC_KATAS_RUN";

// $1: the marked variable, $2: the scratch folder. "kill -s" because dash refuses "kill -KILL -- -5".
// It says nothing: whoever reads the run's output may have gone before, and SIGPIPE would end it.
const SCRIPT = `
exec > /dev/null 2>&1
trap '' INT TERM HUP PIPE
groups=' '
while read -r sign group; do
  case $sign in
    +) groups="$groups$group " ;;
    -) groups="\${groups%% $group *} \${groups#* $group }" ;;
  esac
done
for group in $groups; do kill -s KILL -- "-$group"; done
# grep's status is no help: it fails as well for a process that went while it looked.
while found=$(grep -lszxF -e "$1" /proc/[0-9]*/environ); [ -n "$found" ]; do
  for file in $found; do pid=\${file#/proc/}; kill -s KILL "\${pid%/environ}"; done
done
rm -rf -- "$2"
`;

/** Watches over one test file. */
export class Watchdog {
  /** The folder that is removed at the end of the run. */
  readonly scratch: string;
  /** Marks a process as belonging to this run: put it into its environment. */
  readonly marker: { [MARKER]: string };
  #pid: number;
  #writeEnd: Fd;

  /** Starts a watchdog, then creates the scratch folder. */
  constructor() {
    const run = crypto.randomUUID().slice(-12); // Short: the path of a unix socket has 107 bytes.
    this.marker = { [MARKER]: run };
    this.scratch = join(Deno.env.get("TMPDIR") ?? "/tmp", `ipc-katas-${run}`);
    const [readEnd, writeEnd] = pipe();
    const args = ["-c", SCRIPT, "watchdog", `${MARKER}=${run}`, this.scratch];
    // Where one run starts another, the outer watchdog must not kill the inner one at its work.
    const { [MARKER]: _, ...env } = Deno.env.toObject();
    this.#pid = spawn("/bin/sh", args, { 0: readEnd }, { session: true, env });
    this.#writeEnd = writeEnd;
    close(readEnd);
    Deno.mkdirSync(this.scratch, { mode: 0o700 });
  }

  /** Makes sure that this process group will be killed. */
  add(group: number): void {
    this.#tell(`+ ${group}`);
  }

  /** Takes a group off the list: its leader is about to be collected, and its number may return. */
  remove(group: number): void {
    this.#tell(`- ${group}`);
  }

  /** Lets the watchdog do its work, and waits for it. */
  close(): void {
    close(this.#writeEnd);
    waitpid(this.#pid);
  }

  #tell(line: string): void {
    write(this.#writeEnd, new TextEncoder().encode(line + "\n"));
  }
}
