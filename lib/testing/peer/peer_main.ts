/**
 * The program of a peer: calls one function of the learner's, and reports what came of it.
 *
 * It ends by itself when nothing is left to do. Only then is it certain what the function left open,
 * and whether an error came late.
 *
 * Arguments: the descriptor of the socket to the test, then the descriptors handed over.
 *
 * @module
 */

import { type Fd, read, write } from "../../sys/fd.ts";
import { census, leftOpen } from "./census.ts";
import { stat, threads } from "../diagnosis/proc.ts";
import { Decoder, encode, type Report, type Request, type Thrown, UNHEARD } from "./protocol.ts";
import { SCENARIO, type ScenarioListener } from "./scenario.ts";
import { mark, markAtomics, markLines } from "../diagnosis/tracing.ts";

const [socket, ...handedOver] = Deno.args.map(Number) as [Fd, ...Fd[]];

// A file that the function makes without naming a folder is removed with the run's scratch folder.
Deno.chdir(Deno.env.get("TMPDIR")!);

function report(message: Report): void {
  const frame = encode(message);
  try {
    for (let sent = 0; sent < frame.length;) sent += write(socket, frame.subarray(sent));
  } catch {
    Deno.exit(UNHEARD); // The socket is gone, and with it everyone who could be told.
  }
}

function receiveRequest(): Request {
  const decoder = new Decoder<Request>();
  const buffer = new Uint8Array(65536);
  for (;;) {
    const length = read(socket, buffer);
    if (length === 0) Deno.exit(UNHEARD); // The test run has ended: nobody wants this peer any more.
    const [request] = decoder.push(buffer.subarray(0, length));
    if (request) return request;
  }
}

function describe(thrown: unknown): Thrown {
  if (!(thrown instanceof Error)) return { message: Deno.inspect(thrown), stack: [] };
  const text = (property: "name" | "message" | "code" | "stack") => {
    try {
      const value: unknown = (thrown as Error & { code?: unknown })[property];
      return typeof value === "string" ? value : undefined;
    } catch {
      return undefined; // a getter that throws
    }
  };
  const frames = colourless(text("stack") ?? "").split("\n").filter((line) =>
    /^\s+at .*file:\/\//.test(line)
  );
  const own = frames.filter((line) => !/\/lib\/(sys\/|testing\/peer\/peer_main)/.test(line));
  return {
    name: text("name") ?? "Error",
    message: text("message") ?? "",
    code: text("code"),
    stack: own.map((line) => line.replace("at Module.", "at ")),
  };
}

const request = receiveRequest();
let state: "calling" | "settled" | "drained" = "calling";

globalThis.addEventListener("unhandledrejection", (event) => {
  event.preventDefault();
  // lib/testing/interleave leaves a function by an error that nobody has to catch.
  if (event.reason?.[Symbol.for("left on purpose")]) return;
  report({ kind: "escaped", error: describe(event.reason) });
});
globalThis.addEventListener("error", (event) => {
  event.preventDefault();
  report({ kind: "escaped", error: describe(event.error) });
});
// The event loop is empty.
globalThis.addEventListener("beforeunload", () => {
  if (state === "calling") report({ kind: "starved" });
  else state = "drained";
});
globalThis.addEventListener("unload", () => {
  if (state !== "drained") return report({ kind: "exiting" });
  report({ kind: "leaving", open: stillOpen() });
  read(socket, new Uint8Array(1)); // The test looks at the children, as long as there is a parent.
});

/** Names what is left open. What an ended Worker had goes with its thread, which takes a moment. */
function stillOpen(): string[] {
  const clock = new Int32Array(new SharedArrayBuffer(4));
  const begin = performance.now();
  for (;;) {
    const working = threads(Deno.pid).some((thread) =>
      stat(Deno.pid, thread)?.name.startsWith("worker-")
    );
    const open = leftOpen(before, census(), handedOver);
    if (open.length === 0 || performance.now() - begin > (working ? 3000 : 500)) return open;
    Atomics.wait(clock, 0, 0, 10);
  }
}

const listener: ScenarioListener = { hasReturned: () => report({ kind: "passed" }) };
Object.assign(globalThis, { [SCENARIO]: listener });
report({ kind: "ready" });

// The first signal listener of a process opens two sockets that stay.
const nothing = () => {};
Deno.addSignalListener("SIGUSR2", nothing);
Deno.removeSignalListener("SIGUSR2", nothing);
// Whoever listens to signals is not waiting for what its event loop watches only.
const { addSignalListener } = Deno;
Deno.addSignalListener = (signal, handler) => {
  addSignalListener(signal, handler);
  report({ kind: "listens" });
};
let before = census();

async function call(): Promise<Report> {
  // deno-lint-ignore no-explicit-any
  let module: any;
  try {
    module = await import(request.module);
    // A scenario is told which module to call. What is wrong with that one is not the scenario's fault.
    for (const url of request.args.filter(isModule)) await import(url);
  } catch (error) {
    return unusable("cannot be called, because its module cannot be loaded", describe(error));
  }
  if (typeof module[request.name] !== "function") {
    const file = request.module.replace(/.*\//, "");
    const message = `${file} exports no function of that name`;
    return { kind: "unusable", reason: `cannot be called: ${message}`, stack: [] };
  }
  before = census();
  report({ kind: "loaded" });
  markLines();
  markAtomics();
  mark({ kind: "call" });
  try {
    const value = await module[request.name](...request.args);
    mark({ kind: "end", outcome: "returns" });
    return { kind: "returned", value };
  } catch (error) {
    const thrown = describe(error);
    mark({ kind: "end", outcome: `throws ${thrown.code ?? thrown.name ?? "something"}` });
    return { kind: "threw", error: thrown };
  }
}

function colourless(text: string): string {
  // deno-lint-ignore no-control-regex
  return text.replaceAll(/\x1b\[[\d;]*m/g, "");
}

function isModule(argument: unknown): argument is string {
  return typeof argument === "string" && /^file:.*\.[jt]s$/.test(argument);
}

function unusable(what: string, { name, message, code, stack }: Thrown): Report {
  // Deno's own message begins with the kind of error, as in "SyntaxError: Unexpected token".
  const reason = colourless(code === "ERR_MODULE_NOT_FOUND" ? message : `${name}: ${message}`);
  // Where nothing has run yet, only the message tells the place.
  const place = /at (file:\S+:\d+:\d+)/.exec(reason)?.[1];
  const shown = stack.length === 0 && place !== undefined ? [`    at ${place}`] : stack;
  return { kind: "unusable", reason: `${what}: ${reason}`, stack: shown };
}

// Not awaited here: Deno has an error of its own for a top-level await that nothing can settle.
call().then((outcome) => {
  state = "settled";
  try {
    report(outcome);
  } catch (error) {
    report(unusable("returned something that cannot be passed to the test", describe(error)));
  }
});
