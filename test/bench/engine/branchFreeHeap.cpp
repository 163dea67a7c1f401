// The C++ loop with a binary heap made for it: the first event is replaced in one walk down, and the earlier of two
// children is found without a branch, which the processor could not foresee.
#include <limits>

#include "work.hpp"

class Queue {
 public:
  /** Above the last event the times are infinite, so that the search for the earlier child needs no bounds. */
  explicit Queue(int capacity) : events(2 * capacity + 2, Event{infinity, 0, 0, 0}) {}

  bool empty() const { return length == 0; }
  double time() const { return events[0].time; }
  uint32_t kind() const { return events[0].kind; }
  uint32_t process() const { return events[0].process; }

  void push(double time, Kind kind, uint32_t process) {
    const Event event{time, scheduled, kind, process};
    scheduled += 1;
    size_t hole = length;
    length += 1;
    while (hole > 0 && earlier(event, events[(hole - 1) / 2])) {
      events[hole] = events[(hole - 1) / 2];
      hole = (hole - 1) / 2;
    }
    events[hole] = event;
  }

  void replaceTop(double time, Kind kind, uint32_t process) {
    sink({time, scheduled, kind, process});
    scheduled += 1;
  }

  void pop() {
    length -= 1;
    const Event last = events[length];
    events[length].time = infinity;
    if (length > 0) sink(last);
  }

 private:
  struct Event {
    double time;
    uint64_t order;
    uint32_t kind;
    uint32_t process;
  };

  static constexpr double infinity = std::numeric_limits<double>::infinity();
  std::vector<Event> events;
  size_t length = 0;
  uint64_t scheduled = 0;

  /** Of events at the same time the one scheduled first comes first. */
  static bool earlier(const Event& one, const Event& other) {
    return (one.time < other.time) | ((one.time == other.time) & (one.order < other.order));
  }

  void sink(const Event event) {
    size_t hole = 0;
    size_t child = 1;
    while (child < length) {
      child += earlier(events[child + 1], events[child]);
      if (!earlier(events[child], event)) break;
      events[hole] = events[child];
      hole = child;
      child = 2 * hole + 1;
    }
    events[hole] = event;
  }
};

int main(int argumentCount, char** arguments) { return benchmark<Queue>(argumentCount, arguments); }
