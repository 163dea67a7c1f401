/* Records of 32 bytes to user space, which reads them between two loops: nobody is woken, and the buffer never gets full. */
#include "loop.h"

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 1 << 20);
} ring SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY);
	__uint(key_size, sizeof(__u32));
	__uint(value_size, sizeof(__u32));
} events SEC(".maps");

OPERATION(ring_buffer_output)
{
	__u64 record[4] = { key };
	if (bpf_ringbuf_output(&ring, record, sizeof(record), BPF_RB_NO_WAKEUP))
		loop->results.failures++;
}

OPERATION(perf_buffer_output)
{
	__u64 record[4] = { key };
	if (bpf_perf_event_output(loop->context, &events, BPF_F_CURRENT_CPU, record, sizeof(record)))
		loop->results.failures++;
}
