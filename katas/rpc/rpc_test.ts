import {
  expectNothing,
  peerModule,
  slowTimeout,
  soon,
  supervised,
  supervisedSteps,
  timeout,
} from "lib/testing/mod.ts";
import { assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { kill } from "lib/sys/process.ts";
import { withPrograms } from "lib/testing/foreign.ts";
import type { Peer } from "lib/testing/peer/peer.ts";
import type { TestScope } from "lib/testing/scope.ts";
import type { Address } from "lib/testing/streams.ts";
import { listens } from "lib/testing/traffic.ts";
import { PERL, PERL_SAYS, rpcinfo, said } from "./foreign.ts";
import { PROGRAM, VERSION } from "./protocol.ts";

/** Each behaviour is the same for both. */
const BOTH = { "over a unix socket": "unix", "over TCP": "tcp" } as const;

const beside = (file: string) => new URL(file, import.meta.url).href;
const kata = import.meta.resolve("./rpc.ts");
const xdr = peerModule<typeof import("./xdr.ts")>(beside("./xdr.ts"));
const records = peerModule<typeof import("./records.ts")>(beside("./records.ts"));
const client = peerModule<typeof import("./client.ts")>(beside("./client.ts"));
const serving = peerModule<typeof import("./serving.ts")>(beside("./serving.ts"));
const service = peerModule<typeof import("./service.ts")>(beside("./service.ts"));

// What these programs share is in far.ts and gate.ts.

/** For programs that do a lot, on a busy machine, in milliseconds. */
const deadline = 12_000;
/** For a test with such a program. */
const slow = { late: 30_000 };
const writer = { role: "XdrWriter", deadline };
const reader = { role: "XdrReader", deadline };
const readRecord = { role: "readRecord()", deadline };
const rpcClient = { role: "RpcClient", deadline };
const serveRpc = { role: "serveRpc()", deadline };
/** The same for one that reads byte by byte. */
const unhurried = { role: "serveRpc()", deadline: 40_000 };
const itself = { role: "Service", deadline };

/** A path for the unix sockets of a program. */
const socket = ({ scratch }: TestScope) => join(scratch(), "socket");

/** This machine, but not under the name that everybody tries first. */
const HOST = "127.0.0.2";

/** A path that is not there yet, or any free port. */
function free({ scratch }: TestScope, transport: "unix" | "tcp", name = "socket"): Address {
  if (transport === "tcp") return { transport, hostname: HOST, port: 0 };
  return { transport, path: join(scratch(), name) };
}

Deno.test(
  "XdrWriter writes a number in four bytes, and refuses what does not fit",
  { timeout },
  supervised(async ({ start }) => {
    await expectNothing(start(xdr, "writeNumbers", [kata], writer));
  }, slow),
);

Deno.test(
  "XdrWriter fills up bytes and texts to a multiple of four, and keeps a copy",
  { timeout },
  supervised(async ({ start }) => {
    await expectNothing(start(xdr, "writeBytes", [kata], writer));
  }, slow),
);

Deno.test(
  "XdrWriter writes one item behind the other, also those of arrays",
  { timeout },
  supervised(async ({ start }) => {
    await expectNothing(start(xdr, "writeRows", [kata], writer));
  }, slow),
);

Deno.test(
  "XdrReader gives what was written, and then what is left",
  { timeout },
  supervised(async ({ start }) => {
    await expectNothing(start(xdr, "readRows", [kata], reader));
  }, slow),
);

Deno.test(
  "XdrReader gives bytes in an array of their own",
  { timeout },
  supervised(async ({ start }) => {
    await expectNothing(start(xdr, "readOwn", [kata], reader));
  }, slow),
);

Deno.test(
  "XdrReader refuses what is cut, not filled up with zeros, or no such item",
  { timeout },
  supervised(async ({ start }) => {
    await expectNothing(start(xdr, "readBroken", [kata], reader));
  }, slow),
);

Deno.test(
  "XdrReader refuses a count of items that cannot be there, before it reads one",
  { timeout },
  supervised(async ({ start }) => {
    await expectNothing(start(xdr, "readCounts", [kata], reader));
  }, slow),
);

Deno.test(
  "readRecord() joins the fragments of a record, and takes nothing of what comes after it",
  { timeout },
  supervised(async (scope) => {
    await expectNothing(scope.start(records, "joining", [kata, socket(scope)], readRecord));
  }, slow),
);

Deno.test(
  "readRecord() tells an end between records from one inside",
  { timeout },
  supervised(async (scope) => {
    await expectNothing(scope.start(records, "cutting", [kata, socket(scope)], readRecord));
  }, slow),
);

Deno.test(
  "readRecord() refuses a record that is too long as soon as it is announced",
  { timeout },
  supervised(async (scope) => {
    await expectNothing(scope.start(records, "limiting", [kata, socket(scope)], readRecord));
  }, slow),
);

Deno.test(
  "RpcClient sends each call as a whole, with a number of its own",
  { timeout },
  supervised(async (scope) => {
    await expectNothing(scope.start(client, "sending", [kata, socket(scope)], rpcClient));
  }, slow),
);

Deno.test(
  "RpcClient gives each call its own reply, in whatever order they come",
  { timeout },
  supervised(async (scope) => {
    await expectNothing(scope.start(client, "replying", [kata, socket(scope)], rpcClient));
  }, slow),
);

Deno.test(
  "RpcClient tells a refusal to its call, and goes on",
  { timeout },
  supervised(async (scope) => {
    await expectNothing(scope.start(client, "refusing", [kata, socket(scope)], rpcClient));
  }, slow),
);

Deno.test(
  "RpcClient gives up a call when its time is over, and ignores the reply that comes late",
  { timeout },
  supervised(async (scope) => {
    await expectNothing(scope.start(client, "timing", [kata, socket(scope)], rpcClient));
  }, slow),
);

Deno.test(
  "RpcClient ends all calls, and later ones, with what has ended the connection",
  { timeout },
  supervised(async (scope) => {
    await expectNothing(scope.start(client, "ending", [kata, socket(scope)], rpcClient));
  }, slow),
);

Deno.test(
  "Service answers a call, or refuses it, as RFC 5531 says",
  { timeout },
  supervised(async ({ start }) => {
    await expectNothing(start(service, "answering", [kata], itself));
  }, slow),
);

Deno.test(
  "Service gives nothing for what is no call",
  { timeout },
  supervised(async ({ start }) => {
    await expectNothing(start(service, "ignoring", [kata], itself));
  }, slow),
);

Deno.test(
  "Service tells whether a procedure has failed, or could not understand its arguments",
  { timeout },
  supervised(async ({ start }) => {
    await expectNothing(start(service, "failing", [kata], itself));
  }, slow),
);

Deno.test(
  "Service answers many calls at the same time",
  { timeout },
  supervised(async ({ start }) => {
    await expectNothing(start(service, "together", [kata], itself));
  }, slow),
);

Deno.test(
  "Service runs a call once, also when it is sent again while it runs",
  { timeout },
  supervised(async ({ start }) => {
    await expectNothing(start(service, "again", [kata], itself));
  }, slow),
);

Deno.test(
  "Service remembers the replies that were ready last, and forgets the others",
  { timeout },
  supervised(async ({ start }) => {
    await expectNothing(start(service, "remembering", [kata], itself));
  }, slow),
);

Deno.test(
  "serveRpc() answers many clients, each call as soon as it is ready",
  { timeout: slowTimeout },
  supervisedSteps(BOTH, async (scope, transport) => {
    const address = free(scope, transport);
    await expectNothing(scope.start(serving, "many", [kata, address], unhurried));
  }, { late: 60_000 }),
);

Deno.test(
  "serveRpc() hangs up on a client that is gone or breaks the rules, and goes on",
  { timeout },
  supervised(async (scope) => {
    const address = free(scope, "unix");
    await expectNothing(scope.start(serving, "misbehaving", [kata, address], serveRpc));
  }, slow),
);

Deno.test(
  "serveRpc() closes everything when it is aborted, and does not wait for procedures",
  { timeout },
  supervised(async (scope) => {
    const addresses = [free(scope, "unix"), free(scope, "unix", "beside")] as const;
    await expectNothing(scope.start(serving, "stopping", [kata, ...addresses], serveRpc));
  }, slow),
);

/** Starts a server, and tells where it listens. */
async function startServer(scope: TestScope) {
  const options = { role: "serveRpc()", deadline: 30_000, serves: true };
  const server = scope.start(serving, "serving", [kata, HOST], options);
  const address = await listens(server, free(scope, "tcp"));
  if (server.settled) await server.result; // It tells why.
  return { server, address };
}

/** Lets a server end as it should. */
async function stop(server: Peer<void>): Promise<void> {
  if (!server.settled) kill(server.pid, "SIGUSR2");
  await soon(server.result, "serveRpc() has stopped");
}

Deno.test(
  "serveRpc() and Service answer clients that others have written",
  { timeout },
  supervisedSteps(withPrograms("perl", "rpcinfo"), async (scope, program) => {
    const { server, address } = await startServer(scope);
    if (address.transport === "unix") throw new Error("A server over TCP was started");
    if (program === "perl") {
      const args = ["-e", PERL, address.hostname, address.port, PROGRAM, VERSION].map(String);
      assertEquals(await said(scope, program, ...args), PERL_SAYS, "What a client in perl got");
    } else {
      const ready = `program ${PROGRAM} version ${VERSION} ready and waiting (0)`;
      const [older, other] = [VERSION - 1, PROGRAM + 1];
      for (const transport of ["tcp", "udp"] as const) {
        const ask = async (program: number, version: number) => {
          return await said(scope, "rpcinfo", ...rpcinfo(address, transport, program, version));
        };
        const what = `What rpcinfo says over ${transport}, asked for`;
        assertEquals(await ask(PROGRAM, VERSION), ready, `${what} the program`);
        const mismatch = await ask(PROGRAM, older);
        const versions = `low version = ${VERSION}, high version = ${VERSION}`;
        assertStringIncludes(mismatch, versions, `${what} version ${older}`);
        const unavailable = await ask(other, VERSION);
        assertStringIncludes(unavailable, "Program unavailable", `${what} program ${other}`);
      }
    }
    await stop(server);
  }, slow),
);
