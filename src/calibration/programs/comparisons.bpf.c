/* Instructions of a program's own, nothing but comparisons of 32 bits; compiled for each version of the instruction set. */
#include "loop.h"

OPERATION(comparisons)
{
	__s32 value = (__s32)key - 512, small = 0, positive = 0, balanced = 0;
	__s32 growing = loop->results.sink & 1023, largest = loop->results.sink >> 10 & 1023;
	if (value < 107)
		small++;
	if (value < growing + 7)
		growing++;
	if ((__u32)value < 1000u)
		positive += 2;
	if (value > largest)
		largest++;
	if (small + growing < positive + largest)
		balanced += 3;
	loop->results.sink += (__u32)(small + growing + positive + largest + balanced);
}
