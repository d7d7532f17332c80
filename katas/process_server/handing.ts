/**
 * Programs that call your handOver(), and look at what comes of it.
 *
 * Each one runs in a process of its own, and gets the URL of your module as its first argument. Most return
 * what is wrong, in a sentence.
 *
 * @module
 */

import { close, F_SETFL, fcntl, O_NONBLOCK, pipe } from "lib/sys/fd.ts";
import { libc } from "lib/sys/libc.ts";
import { waitpid } from "lib/sys/process.ts";
import { SHUT_WR, shutdown } from "lib/sys/socket.ts";
import { waitsFor } from "lib/testing/diagnosis/activity.ts";
import { children, descriptors, stat, target } from "lib/testing/diagnosis/proc.ts";
import { isOpen } from "lib/testing/descriptors.ts";
import { ensure, findings } from "lib/testing/findings.ts";
import { outcome } from "lib/testing/outcome.ts";
import { hasReturned } from "lib/testing/peer/scenario.ts";
import { until } from "lib/testing/under_way.ts";
import { connected, hear, HOST, isZombie, listener, load, say } from "./means.ts";
import type { Program } from "./process_server.ts";

/** Before this process asks or sets a flag, a program of it comes as far as it can. */
function slowFlags(object: string): Disposable {
  const { fcntl } = libc();
  const slow: typeof fcntl = (...its) => {
    for (const pid of children(Deno.pid)) until(() => isZombie(pid) || waitsFor(pid, object));
    return fcntl(...its);
  };
  Object.assign(libc(), { fcntl: slow });
  return { [Symbol.dispose]: () => void Object.assign(libc(), { fcntl }) };
}

/** Talks to programs, and looks at their descriptors. */
export async function talk(kata: string, programs: Record<string, Program>, folder: string) {
  const { handOver } = await load(kata);
  return await findings(async () => {
    for (const kind of ["unix", "TCP"] as const) {
      const [client, connection] = connected(kind);
      const object = target(Deno.pid, connection)!;
      fcntl(connection, F_SETFL, kind === "TCP" ? O_NONBLOCK : 0);
      using _ = slowFlags(object);
      const pid = await handOver(connection, ["cat"]);
      hasReturned();
      const begun = () => isZombie(pid) || waitsFor(pid, object) || children(pid).length > 0;
      ensure(until(begun), "cat does not read from the connection.");
      ensure(
        !isZombie(pid),
        "The program read, nothing had come, and it ended instead of waiting.",
      );
      const name = stat(pid)?.name;
      ensure(name === "cat", `handOver() gave ${pid}: that is ${name ?? "nobody"}, and not cat.`);
      for (const fd of [0, 1]) {
        const its = target(pid, fd);
        const what = `fd ${fd} of the program is ${its}, and the connection is ${object}.`;
        ensure(its === object, what);
      }
      say(client, "hello");
      ensure(hear(client, 5) === "hello", "cat does not give back what the client has sent.");
      ensure(stat(pid)?.parent === Deno.pid, "The program is no child of the process.");
      shutdown(client, SHUT_WR);
      ensure(hear(client) === "", "The client got more than it has sent.");
      ensure(!isOpen(connection), "handOver() has returned, and the connection is open here.");
      ensure(waitpid(pid).code === 0, "cat did not end with 0.");
      close(client);
    }
    Deno.env.set("PATH", `${folder}:${Deno.env.get("PATH")}`);
    for (const [expected, program] of Object.entries(programs)) {
      const given = [...program] as Program;
      const [client, connection] = connected("unix");
      const pid = await handOver(connection, given);
      const said = hear(client);
      const what = `The program ${JSON.stringify(program)} says`;
      ensure(said === expected, `${what} ${JSON.stringify(said)} instead of "${expected}".`);
      ensure(`${given}` === `${program}`, `handOver() has changed the program to ${given}.`);
      waitpid(pid);
      close(client);
    }
  });
}

/** Hands connections over, and looks what else the programs have. */
export async function lookAround(kata: string) {
  const { handOver } = await load(kata);
  return await findings(async () => {
    const others = [listener(), ...connected("TCP"), ...connected("unix"), ...pipe()];
    const names = others.map((fd) => target(Deno.pid, fd)!);
    const running: [client: number, pid: number][] = [];
    for (const kind of ["unix", "TCP", "unix"] as const) {
      const [client, connection] = connected(kind);
      names.push(target(Deno.pid, client)!);
      const pid = await handOver(connection, ["cat"]);
      hasReturned();
      say(client, "x");
      hear(client, 1);
      const has = [...descriptors(pid)].find(([, its]) => names.includes(its.target));
      const found = has && `fd ${has[0]}, ${has[1].target}`;
      ensure(!has, `The program has ${found}, which is close-on-exec in the process.`);
      const [mine, its] = [Deno.pid, pid].map((it) => target(it, 2));
      ensure(mine === its, `Standard error is ${mine}, and that of the program is ${its}.`);
      const session = stat(pid)?.session;
      ensure(session === pid, `The program ${pid} is in the session ${session}, not in its own.`);
      running.push([client, pid]);
    }
    for (const [client, pid] of running) {
      close(client);
      waitpid(pid);
    }
    others.forEach(close);
  });
}

/** Hands connections over to programs that cannot be started, and to one that can. */
export async function handOverInVain(kata: string, programs: [code: string, Program][]) {
  const { handOver } = await load(kata);
  const found = [];
  for (const [, program] of programs) {
    const [client, connection] = connected("unix");
    const ended = await outcome(() => handOver(connection, program, { host: HOST, port: 7 }));
    hasReturned();
    const open = isOpen(connection);
    if (open) close(connection);
    const heard = hear(client);
    close(client);
    if ("result" in ended) await outcome(() => waitpid(ended.result));
    found.push({ ended, open, heard });
  }
  return found;
}

/** Asks programs for their environment. */
export async function askForTheClient(kata: string) {
  const { handOver } = await load(kata);
  const script = 'printf "%s %s %s" "$REMOTE_HOST" "$REMOTE_PORT" "$MINE"';
  return await findings(async () => {
    Deno.env.set("MINE", "=ü\n");
    const clients = [
      { host: HOST, port: 80 },
      undefined,
      { host: "192.0.2.7", port: 65535 },
      { host: "2001:db8::1", port: 1 },
      undefined,
    ];
    for (const outer of [false, true]) {
      if (outer) Deno.env.set("REMOTE_HOST", "elsewhere");
      const variables = () => Object.entries(Deno.env.toObject()).toSorted().join("\n");
      const before = variables();
      for (const client of clients) {
        const [end, connection] = connected("unix");
        const pid = await handOver(connection, ["sh", "-c", script], client);
        const [host = "", port = "", mine = ""] = hear(end).split(" ");
        const expected = client ?? { host: outer ? "elsewhere" : "", port: "" };
        const who = client
          ? `The client is ${client.host}, port ${client.port}`
          : "No client is given";
        ensure(host === expected.host, `${who}; REMOTE_HOST of the program is "${host}".`);
        ensure(port === `${expected.port}`, `${who}; REMOTE_PORT of the program is "${port}".`);
        ensure(mine === "=ü\n", `${who}; the program has lost a variable of the environment.`);
        const same = before === variables();
        ensure(same, "handOver() has changed the environment of its own process.");
        waitpid(pid);
        close(end);
      }
    }
  });
}
