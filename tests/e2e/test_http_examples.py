"""Runs the examples of docs/http.md as they stand there: curl, Python, and R where there is one.

Takes the program's path and the source folder.
"""
import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile

PROGRAM, SOURCE = sys.argv[1], sys.argv[2]
ENVIRONMENT = {"PATH": os.environ.get("PATH", ""), "HOME": "/nonexistent", "CHANCERY_CONFIG": "none", "CHANCERY_TIER": "scan"}
RUNNERS = {"sh": ["sh", "-euc"], "python": [sys.executable, "-c"], "r": ["Rscript", "-e"]}
# What must be in the output of the examples, in their order.
EXPECTED = [
    ("sh", r"(?m)\Aid,.*\n(.*2023.*\n)+"),
    ("python", r"(?m)^20\d\d-\d\d-\d\d .*Kazakhstan"),
    ("r", r"(?m)trade-turnover.*USD"),
    ("sh", r'(?s)\A304\n\{.*"event":"CONSULT"'),
    ("sh", r'(?s)"answer":"intake".*"added":1,.*"answer":"correction".*"tellings":[1-9]'),
]


@contextlib.contextmanager
def served(record, *options):
    process = subprocess.Popen([PROGRAM, "serve", "--record", record, "--port", "0", *options], stderr=subprocess.PIPE, text=True,
                               env=ENVIRONMENT, cwd=SOURCE)
    try:
        yield re.search(r"http://[^ ]*:\d+", process.stderr.readline()).group(0)
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)


def main():
    with open(os.path.join(SOURCE, "docs", "http.md"), encoding="utf-8") as file:
        examples = re.findall(r"(?ms)^```(sh|python|r)\n(.*?)^```$", file.read())
    assert [language for language, _ in examples] == [language for language, _ in EXPECTED], "other examples than this test expects"
    if shutil.which("curl") is None:
        print("skipped: curl is not installed (tools/setup --for test)")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        record = os.path.join(folder, "chancery.db")
        subprocess.run([PROGRAM, "read", "sample", "--actors", "sample/actors.csv", "--record", record], cwd=SOURCE, env=ENVIRONMENT, check=True,
                       capture_output=True)
        editable = shutil.copy(record, os.path.join(folder, "editable.db"))
        with open(os.path.join(folder, "report.txt"), "w", encoding="utf-8") as file:
            file.write("OSLO, May 3. The foreign ministers of Norway and Portugal met in Oslo on 3 May 2024.\n")
        with served(record) as address, served(editable, "--allow-edit") as editable_address:
            environment = dict(ENVIRONMENT, CHANCERY_URL=address, CHANCERY_EDIT_URL=editable_address)
            for (language, text), (_, expected) in zip(examples, EXPECTED):
                if shutil.which(RUNNERS[language][0]) is None:
                    print(f"not run, there is no {RUNNERS[language][0]}:\n{text}")
                    continue
                done = subprocess.run([*RUNNERS[language], text], cwd=folder, env=environment, capture_output=True, text=True, timeout=300)
                assert done.returncode == 0 and re.search(expected, done.stdout), f"{text}\ngave {done.returncode}:\n{done.stdout[:2000]}\n{done.stderr[:2000]}"
    return 0


if __name__ == "__main__":
    sys.exit(main())
