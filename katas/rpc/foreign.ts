/**
 * Clients that others have written: `rpcinfo`, and perl with a program that knows nothing of this course.
 *
 * @module
 */

import { eventually } from "lib/testing/mod.ts";
import { close, read } from "lib/sys/fd.ts";
import type { TestScope } from "lib/testing/scope.ts";
import type { Address } from "lib/testing/streams.ts";

/** Says what a program has written, to whichever of its outputs, and how it has ended. */
export async function said(scope: TestScope, program: string, ...args: string[]): Promise<string> {
  const [readEnd, writeEnd] = scope.pipe();
  const running = scope.run(program, args, { 1: writeEnd, 2: writeEnd });
  close(writeEnd);
  let over = false;
  running.status.finally(() => over = true).catch(() => {});
  await eventually(() => over, `${program} has ended`, 12_000); // What it says has room in the pipe.
  const { code } = await running.status;
  const buffer = new Uint8Array(10_000);
  const text = new TextDecoder().decode(buffer.subarray(0, read(readEnd, buffer)));
  return `${text.trim()} (${code})`;
}

/** The arguments of `rpcinfo` that let it ask a server without rpcbind. */
export function rpcinfo(
  address: Address,
  transport: "tcp" | "udp",
  program: number,
  version: number,
): string[] {
  if (address.transport === "unix") throw new Error("rpcinfo needs a port");
  const { hostname, port } = address;
  const universal = `${hostname}.${port >> 8}.${port & 255}`;
  return ["-a", universal, "-T", transport, `${program}`, `${version}`];
}

/** Sends calls as bytes that perl has packed, in odd pieces, and prints each reply. */
export const PERL = `
use IO::Socket::INET;
my ($host, $port, $program, $version) = @ARGV;
my $server = IO::Socket::INET->new(PeerAddr => $host, PeerPort => $port) or die "connect: $!";
sub call { my ($xid, $procedure, $args) = @_;
  return pack("N*", $xid, 0, 2, $program, $version, $procedure, 0, 0, 0, 0) . $args; }
sub record { my ($bytes, $size) = @_;
  my $all = "";
  while (length $bytes > $size) { $all .= pack("N", $size) . substr($bytes, 0, $size, ""); }
  return $all . pack("N", 0x80000000 | length $bytes) . $bytes; }
sub take { my $length = shift; my $bytes = "";
  while (length $bytes < $length) {
    my $got = sysread($server, $bytes, $length - length $bytes, length $bytes);
    if (!$got) { print "the end\\n"; exit; }
  }
  return $bytes; }
sub reply { my $bytes = "";
  for (;;) {
    my $word = unpack("N", take(4));
    $bytes .= take($word & 0x7fffffff);
    last if $word & 0x80000000;
  }
  return $bytes; }
syswrite($server, record(call(1, 1, pack("N/l>*", 3, -5, 10)), 1000));
print join(" ", unpack("N*", reply())), "\\n";
syswrite($server, record(call(2, 2, pack("N/a* x![4]", "hello")), 7));
print unpack("x24 N/a*", reply()), "\\n";
syswrite($server, record(call(3, 0, ""), 3) . record(call(4, 9, ""), 1));
my @both = sort map { join(" ", unpack("N*", reply())) } 1, 2;
print "$_\\n" for @both;
syswrite($server, record(call(5, 1, pack("N*", 0xffffffff, 1)), 1000));
print join(" ", unpack("N*", reply())), "\\n";
shutdown($server, 1);
take(1);
`;

/** What the program in perl prints when all is right. */
export const PERL_SAYS = [
  "1 1 0 0 0 0 8",
  "HELLO",
  "3 1 0 0 0 0",
  "4 1 0 0 0 3",
  "5 1 0 0 0 4",
  "the end (0)",
].join("\n");
