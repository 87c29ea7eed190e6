"""The page of `serve` in Chromium (web/tests/page.mjs) on the reports of sample/.

Takes the program's path and the source folder; with --screenshots DIRECTORY it makes the pictures of docs/pictures instead, small ones
where pngquant is there. Skipped where the page was not built into the program, or Chromium or Node.js is missing (tools/setup --for
test installs them).
"""
import contextlib
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import urllib.request

PROGRAM, SOURCE, *OPTIONS = sys.argv[1:]
ENVIRONMENT = {"PATH": os.environ.get("PATH", ""), "HOME": "/nonexistent", "CHANCERY_CONFIG": "none", "CHANCERY_TIER": "scan"}


def run(*arguments):
    subprocess.run([PROGRAM, *arguments], cwd=SOURCE, env=ENVIRONMENT, check=True, capture_output=True)


@contextlib.contextmanager
def served(record, statistics, *options):
    server = subprocess.Popen([PROGRAM, "serve", "--record", record, "--statistics", statistics, "--actors", "sample/actors.csv", "--port", "0",
                               *options], stderr=subprocess.PIPE, text=True, cwd=SOURCE, env=ENVIRONMENT)
    try:
        yield re.search(r"http://[^ ]*:\d+", server.stderr.readline()).group(0)
    finally:
        server.send_signal(signal.SIGTERM)
        server.communicate(timeout=60)


def main():
    node = shutil.which("node", path=os.path.join(SOURCE, "build", "venv", "bin") + os.pathsep + ENVIRONMENT["PATH"])
    chromium = shutil.which("chromium", path=ENVIRONMENT["PATH"])
    for name, there in (("Node.js", node), ("Chromium", chromium), ("playwright-core", os.path.isdir(os.path.join(SOURCE, "web/node_modules/playwright-core")))):
        if not there:
            print(f"skipped: {name} is not installed (tools/setup --for test)")
            return 77
    with tempfile.TemporaryDirectory() as folder:
        record, statistics = os.path.join(folder, "chancery.db"), os.path.join(folder, "statistics.db")
        run("read", "sample", "--actors", "sample/actors.csv", "--record", record)
        run("statistics", "load", "sample/official-trade_2025-03-01.csv", "sample/visa-rules_2023-11-06.csv", "sample/visa-rules_2023-12-03.csv",
            "--statistics", statistics)
        editable = shutil.copy(record, os.path.join(folder, "editable.db"))
        with served(record, statistics) as address, served(editable, statistics, "--allow-edit") as editable_address:
            with urllib.request.urlopen(address + "/") as page:
                if b"<script" not in page.read():
                    print("skipped: the program was built without its page (tools/setup builds it)")
                    return 77
            if OPTIONS and OPTIONS[0] == "--screenshots":
                OPTIONS[1] = os.path.abspath(OPTIONS[1])
            done = subprocess.run([node, "web/tests/page.mjs", address, PROGRAM, record, folder, *OPTIONS], cwd=SOURCE, timeout=1500,
                                  env=dict(ENVIRONMENT, HOME=folder, CHANCERY_SOURCE=SOURCE, CHROMIUM=chromium, EDITABLE=editable_address,
                                           ONLY=os.environ.get("ONLY", "")))
        if OPTIONS and shutil.which("pngquant"):
            subprocess.run(["pngquant", "--force", "--ext", ".png", "--strip", "--speed", "1", "--quality", "80-98",
                            *sorted(str(picture) for picture in pathlib.Path(OPTIONS[1]).glob("*.png"))], check=True)
        return done.returncode


if __name__ == "__main__":
    sys.exit(main())
