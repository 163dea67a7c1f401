/* The loop with nothing in it, the clock, and a small function called and inlined. */
#include "loop.h"

OPERATION(empty)
{
	loop->results.sink += key;
}

OPERATION(clock_read)
{
	loop->results.sink += bpf_ktime_get_ns() + key;
}

static __noinline int called(__u32 key)
{
	return key * 3 + 1;
}

OPERATION(bpf_to_bpf)
{
	loop->results.sink += called(key);
}

OPERATION(inlined)
{
	loop->results.sink += (int)(key * 3 + 1);
}
