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

import { fromFileUrl, join, resolve } from "@std/path";
import { close, type Fd, pipe, write } from "../../sys/fd.ts";
import { spawn, waitpid } from "../../sys/process.ts";

/** The environment variable that marks everything a run has started. */
export const MARKER = "IPC_KATAS_RUN";

/** Takes back what the kernel keeps. The shell has no command for all of it. */
const TAKE_BACK = fromFileUrl(import.meta.resolve("./kept.ts"));

// $1: the marked variable, $2: the scratch folder, then Deno and its module. "kill -s" because dash refuses "kill -KILL -- -5".
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
# Who has left a group is found as long as its parents are there. The watchdog of a run in this run has its
# own work to do: it ends by itself.
family() {
  for child in $(cat "/proc/$1/task/"*/children); do
    grep -qsz '^${MARKER}=' "/proc/$child/cmdline" && continue
    echo "$child"
    family "$child"
  done
}
for group in $groups; do
  left=$(family "$group")
  kill -s KILL -- "-$group"
  for pid in $left; do kill -s KILL "$pid"; done
done
# grep's status is no help: it fails as well for a process that went while it looked.
while found=$(grep -lszxF -e "$1" /proc/[0-9]*/environ); [ -n "$found" ]; do
  for file in $found; do pid=\${file#/proc/}; kill -s KILL "\${pid%/environ}"; done
done
# Also where a run in this run has noted something: its own watchdog may not have been able to do its work.
for kept in "$2/kept" "$2"/ipc-katas-*/kept; do
  if [ -d "$kept" ]; then "$3" run -A --no-check --no-config --no-lock "$4" "$2"; break; fi
done
rm -rf -- "$2"
`;

/**
 * How many bytes the path of the folder for temporary files may have. A unix socket has 107 for its path;
 * the run's folder, the test's folder in it, and a name of 24 bytes have to fit, too.
 */
export const LONGEST = 107 - "/ipc-katas-0123456789ab".length - "/99".length - "/".length - 24;

/**
 * Gives the folder for temporary files: `/tmp`, where TMPDIR names none, or one whose path is too long.
 *
 * @param tmpdir What TMPDIR names, which may be a link.
 * @returns Its path without links, as the kernel tells it of open files.
 */
export function temporaryFolder(tmpdir: string | undefined = Deno.env.get("TMPDIR")): string {
  const folder = withoutLinks(tmpdir || "/tmp");
  return new TextEncoder().encode(folder).length > LONGEST ? withoutLinks("/tmp") : folder;
}

/** Makes a path absolute, and follows the links in it. */
export function withoutLinks(path: string): string {
  try {
    return Deno.realPathSync(path);
  } catch {
    return resolve(path); // It is missing, which whoever uses it tells.
  }
}

/** This machine has no place for temporary files. */
export class ScratchError extends Error {
  override name = "ScratchError";

  /** Tells why no folder can be made there. */
  constructor(folder: string, cause: unknown) {
    const reason = (cause as Error).message.replace(/ \(os error \d+\).*/s, "");
    super(
      `Cannot make a folder for temporary files in ${folder}: ${reason}. ` +
        `Set TMPDIR to a folder that you may write to. More is told by: deno task doctor`,
      { cause },
    );
  }
}

/**
 * Tries whether a run can have its folder.
 *
 * @throws {ScratchError} When it cannot.
 */
export function tryScratch(): void {
  const folder = temporaryFolder();
  const path = join(folder, `ipc-katas_${crypto.randomUUID().slice(-12)}`);
  try {
    Deno.mkdirSync(path);
    Deno.removeSync(path);
  } catch (error) {
    throw new ScratchError(folder, error);
  }
}

/** Watches over one test file. */
export class Watchdog {
  /** The folder that is removed at the end of the run. */
  readonly scratch: string;
  /** Marks a process as belonging to this run: put it into its environment. */
  readonly marker: { [MARKER]: string };
  #pid: number;
  #writeEnd: Fd;

  /**
   * Starts a watchdog, then creates the scratch folder.
   *
   * @throws {ScratchError} When that cannot be done here.
   */
  constructor() {
    const run = crypto.randomUUID().slice(-12); // Short: the path of a unix socket has 107 bytes.
    this.marker = { [MARKER]: run };
    const folder = temporaryFolder();
    this.scratch = join(folder, `ipc-katas-${run}`);
    const [readEnd, writeEnd] = pipe();
    const words = [`${MARKER}=${run}`, this.scratch, Deno.execPath(), TAKE_BACK];
    const args = ["-c", SCRIPT, "watchdog", ...words];
    // Where one run starts another, the outer watchdog must not kill the inner one at its work.
    const { [MARKER]: _, ...env } = Deno.env.toObject();
    this.#pid = spawn("/bin/sh", args, { 0: readEnd }, { session: true, env });
    this.#writeEnd = writeEnd;
    close(readEnd);
    try {
      Deno.mkdirSync(this.scratch, { mode: 0o700 });
    } catch (error) {
      this.close();
      throw new ScratchError(folder, error);
    }
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
