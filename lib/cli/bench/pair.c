/*
 * One side of each mechanism, in C: the same loops as in side_main.ts, without Deno.
 *
 *     cc -O2 -pthread -o pair pair.c
 *     ./pair <mechanism> ping|pong <place>...
 *
 * It reads lines from standard input, "round <n> <pid of the other side>" or "block <n>", and the side that
 * begins writes how many nanoseconds that took.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <mqueue.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#define BLOCK 65536

static int in, out, id, begins, other;
static int32_t *cells;
static char block[BLOCK];
static sigset_t signals;
static struct { long type; char text[1]; } message;

static void fail(const char *what) {
  perror(what);
  exit(1);
}

/* Pipes, FIFOs, sockets: one byte, or many. */
static void send_byte(void) {
  if (write(out, block, 1) != 1) fail("write");
}
static void receive_byte(void) {
  if (read(in, block, 1) != 1) fail("read");
}
static void send_block(void) {
  for (ssize_t sent = 0, n; sent < BLOCK; sent += n)
    if ((n = write(out, block + sent, BLOCK - sent)) <= 0) fail("write");
}
static long receive_block(void) {
  ssize_t n = read(in, block, BLOCK);
  if (n <= 0) fail("read");
  return n;
}

/* Message queues: messages to the side that answers have type 1, those back have type 2. */
static void send_message(void) {
  message.type = begins ? 1 : 2;
  if (msgsnd(id, &message, 1, 0) < 0) fail("msgsnd");
}
static void receive_message(void) {
  if (msgrcv(id, &message, 1, begins ? 2 : 1, 0) < 0) fail("msgrcv");
}
static void send_letter(void) {
  if (mq_send(out, block, 1, 0) < 0) fail("mq_send");
}
static void receive_letter(void) {
  if (mq_receive(in, block, 64, 0) < 0) fail("mq_receive");
}

/* Semaphores: one for each direction. */
static void change(int which, int by) {
  struct sembuf operation = {which, by, 0};
  if (semop(id, &operation, 1) < 0) fail("semop");
}
static void post(void) { change(begins ? 0 : 1, 1); }
static void wait_for_post(void) { change(begins ? 1 : 0, -1); }

/* Shared memory: a cell for each direction, that counts. The block lies behind them. */
static int32_t sent, received;
static int private;
static void futex_send(void) {
  int32_t *cell = cells + (begins ? 0 : 1);
  __atomic_store_n(cell, ++sent, __ATOMIC_SEQ_CST);
  syscall(SYS_futex, cell, FUTEX_WAKE | private, 1, 0, 0, 0);
}
static void futex_receive(void) {
  int32_t *cell = cells + (begins ? 1 : 0);
  while (__atomic_load_n(cell, __ATOMIC_SEQ_CST) == received)
    syscall(SYS_futex, cell, FUTEX_WAIT | private, received, 0, 0, 0);
  received++;
}
static void memory_send(void) {
  memcpy((char *)cells + 4096, block, BLOCK);
  futex_send();
  futex_receive();
}
static long memory_receive(void) {
  futex_receive();
  memcpy(block, (char *)cells + 4096, BLOCK);
  futex_send();
  return BLOCK;
}

/* Record locks: nobody waits, one call locks and one unlocks. */
static void lock_and_unlock(void) {
  struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_len = 1};
  if (fcntl(in, F_SETLKW, &lock) < 0) fail("fcntl");
  lock.l_type = F_UNLCK;
  if (fcntl(in, F_SETLK, &lock) < 0) fail("fcntl");
}
static void nothing(void) {}

/* Signals: blocked since the start, taken by sigwait(). */
static void send_signal(void) {
  if (kill(other, SIGUSR1) < 0) fail("kill");
}
static void receive_signal(void) {
  int number;
  if (sigwait(&signals, &number) != 0) fail("sigwait");
}

static void (*send_one)(void) = send_byte;
static void (*receive_one)(void) = receive_byte;
static void (*send_many)(void) = send_block;
static long (*receive_many)(void) = receive_block;

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static void stream(int family, const struct sockaddr *address, socklen_t size, int is_tcp) {
  int fd = socket(family, SOCK_STREAM, 0);
  if (begins) {
    if (connect(fd, address, size) < 0) fail("connect");
    in = out = fd;
    return;
  }
  struct sockaddr_in own;
  socklen_t length = sizeof own;
  if (bind(fd, address, size) < 0 || listen(fd, 1) < 0) fail("listen");
  if (is_tcp) getsockname(fd, (struct sockaddr *)&own, &length);
  printf("ready %d\n", is_tcp ? ntohs(own.sin_port) : 0);
  fflush(stdout);
  if ((in = out = accept(fd, 0, 0)) < 0) fail("accept");
}

static void open_place(const char *name, char **place) {
  if (!strcmp(name, "pipe") || !strcmp(name, "posix-queue")) {
    in = atoi(place[0]);
    out = atoi(place[1]);
    if (name[1] == 'o') send_one = send_letter, receive_one = receive_letter;
  } else if (!strcmp(name, "fifo")) {
    if (!begins) in = open(place[0], O_RDONLY);
    out = open(place[1], O_WRONLY);
    if (begins) in = open(place[0], O_RDONLY);
  } else if (!strcmp(name, "socketpair") || !strcmp(name, "unix-datagram") || !strcmp(name, "udp")) {
    in = out = atoi(place[0]);
  } else if (!strcmp(name, "unix")) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    strncpy(address.sun_path, place[0], sizeof address.sun_path - 1);
    stream(AF_UNIX, (struct sockaddr *)&address, sizeof address, 0);
  } else if (!strcmp(name, "tcp")) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(atoi(place[0]))};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    stream(AF_INET, (struct sockaddr *)&address, sizeof address, 1);
  } else if (!strcmp(name, "sysv-queue")) {
    id = atoi(place[0]), send_one = send_message, receive_one = receive_message;
  } else if (!strcmp(name, "sysv-semaphore")) {
    id = atoi(place[0]), send_one = post, receive_one = wait_for_post;
  } else if (!strcmp(name, "shared-memory")) {
    cells = mmap(0, 4096 + BLOCK, PROT_READ | PROT_WRITE, MAP_SHARED, atoi(place[0]), 0);
    send_one = futex_send, receive_one = futex_receive;
    send_many = memory_send, receive_many = memory_receive;
  } else if (!strcmp(name, "record-lock")) {
    in = open(place[0], O_RDWR);
    send_one = begins ? lock_and_unlock : nothing, receive_one = nothing;
  } else if (!strcmp(name, "signal")) {
    sigemptyset(&signals);
    sigaddset(&signals, SIGUSR1);
    sigprocmask(SIG_BLOCK, &signals, 0);
    send_one = send_signal, receive_one = receive_signal;
  } else {
    fprintf(stderr, "no such mechanism: %s\n", name);
    exit(2);
  }
}

/* Threads: the main thread and another one, in one process. */
static void *thread(void *count) {
  int32_t seen = 0;
  for (long i = 0; i < *(long *)count; i++) {
    while (__atomic_load_n(cells, __ATOMIC_SEQ_CST) == seen)
      syscall(SYS_futex, cells, FUTEX_WAIT_PRIVATE, seen, 0, 0, 0);
    seen++;
    __atomic_store_n(cells + 1, seen, __ATOMIC_SEQ_CST);
    syscall(SYS_futex, cells + 1, FUTEX_WAKE_PRIVATE, 1, 0, 0, 0);
  }
  return 0;
}

static void threads(long count) {
  int32_t memory[2] = {0, 0};
  pthread_t other_thread;
  cells = memory, private = FUTEX_PRIVATE_FLAG, begins = 1, sent = received = 0;
  pthread_create(&other_thread, 0, thread, &count);
  for (long i = 0; i < count; i++) futex_send(), futex_receive();
  pthread_join(other_thread, 0);
}

int main(int count, char **words) {
  char line[100], what[20];
  long n;
  if (count < 3) return 2;
  int is_threads = !strcmp(words[1], "atomics");
  begins = !strcmp(words[2], "ping");
  if (!is_threads) open_place(words[1], words + 3);
  puts("ready 0");
  fflush(stdout);
  while (fgets(line, sizeof line, stdin) && sscanf(line, "%19s %ld %d", what, &n, &other) >= 2) {
    int64_t start = now();
    if (is_threads) {
      if (begins) threads(n); /* Both threads are in one process; the other process has nothing to do. */
    } else if (*what == 'r') {
      for (long i = 0; i < n; i++)
        if (begins) send_one(), receive_one();
        else receive_one(), send_one();
    } else if (begins) {
      for (long i = 0; i < n; i++) send_many();
      receive_one();
    } else {
      for (long got = 0; got < n * BLOCK;) got += receive_many();
      send_one();
    }
    printf("%lld\n", (long long)(now() - start));
    fflush(stdout);
  }
  return 0;
}
