/** Fixture: a program that does not end. */
import { F_GETPIPE_SZ, fcntl, write } from "../../sys/fd.ts";
import { behaviour } from "./behaviour.ts";

behaviour("a program of the test fills a pipe", async ({ pipe, run }) => {
  const [readEnd, writeEnd] = pipe();
  write(writeEnd, new Uint8Array(fcntl(readEnd, F_GETPIPE_SZ)));
  await run("yes", [], { 1: writeEnd }).status;
});
