"""Corrections and articles sent over HTTP: what people say of findings is honoured by every answer and kept, and a server that may
be edited reads what it is sent.

Takes the program's path and the source folder.
"""
import contextlib
import http.client
import io
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import urllib.parse
import zipfile

PROGRAM, SOURCE = sys.argv[1], sys.argv[2]
ENVIRONMENT = {"PATH": os.environ.get("PATH", ""), "HOME": "/nonexistent", "CHANCERY_CONFIG": "none", "CHANCERY_TIER": "scan"}
REPORT = "OSLO, May 3. The foreign ministers of Norway and Portugal met in Oslo on 3 May 2024.\n"


def run(*arguments, code=0):
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, env=ENVIRONMENT, cwd=SOURCE, timeout=300)
    assert done.returncode == code, f"{arguments}: exit {done.returncode}, not {code}\n{done.stderr}"
    return done.stdout


def rows(record, *arguments):
    return [json.loads(line) for line in run(*arguments, "--record", record, "--format", "jsonl").splitlines()]


@contextlib.contextmanager
def served(record, *options):
    process = subprocess.Popen([PROGRAM, "serve", "--record", record, "--port", "0", *options], stderr=subprocess.PIPE, text=True,
                               env=ENVIRONMENT, cwd=SOURCE)
    try:
        yield int(re.search(r"http://[^ ]*:(\d+)/", process.stderr.readline()).group(1))
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
    assert process.returncode == 0, process.returncode


def ask(port, target, body=None, media="application/json", **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    try:
        if isinstance(body, dict):
            body = json.dumps(body).encode()
        connection.request("GET" if body is None else "POST", target, body=body,
                           headers={"Content-Type": media, **headers} if body is not None else headers)
        reply = connection.getresponse()
        return reply.status, json.loads(reply.read())
    finally:
        connection.close()


def check_commands(record, folder):
    events = rows(record, "events", "--actor", "KAZ", "--with", "CHN")
    wrong = next(row for row in events if row["event"] == "CONSULT" and row["date_from"] and row["status"] == "happened")
    other = next(row for row in events if row["id"] != wrong["id"])
    before = run("brief", "KAZ", "CHN", "--record", record, "--format", "json")
    assert wrong["id"] in before
    run("correct", wrong["id"], "--wrong", "--by", "Anna Berg", "--note", "it was called off", "--record", record)
    for answer in (run("brief", "KAZ", "CHN", "--record", record, "--format", "json"),
                   run("timeline", "KAZ", "CHN", "--record", record, "--format", "csv"),
                   run("events", "--record", record, "--format", "csv")):
        assert wrong["id"] not in answer and other["id"] in answer
    why = run("explain", wrong["id"], "--record", record, "--format", "text")
    assert re.search(r"correction +wrong, says Anna Berg on \d{4}-\d\d-\d\d: it was called off", why), why
    assert json.loads(run("explain", wrong["id"], "--record", record, "--format", "json"))["occurrences"][0]["correction"]["by"] == "Anna Berg"

    # Reading everything anew changes nothing of it.
    run("reread", "--all", "--record", record, "--actors", "sample/actors.csv")
    assert wrong["id"] not in {row["id"] for row in rows(record, "events", "--actor", "KAZ", "--with", "CHN")}

    # As gold: the reader still says what is wrong, and what was confirmed.
    run("correct", other["id"], "--right", "--by", "Anna Berg", "--record", record)
    gold = os.path.join(folder, "gold.jsonl")
    with open(gold, "w", encoding="utf-8") as file:
        file.write(run("corrections", "--record", record, "--format", "jsonl"))
    measured = json.loads(run("evaluate", gold, "--format", "json", "--errors"))
    assert measured["wrong"]["total"] == wrong["articles"] and measured["wrong"]["hits"] == 0, measured
    assert measured["right"]["total"] == measured["right"]["hits"] > 0, measured
    assert len(measured["errors"]) == wrong["articles"], measured

    run("correct", wrong["id"], "--right", "--by", "Omar", "--record", record)
    assert wrong["id"] in {row["id"] for row in rows(record, "events", "--actor", "KAZ", "--with", "CHN")}
    listed = json.loads(run("corrections", "--record", record, "--format", "json"))
    said = [(row["verdict"], row["stands"], row["by"]) for row in listed if row["finding_id"] == wrong["id"]]
    assert ("wrong", False, "Anna Berg") in said and ("right", True, "Omar") in said, said
    assert "overruled since" in run("corrections", "--record", record, "--format", "text")
    run("correct", "E0000000000", "--wrong", "--by", "x", "--record", record, code=1)
    run("correct", wrong["id"], "--by", "x", "--record", record, code=2)

    # Taken over into another record that has the article, and gone with the article.
    run("correct", other["id"], "--wrong", "--by", "Anna Berg", "--record", record)
    mine = os.path.join(folder, "mine.db")
    run("read", "sample", "--actors", "sample/actors.csv", "--record", mine)
    assert other["id"] in run("events", "--record", mine, "--format", "csv")
    run("merge", record, "--record", mine)
    assert other["id"] not in run("events", "--record", mine, "--format", "csv")
    article = other["article"]
    run("forget", article, "--record", mine)
    assert all(row["article"] != article for row in json.loads(run("corrections", "--record", mine, "--format", "json")))


def check_http(record):
    with served(record) as port:
        status, problem = ask(port, "/api/v1/corrections", {"id": "x", "verdict": "wrong", "by": "x"})
        assert status == 403 and problem["type"] == "/api/#read-only", problem
        status, problem = ask(port, "/api/v1/articles?name=a.txt", REPORT.encode(), "application/octet-stream")
        assert status == 403 and problem["type"] == "/api/#read-only", problem
        assert ask(port, "/api/v1/version")[1]["may_edit"] is False
    with served(record, "--allow-edit") as port:
        assert ask(port, "/api/v1/version")[1]["may_edit"] is True
        row = ask(port, "/api/v1/events?actor=KAZ&with=CHN&limit=1&order=newest")[1]["rows"][0]
        known = len(ask(port, "/api/v1/corrections")[1]["rows"])
        status, done = ask(port, "/api/v1/corrections", {"id": row["id"], "verdict": "wrong", "by": "Ж. Әлі", "note": "“no”"})
        assert status == 200 and done["tellings"] == row["articles"], done
        listed = ask(port, "/api/v1/corrections")[1]["rows"]
        assert len(listed) == known + row["articles"]
        said = next(one for one in listed if one["finding_id"] == row["id"] and one["by"] == "Ж. Әлі")
        assert said["note"] == "“no”" and said["stands"], said
        shown = ask(port, "/api/v1/explain/" + row["id"])[1]["occurrences"][0]
        assert shown["correction"]["by"] == "Ж. Әлі"
        found = ask(port, "/api/v1/articles/" + urllib.parse.quote(shown["article"]["id"]))[1]["findings"]
        assert [one["wrong"] for one in found if one["id"] == row["id"]] == [True]
        assert all(one["id"] != row["id"] for one in ask(port, "/api/v1/events?actor=KAZ&with=CHN&limit=1000")[1]["rows"])
        assert row["id"] not in json.dumps(ask(port, "/api/v1/brief/KAZ/CHN")[1])
        for body, media, wanted in (({"id": row["id"], "verdict": "wrong"}, "application/json", 422),
                                    ({"id": row["id"], "verdict": "maybe", "by": "x"}, "application/json", 422),
                                    ({"id": row["id"], "verdict": "wrong", "by": " "}, "application/json", 422),
                                    ({"id": "E0000000000", "verdict": "wrong", "by": "x"}, "application/json", 404),
                                    (b"{", "application/json", 422), (b"id=x", "application/x-www-form-urlencoded", 415)):
            status, problem = ask(port, "/api/v1/corrections", body, media)
            assert status == wanted, (body, status, problem)
        status, problem = ask(port, "/api/v1/corrections", {"id": row["id"], "verdict": "right", "by": "x"}, Origin="http://elsewhere.example")
        assert status == 403 and problem["type"] == "/api/#foreign-origin", problem

        # A file, an archive with something that cannot be read in it, and the same again.
        status, taken = ask(port, "/api/v1/articles?name=" + urllib.parse.quote("../../etc/ö 1.txt"), REPORT.encode(), "application/octet-stream")
        assert status == 200 and taken["added"] == 1 and taken["findings"] > 0 and taken["refused"] == 0, taken
        met = ask(port, "/api/v1/events?actor=NOR&with=PRT")[1]["rows"]
        assert len(met) == 1, met
        where = ask(port, "/api/v1/explain/" + met[0]["id"])[1]["occurrences"][0]["article"]
        assert where["file"] == "../../etc/ö 1.txt", where
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("good.txt", "LIMA, May 4. The president of Peru visited Chile on 4 May 2024.\n")
            archive.writestr("bad.txt", "Президент прибыл в столицу с рабочим визитом, сообщает пресс-служба.\n")
        status, taken = ask(port, "/api/v1/articles?name=two.zip", packed.getvalue(), "application/octet-stream")
        assert status == 200 and taken["added"] == 1 and taken["refused"] == 1, taken
        assert taken["refusals"][0]["file"] == "two.zip/bad.txt" and taken["refusals"][0]["reason"], taken
        status, taken = ask(port, "/api/v1/articles?name=two.zip", packed.getvalue(), "application/octet-stream")
        assert status == 200 and taken["unchanged"] == 1 and taken["added"] == 0, taken
        for target, body, media, wanted in (("/api/v1/articles?name=a.txt", b"x", "text/plain", 415),
                                            ("/api/v1/articles?name=" + "a" * 256, b"x", "application/octet-stream", 400),
                                            ("/api/v1/articles?name=a%0Ab", b"x", "application/octet-stream", 400),
                                            ("/api/v1/articles?title=a", b"x", "application/octet-stream", 400)):
            status, problem = ask(port, target, body, media)
            assert status == wanted, (target, status, problem)
    # What was said and sent is in the record, for everybody.
    assert row["id"] not in run("events", "--record", record, "--format", "csv")
    assert met[0]["id"] in run("events", "--record", record, "--format", "csv")


def main():
    with tempfile.TemporaryDirectory() as folder:
        record = os.path.join(folder, "chancery.db")
        run("read", "sample", "--actors", "sample/actors.csv", "--record", record)
        check_commands(record, folder)
        check_http(record)
    print("corrections: all as it should be")


if __name__ == "__main__":
    main()
