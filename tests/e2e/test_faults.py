#!/usr/bin/env python3
"""The record under faults: killed at any moment, full disk, no right to write, broken and foreign files.

Usage: test_faults.py CHANCERY SOURCE_FOLDER [unittest arguments]

CHANCERY_FAULT_KILLS=200 kills as often (20 without it), CHANCERY_FAULT_SEED=N at other moments.
"""
import json
import os
import pathlib
import random
import resource
import shutil
import signal
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
KILLS = int(os.environ.get("CHANCERY_FAULT_KILLS", "20"))
SEED = int(os.environ.get("CHANCERY_FAULT_SEED", "1"))
BROKEN_OFF = b"was broken off after"


def run(*arguments, stdin=b"", **keywords):
    return subprocess.run([CHANCERY, *map(str, arguments)], input=stdin, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, env=ENVIRONMENT, check=False, **keywords)


def sample_articles():
    out = run("read", "--print", *ACTORS, SAMPLE)
    assert out.returncode == 0, out.stderr.decode()
    return [{k: v for k, v in json.loads(line).items() if v is not None} for line in out.stdout.decode().splitlines()]


def rows(record, sql):
    database = sqlite3.connect(record)
    try:
        return database.execute(sql).fetchall()
    finally:
        database.close()


# Tables that only say how a record came about.
UNTOLD = {"record", "runs", "rereading"}


def content(record):
    """Everything in a record but keys, which depend on the order of writing: the rows that name texts, by table."""
    database = sqlite3.connect(record)
    try:
        out = {"articles": database.execute("SELECT id, hex(content), reader, title, text, published, publisher FROM articles ORDER BY 1").fetchall(),
               "findings": database.execute("SELECT hex(identity), id, kind FROM findings ORDER BY 1").fetchall(),
               "occurrences": database.execute(
                   "SELECT a.id, o.number, hex(f.identity), o.json FROM occurrences o JOIN articles a ON a.key = o.article "
                   "JOIN findings f ON f.key = o.finding ORDER BY 1, 2").fetchall()}
        tables = [name for _, name, kind, *_ in database.execute("PRAGMA table_list") if kind == "table" and not name.startswith("sqlite_")]
        for table in tables:
            if table not in UNTOLD:
                out["number of " + table] = database.execute(f'SELECT count(*) FROM "{table}"').fetchall()
        return out
    finally:
        database.close()


class Base(unittest.TestCase):
    maxDiff = 2000

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="chancery-e2e-"))
        self.addCleanup(shutil.rmtree, self.folder, True)

    def assert_whole(self, record):
        self.assertEqual(rows(record, "PRAGMA integrity_check"), [("ok",)])
        self.assertEqual(rows(record, "PRAGMA foreign_key_check"), [])

    def assert_fault(self, out, *messages):
        self.assertEqual(out.returncode, 3, out.stderr)
        for message in messages:
            self.assertIn(message, out.stderr)


class TestKilled(Base):
    """Each command that writes, killed at random moments; afterwards the same command completes what it began."""

    @classmethod
    def setUpClass(cls):
        cls.shared = pathlib.Path(tempfile.mkdtemp(prefix="chancery-e2e-"))
        cls.addClassCleanup(shutil.rmtree, cls.shared)
        articles = sample_articles()
        cls.articles = [{**a, "id": f"{a['id']}-{i}"} for i in range(6) for a in articles]
        cls.source = cls.shared / "in.jsonl"
        cls.source.write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for a in cls.articles))
        read = run("read", "--record", cls.shared / "unread.db", cls.source)  # without the invented states
        assert read.returncode == 0, read.stderr
        old = sqlite3.connect(cls.shared / "old.db")
        old.executescript((FIXTURES / "schema-1.sql").read_text(encoding="utf-8"))
        old.close()
        forgotten = [a["id"] for a in cls.articles[::2]]
        # The record to begin with, and the command.
        cls.cases = {
            "read": (None, ["read", *ACTORS, cls.source]),
            "read into an older record": ("old.db", ["read", *ACTORS, cls.source]),
            "reread": ("unread.db", ["reread", *ACTORS]),
            "merge": (None, ["merge", *ACTORS, cls.shared / "unread.db"]),
            "forget": ("unread.db", ["forget", *forgotten]),
        }
        cls.undisturbed, cls.seconds = {}, {}
        for number, name in enumerate(cls.cases):
            record = cls.shared / f"undisturbed-{number}.db"
            begin = time.monotonic()
            out = subprocess.run(cls.command(name, record), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=ENVIRONMENT, check=False)
            assert out.returncode == 0, out.stderr
            cls.seconds[name] = time.monotonic() - begin
            cls.undisturbed[name] = content(record)

    @classmethod
    def command(cls, name, record):
        """The command line; puts the record to begin with in its place where there is none yet."""
        base, arguments = cls.cases[name]
        if base and not record.exists():
            shutil.copy(cls.shared / base, record)
        return [CHANCERY, arguments[0], "--record", str(record), *map(str, arguments[1:])]

    def test_at_random_moments(self):
        draw = random.Random(SEED)
        names = list(self.cases)
        told = written = 0
        for kill in range(KILLS):
            name = names[kill % len(names)]
            record = self.folder / f"{kill}.db"
            command = self.command(name, record)
            moment = draw.uniform(0, 1.1 * self.seconds[name])
            with self.subTest(kill=kill, command=name, moment=round(moment, 4)):
                with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT) as process:
                    time.sleep(moment)
                    process.kill()
                if not record.exists():
                    record.touch()  # killed before it began: as if there were nothing
                self.assert_whole(record)
                marked = 0
                if rows(record, "SELECT count(*) FROM sqlite_schema WHERE name = 'runs'") == [(1,)]:
                    marked = rows(record, "SELECT count(*) FROM runs")[0][0]
                    written += marked
                    # What is there can be asked for.
                    asked = run("events", "--record", record, "--format", "jsonl", *ACTORS)
                    self.assertEqual(asked.returncode, 0, asked.stderr)
                out = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=ENVIRONMENT, check=False)
                # What was forgotten before the kill is not there to be forgotten again, and named.
                self.assertIn(out.returncode, (0, 1) if name == "forget" else (0,), out.stderr)
                self.assertEqual(out.stderr.count(BROKEN_OFF), marked, out.stderr)
                told += out.stderr.count(BROKEN_OFF)
                self.assert_whole(record)
                self.assertEqual(content(record), self.undisturbed[name])
                self.assertEqual(rows(record, "SELECT * FROM runs"), [])
                again = run("events", "--record", record, "--limit", "1", *ACTORS)
                self.assertEqual(again.returncode, 0, again.stderr)
        self.assertEqual(told, written)

    def test_while_something_is_surely_being_written(self):
        record = self.folder / "a.db"
        with subprocess.Popen([CHANCERY, "read", "--record", record, *ACTORS, "-"], stdin=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, env=ENVIRONMENT) as process:
            process.stdin.write("".join(json.dumps(article) + "\n" for article in self.articles[:20]).encode())
            process.stdin.flush()  # and the pipe stays open: it waits for more
            deadline = time.monotonic() + 60
            while time.monotonic() < deadline:
                if record.exists() and rows(record, "SELECT count(*) FROM sqlite_schema WHERE name = 'runs'") == [(1,)]:
                    if rows(record, "SELECT count(*) FROM articles")[0][0] > 0:
                        break
                time.sleep(0.02)
            process.kill()
            process.stdin.close()
        self.assert_whole(record)
        out = run("read", "--record", record, *ACTORS, SAMPLE)
        self.assertEqual(out.returncode, 0, out.stderr)
        self.assertEqual(out.stderr.count(BROKEN_OFF), 1, out.stderr)

    def test_a_running_read_is_not_taken_for_a_broken_one(self):
        record = self.folder / "a.db"
        line = json.dumps(self.articles[0]) + "\n"
        with subprocess.Popen([CHANCERY, "read", "--record", record, *ACTORS, "-"], stdin=subprocess.PIPE,
                              stderr=subprocess.PIPE, env=ENVIRONMENT) as process:
            process.stdin.write(line.encode())
            process.stdin.flush()
            deadline = time.monotonic() + 60
            while time.monotonic() < deadline:
                try:
                    if record.exists() and rows(record, "SELECT count(*) FROM runs") == [(1,)]:
                        break
                except sqlite3.OperationalError:
                    pass  # not made yet
                time.sleep(0.01)
            other = run("read", "--record", record, *ACTORS, "-", stdin=(json.dumps(self.articles[1]) + "\n").encode())
            self.assertEqual(other.returncode, 0, other.stderr)
            self.assertNotIn(BROKEN_OFF, other.stderr)
            process.stdin.close()
            self.assertEqual(process.wait(), 0, process.stderr.read())
        self.assertEqual(rows(record, "SELECT * FROM runs"), [])
        self.assertEqual(len(content(record)["articles"]), 2)


class SmallDisk:
    """A file system of its own of `size` bytes, where one may mount."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)

    def mount(self, options):
        self.folder.mkdir(exist_ok=True)
        return subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", self.folder], stderr=subprocess.DEVNULL,
                              check=False).returncode == 0

    def remount(self, options):
        subprocess.run(["mount", "-o", "remount," + options, self.folder], check=True)

    def unmount(self):
        subprocess.run(["umount", "-l", self.folder], stderr=subprocess.DEVNULL, check=False)


class TestDisk(Base):
    def setUp(self):
        super().setUp()
        articles = sample_articles()
        self.articles = [{**a, "id": f"{a['id']}-{i}"} for i in range(12) for a in articles]
        self.source = self.folder / "in.jsonl"
        self.source.write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for a in self.articles))
        self.wanted = self.folder / "wanted.db"
        out = run("read", "--record", self.wanted, *ACTORS, self.source)
        self.assertEqual(out.returncode, 0, out.stderr)

    def test_a_full_disk(self):
        disk = SmallDisk(self.folder / "disk")
        record = disk.folder / "a.db"
        if os.geteuid() == 0 and disk.mount("size=1m"):
            self.addCleanup(disk.unmount)
            out = run("read", "--record", record, *ACTORS, self.source)
            self.assert_fault(out, b"the disk is full", str(record).encode())
            self.assert_whole(record)
            self.assertLess(len(content(record)["articles"]), len(self.articles))
            # No room for a copy either; what there is stays.
            out = run("backup", "--record", self.wanted, disk.folder / "copy.db")
            self.assert_fault(out, b"disk")
            self.assertEqual([p.name for p in disk.folder.iterdir() if p.name.startswith("copy")], [])
            disk.remount("size=64m")
        else:
            disk.folder.mkdir(exist_ok=True)
            limit = 1 << 19

            def small_disk():
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            out = run("read", "--record", record, *ACTORS, self.source, preexec_fn=small_disk)
            self.assertEqual(out.returncode, 3, out.stderr)
            self.assert_whole(record)
        out = run("read", "--record", record, *ACTORS, self.source)
        self.assertEqual(out.returncode, 0, out.stderr)
        self.assertEqual(content(record), content(self.wanted))

    def test_a_folder_that_cannot_be_written(self):
        disk = SmallDisk(self.folder / "disk")
        if os.geteuid() == 0:
            if not disk.mount("size=64m"):
                self.skipTest("root without the right to mount: nothing is write-protected")
            self.addCleanup(disk.unmount)
        else:
            disk.folder.mkdir()
        record = disk.folder / "a.db"
        shutil.copy(self.wanted, record)
        if os.geteuid() == 0:
            disk.remount("ro")
        else:
            record.chmod(0o444)
            disk.folder.chmod(0o555)
            self.addCleanup(disk.folder.chmod, 0o755)
        other = self.folder / "other.jsonl"
        other.write_text(json.dumps({"id": "new", "text": "The foreign ministers of Norway and Peru met in Lima on Monday."}) + "\n")
        for command in (["read", *ACTORS, other], ["forget", self.articles[0]["id"]], ["reread"], ["merge", self.wanted]):
            out = run(command[0], "--record", record, *command[1:])
            self.assert_fault(out, str(record).encode(), b"write-protected")
        self.assert_fault(run("read", "--record", disk.folder / "new.db", *ACTORS, other), str(disk.folder / "new.db").encode())
        # Reading and copying need no right to write there.
        for command in (["brief", "KAZ", "CHN", "--format", "json"], ["events", "--format", "csv"]):
            one, two = (run(*command, "--record", path, *ACTORS) for path in (record, self.wanted))
            self.assertEqual(one.returncode, 0, one.stderr)
            self.assertEqual(one.stdout, two.stdout)
        copied = run("backup", "--record", record, self.folder / "copy.db")
        self.assertEqual(copied.returncode, 0, copied.stderr)
        self.assertEqual(content(self.folder / "copy.db"), content(self.wanted))

    def test_two_reads_at_once_lose_nothing(self):
        record = self.folder / "a.db"
        halves = []
        for i in range(2):
            half = self.folder / f"{i}.jsonl"
            half.write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for a in self.articles[i::2]))
            halves.append(half)
        processes = [subprocess.Popen([CHANCERY, "read", "--record", record, *ACTORS, half], stderr=subprocess.PIPE, env=ENVIRONMENT)
                     for half in halves]
        for process in processes:
            errors = process.communicate()[1]
            self.assertEqual(process.returncode, 0, errors)
            self.assertNotIn(BROKEN_OFF, errors)
        self.assert_whole(record)
        self.assertEqual(content(record), content(self.wanted))

    def test_a_record_that_another_program_holds(self):
        record = self.folder / "a.db"
        shutil.copy(self.wanted, record)
        database = sqlite3.connect(record, isolation_level=None)
        database.execute("BEGIN IMMEDIATE")
        before = content(record)
        out = run("forget", "--record", record, self.articles[0]["id"])
        self.assert_fault(out, b"another program is writing this record", str(record).encode())
        asked = run("events", "--record", record, "--limit", "1", *ACTORS)
        self.assertEqual(asked.returncode, 0, asked.stderr)
        database.execute("ROLLBACK")
        database.close()
        self.assertEqual(content(record), before)
        self.assertEqual(run("forget", "--record", record, self.articles[0]["id"]).returncode, 0)


class TestBrokenFiles(Base):
    def setUp(self):
        super().setUp()
        self.sound = self.folder / "sound.db"
        out = run("read", "--record", self.sound, *ACTORS, SAMPLE)
        self.assertEqual(out.returncode, 0, out.stderr)
        self.article = (json.dumps({"id": "new", "text": "The foreign ministers of Norway and Peru met in Lima on Monday."}) + "\n").encode()

    def commands(self, record):
        yield ["read", "--record", record, "-"]
        yield ["brief", "KAZ", "CHN", "--record", record]
        yield ["events", "--record", record]
        yield ["search", "energy", "--record", record]
        yield ["forget", "--record", record, "x"]
        yield ["reread", "--record", record]
        yield ["backup", "--record", record, self.folder / "copy.db"]
        yield ["merge", "--record", self.folder / "into.db", record]

    def assert_refused(self, record, message):
        before = record.read_bytes()
        for command in self.commands(record):
            with self.subTest(command=command[0], record=record.name):
                self.assert_fault(run(*command, stdin=self.article), message, str(record).encode())
                self.assertEqual(record.read_bytes(), before)
                self.assertFalse((self.folder / "copy.db").exists())
                self.assertFalse((self.folder / "into.db").exists())

    def test_a_record_of_a_newer_version(self):
        newer = self.folder / "newer.db"
        shutil.copy(self.sound, newer)
        database = sqlite3.connect(newer)
        database.execute("PRAGMA user_version = 99")
        database.commit()
        database.close()
        self.assert_refused(newer, b"a newer chancery wrote this record (schema 99")

    def test_files_of_others(self):
        other = self.folder / "other.db"
        database = sqlite3.connect(other)
        database.execute("CREATE TABLE bookmarks(url TEXT)")
        database.commit()
        database.close()
        self.assert_refused(other, b"a database of another program")
        for name, bytes_ in (("letter.db", b"Dear colleague, this is no record. " * 300), ("noise.db", random.Random(1).randbytes(9000)),
                             ("page.db", b"<!DOCTYPE html><html><body>" + b"x" * 5000)):
            (self.folder / name).write_bytes(bytes_)
            self.assert_refused(self.folder / name, b"no record")
        folder = self.folder / "folder.db"
        folder.mkdir()
        for command in (["read", "--record", folder, "-"], ["brief", "KAZ", "CHN", "--record", folder]):
            self.assert_fault(run(*command, stdin=self.article), b"folder", str(folder).encode())

    def test_a_cut_record(self):
        size = self.sound.stat().st_size
        for part in (0.9, 0.5, 0.1):
            cut = self.folder / f"cut-{part}.db"
            cut.write_bytes(self.sound.read_bytes()[:int(size * part) // 512 * 512 - 100])
            with self.subTest(part=part):
                self.assert_fault(run("backup", "--record", cut, self.folder / "copy.db"), b"damaged", str(cut).encode())
                self.assertFalse((self.folder / "copy.db").exists())
            self.ends_in_good_order(cut)

    def ends_in_good_order(self, record):
        """A broken record may still answer some questions; but no command dies, and what cannot be done is said."""
        for command in self.commands(record):
            work = self.folder / "work.db"
            for suffix in ("", "-wal", "-shm"):
                pathlib.Path(str(work) + suffix).unlink(missing_ok=True)
            for leftover in ("copy.db", "into.db"):
                (self.folder / leftover).unlink(missing_ok=True)
            shutil.copy(record, work)
            out = run(*[work if part == record else part for part in command], stdin=self.article, timeout=60)
            with self.subTest(command=command[0], record=record.name):
                # 1: an article to forget that is not there.
                self.assertIn(out.returncode, (0, 3) if command[0] != "forget" else (0, 1, 3), out.stderr)
                if out.returncode == 3:
                    self.assertTrue(b"damaged" in out.stderr or b"no record" in out.stderr or b"cannot be read" in out.stderr, out.stderr)

    def test_a_record_with_wrong_bytes(self):
        draw = random.Random(SEED)
        content_ = self.sound.read_bytes()
        refused = 0
        for number in range(12):
            broken = bytearray(content_)
            for _ in range(20):
                at = draw.randrange(100, len(broken) - 64)
                broken[at:at + 64] = draw.randbytes(64)
            path = self.folder / f"broken-{number}.db"
            path.write_bytes(broken)
            self.ends_in_good_order(path)
            refused += run("backup", "--force", "--record", path, self.folder / "copy.db").returncode == 3
        self.assertGreater(refused, 6)

    def test_a_log_that_was_cut_leaves_an_earlier_commit(self):
        record = self.folder / "a.db"
        shutil.copy(self.sound, record)
        database = sqlite3.connect(record)  # keeps the log from being folded into the record
        database.execute("SELECT count(*) FROM articles").fetchall()
        for i in range(4):
            out = run("read", "--record", record, "-", stdin=self.article.replace(b'"new"', f'"new-{i}"'.encode()))
            self.assertEqual(out.returncode, 0, out.stderr)
        log = pathlib.Path(str(record) + "-wal")
        whole = log.read_bytes()
        self.assertGreater(len(whole), 8192)
        for part in (0.95, 0.6, 0.2, 0.01):
            copy = self.folder / f"cut-{part}.db"
            shutil.copy(record, copy)
            pathlib.Path(str(copy) + "-wal").write_bytes(whole[:int(len(whole) * part)])
            got = run("events", "--record", copy, "--format", "csv", *ACTORS)
            self.assertEqual(got.returncode, 0, got.stderr)
            out = run("read", "--record", copy, "-", stdin=self.article)
            self.assertEqual(out.returncode, 0, out.stderr)
            self.assert_whole(copy)
            self.assertLess(len(content(copy)["articles"]), 49 + 5)
        database.close()


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
