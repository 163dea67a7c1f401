/* A hash map u32 -> u64 of any kind (the runner sets its type and size), filled with the keys from 1 on. */
#include "loop.h"

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, __u32);
	__type(value, __u64);
} map SEC(".maps");

static __always_inline void insert(struct loop *loop, __u32 key)
{
	__u64 value = key;
	if (bpf_map_update_elem(&map, &key, &value, BPF_ANY))
		loop->results.failures++;
}

static __always_inline void look_up(struct loop *loop, __u32 key)
{
	__u64 *value = bpf_map_lookup_elem(&map, &key);
	if (value)
		loop->results.sink += *value;
	else
		loop->results.failures++;
}

static __always_inline void delete(struct loop *loop, __u32 key)
{
	if (bpf_map_delete_elem(&map, &key))
		loop->results.failures++;
}

OPERATION(lookup)
{
	look_up(loop, key);
}

OPERATION(insert_delete)
{
	key |= FRESH;
	insert(loop, key);
	delete(loop, key);
}

OPERATION(insert_lookup_delete)
{
	key |= FRESH;
	insert(loop, key);
	look_up(loop, key);
	delete(loop, key);
}

/* Any of 2^30 keys, so that hardly ever two of a block are the same. */
static __always_inline __u32 fresh(struct loop *loop)
{
	draw(loop);
	return FRESH | (loop->random & (FRESH - 1));
}

static long insert_once(__u32 index, struct loop *loop)
{
	insert(loop, fresh(loop));
	return 0;
}

static long take_once(__u32 index, struct loop *loop)
{
	__u32 key = fresh(loop);
	look_up(loop, key);
	delete(loop, key);
	return 0;
}

static long block_once(__u32 index, struct loop *loop)
{
	__u64 seed = loop->random, began = bpf_ktime_get_ns(), inserted;
	bpf_loop(BLOCK, insert_once, loop, 0);
	inserted = bpf_ktime_get_ns();
	/* The same keys again. */
	loop->random = seed;
	bpf_loop(BLOCK, take_once, loop, 0);
	loop->results.nanoseconds[0] += inserted - began;
	loop->results.nanoseconds[1] += bpf_ktime_get_ns() - inserted;
	return 0;
}

/* To insert, and to look up and delete, each timed for itself, a block of keys at a time. */
SEC("raw_tp") int insert_then_take(struct bpf_raw_tracepoint_args *context)
{
	struct loop loop = LOOP_OF(context);
	bpf_loop((__u32)context->args[0] / BLOCK, block_once, &loop, 0);
	return keep(&loop.results);
}
