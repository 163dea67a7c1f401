/* A chain of tail calls, as long as the mark of the packet says. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_PROG_ARRAY);
	__uint(max_entries, 1);
	__uint(key_size, sizeof(__u32));
	__uint(value_size, sizeof(__u32));
} next SEC(".maps");

SEC("tc") int hop(struct __sk_buff *packet)
{
	__u32 left = packet->cb[0];
	if (left == 0)
		return 0;
	packet->cb[0] = left - 1;
	bpf_tail_call(packet, &next, 0);
	return 1;
}

SEC("tc") int start(struct __sk_buff *packet)
{
	packet->cb[0] = packet->mark;
	bpf_tail_call(packet, &next, 0);
	return 2;
}

char _license[] SEC("license") = "GPL";
