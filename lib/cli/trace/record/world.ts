/**
 * What there is in a record: processes, their descriptors, and the objects that these stand for.
 *
 * @module
 */

/** What an object is. */
export type Kind =
  | "pipe"
  | "FIFO"
  | "connection"
  | "listener"
  | "socket"
  | "file"
  | "area" // of memory, with a name
  | "segment" // of System V memory
  | "queue"
  | "set" // of System V semaphores
  | "signalfd"
  | "timerfd"
  | "other";

/** An object of the kernel, as the record shows it. */
export interface KernelObject {
  kind: Kind;
  /** Where it lies, when it has a path. */
  path?: string;
  /** Whether the test or what it started has made it; else it is Deno's own. */
  ofTest: boolean;
  /** Whether it belongs to the machinery of the tests. */
  machinery: boolean;
  /** Whether it carries messages, and no stream of bytes. */
  datagrams?: boolean;
  /** Who has made it, where the record shows that. */
  maker?: Process;
  /** The other end of a connection, once it is known: both have one name then. */
  peer?: KernelObject;
  /** What it is called in the picture; set when it is first drawn. */
  label?: string;
}

/** Which end of an object a descriptor stands for. */
export type End = "read end" | "write end" | "both ends";

/** What a descriptor stands for. */
export interface Handle {
  object: KernelObject;
  end?: End;
  /** Whether execve() closes it. */
  closesOnExec: boolean;
  /** Whether the record does not show where the process has it from. */
  stray?: boolean;
  /** Whether Deno has made it for one call, as a copy of another descriptor of the same process. */
  isCopy?: boolean;
}

/** The descriptors of a process. Threads share them. */
export type Table = Map<number, Handle>;

/** A process of the record. */
export interface Process {
  pid: number;
  parent?: Process;
  /** What it is called: its role in the test, or its program. */
  name: string;
  /** Whether it is the process of a test, or was started by one. */
  ofTest: boolean;
  /** Whether it has a role in the test. */
  role: boolean;
  table: Table;
  /** Its threads that run. */
  threads: Set<number>;
  /** Whether its program is Deno, which has descriptors of its own. */
  isDeno: boolean;
  /** Of a process that runs a learner's function: whether that one is running. */
  phase: "before" | "calling" | "after";
  /** Whether it has called exit(), or a signal has killed it. */
  ending: boolean;
  /** Whether the test removes it, with all that it has started. */
  removed: boolean;
  /** Whether it did not end before that. */
  stopped: boolean;
}

/** What all processes have in common. */
export interface World {
  /** Objects by the names that strace has for them. */
  objects: Map<string, KernelObject>;
  /** The paths of FIFOs. */
  fifos: Set<string>;
  /** The shared memory that processes have put into their address spaces. */
  mappings: { process: Process; start: bigint; object: KernelObject }[];
  /** Whether a test is running. */
  testing: boolean;
  /** The process of the tests, once one has begun. */
  test?: Process;
}
