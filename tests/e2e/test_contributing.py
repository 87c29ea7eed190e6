#!/usr/bin/env python3
"""Runs the worked examples of CONTRIBUTING.md as they stand there.

Usage: test_contributing.py PROGRAM SOURCE_DIR
"""
import json
import os
import re
import subprocess
import sys
import tempfile

program, source = os.path.abspath(sys.argv[1]), sys.argv[2]
with open(os.path.join(source, "CONTRIBUTING.md"), encoding="utf-8") as file:
    guide = file.read()
failures = []


def code(article, *options, cwd=None):
    run = subprocess.run([program, "code", *options], input=json.dumps(article) + "\n", capture_output=True, text=True, cwd=cwd)
    if run.returncode != 0:
        failures.append(f"code {options} ended with {run.returncode}: {run.stderr}")
    return [json.loads(line) for line in run.stdout.splitlines()]


def check(what, condition):
    if not condition:
        failures.append(what)


blocks = re.findall(r"```(\w+)\n(.*?)```", guide, re.S)
actors = next(text for kind, text in blocks if kind == "csv" and text.startswith("code,kind"))
command = next(text for kind, text in blocks if kind == "sh")
with tempfile.TemporaryDirectory() as folder:
    with open(os.path.join(folder, "mine.csv"), "w", encoding="utf-8") as file:
        file.write(actors)
    run = subprocess.run(command.replace("chancery code", f"'{program}' code"), shell=True, cwd=folder, capture_output=True, text=True)
    events = [json.loads(line) for line in run.stdout.splitlines()]
    check(f"the actor example gives one event, got {run.stdout!r} {run.stderr!r}", len(events) == 1)
    if events:
        check("it is a SANCTION", events[0]["event"] == "SANCTION")
        check("by XAE on NOR", [a["country"] for a in events[0]["actors"] + events[0]["recipients"]] == ["XAE", "NOR"])

row = next(text for kind, text in blocks if kind == "csv" and text.startswith("excoriate")).strip()
with open(os.path.join(source, "data", "triggers.csv"), encoding="utf-8") as file:
    check("the trigger row of the guide stands in data/triggers.csv", row in file.read().splitlines())
events = code({"text": "Norway excoriated Belarus.", "date": "2024-06-03"})
check(f"the trigger example gives ACCUSE, got {events}", [e["event"] for e in events] == ["ACCUSE"])

for path in re.findall(r"`((?:data|tests|src|sample)/[\w./]+)`", guide):
    if "NAME" in path:
        continue
    check(f"CONTRIBUTING.md names {path}, which is not there", os.path.exists(os.path.join(source, path)))

print("\n".join(failures) or "the worked examples hold")
sys.exit(1 if failures else 0)
