#!/usr/bin/env python3
"""What keeps a record over the years: reread, forget, merge, backup, and records of earlier schemas.

Usage: test_operations.py CHANCERY SOURCE_FOLDER [unittest arguments]
"""
import csv
import hashlib
import io
import json
import os
import pathlib
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest

CHANCERY = os.path.abspath(sys.argv[1])
ROOT = pathlib.Path(sys.argv[2]).resolve()
SAMPLE = ROOT / "sample"
FIXTURES = ROOT / "tests/fixtures/records"
ACTORS = ["--actors", str(SAMPLE / "actors.csv")]
ENVIRONMENT = {k: v for k, v in os.environ.items() if not k.startswith(("CHANCERY_", "XDG_"))} | {"CHANCERY_TIER": "scan"}


def run(*arguments, stdin=b"", **keywords):
    if isinstance(stdin, str):
        stdin = stdin.encode()
    return subprocess.run([CHANCERY, *map(str, arguments)], input=stdin, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, env=ENVIRONMENT, check=False, **keywords)


def lines(articles):
    return "".join(json.dumps(a, ensure_ascii=False) + "\n" for a in articles)


def sample_articles():
    out = run("read", "--print", *ACTORS, SAMPLE)
    assert out.returncode == 0, out.stderr.decode()
    return [{k: v for k, v in json.loads(line).items() if v is not None} for line in out.stdout.decode().splitlines()]


def answers(record):
    """All that a user can get out of a record, but for what counts how it came about."""
    out = []
    for command in ("events", "agreements", "figures", "people"):
        got = run(command, "--record", record, "--format", "jsonl", *ACTORS)
        assert got.returncode == 0, got.stderr.decode()
        rows = [json.loads(line) for line in got.stdout.decode().splitlines()]
        for row in rows:
            for key in ("record_version", "citation", "file", "line"):
                row.pop(key, None)
        out.append((command, rows))
    for a, b in (("KAZ", "CHN"), ("XAA", "XAB")):
        got = run("brief", a, b, "--record", record, "--format", "json", *ACTORS)
        assert got.returncode == 0, got.stderr.decode()
        brief = json.loads(got.stdout)
        for key in ("record_version", "citation"):
            brief.pop(key, None)
        for source in brief.get("sources", []):
            source.pop("file", None)
            source.pop("line", None)
        out.append((a + b, brief))
    return out


def query(record, sql, *values):
    database = sqlite3.connect(record)
    try:
        rows = database.execute(sql, values).fetchall()
        database.commit()
        return rows
    finally:
        database.close()


def digest(path):
    return hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest()


class Base(unittest.TestCase):
    maxDiff = 4000

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="chancery-e2e-"))
        self.addCleanup(shutil.rmtree, self.folder)

    def ok(self, *arguments, **keywords):
        out = run(*arguments, **keywords)
        self.assertEqual(out.returncode, 0, out.stderr.decode())
        return out

    def read(self, record, articles):
        return self.ok("read", "--record", record, *ACTORS, "-", stdin=lines(articles))

    def old_record(self, schema, name="old.db"):
        path = self.folder / name
        database = sqlite3.connect(path)
        database.executescript((FIXTURES / f"schema-{schema}.sql").read_text(encoding="utf-8"))
        database.close()
        return path


class TestOldRecords(Base):
    def test_reread_they_say_what_a_new_record_says(self):
        new = self.folder / "new.db"
        self.ok("read", "--record", new, *ACTORS, FIXTURES / "articles.jsonl")
        wanted = answers(new)
        schema = query(new, "PRAGMA user_version")[0][0]
        for old in range(1, schema + 1):
            record = self.old_record(old, f"{old}.db")
            self.ok("reread", "--all", "--record", record, *ACTORS)
            self.assertEqual(answers(record), wanted, f"schema {old}")


class TestReread(Base):
    def test_tells_what_was_added_what_is_gone_and_what_is_altered(self):
        record = self.folder / "a.db"
        self.read(record, sample_articles())
        before = answers(record)
        event = "SELECT o.key, o.json, a.id FROM occurrences o JOIN articles a ON a.key = o.article WHERE o.json LIKE '{\"event\":\"%' ORDER BY a.id, o.number"
        (altered, told, article), (missing, unread, other) = query(record, event)[0:9:8]
        self.assertNotEqual(article, other)
        level = json.loads(told)["level"]
        query(record, "UPDATE occurrences SET json = json_set(json, '$.level', ?) WHERE key = ?",
              "official" if level != "official" else "minister", altered)
        query(record, "DELETE FROM occurrences WHERE key = ?", missing)
        query(record, "INSERT INTO occurrences SELECT NULL, article, 999, finding, type, mode, status, level, since, until, confidence, "
              "json_set(json, '$.trigger.begin', 0, '$.trigger.end', 1, '$.event', 'ASSAULT') FROM occurrences WHERE key = ?", altered)
        query(record, "UPDATE articles SET reader = 'an earlier one'")

        out = self.ok("reread", "--record", record, *ACTORS)
        self.assertEqual(out.stdout.decode(), "event: 1 added, 1 gone, 1 altered\n")
        self.assertEqual(answers(record), before)
        again = self.ok("reread", "--record", record, "--list", *ACTORS)  # nothing left to do: the same account
        self.assertTrue(again.stdout.decode().startswith(out.stdout.decode()))
        self.assertIn(b"0 of 0 articles", again.stderr)
        self.assertIn(f"altered event in {article}: level\n", again.stdout.decode())
        self.assertIn(f"added event in {other}\n", again.stdout.decode())

        listed = [json.loads(line) for line in self.ok("reread", "--record", record, "--format", "jsonl", *ACTORS).stdout.splitlines()]
        self.assertEqual(listed, json.loads(self.ok("reread", "--record", record, "--format", "json", *ACTORS).stdout))
        rows = list(csv.DictReader(io.StringIO(self.ok("reread", "--record", record, "--format", "csv", *ACTORS).stdout.decode(), newline="")))
        self.assertEqual(len(listed), 3)
        for change, row in zip(listed, rows, strict=True):
            self.assertEqual(change["change"], row["change"])
            for side in ("before", "after"):
                self.assertEqual(change[side], json.loads(row[side]) if row[side] else None)
        by_change = {change["change"]: change for change in listed}
        self.assertEqual(by_change["altered"]["fields"], ["level"])
        self.assertEqual(by_change["altered"]["after"]["level"], level)
        self.assertEqual(by_change["gone"]["before"]["event"], "ASSAULT")
        self.assertIsNone(by_change["gone"]["after"])
        self.assertEqual(by_change["added"]["after"], json.loads(unread))

    def test_gives_what_reading_anew_gives(self):
        record, wanted = self.folder / "a.db", self.folder / "b.db"
        articles = sample_articles()
        self.ok("read", "--record", record, "-", stdin=lines(articles))  # without the invented states
        self.read(wanted, articles)
        self.assertNotEqual(answers(record), answers(wanted))
        for threads in (1, 3):
            out = self.ok("reread", "--record", record, "--threads", threads, *ACTORS)
            self.assertEqual(answers(record), answers(wanted))
        self.assertIn(b"0 of 0", out.stderr)
        out = self.ok("reread", "--all", "--record", record, *ACTORS)
        self.assertIn(f"{len(articles)} of {len(articles)} articles".encode(), out.stderr)
        self.assertEqual(out.stdout, b"No finding changed.\n")
        self.assertEqual(answers(record), answers(wanted))

    def test_killed_it_goes_on_and_its_account_is_whole(self):
        articles = [{**a, "id": f"{a['id']}-{i}"} for i in range(12) for a in sample_articles()]
        fresh = self.folder / "fresh.db"
        self.ok("read", "--record", fresh, "-", stdin=lines(articles))

        def account(record):
            return self.ok("reread", "--record", record, "--format", "jsonl", *ACTORS).stdout
        undisturbed = self.folder / "undisturbed.db"
        shutil.copy(fresh, undisturbed)
        begin = time.monotonic()
        wanted = account(undisturbed)
        whole = time.monotonic() - begin
        self.assertGreater(wanted.count(b"\n"), 50)

        record = self.folder / "a.db"
        shutil.copy(fresh, record)
        draw = random.Random(5)
        stopped = 0
        for _ in range(6):
            with subprocess.Popen([CHANCERY, "reread", "--record", record, *ACTORS], stdout=subprocess.DEVNULL,
                                  stderr=subprocess.DEVNULL, env=ENVIRONMENT) as process:
                time.sleep(draw.uniform(0, whole))
                process.kill()
            marked = query(record, "SELECT count(*) FROM runs")[0][0]
            self.assertEqual(query(record, "PRAGMA integrity_check"), [("ok",)])
            stopped += marked
        out = self.ok("reread", "--record", record, "--format", "jsonl", *ACTORS)
        if marked:
            self.assertIn(b"an earlier `reread` of this record was broken off", out.stderr)
        self.assertEqual(out.stdout, wanted)
        self.assertEqual(answers(record), answers(undisturbed))
        self.assertEqual(query(record, "SELECT * FROM runs"), [])

    def test_there_must_be_a_record(self):
        out = run("reread", "--record", self.folder / "none.db")
        self.assertEqual(out.returncode, 3)
        self.assertFalse((self.folder / "none.db").exists())


class TestForget(Base):
    def test_forgetting_is_never_having_read(self):
        articles = sample_articles()
        draw = random.Random(3)
        for _ in range(3):
            gone = draw.sample(articles, 9)
            kept = [a for a in articles if a not in gone]
            one, other = self.folder / "one.db", self.folder / "other.db"
            for path in (one, other):
                path.unlink(missing_ok=True)
            self.read(one, articles)
            self.ok("forget", "--record", one, *[a["id"] for a in gone])
            self.read(other, kept)
            self.assertEqual(answers(one), answers(other))
            for article in gone:
                self.assertEqual(query(one, "SELECT count(*) FROM articles WHERE id = ?", article["id"]), [(0,)])


class TestMerge(Base):
    def test_merged_is_read_into_one(self):
        articles = sample_articles()
        revised = {**articles[3], "date": "2029-01-01", "text": articles[3]["text"] + "\n\nThis report was corrected."}
        draw = random.Random(1)
        shares = [draw.sample(articles, 30) for _ in range(3)]
        everything = {a["id"]: a for share in shares for a in share}
        everything[revised["id"]] = revised
        wanted = self.folder / "wanted.db"
        self.read(wanted, sorted(everything.values(), key=lambda a: a.get("date", "")))
        records = []
        for i, share in enumerate(shares):
            record = self.folder / f"{i}.db"
            share = [a for a in share if a["id"] != revised["id"]] + [revised if i == 1 else articles[3]]
            self.read(record, share)
            records.append((record, share))
        digests = [digest(record) for record, _ in records]
        for number, order in enumerate([(0, 1, 2), (2, 1, 0), (1, 0, 2)]):
            merged = self.folder / f"merged-{number}.db"
            out = self.ok("merge", "--record", merged, *ACTORS, *[records[i][0] for i in order])
            self.assertEqual(answers(merged), answers(wanted), order)
            first = len(records[order[0]][1])
            self.assertIn(f"{records[order[0]][0]}: {first} added, 0 revised, 0 kept as earlier forms, 0 unchanged".encode(), out.stderr)
            again = self.ok("merge", "--record", merged, *ACTORS, *[r for r, _ in records])
            self.assertEqual(len(re.findall(rb": 0 added, 0 revised, 0 kept as earlier forms", again.stderr)), 3)
            self.assertEqual(query(merged, "SELECT text FROM articles WHERE id = ?", revised["id"]), [(revised["text"],)])
            self.assertEqual(query(merged, "SELECT v.number, v.text FROM article_versions v JOIN articles a ON a.key = v.article "
                                   "WHERE a.id = ?", revised["id"]), [(1, articles[3]["text"])])
        self.assertEqual([digest(record) for record, _ in records], digests)

    def test_counts_what_it_does(self):
        mine, theirs = self.folder / "mine.db", self.folder / "theirs.db"
        text = "The foreign ministers of Norway and Peru met in Lima on Monday."
        self.read(mine, [{"id": "same", "date": "2024-05-07", "text": text}, {"id": "ahead", "date": "2024-05-09", "text": text + " Late."},
                         {"id": "behind", "date": "2024-05-07", "text": text}])
        self.read(theirs, [{"id": "same", "date": "2024-05-07", "text": text}, {"id": "ahead", "date": "2024-05-07", "text": text},
                           {"id": "behind", "date": "2024-05-08", "text": text + " Later."}, {"id": "new", "date": "2024-05-08", "text": text}])
        out = self.ok("merge", "--record", mine, *ACTORS, theirs)
        self.assertIn(b"1 added, 1 revised, 1 kept as earlier forms, 1 unchanged", out.stderr)
        self.assertEqual(query(mine, "SELECT id, text FROM articles WHERE id IN ('ahead', 'behind') ORDER BY id"),
                         [("ahead", text + " Late."), ("behind", text + " Later.")])
        self.assertEqual(query(mine, "SELECT a.id, v.text FROM article_versions v JOIN articles a ON a.key = v.article ORDER BY a.id"),
                         [("ahead", text), ("behind", text)])

    def test_an_older_record_is_taken_and_stays_as_it_is(self):
        old, mine, wanted = self.old_record(1), self.folder / "mine.db", self.folder / "wanted.db"
        before = digest(old)
        self.ok("merge", "--record", mine, *ACTORS, old)
        self.ok("read", "--record", wanted, *ACTORS, FIXTURES / "articles.jsonl")
        self.assertEqual(answers(mine), answers(wanted))
        self.assertEqual(digest(old), before)
        self.assertEqual(query(old, "PRAGMA user_version"), [(1,)])

    def test_what_cannot_be_merged_changes_nothing(self):
        mine, theirs = self.folder / "mine.db", self.folder / "theirs.db"
        self.read(mine, sample_articles()[:5])
        self.read(theirs, sample_articles()[5:9])
        before = digest(mine)
        text = self.folder / "text.db"
        text.write_text("no database " * 400)
        for wrong, code, message in ((mine, 2, b"the record itself"), (self.folder / "none.db", 3, b"there is no record here"),
                                     (text, 3, b"no record")):
            out = run("merge", "--record", mine, theirs, wrong)
            self.assertEqual(out.returncode, code, out.stderr)
            self.assertIn(message, out.stderr)
            self.assertIn(str(wrong).encode(), out.stderr)
            self.assertEqual(digest(mine), before)


class TestBackup(Base):
    def test_while_read_runs(self):
        record = self.folder / "a.db"
        articles = [{**a, "id": f"{a['id']}-{i}"} for i in range(30) for a in sample_articles()]
        source = self.folder / "in.jsonl"
        source.write_text(lines(articles))
        self.read(record, articles[:1])
        copies = 0
        with subprocess.Popen([CHANCERY, "read", "--record", record, "--threads", "1", *ACTORS, source], stderr=subprocess.PIPE,
                              env=ENVIRONMENT) as process:
            while process.poll() is None:
                copy = self.folder / f"copy-{copies}.db"
                self.ok("backup", "--record", record, copy)
                copies += 1
            errors = process.stderr.read()
            self.assertEqual(process.returncode, 0, errors)
        self.ok("backup", "--record", record, self.folder / f"copy-{copies}.db")
        sizes = []
        for number in range(copies + 1):
            copy = self.folder / f"copy-{number}.db"
            self.assertEqual(query(copy, "PRAGMA integrity_check"), [("ok",)])
            self.assertEqual(query(copy, "PRAGMA foreign_key_check"), [])
            there = {row[0] for row in query(copy, "SELECT id FROM articles")}
            sizes.append(len(there))
            # Whole articles, in the order of reading, and nothing half told.
            self.assertEqual(there, {a["id"] for a in articles[:len(there)]})
            self.assertEqual(query(copy, "SELECT version FROM record"), [(len(there),)])
        self.assertEqual(sizes, sorted(sizes))
        self.assertEqual(sizes[-1], len(articles))
        self.assertEqual(answers(self.folder / f"copy-{copies}.db"), answers(record))
        self.assertEqual([p.name for p in self.folder.iterdir() if "partial" in p.name], [])

    def test_overwrites_only_when_told(self):
        record, copy = self.folder / "a.db", self.folder / "copy.db"
        self.read(record, sample_articles()[:3])
        copy.write_text("letters of a friend")
        out = run("backup", "--record", record, copy)
        self.assertEqual(out.returncode, 2)
        self.assertIn(b"--force", out.stderr)
        self.assertEqual(copy.read_text(), "letters of a friend")
        self.ok("backup", "--force", "--record", record, copy)
        self.assertEqual(answers(copy), answers(record))
        before = digest(record)
        for itself in (record, self.folder / "." / "a.db"):
            self.assertEqual(run("backup", "--force", "--record", record, itself).returncode, 2)
        self.assertEqual(digest(record), before)
        for where, code in ((self.folder / "none" / "copy.db", 3), (self.folder, 2)):
            out = run("backup", "--record", record, where)
            self.assertEqual(out.returncode, code, out.stderr)
        self.assertEqual(run("backup", "--record", self.folder / "none.db", self.folder / "c.db").returncode, 3)
        self.assertEqual(sorted({p.name.removesuffix("-wal").removesuffix("-shm") for p in self.folder.iterdir()}),
                         ["a.db", "copy.db"])

    def test_an_older_record_is_copied_as_it_is(self):
        old, copy = self.old_record(1), self.folder / "copy.db"
        self.ok("backup", "--record", old, copy)
        self.assertEqual(query(copy, "PRAGMA user_version"), [(1,)])
        self.assertEqual(query(old, "PRAGMA user_version"), [(1,)])

    def test_a_damaged_record_is_not_taken_for_a_backup(self):
        record, copy = self.folder / "a.db", self.folder / "copy.db"
        self.read(record, sample_articles())
        content = bytearray(record.read_bytes())
        page = 4096
        for at in range(4 * page, len(content) - page, 3 * page):
            content[at:at + 200] = bytes(200)
        record.write_bytes(content)
        out = run("backup", "--record", record, copy)
        self.assertEqual(out.returncode, 3, out.stderr)
        self.assertIn(b"damaged", out.stderr)
        self.assertFalse(copy.exists())


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
