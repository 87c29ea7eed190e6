"""Holds the server to docs/openapi.json: schemathesis makes questions from it, right and wrong ones, the same in each run, and checks
statuses, headers and bodies of the answers. Skipped where schemathesis is not installed (tools/setup --for test).

Takes the program's path and the source folder.
"""
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile

PROGRAM, SOURCE = sys.argv[1], sys.argv[2]
ENVIRONMENT = {"PATH": os.environ.get("PATH", ""), "HOME": "/nonexistent", "CHANCERY_CONFIG": "none", "CHANCERY_TIER": "scan"}


def main():
    schemathesis = shutil.which("st", path=os.path.join(SOURCE, "build", "venv", "bin") + os.pathsep + ENVIRONMENT["PATH"])
    if schemathesis is None:
        print("skipped: schemathesis is not installed (tools/setup --for test)")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        record = os.path.join(folder, "chancery.db")
        subprocess.run([PROGRAM, "read", "sample", "--record", record], cwd=SOURCE, env=ENVIRONMENT, check=True, capture_output=True)
        server = subprocess.Popen([PROGRAM, "serve", "--record", record, "--port", "0"], stderr=subprocess.PIPE, text=True,
                                  cwd=SOURCE, env=ENVIRONMENT)
        try:
            port = re.search(r":(\d+)/", server.stderr.readline()).group(1)
            address = f"http://127.0.0.1:{port}"
            # What a schema cannot say (which states there are) makes some of its questions wrong: they may be refused.
            # Changes never end. Nothing is kept of the run but what is printed.
            done = subprocess.run(
                [schemathesis, "run", address + "/api/openapi.json", "--url", address, "--seed", "1", "--max-examples", "5",
                 "--phases", "examples,coverage", "--checks", "all", "--exclude-checks", "positive_data_acceptance",
                 "--exclude-path", "/api/v1/changes", "--no-color", "--generation-database", "none"],
                cwd=folder, env=dict(ENVIRONMENT, HOME=folder), capture_output=True, text=True, timeout=600)
        finally:
            server.send_signal(signal.SIGTERM)
            server.communicate(timeout=60)
        print(done.stdout[-20000:], done.stderr[-2000:])
        tested = re.search(r"(\d+) generated", done.stdout)
        assert tested and int(tested.group(1)) > 100, "too few questions were made: is the description there?"
        assert server.returncode == 0, "the server did not end as it should"
        return 1 if done.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
