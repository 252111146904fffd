"""Times whole processes: acsgen beside progenitor on Vpc, acsgen on all products, and acsgen when nothing changes.

    speed.py ACSGEN PROGENITOR SHARED WORK

The two generators take turns, so that a busy machine is busy for both; medians are compared. Both get two processors.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROUNDS = 7
PROCESSORS = 2


def run(*command):
    """Runs a command and gives its seconds on the clock, its seconds of processor and its MiB at most."""
    start = time.perf_counter()
    process = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read().decode(errors="replace")
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if status != 0:
        sys.exit(f"{' '.join(process.args)}\n{said[-2000:]}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def row(name, runs, more=""):
    wall, cpu, memory = (list(column) for column in zip(*runs))
    spread = f"[{min(wall):.3f}-{max(wall):.3f}]" if len(runs) > 1 else ""
    print(f"{name:<44} {statistics.median(wall):7.3f} s {spread:<15} {statistics.median(cpu):7.3f} s {max(memory):5.0f} MiB {more}")
    return statistics.median(wall), statistics.median(cpu)


def fresh(folder):
    shutil.rmtree(folder, ignore_errors=True)
    return folder


def vpc_specs(acsgen, shared, work):
    specs = fresh(work / "vpc" / "specs")
    source = next((shared / "corpus" / "openmeta").glob("**/[vV]pc/2016-04-28/api-docs.json"))
    run(acsgen, "import", source, "--out", specs)
    openapi = work / "vpc" / "openapi.json"
    subprocess.run([sys.executable, shared / "reference/perf/acs2openapi.py", source, openapi], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return specs, openapi


def beside_progenitor(acsgen, progenitor, specs, openapi, work):
    ours, theirs = [], []
    for _ in range(ROUNDS):
        out = fresh(work / "vpc" / "generated")
        ours.append(run(acsgen, "generate", "--specs", specs, "--out", out))
        theirs.append(run(progenitor, openapi, fresh(work / "vpc" / "peer"), "positional"))
    ours = row("Vpc: acsgen, specs to files", ours)
    theirs = row("Vpc: progenitor positional, OpenAPI to file", theirs)
    print(f"{'':<44} {theirs[0] / ours[0]:7.2f} x {'(goal: 2)':<15} {theirs[1] / ours[1]:7.2f} x")


def nothing_changes(acsgen, specs, work):
    out = work / "vpc" / "generated"
    row("Vpc: acsgen, nothing changes", [run(acsgen, "generate", "--specs", specs, "--out", out) for _ in range(ROUNDS)], "(goal: 0.3 s)")


def changed(source, target):
    """A later state of a documentation: in one operation of three something goes, comes, or is another thing."""
    document = json.loads(source.read_text())
    for at, operation in enumerate(document["apis"].values()):
        parameters = operation.get("parameters") or []
        if at % 3 != 0 or not parameters:
            continue
        last = parameters[-1]
        match at // 3 % 4:
            case 0:
                parameters.pop()
            case 1:
                parameters.append({"name": "Later", "in": "query", "schema": {"type": "string", "maxLength": 64}})
            case 2:
                last["schema"]["required"] = not last["schema"].get("required", False)
            case _:
                codes = operation.setdefault("errorCodes", {}).setdefault("400", [])
                codes[:1] = [{"errorCode": f"Later.{at}", "errorMessage": "Later."}]
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(document))
    return target


def what_changed(acsgen, shared, work):
    old = next((shared / "corpus" / "openmeta").glob("**/[eE]cs/2014-05-26/api-docs.json"))
    new = changed(old, work / "ecs" / "api-docs.json")
    specs = [fresh(work / "ecs" / "old"), fresh(work / "ecs" / "new")]
    for source, out in zip([old, new], specs):
        run(acsgen, "import", source, "--out", out)
    rounds = range(ROUNDS)
    row("Ecs: acsgen diff, specs to report", [run(acsgen, "diff", *specs) for _ in rounds], "(goal: 0.5 s)")
    row("Ecs: acsgen diff, OpenMeta to report", [run(acsgen, "diff", old, new) for _ in rounds])


def all_products(acsgen, shared, work):
    specs, out = fresh(work / "all" / "specs"), fresh(work / "all" / "generated")
    jobs = ["--jobs", str(PROCESSORS)]
    # Typed requests of products that want a signature that the runtime does not have, where the command offers that.
    offered = subprocess.run([acsgen, "generate", "--help"], capture_output=True, text=True, check=True).stdout
    unsigned = ["--unsigned"] if "--unsigned" in offered else []
    stages = [
        ("import", ["import", shared / "corpus" / "openmeta", "--out", specs]),
        ("check", ["check", specs]),
        ("generate", ["generate", "--specs", specs, "--out", out, *unsigned]),
    ]
    runs = []
    for name, stage in stages:
        runs.append(run(acsgen, *jobs, *stage))
        row(f"all products: acsgen {name}", runs[-1:])
    wall, cpu, memory = zip(*runs)
    row("all products: together", [(sum(wall), sum(cpu), max(memory))], "(goal: 8 s, 800 MiB)")
    unchanged = shared / "corpus" / "openmeta"
    later = fresh(work / "all" / "openmeta")
    for source in unchanged.glob("**/api-docs.json"):
        changed(source, later / source.relative_to(unchanged))
    for name, sources in [("nothing changes", unchanged), ("each product changes", later)]:
        update = ["update", sources, "--specs", specs, "--out", out, "--yes", *unsigned]
        row(f"all products: acsgen update, {name}", [run(acsgen, *jobs, *update)])


def main():
    acsgen, progenitor, shared, work = (Path(argument).resolve() for argument in sys.argv[1:])
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:PROCESSORS])
    print(f"{'':<44} {'median':>9} {'[min-max]':<15} {'processor':>9} {'memory':>9}")
    specs, openapi = vpc_specs(acsgen, shared, work)
    beside_progenitor(acsgen, progenitor, specs, openapi, work)
    nothing_changes(acsgen, specs, work)
    what_changed(acsgen, shared, work)
    all_products(acsgen, shared, work)


main()
