#!/usr/bin/env python3
"""The two tiers: which one reads by default, what --tier says, and that threads change nothing.

Usage: test_tiers.py CHANCERY SOURCE_FOLDER [unittest arguments]. What needs the encoder is skipped where the program was built
without it.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

CHANCERY = os.path.abspath(sys.argv[1])
SAMPLE = pathlib.Path(sys.argv[2]).resolve() / "sample"
ENVIRONMENT = {k: v for k, v in os.environ.items() if not k.startswith(("CHANCERY_", "XDG_"))} | {"CHANCERY_CONFIG": "none"}


def run(*arguments, text=None, env=None):
    return subprocess.run([CHANCERY, *map(str, arguments)], input=text or "", stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          text=True, check=False, env=ENVIRONMENT | (env or {}))


HAS_ENCODER = not any("encoder is not" in line for line in json.loads(run("doctor", "--format", "json").stdout)["missing"])
needs_encoder = unittest.skipUnless(HAS_ENCODER, "the program was built without its encoder")


class Tiers(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)

    def code(self, *options, **more):
        out = run("code", SAMPLE, "--actors", SAMPLE / "actors.csv", *options, **more)
        self.assertEqual(out.returncode, 0, out.stderr)
        return out.stdout

    def test_an_unknown_tier_is_wrong_usage(self):
        out = run("code", "--tier", "best", text='{"text":"x"}\n')
        self.assertEqual(out.returncode, 2)
        self.assertIn("scan", out.stderr)

    @unittest.skipIf(HAS_ENCODER, "the program has its encoder")
    def test_without_an_encoder_the_full_tier_is_refused_and_the_scan_the_default(self):
        out = run("code", "--tier", "full", text='{"text":"x"}\n')
        self.assertEqual(out.returncode, 2)
        self.assertIn("no encoder", out.stderr)
        self.assertEqual(self.code(), self.code("--tier", "scan"))

    @needs_encoder
    def test_full_is_the_default_and_finds_more(self):
        full, scan = self.code(), self.code("--tier", "scan")
        self.assertEqual(full, self.code("--tier", "full"))
        self.assertNotEqual(full, scan)
        self.assertGreater(len(full.splitlines()), len(scan.splitlines()))
        self.assertEqual(scan, self.code(env={"CHANCERY_TIER": "scan"}))
        self.assertEqual(full, self.code("--tier", "full", env={"CHANCERY_TIER": "scan"}))

    @needs_encoder
    def test_findings_are_the_same_on_any_number_of_threads(self):
        one = self.code("--threads", "1")
        for threads in ("2", "5"):
            self.assertEqual(one, self.code("--threads", threads))

    @needs_encoder
    def test_findings_do_not_depend_on_what_is_read_with_them(self):
        names = sorted(path for path in SAMPLE.iterdir() if path.suffix == ".txt")[:3]
        together = run("code", *names, "--threads", "1").stdout.splitlines()
        apart = [line for name in names for line in run("code", name).stdout.splitlines()]
        self.assertEqual(together, apart)

    @needs_encoder
    def test_explain_shows_both_tiers(self):
        record = self.folder / "r.db"
        self.assertEqual(run("read", SAMPLE, "--actors", SAMPLE / "actors.csv", "--record", record).returncode, 0)
        events = json.loads(run("events", "--record", record, "--format", "json").stdout)["rows"]
        shown = [run("explain", event["id"], "--record", record).stdout for event in events[:20]]
        self.assertTrue(any("encoder" in text and "scan-trigger" in text for text in shown), shown[:1])

    @needs_encoder
    def test_a_record_of_one_tier_is_read_anew_with_the_other(self):
        record = self.folder / "r.db"
        read = ("read", SAMPLE, "--actors", SAMPLE / "actors.csv", "--record", record)
        self.assertEqual(run(*read, "--tier", "scan").returncode, 0)
        before = json.loads(run("events", "--record", record, "--format", "json").stdout)
        again = run(*read)
        self.assertEqual(again.returncode, 0)
        self.assertIn("revised", again.stderr)
        after = json.loads(run("events", "--record", record, "--format", "json").stdout)
        self.assertNotEqual(before["rows"], after["rows"])

    @needs_encoder
    def test_relate_uses_both_tiers_and_answers_in_order(self):
        lines = [{"id": n, "text": f"<s>Norway</s> {verb} <t>Belarus</t>."} for n, verb in
                 enumerate(["condemned", "thanked", "bombed", "visited"] * 100)]
        text = "".join(json.dumps(line) + "\n" for line in lines)
        full = [json.loads(line) for line in run("relate", text=text).stdout.splitlines()]
        self.assertEqual([answer["id"] for answer in full], list(range(400)))
        self.assertEqual([answer["type"] for answer in full[:3]], ["ACCUSE", "SUPPORT", "ASSAULT"])
        for answer in full:
            self.assertAlmostEqual(sum(answer["scores"].values()), 1, places=2)
        scan = [json.loads(line) for line in run("relate", "--tier", "scan", text=text).stdout.splitlines()]
        self.assertNotEqual(full[0]["scores"], scan[0]["scores"])


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
