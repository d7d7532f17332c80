import { assertEquals, assertThrows } from "@std/assert";
import { SignalListeners } from "./signal_listeners.ts";

Deno.test("SignalListeners tells when nobody listens: before the first, and after the last", () => {
  const log: string[] = [];
  using listeners = new SignalListeners("SIGUSR2", () => log.push("nobody"));
  const [first, second, other] = [() => log.push("first"), () => log.push("second"), () => {}];
  Deno.addSignalListener("SIGUSR2", first);
  Deno.addSignalListener("SIGUSR2", first); // Deno keeps it once.
  Deno.addSignalListener("SIGUSR2", second);
  Deno.addSignalListener("SIGVTALRM", other);
  listeners.ring();
  Deno.removeSignalListener("SIGUSR2", first);
  Deno.removeSignalListener("SIGVTALRM", other);
  assertEquals(log, ["nobody", "first", "second"]);
  Deno.removeSignalListener("SIGUSR2", second);
  Deno.removeSignalListener("SIGUSR2", second);
  assertEquals(log, ["nobody", "first", "second", "nobody"]);
  assertEquals(listeners.count, 0);
});

Deno.test("SignalListeners does not count one that Deno refuses", () => {
  using listeners = new SignalListeners("SIGKILL");
  assertThrows(() => Deno.addSignalListener("SIGKILL", () => {}), TypeError);
  assertEquals(listeners.count, 0);
});
