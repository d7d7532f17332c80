/** Mistake: it tells the program where the server listens, and not who the client is. */
// Caught by: serve() tells each program who its client is
// Says: What the program says about its client
// Violates: is told who its client is
export * from "../process_server.ts";
import { serve as right } from "../process_server.ts";
import { socketLibc } from "lib/sys/libc.ts";

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, program, options]: Arguments) {
  const { accept4, getsockname } = socketLibc();
  type Bytes = Uint8Array<ArrayBuffer>;
  Object.assign(socketLibc(), {
    accept4: (fd: number, address: Bytes, size: Bytes, flags: number) => {
      const connection = accept4(fd, address, size, flags);
      if (connection >= 0) getsockname(connection, address, size);
      return connection;
    },
  });
  return await right(listener, program, options);
}
