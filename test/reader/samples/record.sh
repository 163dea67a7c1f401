#!/bin/sh
# Makes what perf and bpftool say of this machine into a folder: as root, with perf, bpftool and bpftrace. The files here were made so,
# with perf 6.1, bpftool 7.1 and bpftrace 0.17 of Debian 12. What this does not make (bench*, bpftoolProfile*, ebpfExporter*,
# inspektorGadget*, perfStatTopDown*, prometheusHistograms*, tracelog*) needs other machines or kernels and is written after the
# sources of the tools.
set -eu
cd "${1:?sh record.sh FOLDER}"
perf stat -a -A sleep 0.1 2> perfStatByCpu.txt
perf stat -a -A -x, -I 100 sleep 0.25 2> perfStatByCpuIntervals.csv
perf stat -a -I 100 sleep 0.25 2> perfStatIntervals.txt
perf stat -a -I 100 -j sleep 0.25 2> perfStatIntervals.json
perf stat -a -I 100 -x, --summary sleep 0.15 2> perfStatSummary.csv
perf stat -a --per-core sleep 0.1 2> perfStatByCore.txt
perf stat -a --per-core '-x;' sleep 0.1 2> perfStatByCore.csv
perf stat --per-thread -p $$ sleep 0.1 2> perfStatByThread.txt
perf stat -r 3 --table true 2> perfStatRuns.txt # its bars were cut
perf stat -a -r 3 -x, sleep 0.05 2> perfStatRuns.csv

perf sched record -o sched.data sleep 0.05
perf script --ns -i sched.data > perfScript.txt
perf sched -i sched.data timehist > perfTimehist.txt 2>&1
perf sched -i sched.data timehist -V -w -n -M --state > perfTimehistAll.txt 2>&1
perf sched -i sched.data timehist -S > perfTimehistSummary.txt 2>&1
perf sched -i sched.data latency -p > perfSchedLatency.txt
perf sched -i sched.data latency > perfSchedLatencyMerged.txt
perf report -i sched.data --stdio | sed 's/ *$//' | head -60 > perfReportEvents.txt

sysctl -q kernel.bpf_stats_enabled=1
bpftrace -e 'tracepoint:raw_syscalls:sys_enter { @a[tid] = nsecs; @h = hist(nsecs - @a[tid]); } interval:s:10 { exit(); }' > /dev/null &
sleep 3
bpftool prog show > bpftoolProgShow.txt
bpftool -j prog show > bpftoolProgShow.json
bpftool -p prog show > bpftoolProgShowPretty.json
bpftool map show > bpftoolMapShow.txt
bpftool -j map show > bpftoolMapShow.json
perf record -o syscalls.data -e cpu-clock -F 4000 sh -c 'dd if=/dev/zero of=/dev/null bs=1 count=1000000'
perf report -i syscalls.data --stdio | sed 's/ *$//' > perfReport.txt
perf report -i syscalls.data --stdio -t , | head -16 > perfReportSeparated.txt
perf record -o graph.data -g -e cpu-clock -F 1000 dd if=/dev/zero of=/dev/null bs=1 count=100000
perf report -i graph.data --stdio | sed 's/ *$//' | head -70 > perfReportGraph.txt
sysctl -q kernel.bpf_stats_enabled=0
