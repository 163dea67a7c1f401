// The work of the benchmark as a C++ loop, over any queue: what a programmer who knows the model would write by hand.
// See ../README.md for the model.
#pragma once

#include <sys/resource.h>

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

enum Kind : uint32_t { enqueueDone, waitDone, dequeueDone, runDone };

/** xoshiro256++ of Blackman and Vigna, started by splitmix64. */
class Random {
 public:
  explicit Random(uint64_t seed) {
    for (uint64_t& word : state) {
      seed += 0x9e3779b97f4a7c15;
      uint64_t mixed = seed;
      mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
      mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
      word = mixed ^ (mixed >> 31);
    }
    // The ziggurat of Marsaglia and Tsang with 256 layers; the bottom one is as wide as a rectangle of its area.
    const double area = 0.00492867323399;
    edge[0] = area / density(tail);
    edge[1] = tail;
    for (int layer = 2; layer < 256; layer += 1)
      edge[layer] = std::sqrt(-2 * std::log(area / edge[layer - 1] + density(edge[layer - 1])));
    edge[256] = 0;
  }

  double normal(double mean, double deviation) { return mean + deviation * normal(); }

 private:
  static constexpr double tail = 3.6541528853610088;
  uint64_t state[4];
  double edge[257];

  static double density(double x) { return std::exp(-0.5 * x * x); }

  uint64_t next() {
    const auto rotate = [](uint64_t word, int by) { return (word << by) | (word >> (64 - by)); };
    const uint64_t result = rotate(state[0] + state[3], 23) + state[0];
    const uint64_t shifted = state[1] << 17;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= shifted;
    state[3] = rotate(state[3], 45);
    return result;
  }

  double uniform() { return static_cast<double>(next() >> 11) * 0x1p-53; }

  double normal() {
    for (;;) {
      const uint64_t word = next();
      const int layer = word & 255;
      const double sign = word & 256 ? -1 : 1;
      const double x = static_cast<double>(word >> 11) * 0x1p-53 * edge[layer];
      if (__builtin_expect(x < edge[layer + 1], 1)) return sign * x;
      if (layer == 0) return sign * beyondTail();
      const double low = density(edge[layer]);
      if (low + uniform() * (density(edge[layer + 1]) - low) < density(x)) return sign * x;
    }
  }

  double beyondTail() {
    for (;;) {
      const double excess = -std::log(1 - uniform()) / tail;
      if (-2 * std::log(1 - uniform()) > excess * excess) return tail + excess;
    }
  }
};

/** CPU time of the process, s. */
inline double cpuTime() {
  rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         1e-6 * static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

/** The most memory the process has held, bytes. Linux counts the parent's into ru_maxrss, but not into VmHWM. */
inline double peakMemory() {
  if (FILE* status = std::fopen("/proc/self/status", "r")) {
    char line[256];
    long kilobytes = 0;
    while (std::fgets(line, sizeof line, status))
      if (std::strncmp(line, "VmHWM:", 6) == 0) kilobytes = std::atol(line + 6);
    std::fclose(status);
    return 1024.0 * static_cast<double>(kilobytes);
  }
  rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss);
}

template <class Queue>
int benchmark(int argumentCount, char** arguments) {
  if (argumentCount < 4) return 2;
  const int processes = std::atoi(arguments[1]);
  const int slices = std::atoi(arguments[2]);
  const double started = cpuTime();

  constexpr int cpus = 8;
  Random random(std::strtoull(arguments[3], nullptr, 10));
  Queue queue(processes);
  int load[cpus] = {};
  std::vector<int> left(processes, slices);
  std::vector<double> waits(processes);
  double map = 0, bpf = 0, proc = 0, time = 0;
  uint64_t events = 0;

  const auto contention = [&](uint32_t process) {
    const int onCpu = load[process % cpus];
    return onCpu > 4 ? onCpu - 4.0 : 1.0;
  };
  const auto mapFactor = [&] { return 1 + (map / 1024) * (map / 1024); };
  const auto begin = [&](uint32_t process) {
    load[process % cpus] += 1;
    const double enqueue = random.normal(400, 10) * mapFactor();
    bpf += enqueue;
    return time + enqueue;
  };

  for (int process = 0; process < processes; process += 1) queue.push(begin(process), enqueueDone, process);
  while (!queue.empty()) {
    time = queue.time();
    const uint32_t process = queue.process();
    events += 1;
    switch (queue.kind()) {
      case enqueueDone: {
        map += 1;
        const double wait = std::fmax(0, random.normal(4, 1)) * contention(process);
        proc += wait;
        waits[process] = wait;
        queue.replaceTop(time + wait, waitDone, process);
        break;
      }
      case waitDone: {
        double dequeue = random.normal(200, 10) * mapFactor();
        if (waits[process] > 4) dequeue += random.normal(24, 8);
        bpf += dequeue;
        queue.replaceTop(time + dequeue, dequeueDone, process);
        break;
      }
      case dequeueDone: {
        map -= 1;
        const double run = random.normal(3e6, 1000) / contention(process);
        proc += run;
        queue.replaceTop(time + run, runDone, process);
        break;
      }
      case runDone: {
        load[process % cpus] -= 1;
        left[process] -= 1;
        if (left[process] == 0)
          queue.pop();
        else
          queue.replaceTop(begin(process), enqueueDone, process);
        break;
      }
    }
  }

  std::printf("{\"events\": %llu, \"bpf\": %.17g, \"proc\": %.17g, \"end\": %.17g, \"seconds\": %.6f, \"peakMemory\": %.0f}\n",
              static_cast<unsigned long long>(events), bpf, proc, time, cpuTime() - started, peakMemory());
  return 0;
}
