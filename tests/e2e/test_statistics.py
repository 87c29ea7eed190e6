#!/usr/bin/env python3
"""The commands `statistics` and `check`, and verdicts in brief, figures and explain, on the sample.

    python3 tests/e2e/test_statistics.py PROGRAM SOURCE_FOLDER
"""
import csv
import io
import json
import os
import subprocess
import sys
import tempfile
import unittest

PROGRAM, SOURCE = sys.argv[1], sys.argv[2]
SAMPLE = os.path.join(SOURCE, "sample")


def run(*arguments, text=None, home=None):
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("CHANCERY_", "XDG_"))}
    environment["HOME"] = home or FOLDER
    environment["CHANCERY_CONFIG"] = "none"
    environment["CHANCERY_TIER"] = "scan"  # the figures expected here are the first tier's
    return subprocess.run([PROGRAM, *arguments], input=text, capture_output=True, text=True, env=environment, timeout=120)


def sample(*names):
    return [os.path.join(SAMPLE, name) for name in names]


class Commands(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.store = os.path.join(FOLDER, "statistics.db")
        files = sorted(name for name in os.listdir(SAMPLE) if name.startswith(("official-trade", "visa-rules")))
        cls.loaded = run("statistics", "load", *sample(*files), "--statistics", cls.store)
        cls.record = os.path.join(FOLDER, "record.db")
        run("read", SAMPLE, "--actors", os.path.join(SAMPLE, "actors.csv"), "--record", cls.record)

    def test_load(self):
        self.assertEqual(self.loaded.returncode, 0, self.loaded.stderr)
        self.assertIn("national table, published 2025-03-01", self.loaded.stderr)
        self.assertIn("passport index, published 2023-11-06", self.loaded.stderr)
        again = run("statistics", "load", *sample("official-trade_2025-03-01.csv"), "--statistics", self.store)
        self.assertEqual(again.returncode, 0)
        self.assertIn("already loaded", again.stderr)

    def test_refusals(self):
        bad = os.path.join(FOLDER, "bad.csv")
        with open(bad, "w", encoding="utf-8") as file:
            file.write("reporter,partner,flow,period,value,unit,source\nCHN,KAZ,turnover,1999,1,billion USD,x\n"
                       "CHN,KAZ,turnover,1998,1,shiploads,x\n")
        other = os.path.join(FOLDER, "other.db")
        result = run("statistics", "load", bad, "--statistics", other)
        self.assertEqual(result.returncode, 1)
        self.assertIn("bad.csv:3:", result.stderr)
        self.assertEqual(run("statistics", "load", "--statistics", other).returncode, 2)
        self.assertEqual(run("statistics", "KAZ", "Atlantis", "--statistics", other).returncode, 2)
        self.assertEqual(run("statistics", "load", os.path.join(FOLDER, "absent"), "--statistics", other).returncode, 1)
        missing = run("check", "-", "--statistics", os.path.join(FOLDER, "none.db"), text="x")
        self.assertNotEqual(missing.returncode, 0)
        self.assertIn("statistics load", missing.stderr)

    def test_series(self):
        text = run("statistics", "KAZ", "CHN", "--statistics", self.store).stdout
        line = next(line for line in text.splitlines() if line.split()[:1] == ["2024"])
        self.assertEqual([line.split()[at] for at in (1, 2, 3, 4, 5)], ["30.16", "+0.3%", "43.82", "+6.9%", "1.45"])
        rows = list(csv.DictReader(io.StringIO(
            run("statistics", "KAZ", "CHN", "--statistics", self.store, "--format", "csv").stdout)))
        stated = {(row["reporter"], row["flow"], row["period"]): row for row in rows if row["stated"] == "true"}
        self.assertEqual(float(stated["KAZ", "turnover", "2024"]["value"]), 30157600000)
        derived = [row for row in rows if row["flow"] == "turnover" and row["period"] == "2019" and row["reporter"] == "KAZ"]
        self.assertAlmostEqual(float(derived[0]["value"]), 14792500000)
        self.assertEqual(derived[0]["derived"], "exports plus imports")
        data = json.loads(run("statistics", "KAZ", "CHN", "--statistics", self.store, "--format", "json").stdout)
        self.assertEqual(len(data["rows"]), len(rows))
        page = run("statistics", "KAZ", "CHN", "--statistics", self.store, "--format", "html").stdout
        self.assertIn("<svg", page)
        self.assertIn("official-trade_2025-03-01.csv", run("statistics", "--statistics", self.store).stdout)

    def check(self, text, *arguments):
        result = run("check", "-", "--statistics", self.store, "--format", "jsonl", *arguments, text=text)
        self.assertEqual(result.returncode, 0, result.stderr)
        return [json.loads(line) for line in result.stdout.splitlines()]

    def test_check(self):
        claims = self.check("date 2025-02-14\n\nTrade turnover between Kazakhstan and China amounted to $30.1 billion in 2024.\n")
        self.assertEqual(len(claims), 1)
        claim = claims[0]
        self.assertEqual(list(claim)[:6], ["claim", "verdict", "with", "how", "official", "note"])
        self.assertEqual(claim["claim"]["measure"], "trade-turnover")
        self.assertEqual((claim["verdict"], claim["with"], claim["how"]), ("matches", ["KAZ"], "truncated"))
        official = {figure["reporter"]: figure for figure in claim["official"]}
        self.assertEqual(list(official["KAZ"])[:9],
                         ["reporter", "partner", "flow", "commodity", "period", "value", "unit", "source", "incomplete"])
        self.assertEqual(official["KAZ"]["value"], 30157600000)
        self.assertEqual(official["CHN"]["value"], 43820000000)
        self.assertEqual([other["verdict"] for other in claim["also"]], ["contradicts"])
        self.assertAlmostEqual(claim["mirror_gap"], 1.453, 3)

    def test_check_forms(self):
        path = os.path.join(SAMPLE, "2025-02-14-koshanov-han.txt")
        text = run("check", path, "--statistics", self.store).stdout
        self.assertIn("MATCHES (truncated), Kazakhstan", text)
        self.assertIn("[value: $30.1 billion]", text)
        self.assertIn("mirror gap 1.45", text)
        self.assertIn("CONTRADICTS, China", text)
        for form, mark in (("md", "## MATCHES"), ("html", "<mark>$30.1 billion</mark>")):
            self.assertIn(mark, run("check", path, "--statistics", self.store, "--format", form).stdout)
        data = json.loads(run("check", SAMPLE, "--statistics", self.store, "--format", "json").stdout)
        verdicts = {claim["verdict"] for claim in data["claims"]}
        self.assertIn("matches", verdicts)
        self.assertIn("cannot-check", verdicts)

    def test_visa(self):
        claims = self.check("date 2023-06-01\n\nIn May 2023 Kazakhstan and China signed an agreement on visa-free travel.\n")
        visa = [claim for claim in claims if claim["aspect"] == "visa"]
        self.assertEqual([claim["verdict"] for claim in visa], ["matches"])
        self.assertEqual([(figure["reporter"], figure["period"], figure["text"]) for figure in visa[0]["official"]],
                         [("KAZ", "2023-11-06", "visa required"), ("CHN", "2023-11-06", "14 days without a visa"),
                          ("KAZ", "2023-12-03", "30 days without a visa"), ("CHN", "2023-12-03", "30 days without a visa")])

    def test_verdicts_in_the_answers_of_the_record(self):
        common = ("--record", self.record, "--statistics", self.store)
        brief = run("brief", "KAZ", "CHN", *common).stdout
        self.assertIn("Official statistics: Matches (truncated)", " ".join(brief.split()))
        self.assertNotIn("Official statistics", run("brief", "KAZ", "CHN", "--record", self.record).stdout)
        rows = [json.loads(line) for line in run("figures", "--actor", "KAZ", "--with", "CHN", *common).stdout.splitlines()]
        turnover = [row for row in rows if row["value"] == 30100000000]
        self.assertEqual(turnover[0]["verdict"], "matches")
        self.assertEqual(turnover[0]["verdict_with"], ["KAZ"])
        self.assertIn("official figures", run("explain", turnover[0]["id"], *common).stdout)
        plain = [json.loads(line) for line in run("figures", "--record", self.record).stdout.splitlines()]
        self.assertTrue(all(row["verdict"] is None for row in plain))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as FOLDER:
        unittest.main(argv=sys.argv[:1], verbosity=1)
