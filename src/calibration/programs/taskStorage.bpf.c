/* Task-local storage of the task that runs, which is the runner. */
#include "loop.h"

struct {
	__uint(type, BPF_MAP_TYPE_TASK_STORAGE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, int);
	__type(value, __u64);
} storage SEC(".maps");

struct task_struct;

static __always_inline void get(struct loop *loop, struct task_struct *task)
{
	__u64 *value = bpf_task_storage_get(&storage, task, 0, BPF_LOCAL_STORAGE_GET_F_CREATE);
	if (value)
		*value += 1;
	else
		loop->results.failures++;
}

/* The first one creates the record, all others find it. */
OPERATION(get_existing)
{
	loop->results.sink += key;
	get(loop, bpf_get_current_task_btf());
}

OPERATION(create_delete)
{
	struct task_struct *task = bpf_get_current_task_btf();
	loop->results.sink += key;
	get(loop, task);
	if (bpf_task_storage_delete(&storage, task))
		loop->results.failures++;
}
