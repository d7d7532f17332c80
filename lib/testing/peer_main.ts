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

import { type Fd, read, write } from "../sys/fd.ts";
import { census, leftOpen, leftRunning } from "./census.ts";
import { CUT_OFF, Decoder, encode, type Report, type Request, type Thrown } from "./protocol.ts";

const [socket, ...handedOver] = Deno.args.map(Number) as [Fd, ...Fd[]];

function report(message: Report): void {
  const frame = encode(message);
  try {
    for (let sent = 0; sent < frame.length;) sent += write(socket, frame.subarray(sent));
  } catch {
    Deno.exit(CUT_OFF);
  }
}

function receiveRequest(): Request {
  const decoder = new Decoder<Request>();
  const buffer = new Uint8Array(65536);
  for (;;) {
    const length = read(socket, buffer);
    if (length === 0) Deno.exit(1); // The test run has ended: nobody wants this peer any more.
    const [request] = decoder.push(buffer.subarray(0, length));
    if (request) return request;
  }
}

function describe(thrown: unknown): Thrown {
  if (!(thrown instanceof Error)) return { message: Deno.inspect(thrown), stack: [] };
  const { name, message, code, stack = "" } = thrown as Error & { code?: string };
  const frames = stack.split("\n").filter((line) => /^\s+at .*file:\/\//.test(line));
  const own = frames.filter((line) => !/\/lib\/(sys\/|testing\/peer_main)/.test(line));
  return { name, message, code, stack: own.map((line) => line.replace("at Module.", "at ")) };
}

const request = receiveRequest();
let state: "calling" | "settled" = "calling";

globalThis.addEventListener("unhandledrejection", (event) => {
  event.preventDefault();
  report({ kind: "escaped", error: describe(event.reason) });
});
globalThis.addEventListener("error", (event) => {
  event.preventDefault();
  report({ kind: "escaped", error: describe(event.error) });
});
// The event loop is empty. (Deno.exit() does not come by here.)
globalThis.addEventListener("beforeunload", () => {
  if (state === "calling") report({ kind: "starved" });
});
globalThis.addEventListener("unload", () => {
  if (state === "calling") return;
  report({
    kind: "leaving",
    open: leftOpen(before, census(), handedOver),
    children: leftRunning(Deno.pid),
  });
});

report({ kind: "ready" });

// The first signal listener of a process opens two sockets that stay.
const nothing = () => {};
Deno.addSignalListener("SIGUSR2", nothing);
Deno.removeSignalListener("SIGUSR2", nothing);
let before = census();

async function call(): Promise<void> {
  try {
    const module = await import(request.module);
    before = census();
    const value = await module[request.name](...request.args);
    state = "settled";
    answer(value);
  } catch (error) {
    state = "settled";
    report({ kind: "threw", error: describe(error) });
  }
}

function answer(value: unknown): void {
  try {
    report({ kind: "returned", value });
  } catch (error) {
    if (!(error instanceof Error && error.name === "DataCloneError")) throw error;
    throw new TypeError(`Cannot pass on what ${request.name}() returned: ${error.message}`);
  }
}

call();
