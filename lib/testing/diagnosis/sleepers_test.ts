import { eventually, peerModule, supervised, timeout } from "../mod.ts";
import { Sleepers } from "./sleepers.ts";
import { close } from "lib/sys/fd.ts";
import { assertEquals, assertMatch } from "@std/assert";

const sleeping = peerModule<typeof import("./testdata/sleeping.ts")>(
  import.meta.resolve("./testdata/sleeping.ts"),
);

Deno.test(
  "Sleepers tells who sleeps in futex() from who polls there, or waits elsewhere",
  { timeout },
  supervised(async ({ pipe, start }) => {
    const [go, hangUp] = pipe();
    const peer = start(sleeping, "twoWorkers", [go], { inherits: [go], deadline: 6000 });
    const sleepers = new Sleepers(peer.pid);
    const polls = /worker-\d waits in futex, and has woken up \d+ times/;
    await eventually(
      () => sleepers.count("futex") === 1 && polls.test(`${sleepers}`),
      () => `one Worker sleeps, and the other one polls: ${sleepers}`,
    );

    assertEquals(sleepers.count("epoll_wait"), 0, `${sleepers}`);
    assertEquals(sleepers.restless, false, "It has not woken up that often.");
    assertMatch(`${sleepers}`, /^the main thread waits in read, worker-/);
    close(hangUp);
    await peer.result;
    assertEquals(sleepers.count("futex"), 0);
  }),
);
