import type { Techniques } from "../cost/techniques.js";

/** What a program's helpers do, the symbols of the kernel that do it, and what makes it cheaper. */
export interface HelperGroup {
  readonly name: string;
  /** Symbols that only programs reach. */
  readonly own: RegExp;
  /** Symbols that helpers call, and others in the kernel too. */
  readonly shared?: RegExp;
  /** What to look at. */
  readonly advice: string;
  /** The options of a program's costs that stand for it. */
  readonly techniques: readonly (keyof Techniques)[];
}

/**
 * By the names of kernel/bpf of Linux: a helper `bpf_…`, and what the type of a map does behind it, `htab_…`, which a program calls
 * directly where the verifier has put it in the helper's place. The first that fits counts.
 */
export const helperGroups: readonly HelperGroup[] = [
  {
    name: "task storage",
    own: /^_*(?:bpf_(?:task|cgrp|inode|sk|local)_?storage|bpf_selem|bpf_local_storage|task_storage_)/,
    advice: "creating a task's storage costs far more than finding it: create it once",
    techniques: ["map"],
  },
  {
    name: "ring buffer",
    own: /^_*bpf_(?:user_)?ringbuf_/,
    advice: "fewer reports by a threshold or sampling, a wake-up for many of them",
    techniques: ["output", "sampling"],
  },
  {
    name: "perf buffer",
    own: /^_*bpf_(?:perf_event_output|event_output|skb_event_output|xdp_event_output)/,
    shared: /^_*(?:perf_event_output|perf_output_|perf_prepare_sample)/,
    advice: "the ring buffer, which copies once less; fewer reports by a threshold or sampling",
    techniques: ["output", "sampling"],
  },
  {
    name: "map update",
    own: /^_*(?:bpf_map_update_elem|(?:htab|array|trie|stack|queue)\w*_(?:update|push)_elem|alloc_htab_elem|_*pcpu_freelist_pop|bpf_lru_pop|bpf_mem_(?:cache_)?alloc)/,
    advice: "task-local storage or a per-CPU map, room for all entries, updating in place what a lookup found",
    techniques: ["map", "maxEntries"],
  },
  {
    name: "map deletion",
    own: /^_*(?:bpf_map_delete_elem|(?:htab|trie)\w*_delete_elem|(?:htab_)?free_htab_elem|free_htab_elem|_*pcpu_freelist_push|bpf_lru_push|bpf_mem_(?:cache_)?free)/,
    advice: "task-local storage, which ends with its task; leaving the record for the next",
    techniques: ["map"],
  },
  {
    name: "map lookup",
    own: /^_*(?:bpf_(?:percpu_)?map_lookup|(?:htab|array|percpu_array|trie|xsk_map|dev_map|queue_stack)\w*_lookup|lookup_nulls_elem_raw|lookup_elem_raw|trie_lookup_elem|htab_map_hash|bpf_for_each_)/,
    shared: /^_*jhash/,
    advice: "task-local storage, a smaller map or shorter keys, a Bloom filter where most lookups miss",
    techniques: ["map", "bloom", "sampling"],
  },
  {
    name: "clock",
    own: /^_*bpf_(?:ktime|jiffies|cpu_time)_?/,
    shared: /^(?:ktime_get_(?:mono|boot)?_?fast_ns|sched_clock|native_sched_clock|read_tsc)/,
    advice: "the time stamp that the event carries already, the coarse clock, or one reading for two uses",
    techniques: ["sampling"],
  },
  {
    name: "reading memory",
    own: /^_*bpf_(?:probe_read|copy_from_user|get_current_comm|d_path|core_read)/,
    shared: /^(?:copy_from_(?:kernel|user)_nofault|strncpy_from_(?:kernel|user|unsafe)\w*)/,
    advice: "fields read directly through BTF (raw tracepoints, fentry) instead of copies",
    techniques: ["probe"],
  },
  {
    name: "stack traces",
    own: /^_*(?:bpf_get_(?:task_)?stack|stack_map_)/,
    shared: /^(?:get_perf_callchain|unwind_next_frame|perf_callchain_)/,
    advice: "stacks only of what exceeds a threshold",
    techniques: ["sampling"],
  },
  {
    name: "locks",
    own: /^_*bpf_(?:spin_(?:un)?lock|res_spin_lock)/,
    shared: /^(?:_raw_spin_(?:un)?lock|native_queued_spin_lock_slowpath|queued_spin_lock_slowpath)/,
    advice: "per-CPU maps or task-local storage, which nobody else locks",
    techniques: ["map"],
  },
];

/** What no other group names. */
export const otherHelpers: Omit<HelperGroup, "own"> = {
  name: "other helpers",
  advice: "calling them less often",
  techniques: ["sampling"],
};
