/*
 * Runs the programs with BPF_PROG_TEST_RUN and prints what they took, one JSON object a line. Nothing is attached.
 *
 * measure FOLDER REPETITIONS OPERATIONS SIZES SEED
 *
 * In each repetition everything is measured once, in an order of its own, so that a neighbour that is busy for a while does
 * not disturb all that is known of one size. What the kernel refuses is printed with the reason, and the rest goes on;
 * where it refuses even the empty loop the exit code is 77. With no repetitions that is all that is done.
 */
#define _GNU_SOURCE
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <linux/perf_event.h>
#include <sched.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "results.h"

#define CANNOT 77
#define MOST_MEASUREMENTS 256
/* So many a batch of all; the buffers hold no more records. */
#define BATCHED (1u << 17)
#define RECORDS 20000u
#define TAIL_CALL_RUNS 100000u

/* A BPF object with a map of its own, which several programs share. */
struct subject {
	struct bpf_object *object;
	int results;
	struct ring_buffer *ring;
	struct perf_buffer *events;
	/* Why there is none. */
	char refusal[256];
};

/* One number of each repetition, or two. */
struct measurement {
	const char *operation, *second;
	const char *parameter;
	unsigned value;
	const char *program;
	struct subject *subject;
	unsigned count;
	int (*run)(struct measurement *measurement, struct results *results);
	bool refused;
};

static struct measurement measurements[MOST_MEASUREMENTS];
static unsigned measured;
static unsigned operations;
static char last_message[200];

static int keep_message(enum libbpf_print_level level, const char *format, va_list arguments)
{
	if (level == LIBBPF_WARN)
		vsnprintf(last_message, sizeof(last_message), format, arguments);
	return 0;
}

static double now(clockid_t clock)
{
	struct timespec time;
	clock_gettime(clock, &time);
	return time.tv_sec * 1e9 + time.tv_nsec;
}

/* Its own CPU time: calls from user space are interrupted by others who want the CPU. */
static double worked(void)
{
	return now(CLOCK_THREAD_CPUTIME_ID);
}

static void *allocated(size_t count, size_t size)
{
	void *memory = calloc(count, size);
	if (memory)
		return memory;
	perror("phasebook: no memory");
	exit(1);
}

/* A string of JSON, with what could break it replaced. */
static void print_text(const char *text)
{
	putchar('"');
	for (; *text; text++)
		putchar(*text == '"' || *text == '\\' ? '\'' : (unsigned char)*text < ' ' ? ' ' : *text);
	putchar('"');
}

static void print_head(const struct measurement *measurement, const char *operation)
{
	printf("{\"operation\":");
	print_text(operation);
	if (measurement->parameter)
		printf(",\"parameter\":\"%s\",\"value\":%u", measurement->parameter, measurement->value);
}

static void print_refusal(struct measurement *measurement, const char *operation, const char *reason)
{
	if (!operation)
		return;
	print_head(measurement, operation);
	printf(",\"skipped\":");
	print_text(reason);
	printf("}\n");
}

static void refuse(struct measurement *measurement, const char *reason)
{
	measurement->refused = true;
	print_refusal(measurement, measurement->operation, reason);
	print_refusal(measurement, measurement->second, reason);
	fprintf(stderr, "phasebook: %s is left out: %s\n", measurement->operation, reason);
}

static void print_found(const struct measurement *measurement, const char *operation, unsigned repetition,
			unsigned long long nanoseconds, unsigned long long failures)
{
	if (!operation)
		return;
	print_head(measurement, operation);
	printf(",\"repetition\":%u,\"count\":%u,\"nanoseconds\":%.4f,\"failures\":%llu}\n", repetition,
	       measurement->count, (double)nanoseconds / measurement->count, failures);
}

/* Objects. */

static void refused(struct subject *subject, const char *what)
{
	int error = errno;
	size_t end;
	snprintf(subject->refusal, sizeof(subject->refusal), "%s: %s%s%s", what, strerror(error),
		 *last_message ? "; " : "", last_message);
	end = strlen(subject->refusal);
	while (end > 0 && subject->refusal[end - 1] == '\n')
		subject->refusal[--end] = 0;
}

/* Opens an object of which only the named program and map are loaded, so that the kernel may refuse the others. */
static struct bpf_object *opened(struct subject *subject, const char *path, const char *only)
{
	struct bpf_object *object = bpf_object__open(path);
	struct bpf_program *program;
	if (!object) {
		refused(subject, "the object cannot be opened");
		return NULL;
	}
	if (only)
		bpf_object__for_each_program(program, object)
			bpf_program__set_autoload(program, !strcmp(bpf_program__name(program), only));
	return object;
}

static struct subject *loaded(const char *path, const char *only, const char *without, enum bpf_map_type type,
			      unsigned entries)
{
	struct subject *subject = allocated(1, sizeof(*subject));
	struct bpf_map *map;
	*last_message = 0;
	subject->object = opened(subject, path, only);
	if (!subject->object)
		return subject;
	map = bpf_object__find_map_by_name(subject->object, "map");
	if (map && entries) {
		bpf_map__set_type(map, type);
		bpf_map__set_max_entries(map, entries);
	}
	if (without)
		bpf_map__set_autocreate(bpf_object__find_map_by_name(subject->object, without), false);
	if (bpf_object__load(subject->object)) {
		refused(subject, "the kernel does not load it");
		bpf_object__close(subject->object);
		subject->object = NULL;
		return subject;
	}
	subject->results = bpf_object__find_map_fd_by_name(subject->object, "results");
	return subject;
}

static int map_of(struct subject *subject, const char *name)
{
	return bpf_object__find_map_fd_by_name(subject->object, name);
}

static int program_of(struct subject *subject, const char *name)
{
	return bpf_program__fd(bpf_object__find_program_by_name(subject->object, name));
}

/* Puts the keys from 1 to `entries` into the subject's map. */
static void fill(struct subject *subject, enum bpf_map_type type, unsigned entries)
{
	int cpus = libbpf_num_possible_cpus();
	__u64 *values = allocated(type == BPF_MAP_TYPE_PERCPU_HASH ? cpus : 1, sizeof(*values));
	int map;
	if (!subject->object) {
		free(values);
		return;
	}
	map = map_of(subject, "map");
	for (__u32 key = 1; key <= entries; key++) {
		bool bloom = type == BPF_MAP_TYPE_BLOOM_FILTER;
		if (!bpf_map_update_elem(map, bloom ? NULL : &key, bloom ? (void *)&key : values, BPF_ANY))
			continue;
		refused(subject, "the map cannot be filled");
		bpf_object__close(subject->object);
		subject->object = NULL;
		break;
	}
	free(values);
}

/* How a measurement is made. */

static int test_run(struct measurement *measurement, unsigned count, struct results *results)
{
	__u64 arguments[3] = { count, measurement->value ? measurement->value - 1 : 1023, 0x9e3779b97f4a7c15 };
	__u32 first = 0;
	struct results none = { 0 };
	LIBBPF_OPTS(bpf_test_run_opts, options, .ctx_in = arguments, .ctx_size_in = sizeof(arguments));
	bpf_map_update_elem(measurement->subject->results, &first, &none, BPF_ANY);
	return bpf_prog_test_run_opts(program_of(measurement->subject, measurement->program), &options) ||
	       bpf_map_lookup_elem(measurement->subject->results, &first, results);
}

/* Runs a loop, once to bring what it needs into the caches and once for good. */
static int run_loop(struct measurement *measurement, struct results *results)
{
	unsigned long long warm = 4ull * measurement->value;
	if (warm < 4096)
		warm = 4096;
	return test_run(measurement, warm < measurement->count ? warm : measurement->count, results) ||
	       test_run(measurement, measurement->count, results);
}

static int no_record(void *context, void *data, size_t size)
{
	(void)context, (void)data, (void)size;
	return 0;
}

static enum bpf_perf_event_ret no_event(void *context, int cpu, struct perf_event_header *event)
{
	(void)context, (void)cpu, (void)event;
	return LIBBPF_PERF_EVENT_CONT;
}

static void drain(struct subject *subject)
{
	if (subject->ring)
		ring_buffer__consume(subject->ring);
	if (subject->events)
		perf_buffer__consume(subject->events);
}

/* A loop that fills a buffer, which is read before it is full. */
static int run_output(struct measurement *measurement, struct results *results)
{
	int error = test_run(measurement, measurement->count, results);
	drain(measurement->subject);
	if (!error)
		error = test_run(measurement, measurement->count, results);
	drain(measurement->subject);
	return error;
}

/* The kernel's own repetition; it says the mean of a run in whole ns. */
static int run_tail_calls(struct measurement *measurement, struct results *results)
{
	char packet[64] = { 0 };
	struct __sk_buff context = { .mark = measurement->value };
	LIBBPF_OPTS(bpf_test_run_opts, options, .data_in = packet, .data_size_in = sizeof(packet),
		    .ctx_in = &context, .ctx_size_in = sizeof(context), .repeat = measurement->count);
	if (bpf_prog_test_run_opts(program_of(measurement->subject, "start"), &options))
		return -1;
	results->nanoseconds[0] = (unsigned long long)options.duration * measurement->count;
	results->failures = options.retval ? measurement->count : 0;
	return 0;
}

static __u32 batch_keys[BATCHED];
static __u64 batch_values[BATCHED];

static void reset_keys(void)
{
	for (unsigned i = 0; i < BATCHED; i++)
		batch_keys[i] = i + 1;
}

/* From user space: single calls for a batch of one. */
static int run_batched_update(struct measurement *measurement, struct results *results)
{
	int map = map_of(measurement->subject, "map");
	unsigned batch = measurement->value;
	double began;
	reset_keys();
	began = worked();
	for (unsigned i = 0; i < measurement->count; i += batch) {
		unsigned size = batch;
		if (batch == 1 ? bpf_map_update_elem(map, batch_keys + i, batch_values + i, BPF_ANY) :
				 bpf_map_update_batch(map, batch_keys + i, batch_values + i, &size, NULL))
			return -1;
	}
	results->nanoseconds[0] = worked() - began;
	return 0;
}

static int run_batched_lookup(struct measurement *measurement, struct results *results)
{
	int map = map_of(measurement->subject, "map");
	unsigned batch = measurement->value, found = 0, place;
	void *from = NULL;
	double began;
	reset_keys();
	began = worked();
	if (batch == 1)
		for (; found < measurement->count; found++)
			if (bpf_map_lookup_elem(map, batch_keys + found, batch_values))
				return -1;
	while (found < measurement->count) {
		unsigned size = batch;
		int error = bpf_map_lookup_batch(map, from, &place, batch_keys, batch_values, &size, NULL);
		found += size;
		from = &place;
		/* ENOENT: that was the end of the map. ENOSPC: a bucket that does not fit into the batch. */
		if (error && errno == ENOENT)
			break;
		if (error)
			return -1;
	}
	results->nanoseconds[0] = worked() - began;
	/* The last batches hold what there is; the time is of those that were read. */
	results->nanoseconds[0] = results->nanoseconds[0] * measurement->count / (found ? found : 1);
	return 0;
}

/* What is measured. */

static struct measurement *add(struct subject *subject, const char *operation, const char *program, unsigned count)
{
	struct measurement *measurement = &measurements[measured++];
	if (measured > MOST_MEASUREMENTS) {
		fprintf(stderr, "phasebook: more than %d measurements\n", MOST_MEASUREMENTS);
		exit(1);
	}
	*measurement = (struct measurement){ .operation = operation, .program = program, .subject = subject,
					     .count = count, .run = run_loop };
	return measurement;
}

static void with(struct measurement *measurement, const char *parameter, unsigned value)
{
	measurement->parameter = parameter;
	measurement->value = value;
}

/* Room for a block of keys on every CPU: each keeps some free elements for itself. */
static unsigned with_room(unsigned entries)
{
	return entries + 1024 + 256 * libbpf_num_possible_cpus();
}

static void add_hash_map(unsigned entries)
{
	struct subject *subject = loaded("hashMap.o", NULL, NULL, BPF_MAP_TYPE_HASH, with_room(entries));
	fill(subject, BPF_MAP_TYPE_HASH, entries);
	with(add(subject, "hash lookup", "lookup", operations), "entries", entries);
	with(add(subject, "hash insert+delete", "insert_delete", operations), "entries", entries);
	with(add(subject, "hash insert+lookup+delete", "insert_lookup_delete", operations), "entries", entries);
}

/* To insert, and to look up and delete, in a map of 1,024 entries. */
static void add_halves(enum bpf_map_type type, const char *insert, const char *take)
{
	struct subject *subject = loaded("hashMap.o", NULL, NULL, type, with_room(1024));
	struct measurement *halves;
	fill(subject, type, 1024);
	halves = add(subject, insert, "insert_then_take", operations / BLOCK * BLOCK);
	halves->second = take;
	with(halves, "entries", 1024);
}

static void add_bloom_filter(void)
{
	struct subject *subject = loaded("bloomFilter.o", NULL, NULL, BPF_MAP_TYPE_BLOOM_FILTER, 10240);
	fill(subject, BPF_MAP_TYPE_BLOOM_FILTER, 8192);
	with(add(subject, "bloom push", "push", operations), "entries", 8192);
	with(add(subject, "bloom peek", "peek", operations), "entries", 8192);
}

static void add_outputs(void)
{
	struct subject *subject = loaded("buffers.o", "ring_buffer_output", "events", 0, 0);
	struct perf_event_attr attributes = {
		.type = PERF_TYPE_SOFTWARE,
		.config = PERF_COUNT_SW_BPF_OUTPUT,
		.size = sizeof(attributes),
		.sample_type = PERF_SAMPLE_RAW,
		.sample_period = 1,
		.wakeup_events = 1u << 30,
	};
	if (subject->object) {
		subject->ring = ring_buffer__new(map_of(subject, "ring"), no_record, NULL, NULL);
		if (!subject->ring)
			refused(subject, "the ring buffer cannot be read");
	}
	add(subject, "ring buffer output", "ring_buffer_output", RECORDS)->run = run_output;

	subject = loaded("buffers.o", "perf_buffer_output", "ring", 0, 0);
	if (subject->object) {
		/* 2 MiB a CPU. */
		subject->events =
			perf_buffer__new_raw(map_of(subject, "events"), 512, &attributes, no_event, NULL, NULL);
		if (!subject->events)
			refused(subject, "the perf buffer cannot be read");
	}
	add(subject, "perf buffer output", "perf_buffer_output", RECORDS)->run = run_output;
}

static void add_tail_calls(void)
{
	struct subject *subject = loaded("tailCalls.o", NULL, NULL, 0, 0);
	__u32 first = 0;
	int hop = subject->object ? program_of(subject, "hop") : -1;
	if (subject->object && bpf_map_update_elem(map_of(subject, "next"), &first, &hop, BPF_ANY))
		refused(subject, "no program can be put into the map of programs");
	for (unsigned hops = 0; hops <= 32; hops += 8) {
		struct measurement *chain = add(subject, "tail call chain", NULL, TAIL_CALL_RUNS);
		with(chain, "hops", hops);
		chain->run = run_tail_calls;
	}
}

static void add_batches(void)
{
	struct subject *subject = loaded("hashMap.o", NULL, NULL, BPF_MAP_TYPE_HASH, with_room(BATCHED));
	fill(subject, BPF_MAP_TYPE_HASH, BATCHED);
	for (unsigned batch = 1; batch <= 1u << 16; batch *= 16) {
		struct measurement *update = add(subject, "batched update", NULL, BATCHED);
		struct measurement *lookup = add(subject, "batched lookup", NULL, BATCHED);
		with(update, "batch", batch);
		with(lookup, "batch", batch);
		update->run = run_batched_update;
		lookup->run = run_batched_lookup;
	}
}

static void add_all(char *sizes)
{
	static const char *const versions[] = { "v1", "v2", "v3" };
	static const char *const names[] = { "comparisons v1", "comparisons v2", "comparisons v3" };
	struct subject *calls = loaded("calls.o", NULL, NULL, 0, 0);
	add(calls, "empty loop", "empty", operations);
	add(calls, "clock read", "clock_read", operations);
	add(calls, "bpf-to-bpf call", "bpf_to_bpf", operations);
	add(calls, "inlined call", "inlined", operations);
	for (char *size = strtok(sizes, ","); size; size = strtok(NULL, ","))
		add_hash_map(strtoul(size, NULL, 10));
	add_halves(BPF_MAP_TYPE_HASH, "hash insert", "hash lookup+delete");
	add_halves(BPF_MAP_TYPE_LRU_HASH, "LRU hash insert", "LRU hash lookup+delete");
	add_halves(BPF_MAP_TYPE_PERCPU_HASH, "per-CPU hash insert", "per-CPU hash lookup+delete");
	add(loaded("taskStorage.o", "get_existing", NULL, 0, 0), "task storage get", "get_existing", operations);
	add(loaded("taskStorage.o", "create_delete", NULL, 0, 0), "task storage create+delete", "create_delete",
	    operations / 8);
	add_bloom_filter();
	add_outputs();
	for (int i = 0; i < 3; i++) {
		char path[32];
		snprintf(path, sizeof(path), "comparisons.%s.o", versions[i]);
		add(loaded(path, NULL, NULL, 0, 0), names[i], "comparisons", operations);
	}
	add_tail_calls();
	add_batches();
}

/* Fisher and Yates. */
static void shuffle(unsigned *order, unsigned count, unsigned *seed)
{
	for (unsigned i = count; i > 1; i--) {
		unsigned other = rand_r(seed) % i, kept = order[i - 1];
		order[i - 1] = order[other];
		order[other] = kept;
	}
}

static void measure(struct measurement *measurement, unsigned repetition)
{
	struct results results = { 0 };
	if (measurement->refused)
		return;
	if (*measurement->subject->refusal) {
		refuse(measurement, measurement->subject->refusal);
		return;
	}
	if (measurement->run(measurement, &results)) {
		char reason[128];
		snprintf(reason, sizeof(reason), "the kernel does not run it: %s", strerror(errno));
		refuse(measurement, reason);
		return;
	}
	print_found(measurement, measurement->operation, repetition, results.nanoseconds[0], results.failures);
	print_found(measurement, measurement->second, repetition, results.nanoseconds[1], results.failures);
	fflush(stdout);
}

/* All on the CPU that it runs on now: per-CPU buffers and caches are those of one. */
static void stay(void)
{
	cpu_set_t here;
	CPU_ZERO(&here);
	CPU_SET(sched_getcpu(), &here);
	if (sched_setaffinity(0, sizeof(here), &here))
		perror("phasebook: the measurements may move between CPUs");
}

/* Whether the kernel runs so much as the empty loop; says why where it does not. */
static bool can_measure(void)
{
	struct results results;
	struct measurement empty = { .program = "empty", .subject = loaded("calls.o", "empty", NULL, 0, 0) };
	if (empty.subject->object && test_run(&empty, 1, &results))
		refused(empty.subject, "the kernel does not run it");
	if (*empty.subject->refusal)
		fprintf(stderr, "phasebook: this kernel lets no BPF program be measured (it takes Linux 5.17): %s\n",
			empty.subject->refusal);
	return !*empty.subject->refusal;
}

int main(int count, char **arguments)
{
	unsigned order[MOST_MEASUREMENTS], repetitions, seed;
	double began = now(CLOCK_MONOTONIC);
	if (count != 6 || chdir(arguments[1])) {
		fprintf(stderr, "usage: %s FOLDER REPETITIONS OPERATIONS SIZES SEED\n", arguments[0]);
		return 2;
	}
	repetitions = strtoul(arguments[2], NULL, 10);
	operations = strtoul(arguments[3], NULL, 10);
	seed = strtoul(arguments[5], NULL, 10);
	libbpf_set_print(keep_message);
	if (!can_measure())
		return CANNOT;
	if (repetitions == 0)
		return 0;
	stay();
	fprintf(stderr, "phasebook: making and filling the maps\n");
	add_all(arguments[4]);
	for (unsigned i = 0; i < measured; i++)
		order[i] = i;
	for (unsigned repetition = 1; repetition <= repetitions; repetition++) {
		shuffle(order, measured, &seed);
		for (unsigned i = 0; i < measured; i++)
			measure(&measurements[order[i]], repetition);
		fprintf(stderr, "phasebook: repetition %u of %u, %.0f s\n", repetition, repetitions,
			(now(CLOCK_MONOTONIC) - began) / 1e9);
	}
	printf("{\"end\":true,\"seconds\":%.1f}\n", (now(CLOCK_MONOTONIC) - began) / 1e9);
	return 0;
}
