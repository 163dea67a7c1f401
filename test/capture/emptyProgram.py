"""What kernel.bpf_stats_enabled counts for a program that does nothing, and what it adds to a run: `sudo python emptyProgram.py`.

An empty program is run by BPF_PROG_TEST_RUN, nothing is attached, and statistics are on only while this runs (BPF_ENABLE_STATS). The least of
the rounds is the quiet machine. The mean that is counted is little but the clock: give it to `runTimes` as `clock`.
"""

import ctypes
import os
import platform
import struct
import time

PROG_LOAD, TEST_RUN, INFO, ENABLE_STATS = 5, 10, 15, 32
number = {"x86_64": 321, "aarch64": 280}[platform.machine()]
libc = ctypes.CDLL(None, use_errno=True)
runs, seconds = 200_000, 20
packet = ctypes.create_string_buffer(64)


def bpf(command, attributes):
    buffer = ctypes.create_string_buffer(attributes, len(attributes))
    result = libc.syscall(number, command, buffer, len(attributes))
    if result < 0:
        raise OSError(ctypes.get_errno(), f"bpf: {os.strerror(ctypes.get_errno())}; needs CAP_BPF and CAP_PERFMON, or root")
    return result, buffer.raw


def load():
    """r0 = 0; exit, as a socket filter."""
    code = ctypes.create_string_buffer(struct.pack("<BBhi", 0xB7, 0, 0, 0) + struct.pack("<BBhi", 0x95, 0, 0, 0), 16)
    licence = ctypes.create_string_buffer(b"GPL")
    return bpf(PROG_LOAD, struct.pack("<IIQQ", 1, 2, ctypes.addressof(code), ctypes.addressof(licence)).ljust(120, b"\0"))[0]


def run(program):
    """The mean time of a run with the loop around it, ns, as the kernel says."""
    attributes = struct.pack("<IIIIQQII", program, 0, 64, 0, ctypes.addressof(packet), 0, runs, 0).ljust(80, b"\0")
    return struct.unpack_from("<I", bpf(TEST_RUN, attributes)[1], 36)[0]


def counters(program):
    """run_time_ns and run_cnt of struct bpf_prog_info."""
    info = ctypes.create_string_buffer(256)
    bpf(INFO, struct.pack("<IIQ", program, 256, ctypes.addressof(info)))
    return struct.unpack_from("<QQ", info.raw, 192)


program = load()
off = on = counted = float("inf")
end = time.time() + seconds
while time.time() < end:
    off = min(off, run(program))
    statistics, _ = bpf(ENABLE_STATS, struct.pack("<I", 0).ljust(16, b"\0"))
    before = counters(program)
    on = min(on, run(program))
    after = counters(program)
    os.close(statistics)
    assert after[1] - before[1] == runs, "run_cnt is not where it is looked for"
    counted = min(counted, (after[0] - before[0]) / runs)
print(f"counted for an empty program: {counted:.1f} ns; a run takes {off} ns with its loop, {on} ns with statistics on")
