/** Mistake: it asks the connection who is there, and ends when nobody is there any more. */
// Caught by: serve() tells each program who its client is
// Says: Cannot getpeername
// Violates: until it is told to stop
export * from "../process_server.ts";
import { serve as right } from "../process_server.ts";
import { socketLibc } from "lib/sys/libc.ts";
import { getpeername, type SocketAddress } from "lib/sys/socket.ts";

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, program, options]: Arguments) {
  const { accept4 } = socketLibc();
  Object.assign(socketLibc(), {
    accept4: (fd: number, address: SocketAddress, size: SocketAddress, flags: number) => {
      const connection = accept4(fd, address, size, flags);
      address.set(getpeername(connection));
      return connection;
    },
  });
  return await right(listener, program, options);
}
