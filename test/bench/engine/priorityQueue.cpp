// The C++ loop with the queue of the standard library.
#include <queue>

#include "work.hpp"

struct Event {
  double time;
  uint64_t order;
  uint32_t kind;
  uint32_t process;

  /** Of events at the same time the one scheduled first comes first. */
  bool operator>(const Event& other) const { return time != other.time ? time > other.time : order > other.order; }
};

class Queue {
 public:
  explicit Queue(int capacity) {
    std::vector<Event> room;
    room.reserve(capacity);
    events = decltype(events)(std::greater<Event>(), std::move(room));
  }

  bool empty() const { return events.empty(); }
  double time() const { return events.top().time; }
  uint32_t kind() const { return events.top().kind; }
  uint32_t process() const { return events.top().process; }

  void push(double time, Kind kind, uint32_t process) {
    events.push({time, scheduled, kind, process});
    scheduled += 1;
  }

  void replaceTop(double time, Kind kind, uint32_t process) {
    events.pop();
    push(time, kind, process);
  }

  void pop() { events.pop(); }

 private:
  std::priority_queue<Event, std::vector<Event>, std::greater<Event>> events;
  uint64_t scheduled = 0;
};

int main(int argumentCount, char** arguments) { return benchmark<Queue>(argumentCount, arguments); }
