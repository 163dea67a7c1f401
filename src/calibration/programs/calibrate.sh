#!/usr/bin/env bash
# Measures what BPF operations cost on this machine and kernel, by BPF_PROG_TEST_RUN: nothing is attached, and nothing stays.
#
#   sudo ./calibrate.sh > my-kernel.jsonl
#
# Standard output: what was measured, one JSON object a line, the first about the machine. Standard error: how far it is. It can
# be interrupted: what was measured until then is there. It takes about a minute and 220 MB of memory, with no other work beside it.
#
#   --quick   a trial of some seconds, not to be relied on
#   --check   only says whether it can measure here
#
# Exit code 77: the machine or its kernel does not allow it, and no package would change that. 1: something is missing or wrong.
set -euo pipefail
export LC_ALL=C
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

repetitions=9
operations=200000
sizes=16,64,256,1024,2048,4096,8192,16384,32768,65536,131072,262144,524288,1048576
quick=false
check=false

fail() {
  echo "phasebook: $*" >&2
  exit 1
}

cannot() {
  echo "phasebook: $*" >&2
  exit 77
}

while [ $# -gt 0 ]; do
  case $1 in
    --check) check=true ;;
    --quick) quick=true repetitions=3 operations=50000 sizes=16,1024,16384,262144 ;;
    --help | -h)
      sed -n '2,/^set/s/^# \{0,1\}//p' "$0"
      exit 0
      ;;
    *) fail "there is no option $1; known: --quick, --check, --help" ;;
  esac
  shift
done

# What it needs.
[ "$(uname -s)" = Linux ] || cannot "BPF programs run on Linux, and this is $(uname -s)"
[ "$(id -u)" = 0 ] || cannot "loading BPF programs takes root: sudo $0"
[ -r /sys/kernel/btf/vmlinux ] || cannot "the kernel has no BTF (/sys/kernel/btf/vmlinux): it is built without CONFIG_DEBUG_INFO_BTF"
command -v clang > /dev/null || 
  fail "clang is missing; Debian and Ubuntu: apt-get install clang libbpf-dev; Fedora: dnf install clang libbpf-devel"

objects=$(mktemp -d)
trap 'rm -rf "$objects"' EXIT
running=
trap '[ -z "$running" ] || kill "$running"; exit 130' INT
trap '[ -z "$running" ] || kill "$running"; exit 143' TERM HUP

# Debian keeps asm/ below the name of the machine, where clang does not look for the bpf target.
include=/usr/include/$(clang -print-multiarch 2> /dev/null || true)
[ -d "$include/asm" ] || include=/usr/include/$(uname -m)-linux-gnu
[ -d "$include/asm" ] || include=/usr/include

first_error() { grep -m1 error "$objects/errors" || true; }

compile() {
  clang -g -O2 -target bpf -mcpu="$2" -I "$include" -c "$here/$1.bpf.c" -o "$objects/$3.o" 2> "$objects/errors" ||
    fail "clang does not compile $1.bpf.c; are the headers of libbpf there (apt-get install libbpf-dev)? $(first_error)"
}

for program in hashMap taskStorage bloomFilter buffers calls tailCalls; do compile "$program" v1 "$program"; done
for version in v1 v2 v3; do compile comparisons "$version" "comparisons.$version"; done
clang -O2 "$here/measure.c" -o "$objects/measure" -lbpf 2> "$objects/errors" ||
  fail "clang does not build measure.c; is libbpf 1.0 or newer there (apt-get install libbpf-dev)? $(first_error)"

"$objects/measure" "$objects" 0 0 "" 0
! $check || exit 0

# The machine.
text() { printf '%s' "$1" | tr -d '\000-\037"\\'; }
number() { case $1 in '' | *[!0-9]*) echo null ;; *) echo "$1" ;; esac; }
first() { cat "$1" 2> /dev/null || true; }
of_cpu() { sed -n "s/^$1[[:space:]]*: *//p" /proc/cpuinfo | head -n 1; }

# Bytes of a cache that the first CPU can use: its level, its type.
cache() {
  local index size
  for index in /sys/devices/system/cpu/cpu0/cache/index*; do
    [ "$(first "$index/level")" = "$1" ] || continue
    case $(first "$index/type") in Data | Unified) ;; *) continue ;; esac
    size=$(first "$index/size")
    case $size in *K) echo $((${size%K} * 1024)) ;; *M) echo $((${size%M} * 1024 * 1024)) ;; *) number "$size" ;; esac
    return
  done
  echo null
}

model=$(of_cpu "model name")
[ -n "$model" ] || model=$(lscpu 2> /dev/null | sed -n 's/^Model name: *//p' | head -n 1)
virtual=$(systemd-detect-virt --vm 2> /dev/null || true)
[ -n "$virtual" ] || virtual=$(grep -qw hypervisor /proc/cpuinfo && echo unknown || echo none)
governor=$(first /sys/devices/system/cpu/cpu0/cpufreq/scaling_governor)
jit=$(first /proc/sys/net/core/bpf_jit_enable)
seed=$(od -An -N4 -tu4 /dev/urandom | tr -d ' ')

printf '{"phasebook":"calibration","version":1,"date":"%s","kernel":"%s","architecture":"%s",' \
  "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$(text "$(uname -r)")" "$(uname -m)"
printf '"cpu":"%s","cpus":%s,"virtualisation":"%s","governor":"%s","jit":%s,' \
  "$(text "$model")" "$(number "$(nproc --all)")" "$(text "$virtual")" "$(text "${governor:-unknown}")" "$(number "$jit")"
printf '"l1":%s,"l2":%s,"l3":%s,"clang":"%s",' "$(cache 1)" "$(cache 2)" "$(cache 3)" "$(text "$(clang -dumpversion)")"
printf '"repetitions":%s,"operations":%s,"quick":%s,"seed":%s}\n' "$repetitions" "$operations" "$quick" "$seed"

# In the background, since a shell that waits for a program of its own hears no signal until that has ended.
"$objects/measure" "$objects" "$repetitions" "$operations" "$sizes" "$seed" &
running=$!
wait "$running"
