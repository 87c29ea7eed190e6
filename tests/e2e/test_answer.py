"""The commands that answer, on the reports of sample/: every line leads back to its source, every format can be read.

Takes the program's path and the source folder.
"""
import csv
import html.parser
import io
import json
import os
import re
import subprocess
import sys
import tempfile

PROGRAM, SOURCE = sys.argv[1], sys.argv[2]
ACTORS = os.path.join(SOURCE, "sample", "actors.csv")
ENVIRONMENT = {"PATH": os.environ.get("PATH", ""), "HOME": "/nonexistent", "COLUMNS": "80", "TERM": "xterm", "CHANCERY_TIER": "scan"}


def run(*arguments, code=0, env=None):
    environment = dict(ENVIRONMENT, **(env or {}))
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, env=environment, cwd=SOURCE, timeout=120)
    assert done.returncode == code, f"{arguments}: exit {done.returncode}, not {code}\n{done.stderr}\n{done.stdout[:2000]}"
    assert "\x1b" not in done.stdout, f"{arguments}: colour although the output is no terminal"
    return done


class Balance(html.parser.HTMLParser):
    """Fails where tags do not close in order; collects what could load or run something."""

    VOID = {"meta", "br", "!doctype"}

    def __init__(self):
        super().__init__()
        self.open, self.loads = [], []

    def handle_starttag(self, tag, attributes):
        if tag in ("script", "img", "link", "iframe"):
            self.loads.append(tag)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag, f"</{tag}> closes nothing"


def check_brief(record):
    brief = json.loads(run("brief", "KAZ", "CHN", "--record", record, "--format", "json").stdout)
    assert [section["id"] for section in brief["sections"]] == [
        "people", "agreements", "contacts", "announced", "areas", "figures", "goods", "conflict", "cooperation"]
    lines = [line for section in brief["sections"] for group in section["groups"] for line in group["lines"]]
    assert lines, "the sample says nothing on Kazakhstan and China"
    assert [line["number"] for line in lines] == list(range(1, len(lines) + 1))
    sources = {source["number"]: source for source in brief["sources"]}
    assert sorted(sources) == list(range(1, len(sources) + 1))
    for line in lines:
        assert line["text"] and line["id"], line
        assert line["sources"] and set(line["sources"]) <= set(sources), line
    assert re.match(r"Rests on \d+ articles", brief["basis"][0]), brief["basis"]

    text = run("brief", "Kazakhstan", "cn", "--record", record).stdout
    assert text == run("brief", "KAZ", "CHN", "--record", record).stdout, "names and codes give different briefs"
    for line in lines:
        assert line["id"] in text
    for width in ("72", "80", "120"):  # tables need 67 columns
        narrow = run("brief", "KAZ", "CHN", "--record", record, env={"COLUMNS": width}).stdout
        for row in narrow.splitlines():
            # Addresses and ids stay whole, whatever the width.
            longest = max((len(word) for word in row.split()), default=0)
            assert len(row) <= int(width) or longest > int(width) - 34, f"{width}: {row}"

    page = run("brief", "KAZ", "CHN", "--record", record, "--format", "html").stdout
    parser = Balance()
    parser.feed(page)
    assert not parser.open and not parser.loads, (parser.open, parser.loads)
    for line in lines:
        assert f'id="line-{line["number"]}"' in page
    assert run("brief", "KAZ", "CHN", "--record", record, "--format", "md").stdout.startswith("# Kazakhstan and China\n")
    return lines


def check_explain(record, lines):
    for line in lines[:: max(1, len(lines) // 12)]:
        by_id = json.loads(run("explain", line["id"], "--record", record, "--format", "json").stdout)
        assert by_id["id"] == line["id"] and by_id["occurrences"]
        for occurrence in by_id["occurrences"]:
            says = occurrence["excerpts"][0]
            assert says["text"], line
            for mark in says["marks"]:
                assert says["begin"] <= mark["begin"] < mark["end"] <= says["end"], (line, mark)
            local = json.loads(run("explain", occurrence["id"], "--record", record, "--format", "json").stdout)
            assert local["id"] == line["id"], "a local id leads elsewhere"
        by_number = run("explain", str(line["number"]), "--brief", "KAZ", "CHN", "--record", record).stdout
        assert line["id"] in by_number
    run("explain", "E0000000000", "--record", record, code=1)
    run("explain", "7", "--record", record, code=2)
    run("explain", "999999", "--brief", "KAZ", "CHN", "--record", record, code=2)


def check_lists(record):
    for command in (["events"], ["agreements"], ["figures"], ["people"], ["timeline", "KAZ"]):
        table = run(*command, "--record", record, "--format", "csv").stdout
        rows = list(csv.reader(io.StringIO(table)))
        assert all(len(row) == len(rows[0]) for row in rows), command
        objects = [json.loads(row) for row in run(*command, "--record", record, "--format", "jsonl").stdout.splitlines()]
        assert [list(one) for one in objects] == [rows[0]] * len(objects), command
        assert len(rows) - 1 == len(objects), command
        whole = json.loads(run(*command, "--record", record, "--format", "json").stdout)
        assert whole["rows"] == objects and whole["citation"] and whole["record_version"] > 0
        citation = run(*command, "--record", record, "--citation").stdout.strip()
        for one in objects:
            assert one["citation"] == citation and one["record_version"] == whole["record_version"]
            assert one["sentence"] and one["article"], one
        run(*command, "--record", record, "--format", "md")
        parser = Balance()
        parser.feed(run(*command, "--record", record, "--format", "html").stdout)
        assert not parser.open and not parser.loads

    every = run("events", "--record", record).stdout.splitlines()
    both = [json.loads(row) for row in run("events", "--actor", "KAZ", "--with", "CHN", "--record", record).stdout.splitlines()]
    assert 0 < len(both) < len(every)
    for event in both:
        assert {"KAZ", "CHN"} <= set(event["actors"] + event["recipients"]), event
    consults = run("events", "--type", "consult", "--status", "happened", "--record", record).stdout.splitlines()
    assert consults and all(json.loads(row)["event"] == "CONSULT" for row in consults)
    latest = run("events", "--limit", "2", "--record", record).stdout.splitlines()
    dated = [row for row in map(json.loads, every) if row["date_from"]]  # what has no day stands last and is never the latest
    assert [json.loads(row)["id"] for row in latest] == [row["id"] for row in dated[-2:]]
    dates = [row["date_from"] for row in map(json.loads, run("timeline", "KAZ", "CHN", "--record", record,
                                                             "--format", "jsonl").stdout.splitlines()) if row["date_from"]]
    assert dates == sorted(dates), "the timeline does not run newest last"


def check_search(record):
    hits = [json.loads(row) for row in run("search", "visa", "--record", record).stdout.splitlines()]
    assert hits and all("visa" in (hit["passage"] + (hit["title"] or "")).lower() for hit in hits), hits
    assert run("search", "xyzzyplugh", "--record", record, "--format", "text").stdout.count("No article") == 1


def check_usage(record):
    wrong = run("brief", "Kazahkstann", "CHN", "--record", record, code=2)
    assert "Kazakhstan (KAZ)" in wrong.stderr and not wrong.stdout
    run("brief", "KAZ", "Kazakhstan", "--record", record, code=2)
    run("brief", "KAZ", "--record", record, code=2)
    run("events", "--area", "enrgy", "--record", record, code=2)
    run("events", "--type", "CONSULTATION", "--record", record, code=2)
    empty = run("brief", "Bhutan", "Paraguay", "--record", record).stdout
    assert "holds nothing on Bhutan and Paraguay" in empty and "KAZ" in empty, empty


def check_invented_states(record):
    """States of the user's own are known to the record by their codes, and by name with --actors."""
    pairs = run("events", "--actor", "XAA", "--record", record, "--format", "jsonl").stdout.splitlines()
    if not pairs:
        return
    named = run("timeline", "Ruritania", "--record", record, "--actors", ACTORS).stdout
    assert "Ruritania" in named


def check_phrases(record, folder):
    own = os.path.join(folder, "phrases.csv")
    with open(own, "w", encoding="utf-8") as file:
        file.write("kind,key,text,noun\nmeasure,trade-turnover,two-way commerce,\n")
    run("brief", "KAZ", "CHN", "--record", record, "--phrases", own)
    with open(own, "a", encoding="utf-8") as file:
        file.write("event,AGREE,{actors,\n")
    assert "phrases.csv:3" in run("brief", "KAZ", "CHN", "--record", record, "--phrases", own, code=2).stderr


def check_doctor(record):
    diagnosis = json.loads(run("doctor", "--record", record, "--format", "json").stdout)
    assert diagnosis["record"]["articles"] > 0
    assert {"SQLite", "ICU", "RapidJSON", "CLI11"} <= set(diagnosis["libraries"])
    assert any(table["name"] == "states.csv" and table["rows"] > 190 for table in diagnosis["tables"])
    built_in = str(diagnosis["libraries"]).find("OpenVINO") >= 0
    assert built_in != any("encoder" in sentence for sentence in diagnosis["missing"]), diagnosis
    assert "there is no record" in run("doctor", "--record", record + ".none").stdout


def main():
    with tempfile.TemporaryDirectory() as folder:
        record = os.path.join(folder, "record.db")
        run("read", "--record", record, "--actors", ACTORS, "sample")
        lines = check_brief(record)
        check_explain(record, lines)
        check_lists(record)
        check_search(record)
        check_usage(record)
        check_invented_states(record)
        check_phrases(record, folder)
        check_doctor(record)


main()
