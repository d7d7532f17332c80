/**
 * Programs that your functions start and stop, written for the shell.
 *
 * @module
 */

import type { ExitStatus } from "lib/sys/process.ts";
import type { Program } from "./signal.ts";

/** In the shell: lives until a signal comes. A `read` would miss one that comes right before it waits. */
export const LIVES = "while :; do sleep 0.05; done";

/** Cleans up when it gets SIGTERM: it says so, and waits at the gate $1. */
export const CLEANS_UP = `
exec 3<>"$1"
trap 'echo cleaning up; read -r go <&3; exit 7' TERM
echo ready
${LIVES}
`;

/** Has nothing to clean up: SIGTERM ends it. No child of its own is left behind then. */
export const OBEYS = "echo ready; exec sleep 1000";

/**
 * Does one thing, waits at the gate that it gets, and says then that it can be told to end. When it is told,
 * it makes a file beside the gate.
 */
export const waits = (before: string, ready: string): Program => [
  "sh",
  "-c",
  `exec 3<>"$0"; ${before}; read -r go <&3; trap ': > "$0.told"; exit 7' TERM; ${ready}; ${LIVES}`,
];

/** Does not want to end: what a program ignores is ignored by the next one in its place, too. */
export const IGNORES = "trap '' TERM; echo ready; exec sleep 1000";

/** Programs that say much before they are ready, with what each of them has printed before. */
export function talkative(plenty: number): Record<string, Program> {
  const lineCount = 3000;
  const almost = [
    "already",
    "ready in a minute",
    "not ready",
    "readyready",
    "READY",
    " ready",
    "ready ",
  ];
  const lines = `printf '%s\\n' ${almost.map((line) => `'${line}'`).join(" ")}`;
  return {
    // "ready or not" would begin so, too.
    '"already", and "ready" without the end of the line': waits(
      "echo already; printf ready",
      "echo",
    ),
    '"already", and "rea"': waits(
      "echo already; printf rea",
      // The line comes in three pieces.
      'printf d; : > "$0.again"; read -r go <&3; echo y',
    ),
    [`the lines ${almost.map((line) => `"${line}"`).join(", ")}`]: waits(lines, "echo ready"),
    '"ready" beside a carriage return, and the line "rea"': waits(
      "printf 'ready\\r\\n50 %%\\rready\\nrea\\n'",
      "echo ready",
    ),
    '"ready" to standard error': waits("echo ready >&2", "echo ready"),
    "bytes that are no text": waits(
      "printf '\\377\\000\\303\\n\\303(\\342\\202\\nrea\\000dy\\nready\\000\\n'",
      "echo ready; printf '\\377'",
    ),
    [`${lineCount} lines, and one of ${plenty} bytes, which ends in "ready"`]: waits(
      `yes | head -n ${lineCount}; head -c ${plenty} /dev/zero; printf '%060dready\\n' 0`,
      // It comes together with others.
      "printf 'next\\nready\\nand more\\n'",
    ),
  };
}

/** Programs that write down their number and are ready, and end at once; and how each of them ends. */
export function endingAtOnce(own: string) {
  const words = ["a  b", "*", "$HOME", "", "' "];
  const check = `[ "$#" = 5 ] && [ "$1$2$3$4$5" = 'a  b*$HOME'"' " ] || exit 1`;
  const number = 'echo $$ > "$0"';
  // Much is to be read before the line, and half a character behind it.
  const much = 'head -c 60000 /dev/zero; printf "\\nready\\n\\303"';
  const statuses: (ExitStatus & { how: string })[] = [
    { how: "exit 5", code: 5, signal: null },
    { how: "kill -s TERM $$", code: 143, signal: "SIGTERM" },
    { how: "exit 6", code: 6, signal: null },
  ];
  const programs = statuses.map(({ how, code }): Program => [
    ...[
      "sh",
      "-c",
      `${check}; ${number}; ${code === 6 ? "echo ready" : much}; ${how}`,
      own,
    ] as const,
    ...words,
  ]);
  return [programs, statuses] as const;
}

/** Programs that end before they are ready, or are missing. One leaves a child that waits at a gate. */
export function shortLived(gate: string, missing: string): Record<string, Program> {
  // The codes are computed: they are not found among the program's words.
  return {
    "exits with 42": ["sh", "-c", 'echo "not ready"; exit $((6 * 7))'],
    "exits with 0": ["true"],
    'prints "ready" without a newline, and is killed by SIGKILL': [
      "sh",
      "-c",
      "printf ready; kill -s KILL $$",
    ],
    // So does a shell when a program is missing.
    "exits with 127, while a child of its holds its output": [
      "sh",
      "-c",
      'read -r go < "$0" & exit $((6 * 21 + 1))',
      gate,
    ],
    "exits with 44, while a child of its prints on": [
      "sh",
      "-c",
      'while [ ! -e "$0.end" ]; do echo tick; sleep 0.02; done & exit $((6 * 7 + 2))',
      gate,
    ],
    "is missing": [missing],
    "is not in PATH": ["no-such-program-anywhere"],
  };
}
