#!/usr/bin/env python3
"""Holds the accuracy of the page reader on real pages to a floor, where they are at hand (docs/accuracy.md, "Pages").

Usage: test_pages.py PROGRAM SOURCE_DIR   (skipped with status 77 where SOURCE_DIR/../shared/pages is missing)
"""
import os
import subprocess
import sys

FLOOR = 0.935  # F1 measured: 0.943


def main():
    program, source = sys.argv[1], sys.argv[2]
    pages = os.path.join(source, "..", "shared", "pages")
    page_text = os.path.join(os.path.dirname(program), "page_text")
    if not os.path.isdir(pages):
        print(f"skipped: {pages} is missing")
        return 77
    return subprocess.run([sys.executable, os.path.join(source, "tools", "measure_pages"), "--program", page_text, "--floor", str(FLOOR), pages]).returncode


if __name__ == "__main__":
    sys.exit(main())
