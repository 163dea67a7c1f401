/* What every program is made of: one operation, done many times within the kernel, with the clock read before and after the loop. */
#ifndef LOOP_H
#define LOOP_H

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include "results.h"

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct results);
} results SEC(".maps");

struct loop {
	__u64 random;
	/* Keys are from 1 to mask + 1. */
	__u64 mask;
	void *context;
	struct results results;
};

/* Marsaglia's xorshift: the empty loop has it too, so it is subtracted. */
static __always_inline __u32 draw(struct loop *loop)
{
	loop->random ^= loop->random << 13;
	loop->random ^= loop->random >> 7;
	loop->random ^= loop->random << 17;
	return (loop->random & loop->mask) + 1;
}

static __always_inline int keep(const struct results *found)
{
	__u32 first = 0;
	bpf_map_update_elem(&results, &first, found, BPF_ANY);
	return 0;
}

/*
 * The runner's arguments: operations, mask, seed. The sink begins with a number that the verifier does not know, or it would
 * follow it from one turn of the loop to the next.
 */
#define LOOP_OF(context_)                                                      \
	{                                                                      \
		.random = (context_)->args[2], .mask = (context_)->args[1],    \
		.context = (context_), .results.sink = (context_)->args[2]     \
	}

/* A program that does what the block says `args[0]` times; `key` is a random one. */
#define OPERATION(name)                                                        \
	static __always_inline void name##_of(struct loop *loop, __u32 key);   \
	static long name##_once(__u32 index, struct loop *loop)                \
	{                                                                      \
		name##_of(loop, draw(loop));                                   \
		return 0;                                                      \
	}                                                                      \
	SEC("raw_tp") int name(struct bpf_raw_tracepoint_args *context)        \
	{                                                                      \
		struct loop loop = LOOP_OF(context);                           \
		__u64 began = bpf_ktime_get_ns();                              \
		bpf_loop((__u32)context->args[0], name##_once, &loop, 0);      \
		loop.results.nanoseconds[0] = bpf_ktime_get_ns() - began;      \
		return keep(&loop.results);                                    \
	}                                                                      \
	static __always_inline void name##_of(struct loop *loop, __u32 key)

char _license[] SEC("license") = "GPL";

#endif
