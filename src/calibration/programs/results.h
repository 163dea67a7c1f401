/* What a program leaves for the runner. */
#ifndef RESULTS_H
#define RESULTS_H

#include <linux/types.h>

struct results {
	/* The whole loop, or each half of a loop in two halves. */
	__u64 nanoseconds[2];
	/* Operations that did not do what was asked for: their time says nothing. */
	__u64 failures;
	/* Something made of all that was done, so that the compiler leaves out none of it. */
	__u64 sink;
};

/* How many keys a loop in two halves puts in before it takes them out. */
#define BLOCK 64

/* Keys above this are of the loop; those below were in the map before. */
#define FRESH (1u << 30)

#endif
