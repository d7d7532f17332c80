import { Flow } from "./flow.ts";
import type { KernelObject, Process } from "./world.ts";
import { assertEquals } from "@std/assert";

const pipe = (): KernelObject => ({ kind: "pipe", ofTest: true, machinery: false });
const process = (name: string) => ({ name }) as Process;
const [ann, bob] = [process("ann"), process("bob")];

Deno.test("take() tells whose bytes a read took, in the order in which they were written", () => {
  const [flow, object] = [new Flow(), pipe()];
  for (const [by, length] of [[ann, 5], [bob, 3]] as const) {
    const call = {};
    flow.begin(call, object, by, length);
    flow.end(call, length);
  }
  assertEquals(flow.take(object, 2), ann);
  assertEquals(flow.take(object, 4), undefined); // three of one, one of the other
  assertEquals(flow.take(object, 2), bob);
  assertEquals(flow.take(object, 1), undefined); // more than was written
});

Deno.test("take() tells it while the write still waits for room", () => {
  const [flow, object, call] = [new Flow(), pipe(), {}];
  flow.begin(call, object, ann, 9);
  assertEquals(flow.take(object, 4), ann);
  flow.end(call, 6); // It was interrupted.
  assertEquals(flow.take(object, 2), ann);
  assertEquals(flow.take(object, 1), undefined);
});

Deno.test("take() tells nothing where two write at the same time", () => {
  const [flow, object, one, other] = [new Flow(), pipe(), {}, {}];
  flow.begin(one, object, ann, 2);
  flow.begin(other, object, bob, 2);
  flow.end(one, 2);
  flow.end(other, 2);
  assertEquals(flow.take(object, 2), undefined);
});

Deno.test("take() tells nothing of an object that is filled by other means", () => {
  const [flow, object, call] = [new Flow(), pipe(), {}];
  flow.lose(object);
  flow.begin(call, object, ann, 2);
  assertEquals(flow.take(object, 2), undefined);
});

Deno.test("take() tells nothing of messages, which are not taken byte by byte", () => {
  const [flow, object, call] = [new Flow(), { ...pipe(), datagrams: true }, {}];
  flow.begin(call, object, ann, 9);
  flow.end(call, 9);
  assertEquals(flow.take(object, 2), undefined);
});

Deno.test("take() follows a connection to its other end", () => {
  const [flow, client, server, call] = [new Flow(), pipe(), pipe(), {}];
  for (const end of [client, server]) end.kind = "connection";
  [client.peer, server.peer] = [server, client];
  flow.begin(call, client, ann, 2);
  flow.end(call, 2);
  assertEquals(flow.take(client, 2), undefined);
  assertEquals(flow.take(server, 2), ann);
});
