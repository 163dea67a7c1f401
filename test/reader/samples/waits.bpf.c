// How long a task waits for a CPU: small, but with a call, a branch, 32-bit arithmetic and an atomic. Needs no headers.
typedef unsigned int u32;
typedef unsigned long long u64;

static void *(*lookup)(void *map, const void *key) = (void *)1;
static long (*update)(void *map, const void *key, const void *value, u64 flags) = (void *)2;
static u64 (*now)(void) = (void *)5;
static u64 (*pid_tgid)(void) = (void *)14;

struct {
  int (*type)[1];
  u32 *key;
  u64 *value;
  int (*max_entries)[10240];
} start __attribute__((section(".maps")));

u64 slow;

static __attribute__((noinline)) int record(u32 pid) {
  u64 time = now();
  update(&start, &pid, &time, 0);
  return pid & 7;
}

__attribute__((section("tp_btf/sched_wakeup"))) int wakeup(void *context) { return record((u32)pid_tgid()); }

__attribute__((section("tp_btf/sched_switch"))) int change(void *context) {
  u32 pid = (u32)pid_tgid();
  u64 *since = lookup(&start, &pid);
  if (!since) return 0;
  u64 wait = now() - *since;
  if (wait < 1000000) return 0;
  u32 low = (u32)wait * 3 + pid;
  __sync_fetch_and_add(&slow, low);
  return low > pid ? 1 : 2;
}
