"""Agglo and its peers on the same firm files, in turns: src/bench/ingest calls it.

    ingest.py FOLDER OUT.md ROUNDS NAME=COMMAND ...

Each side is started once for a cold run, of which the whole process is measured, its peak memory with it; then all are
started and take turns, ROUNDS times. The panels have to be the same. The first side is the one that ratios refer to.
"""

import csv
import os
import platform
import re
import shlex
import statistics
import subprocess
import sys
import time
from pathlib import Path


def cold(command):
    """Seconds and peak megabytes of a process that does the work once."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    process.stdin.write(b"go\n")
    process.stdin.close()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{shlex.join(command)} failed")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def told(process):
    for line in process.stdout:
        if line.startswith(("ms ", "ready")):
            return line
    raise SystemExit(f"{shlex.join(process.args)} failed")


def warm(commands, rounds):
    """Seconds of each side's runs, in turns, after one to warm up."""
    sides = {
        name: subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        for name, command in commands.items()
    }
    for side in sides.values():
        told(side)
    times = {name: [] for name in sides}
    for turn in range(rounds + 1):
        for name, side in sides.items():
            side.stdin.write("go\n")
            side.stdin.flush()
            seconds = float(told(side).split()[1]) / 1000
            if turn > 0:
                times[name].append(seconds)
    for side in sides.values():
        side.stdin.close()
        side.wait()
    return times


def panel(path):
    with open(path, encoding="utf-8") as file:
        return {(r["province"], int(r["year"])): [float(r[c]) for c in ("q_total", "q_mfg", "maggl")] for r in csv.DictReader(file)}


def same(one, other, name):
    """Stops if the panels differ: employment exactly, quotients by more than rounding."""
    if one.keys() != other.keys():
        raise SystemExit(f"{name} has other regions or years: {sorted(one.keys() ^ other.keys())[:5]}")
    for key, (total, mfg, quotient) in one.items():
        theirs = other[key]
        if theirs[:2] != [total, mfg] or abs(theirs[2] - quotient) > 1e-12 * quotient:
            raise SystemExit(f"{name} differs at {key}: {theirs} is not {[total, mfg, quotient]}")


def cpu():
    text = Path("/proc/cpuinfo").read_text() if Path("/proc/cpuinfo").exists() else ""
    found = re.search(r"model name\s*: (.*)", text)
    return found.group(1) if found else platform.processor()


def table(rows, colds, warms):
    base = next(iter(warms))
    warm_base, cold_base = statistics.median(warms[base]), colds[base][0]
    lines = [f"| {rows:,} firm rows | warm, s | ratio | whole process, s | ratio | peak memory, MB |", "|---|---:|---:|---:|---:|---:|"]
    for name, times in warms.items():
        seconds, megabytes = colds[name]
        middle = statistics.median(times)
        lines.append(
            f"| {name} | {middle:.2f} ({min(times):.2f}–{max(times):.2f}) | {middle / warm_base:.2f} "
            f"| {seconds:.1f} | {seconds / cold_base:.2f} | {megabytes:,.0f} |"
        )
    lines += ["", f"{os.cpu_count()} cores of {cpu()}; load of the machine at the end {os.getloadavg()[0]:.1f}."]
    return "\n".join(lines) + "\n"


def main():
    folder, target, rounds = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    commands, panels = {}, {}
    for side in sys.argv[4:]:
        name, command = side.split("=", 1)
        panels[name] = target.with_name(f"panel-{len(panels)}.csv")
        commands[name] = shlex.split(command) + [str(folder), str(panels[name])]
    colds = {name: cold(command) for name, command in commands.items()}
    ours, *others = panels
    for name in others:
        same(panel(panels[ours]), panel(panels[name]), name)
    warms = warm(commands, rounds)
    rows = int(folder.name.rsplit("-", 1)[1])
    text = table(rows, colds, warms)
    target.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
