#!/bin/sh
# Makes what clang and llvm-objdump say of waits.bpf.c. With other names of the tools: CLANG=clang-14 OBJDUMP=llvm-objdump-14 sh compile.sh
set -eu
cd "$(dirname "$0")"
clang=${CLANG:-clang}
objdump=${OBJDUMP:-llvm-objdump}
object=$(mktemp -d)/waits.o
compile() { "$clang" -O2 -g -target bpf -mcpu=v3 -c waits.bpf.c -o "$object" "$@"; }
compile -fsave-optimization-record=yaml -foptimization-record-file=remarks.opt.yaml
compile '-Rpass=.*' '-Rpass-missed=.*' '-Rpass-analysis=.*' 2> remarks.txt
"$objdump" -d "$object" | sed "s|^/.*/||" > objdump.txt
"$objdump" -d --no-show-raw-insn "$object" | sed "s|^/.*/||" > objdumpWithoutBytes.txt
"$objdump" -drS "$object" | sed "s|^/.*/||" > objdumpSource.txt
rm -r "$(dirname "$object")"
