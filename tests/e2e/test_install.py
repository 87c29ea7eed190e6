#!/usr/bin/env python3
"""Installs the program into an empty folder and uses it there (tools/package does the same with the Debian package).

Usage: test_install.py CHANCERY SOURCE_FOLDER [unittest arguments]
"""
import gzip
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

BUILD = pathlib.Path(sys.argv[1]).resolve().parent
SOURCE = pathlib.Path(sys.argv[2]).resolve()


class Install(unittest.TestCase):
    def setUp(self):
        self.prefix = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.prefix)
        out = subprocess.run(["cmake", "--install", BUILD, "--prefix", self.prefix], stdout=subprocess.PIPE,
                             stderr=subprocess.STDOUT, text=True, check=False)
        self.assertEqual(out.returncode, 0, out.stdout)

    def test_the_installed_program_works(self):
        out = subprocess.run(["sh", SOURCE / "tests/package/smoke"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                             text=True, check=False,
                             env={**os.environ, "PREFIX": str(self.prefix), "HOME": str(self.prefix)})
        self.assertEqual(out.returncode, 0, out.stdout)

    def test_pages_and_documents_are_laid_out(self):
        pages = list((self.prefix / "share/man/man1").glob("*.1.gz"))
        self.assertGreater(len(pages), 15)
        for page in pages:
            self.assertTrue(gzip.decompress(page.read_bytes()).startswith(b".TH "))
        for name in ("README.md", "copyright", "NOTICE", "docs/coding.md"):
            self.assertTrue((self.prefix / "share/doc/chancery" / name).exists(), name)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
