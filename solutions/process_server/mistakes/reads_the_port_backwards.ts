/** Mistake: it reads the port with the last byte first. */
// Caught by: serve() tells each program who its client is
// Says: What the program says about its client
// Violates: is told who its client is
export * from "../process_server.ts";
import { serve as right } from "../process_server.ts";
import { socketLibc } from "lib/sys/libc.ts";

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, program, options]: Arguments) {
  const { accept4 } = socketLibc();
  Object.assign(socketLibc(), {
    accept4: (fd: number, address: Uint8Array<ArrayBuffer>, size: Uint8Array, flags: number) => {
      const connection = accept4(fd, address, size as Uint8Array<ArrayBuffer>, flags);
      address.subarray(2, 4).reverse();
      return connection;
    },
  });
  return await right(listener, program, options);
}
