/**
 * The programs that the pages and tests of the katas mention, and that may be missing.
 *
 * @module
 */

import { takesPowers } from "lib/testing/powers.ts";
import { entries } from "../course/files.ts";
import type { Finding } from "./finding.ts";

/** Programs that a small system may lack, and Debian's packages for them. */
const PACKAGES: Record<string, string> = {
  bash: "bash",
  flock: "util-linux",
  gdb: "gdb",
  ipcmk: "util-linux",
  ipcrm: "util-linux",
  ipcs: "util-linux",
  logger: "bsdutils",
  lslocks: "util-linux",
  lsof: "lsof",
  ltrace: "ltrace",
  man: "man-db",
  nc: "netcat-openbsd",
  perl: "perl",
  pgrep: "procps",
  pkill: "procps",
  ps: "procps",
  pstree: "psmisc",
  python3: "python3",
  rpcinfo: "rpcbind",
  setpriv: "util-linux",
  socat: "socat",
  ss: "iproute2",
  tcpdump: "tcpdump",
  unshare: "util-linux",
  xxd: "xxd",
};

/**
 * Looks for the programs that katas mention.
 *
 * @param root The repository.
 * @param katas Which katas.
 * @param path Where to look for programs: folders, with colons between.
 */
export async function tools(root: string, katas: string[], path: string): Promise<Finding[]> {
  const users = new Map<string, string[]>();
  for (const kata of katas) {
    for (const tool of await mentioned(root, kata)) {
      users.set(tool, [...users.get(tool) ?? [], kata]);
    }
  }
  return [...users].sort().map(([name, katas]): Finding => {
    const found = find(name, path);
    if (found && name === "setpriv" && Deno.uid() === 0 && !takesPowers(found)) {
      const text = `${found} cannot take powers away; without it, a test is left out`;
      return { name, verdict: "better mend it", text, repair: "sudo apt install util-linux" };
    }
    if (found) return { name, verdict: "fit", text: found };
    const text = `is missing; mentioned by ${katas.join(", ")}`;
    const repair = `sudo apt install ${PACKAGES[name]}`;
    return { name, verdict: "better mend it", text, repair };
  });
}

/**
 * Looks for strace, without which only one command does not work.
 *
 * @param path Where to look: folders, with colons between.
 */
export function tracer(path: string): Finding {
  const found = find("strace", path);
  if (found) return { name: "strace", verdict: "fit", text: found };
  const text = "is missing; deno task trace needs it";
  return { name: "strace", verdict: "better mend it", text, repair: "sudo apt install strace" };
}

/** The programs that a kata's page names in code, or its tests as a string. */
async function mentioned(root: string, kata: string): Promise<string[]> {
  const folder = `${root}/katas/${kata}`;
  const names = (await entries(folder)).map(({ name }) => name);
  const texts = await Promise.all(names.map(async (name) => {
    if (!/(\.md|_test\.ts)$/.test(name)) return "";
    const text = await Deno.readTextFile(`${folder}/${name}`);
    const code = name.endsWith(".md") ? /^```sh$[^]*?^```$|`[^`\n]+`/gm : /"\w+"/g;
    return [...text.matchAll(code)].join("\n");
  }));
  const words = new Set(texts.join("\n").match(/(?<![\w./-])\w+(?![\w./-])/g));
  return Object.keys(PACKAGES).filter((tool) => words.has(tool));
}

function find(name: string, path: string): string | undefined {
  return path.split(":").map((folder) => `${folder}/${name}`).find((file) => {
    try {
      const { isFile, mode } = Deno.statSync(file);
      return isFile && (mode! & 0o111) !== 0;
    } catch {
      return false;
    }
  });
}
