#!/usr/bin/env python3
"""The commands code, read and forget as their users see them: exit codes, messages, order, interruption.

Usage: test_read.py CHANCERY SOURCE_FOLDER [unittest arguments]
"""
import json
import math
import os
import pathlib
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
SAMPLE = pathlib.Path(sys.argv[2]).resolve() / "sample"
ACTORS = ["--actors", str(SAMPLE / "actors.csv")]

# CHANCERY_RECORD and the like of whoever runs the tests must not be touched.
ENVIRONMENT = {k: v for k, v in os.environ.items() if not k.startswith(("CHANCERY_", "XDG_"))} | {"CHANCERY_TIER": "scan"}


def run(*arguments, stdin=b"", env=None, **keywords):
    if isinstance(stdin, str):
        stdin = stdin.encode()
    return subprocess.run([CHANCERY, *map(str, arguments)], input=stdin, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, env={**ENVIRONMENT, **(env or {})}, check=False, **keywords)


def lines(*objects):
    return "".join(json.dumps(o, ensure_ascii=False) + "\n" for o in objects)


def sample_articles():
    """The articles of sample/, as objects."""
    out = run("read", "--print", *ACTORS, SAMPLE)
    assert out.returncode == 0, out.stderr.decode()
    return [json.loads(line) for line in out.stdout.decode().splitlines()]


def many_articles(copies):
    """The sample again and again under other ids: enough to be interrupted."""
    articles = sample_articles()
    return [{**a, "id": f"{a['id']}-{i}", "text": a["text"] + f"\n\nEdition {i}."} for i in range(copies) for a in articles]


def dump(path):
    """Everything in a record, whatever the order in which it came."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        articles = database.execute(
            "SELECT id, hex(content), reader, title, text, text_bytes, source, url, language, date, extra, published, "
            "publisher, dateline FROM articles ORDER BY id").fetchall()
        findings = database.execute("SELECT id, hex(identity), kind FROM findings ORDER BY id").fetchall()
        codes = database.execute("SELECT f.id, c.code FROM finding_codes c JOIN findings f ON f.key = c.finding "
                                 "ORDER BY 1, 2").fetchall()
        occurrences = database.execute(
            "SELECT a.id, o.number, f.id, o.type, o.mode, o.status, o.level, o.since, o.until, o.confidence, o.json "
            "FROM occurrences o JOIN articles a ON a.key = o.article JOIN findings f ON f.key = o.finding "
            "ORDER BY a.id, o.number").fetchall()
        version = database.execute("SELECT version FROM record").fetchall()
    return {"articles": articles, "findings": findings, "codes": codes, "occurrences": occurrences, "version": version}


def integrity(path):
    with sqlite3.connect(path) as database:
        return (database.execute("PRAGMA integrity_check").fetchall(), database.execute("PRAGMA foreign_key_check").fetchall())


class Base(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="chancery-e2e-"))
        self.addCleanup(shutil.rmtree, self.folder)

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def read(self, record, *arguments, **keywords):
        out = run("read", "--record", record, *arguments, **keywords)
        self.assertEqual(out.returncode, 0, out.stderr.decode())
        return out


class TestUsage(Base):
    def test_exit_codes(self):
        for arguments, wanted in [(["--version"], 0), (["--help"], 0), (["code", "--help"], 0), (["read", "--help"], 0),
                                  (["forget", "--help"], 0), ([], 2), (["nonsense"], 2), (["code", "--nonsense"], 2),
                                  (["read"], 2), (["code", "--threads", "0"], 2), (["code", "--threads", "x"], 2),
                                  (["code", "--min-confidence", "2"], 2),
                                  (["code", "--tier", "best"], 2), (["code", "--actors", "/none"], 2),
                                  (["code", "/none"], 1), (["read", "--record", "postgresql://x/y", "-"], 2)]:
            out = run(*arguments)
            self.assertEqual(out.returncode, wanted, (arguments, out.stderr))
            if wanted != 0:
                self.assertNotEqual(out.stderr, b"", arguments)

    def test_every_help_has_an_example(self):
        for command in ("code", "read", "forget"):
            self.assertIn(b"Example:\n  chancery " + command.encode(), run(command, "--help").stdout)


class TestCode(Base):
    ARTICLE = {"id": "a1", "date": "2025-02-14",
               "text": "ASTANA, Kazakhstan, February 14. Speaker Yerlan Koshanov met Ambassador Han Chunlin of China on "
                       "Friday to discuss energy and tourism."}

    def test_any_number_of_threads_gives_the_same_bytes_in_the_order_of_the_input(self):
        articles = many_articles(6)
        source = lines(*articles)
        one = run("code", "--findings", "all", "--threads", 1, *ACTORS, stdin=source)
        self.assertEqual(one.returncode, 0, one.stderr)
        self.assertGreater(len(one.stdout), 10000)
        for threads in (2, 3, 8):
            self.assertEqual(run("code", "--findings", "all", "--threads", threads, *ACTORS, stdin=source).stdout, one.stdout)
        got = [json.loads(line)["article"] for line in one.stdout.decode().splitlines()]
        order = {a["id"]: i for i, a in enumerate(articles)}
        self.assertEqual([order[g] for g in got], sorted(order[g] for g in got))

    def test_ids_mean_the_same_with_and_without_the_other_kinds(self):
        source = lines(*sample_articles())
        everything = {json.loads(x)["id"]: json.loads(x) for x in run("code", "--findings", "all", *ACTORS, stdin=source).stdout.splitlines()}
        events = [json.loads(x) for x in run("code", *ACTORS, stdin=source).stdout.splitlines()]
        self.assertGreater(len(events), 10)
        for event in events:
            self.assertEqual(event, everything[event["id"]])
        self.assertEqual(len(events), sum("event" in f for f in everything.values()))

    def test_what_was_printed_is_coded_like_the_file(self):
        printed = run("read", "--print", *ACTORS, SAMPLE)
        direct = run("code", "--findings", "all", *ACTORS, SAMPLE)
        self.assertEqual(direct.returncode, 0, direct.stderr)

        def untold(output):  # a date that was found in the text is given in the other way
            return [{k: v for k, v in json.loads(x).items() if k not in ("date", "period")} for x in output.splitlines()]
        self.assertEqual(untold(run("code", "--findings", "all", *ACTORS, stdin=printed.stdout).stdout), untold(direct.stdout))

    def test_refused_lines_are_named_and_counted_and_the_others_go_on(self):
        source = ("garbage\n" + lines([1], {"id": "x"}, {"text": 5}, {"text": " "}, {"text": "x", "date": "soon"},
                                      {"text": "x", "language": "fr"}) + '{"text": {"a": 1}}\n\n{"text": "\\ud800"}\n' +
                  lines(self.ARTICLE)).encode() + b'{"text": "\xff"}\n'
        out = run("code", stdin=source)
        self.assertEqual(out.returncode, 1)
        messages = out.stderr.decode().splitlines()
        self.assertEqual([m.split(": ")[0] for m in messages],
                         [f"-:{n}" for n in (1, 2, 3, 4, 5, 6, 7, 8, 10, 12)] + ["chancery"])
        self.assertIn("10 refused", messages[-1])
        strict = run("code", "--strict", stdin=lines(self.ARTICLE) + "garbage\n" + lines({**self.ARTICLE, "id": "a2"}))
        self.assertEqual(strict.returncode, 1)
        self.assertNotIn(b"a2", strict.stdout)
        self.assertEqual(strict.stdout, run("code", stdin=lines(self.ARTICLE)).stdout)

    def test_a_pipe_gets_its_answer_before_it_is_closed(self):
        with subprocess.Popen([CHANCERY, "code", "--findings", "all"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              env=ENVIRONMENT) as process:
            for i in range(3):
                process.stdin.write(lines({**self.ARTICLE, "id": f"a{i}"}).encode())
                process.stdin.flush()
                self.assertIn(f'"id":"a{i}/1"'.encode(), process.stdout.readline())
                # What else this article gave must not be taken for the next one's.
                expected = run("code", "--findings", "all", stdin=lines(self.ARTICLE)).stdout.count(b"\n")
                for _ in range(expected - 1):
                    process.stdout.readline()
            process.stdin.close()
            self.assertEqual(process.stdout.read(), b"")
            self.assertEqual(process.wait(), 0)

    def test_a_full_disk_is_a_fault(self):
        if not os.path.exists("/dev/full"):
            self.skipTest("no /dev/full")
        with open("/dev/full", "wb") as full:
            out = subprocess.run([CHANCERY, "code"], input=lines(self.ARTICLE).encode(), stdout=full,
                                 stderr=subprocess.PIPE, env=ENVIRONMENT, check=False)
        self.assertEqual(out.returncode, 3, out.stderr)

    def test_other_languages_are_refused_by_name(self):
        out = run("code", stdin=lines({"text": "Die beiden Minister trafen sich am Dienstag in der Hauptstadt und "
                                               "sprachen ueber einen Vertrag, der seit dem Fruehjahr verhandelt wird."}))
        self.assertEqual(out.returncode, 1)
        self.assertIn(b"GERMAN", out.stderr)
        self.assertIn(b"1 other-language", out.stderr)


class TestRead(Base):
    def test_reading_twice_is_reading_once(self):
        record = self.folder / "a.db"
        self.read(record, *ACTORS, SAMPLE)
        once = dump(record)
        self.assertGreater(len(once["findings"]), 20)
        out = self.read(record, *ACTORS, SAMPLE)
        self.assertEqual(dump(record), once)
        self.assertIn(b" 0 added, 0 revised", out.stderr)

    def test_neither_order_nor_threads_matter(self):
        articles = many_articles(4)
        first = None
        steps = [step for step in range(2, 100) if math.gcd(step, len(articles)) == 1]
        for number, (step, threads) in enumerate([(1, 1), (1, 4), (steps[0], 2), (steps[9], 3)]):
            shuffled = [articles[i * step % len(articles)] for i in range(len(articles))]
            record = self.folder / f"{number}.db"
            self.read(record, "--threads", threads, *ACTORS, "-", stdin=lines(*shuffled))
            got = dump(record)
            first = first or got
            self.assertEqual(got, first)

    def test_a_revision_replaces_and_the_last_one_stands(self):
        record = self.folder / "a.db"
        old, new = ({**TestCode.ARTICLE, "text": TestCode.ARTICLE["text"] + tail} for tail in ("", " They parted."))
        for threads in (1, 4):
            record.unlink(missing_ok=True)
            self.read(record, "-", stdin=lines(old))
            before = dump(record)
            # The first form again, behind a revision that is in flight beside it.
            out = self.read(record, "--threads", threads, "-", stdin=lines(new, old))
            self.assertIn(b"0 added, 2 revised", out.stderr)
            self.assertEqual({**dump(record), "version": before["version"]}, before)
            self.read(record, "-", stdin=lines(new))
            self.assertEqual(dump(record)["articles"][0][4], new["text"])
            for suffix in ("-wal", "-shm"):
                pathlib.Path(str(record) + suffix).unlink(missing_ok=True)

    def test_other_actors_make_another_reading(self):
        record = self.folder / "a.db"
        self.read(record, SAMPLE)
        without = dump(record)
        self.read(record, *ACTORS, SAMPLE)
        self.assertNotEqual(dump(record)["occurrences"], without["occurrences"])

    def test_unknown_fields_are_kept(self):
        record = self.folder / "a.db"
        self.read(record, "-", stdin='{"text": "Some text.", "id": "a", "desk": {"n": 12345678901234567890123}}\n')
        self.assertEqual(dump(record)["articles"][0][10], '{"desk":{"n":12345678901234567890123}}')

    def test_files_folders_and_refusals(self):
        self.write("in/b.txt", "Second text.")
        self.write("in/a/one.txt", "First text.")
        self.write("in/README.md", "About.")
        self.write("in/latin1.txt", "caf\xe9".encode("latin-1"))
        self.write("in/z.jsonl", lines({"id": "z", "text": "Third."}) + "broken\n")
        out = run("read", "--record", self.folder / "a.db", self.folder / "in", self.folder / "none.txt")
        self.assertEqual(out.returncode, 1)
        messages = out.stderr.decode()
        self.assertIn(f"{self.folder}/in/z.jsonl:2: no valid JSON", messages)
        self.assertIn(f"{self.folder}/none.txt: no such file", messages)
        self.assertIn("1 files passed over", messages)
        self.assertIn("4 articles: 4 added", messages)
        self.assertIn("2 refused (1 not-found, 1 malformed)", messages)
        self.assertEqual({a[4] for a in dump(self.folder / "a.db")["articles"]}, {"First text.", "Second text.", "Third.", "caf\xe9"})

    def test_strict_stops_at_the_first_refusal_and_keeps_what_came_before(self):
        source = lines({"id": "a", "text": "One."}) + "broken\n" + lines({"id": "b", "text": "Two."})
        out = run("read", "--strict", "--record", self.folder / "a.db", "-", stdin=source)
        self.assertEqual(out.returncode, 1)
        self.assertEqual([a[0] for a in dump(self.folder / "a.db")["articles"]], ["a"])

    def test_where_the_record_lies(self):
        source = lines({"id": "a", "text": "One."})
        self.assertEqual(run("read", "-", stdin=source, env={"CHANCERY_RECORD": str(self.folder / "x/y.db")}).returncode, 0)
        self.assertTrue((self.folder / "x/y.db").exists())
        self.assertEqual(run("read", "-", stdin=source, env={"XDG_DATA_HOME": str(self.folder / "data")}).returncode, 0)
        self.assertTrue((self.folder / "data/chancery/chancery.db").exists())
        self.assertEqual(run("read", "-", stdin=source, env={"HOME": str(self.folder / "home")}).returncode, 0)
        self.assertTrue((self.folder / "home/.local/share/chancery/chancery.db").exists())

    def test_a_record_that_is_none_or_newer(self):
        newer = self.folder / "newer.db"
        self.read(newer, "-", stdin=lines({"text": "One."}))
        with sqlite3.connect(newer) as database:
            database.execute("PRAGMA user_version = 99")
        text = self.write("text.db", "no database " * 400)
        for path, message in ((newer, b"newer chancery"), (text, b"no record")):
            out = run("read", "--record", path, "-", stdin=lines({"text": "One."}))
            self.assertEqual(out.returncode, 3, out.stderr)
            self.assertIn(message, out.stderr)

    def test_forget(self):
        record = self.folder / "a.db"
        articles = sample_articles()
        self.read(record, *ACTORS, "-", stdin=lines(*articles[1:]))
        without = dump(record)
        self.read(record, *ACTORS, "-", stdin=lines(articles[0]))
        self.assertNotEqual(dump(record)["articles"], without["articles"])
        out = run("forget", "--record", record, articles[0]["id"], "none")
        self.assertEqual(out.returncode, 1)
        self.assertIn(b'"none"', out.stderr)
        self.assertEqual({**dump(record), "version": 0}, {**without, "version": 0})
        self.assertEqual(run("forget", "--record", self.folder / "none.db", "a").returncode, 3)
        self.assertFalse((self.folder / "none.db").exists())


class TestInterruption(Base):
    @classmethod
    def setUpClass(cls):
        cls.articles = many_articles(20)
        cls.folder_of_class = pathlib.Path(tempfile.mkdtemp(prefix="chancery-e2e-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder_of_class)
        cls.source = cls.folder_of_class / "in.jsonl"
        cls.source.write_text(lines(*cls.articles))
        undisturbed = cls.folder_of_class / "undisturbed.db"
        out = run("read", "--record", undisturbed, *ACTORS, cls.source)
        assert out.returncode == 0, out.stderr
        cls.undisturbed = dump(undisturbed)

    def start(self, record, **keywords):
        return subprocess.Popen([CHANCERY, "read", "--record", str(record), *ACTORS, str(self.source)],
                                stderr=subprocess.PIPE, env=ENVIRONMENT, **keywords)

    def assert_whole(self, record):
        """Every article that is there is there with all its findings, and the file is sound."""
        self.assertEqual(integrity(record), ([("ok",)], []))
        got = dump(record)
        there = {a[0] for a in got["articles"]}
        self.assertEqual(got["articles"], [a for a in self.undisturbed["articles"] if a[0] in there])
        self.assertEqual(got["occurrences"], [o for o in self.undisturbed["occurrences"] if o[0] in there])
        self.assertEqual({f[0] for f in got["findings"]}, {o[2] for o in got["occurrences"]})
        return len(there)

    @staticmethod
    def has_tables(record):
        """Whether the program lived long enough to make them: that is one transaction."""
        if not record.exists():
            return False
        with sqlite3.connect(record) as database:  # for writing: what the killed program left in the log is taken in
            return database.execute("PRAGMA user_version").fetchone()[0] > 0

    def assert_completes(self, record):
        out = run("read", "--record", record, *ACTORS, self.source)
        self.assertEqual(out.returncode, 0, out.stderr)
        self.assertEqual(dump(record), self.undisturbed)

    def test_killed_at_any_moment(self):
        record = self.folder / "a.db"
        counts = []
        for milliseconds in (20, 90, 120, 150, 200, 260, 330, 400, 600):
            with self.start(record) as process:
                time.sleep(milliseconds / 1000)
                process.kill()
            if self.has_tables(record):
                counts.append(self.assert_whole(record))
        self.assertEqual(counts, sorted(counts))
        self.assert_completes(record)

    def test_signals_commit_what_was_read(self):
        for number, code in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
            record = self.folder / f"{code}.db"
            # Through a pipe that stays open, so that it is surely still reading when the signal comes.
            with subprocess.Popen([CHANCERY, "read", "--record", str(record), *ACTORS, "-"], stdin=subprocess.PIPE,
                                  stderr=subprocess.PIPE, env=ENVIRONMENT) as process:
                process.stdin.write(lines(*self.articles[:30]).encode())
                process.stdin.flush()
                deadline = time.monotonic() + 60
                while time.monotonic() < deadline:
                    try:
                        if record.exists() and dump(record)["articles"]:
                            break
                    except sqlite3.OperationalError:
                        pass  # not made yet
                    time.sleep(0.01)
                process.send_signal(number)
                errors = process.stderr.read()
                self.assertEqual(process.wait(), code, errors)
                self.assertIn(b"interrupted", errors)
            self.assertEqual(self.assert_whole(record), 30)
            self.assert_completes(record)

    def test_a_full_disk_leaves_the_last_commit(self):
        record = self.folder / "a.db"
        limit = 1 << 19

        def small_disk():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        with self.start(record, preexec_fn=small_disk) as process:
            errors = process.stderr.read()
            self.assertEqual(process.wait(), 3, errors)
        self.assertLess(self.assert_whole(record), len(self.articles))
        self.assert_completes(record)

    def test_two_at_once(self):
        record = self.folder / "a.db"
        with self.start(record) as first, self.start(record) as second:
            for process in (first, second):
                errors = process.stderr.read()
                self.assertEqual(process.wait(), 0, errors)
        self.assertEqual(dump(record), self.undisturbed)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
