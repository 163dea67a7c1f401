/* A Bloom filter with the kernel's default of 5 hashes; the runner fills it with the keys from 1 on. */
#include "loop.h"

struct {
	__uint(type, BPF_MAP_TYPE_BLOOM_FILTER);
	__uint(max_entries, 1024);
	__type(value, __u32);
} map SEC(".maps");

OPERATION(push)
{
	if (bpf_map_push_elem(&map, &key, BPF_ANY))
		loop->results.failures++;
}

OPERATION(peek)
{
	if (bpf_map_peek_elem(&map, &key))
		loop->results.failures++;
}
