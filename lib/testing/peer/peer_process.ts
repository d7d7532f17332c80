/**
 * The process of a peer: how it is started, how it talks to the test, how it is ended.
 *
 * @module
 */

import { Socket } from "node:net";
import { fromFileUrl } from "@std/path";
import { close, type Fd, pipe, socketpair } from "../../sys/fd.ts";
import { type Ended, spawn } from "../../sys/process.ts";
import { endGroup } from "./group.ts";
import { inspecting } from "./inspecting.ts";
import { Output } from "./output.ts";
import { Decoder, encode, type Report, type Request } from "./protocol.ts";
import { searchPath } from "./search_path.ts";
import { mark } from "../diagnosis/tracing.ts";
import type { Watchdog } from "../watchdog/watchdog.ts";

const MAIN = fromFileUrl(import.meta.resolve("./peer_main.ts"));
const CONFIG = fromFileUrl(import.meta.resolve("../../../deno.json"));

// From the cache only: Deno asks for what it does not know of a package beside the program, and that connection
// would be taken for the learner's. A debugger shows where it listens; the peer waits for it, and then goes on to
// a `debugger;`.
const DENO = ["run", "--allow-all", "--no-check", "--cached-only", "--config", CONFIG]
  .concat(inspecting ? "--inspect-wait" : "--quiet", MAIN);

const path = Deno.env.get("PATH");
const PATH: Record<string, string> = path === undefined ? {} : { PATH: searchPath(path) };

/** What the process of a peer tells. */
export interface Listener {
  /** It sent a report. */
  reported(report: Report): void;
  /** Something came from its socket that is no report. */
  garbled(): void;
  /** Its socket is closed: it has ended, or it has closed what it does not own. */
  disconnected(): void;
}

/** A Deno process that runs `peer_main.ts`, in a session of its own. */
export class PeerProcess {
  /** Its process id, which is also its process group. */
  readonly pid: number;
  /** What it prints. */
  readonly output: Output;
  #watchdog: Watchdog;
  #socket: Socket;
  #end: Promise<Ended> | undefined;

  /**
   * Starts the process, and sends it what it has to do.
   *
   * @param watchdog Ends it at the latest with the run.
   * @param role What it is called where it prints.
   * @param request What to call.
   * @param inherits The descriptors it gets, at the same numbers.
   * @param listener Whom to tell.
   * @param begin A command that becomes the process, nothing unless named; and signals that are blocked in it.
   */
  constructor(
    watchdog: Watchdog,
    role: string,
    request: Request,
    inherits: Fd[],
    listener: Listener,
    { through = [], blocked = [] }: { through?: string[]; blocked?: number[] } = {},
  ) {
    const frame = encode(request);
    const [mine, its] = socketpair();
    const [stdin, closed] = pipe(); // standard input at its end
    close(closed);
    mark({ kind: "machinery", fds: [mine, its, stdin] });
    this.#watchdog = watchdog;
    this.output = new Output(role);
    mark({ kind: "machinery", fds: [this.output.writeEnd] });
    this.#socket = new Socket({ fd: mine });
    const handedOver = [its, ...inherits];
    const fds = {
      ...Object.fromEntries(handedOver.map((fd) => [fd, fd])),
      0: stdin,
      1: this.output.writeEnd,
      2: this.output.writeEnd,
    };
    const env = {
      ...Deno.env.toObject(),
      ...watchdog.marker,
      TMPDIR: watchdog.scratch,
      DENO_NO_UPDATE_CHECK: "1",
      ...PATH,
    };
    try {
      const words = [...through, Deno.execPath(), ...DENO, ...handedOver.map(String)];
      this.pid = spawn(words[0]!, words.slice(1), fds, { session: true, env, blocked });
    } catch (error) {
      this.#socket.destroy();
      this.output.stop();
      throw error;
    } finally {
      for (const fd of [its, stdin, this.output.writeEnd]) close(fd);
    }
    mark({ kind: "peer", pid: this.pid, role });
    watchdog.add(this.pid); // before the request: without one, a peer runs nothing
    const decoder = new Decoder<Report>();
    this.#socket.on("data", (bytes: Uint8Array) => {
      for (const report of reports(decoder, bytes)) {
        if (report === "garbled") listener.garbled();
        else listener.reported(report);
      }
    });
    this.#socket.on("error", () => {}); // It went away; "close" follows.
    this.#socket.on("close", () => listener.disconnected());
    // When the caller's turn is over: it may prepare more, knowing the process id.
    queueMicrotask(() => this.#socket.write(frame));
  }

  /** Kills the process and its group, collects it, and shows the rest of what it printed. */
  stop(): Promise<Ended> {
    return this.#end ??= this.#kill();
  }

  async #kill(): Promise<Ended> {
    mark({ kind: "stops", pid: this.pid });
    const ended = await endGroup(this.pid, this.#watchdog);
    this.#socket.destroy();
    // Only a program that left the process group could keep the output open.
    const timer = setTimeout(() => this.output.stop(), 500);
    await this.output.end;
    clearTimeout(timer);
    return ended;
  }
}

function reports(decoder: Decoder<Report>, bytes: Uint8Array): (Report | "garbled")[] {
  try {
    return decoder.push(bytes);
  } catch {
    return ["garbled"];
  }
}
