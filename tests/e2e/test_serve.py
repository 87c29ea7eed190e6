"""The server on the reports of sample/: every route, every refusal, and that it ends when it is told to.

Takes the program's path and the source folder.
"""
import contextlib
import gzip
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import urllib.parse

PROGRAM, SOURCE = sys.argv[1], sys.argv[2]
ENVIRONMENT = {"PATH": os.environ.get("PATH", ""), "HOME": "/nonexistent", "CHANCERY_CONFIG": "none", "CHANCERY_TIER": "scan"}
TOKEN = "a-token-for-the-test"


def run(*arguments, code=0, env=None):
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, env=dict(ENVIRONMENT, **(env or {})),
                          cwd=SOURCE, timeout=120)
    assert done.returncode == code, f"{arguments}: exit {done.returncode}, not {code}\n{done.stderr}"
    return done


@contextlib.contextmanager
def served(record, *options, env=None, end=signal.SIGTERM):
    """A server on a free port; it must end by itself and without complaint when it is told to."""
    process = subprocess.Popen([PROGRAM, "serve", "--record", record, "--port", "0", *options], stderr=subprocess.PIPE,
                               stdout=subprocess.PIPE, text=True, env=dict(ENVIRONMENT, **(env or {})), cwd=SOURCE)
    line = process.stderr.readline()
    found = re.search(r"http://[^ ]*:(\d+)/", line)
    assert found, line + process.stderr.read()
    try:
        yield int(found.group(1))
    finally:
        process.send_signal(end)
        out, rest = process.communicate(timeout=30)
    assert process.returncode == 0 and "closed" in rest and not out, (process.returncode, out, rest)


class Reply:
    def __init__(self, response, body):
        self.status, self.body = response.status, body
        self.headers = {name.lower(): value for name, value in response.getheaders()}

    def json(self):
        return json.loads(self.body)

    def problem(self, status, kind):
        assert self.status == status, (self.status, self.body[:500])
        assert self.headers["content-type"] == "application/problem+json", self.headers
        problem = self.json()
        assert problem["status"] == status and problem["type"] == "/api/#" + kind, problem
        assert problem["title"] and problem["detail"], problem
        return problem


def ask(port, target, method="GET", body=None, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request(method, target, body=body,
                           headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        return Reply(response, response.read())
    finally:
        connection.close()


def get(port, target, **headers):
    reply = ask(port, target, **headers)
    assert reply.status == 200, (target, reply.status, reply.body[:500])
    check_headers(reply)
    return reply


def check_headers(reply):
    """What every answer owes a browser."""
    policy = reply.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy, policy
    assert "unsafe-eval" not in policy and not re.search(r"script-src[^;]*unsafe-inline", policy), policy
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["referrer-policy"] == "no-referrer"
    assert reply.headers["cross-origin-opener-policy"] == "same-origin"
    assert reply.headers["cross-origin-resource-policy"] == "same-origin"


def command_json(*arguments):
    return json.loads(run(*arguments, "--format", "json").stdout)


def check_answers(port, record):
    """The API gives what the commands give."""
    assert get(port, "/api/v1/brief/KAZ/CHN").json() == command_json("brief", "KAZ", "CHN", "--record", record)
    assert get(port, "/api/v1/brief/Kazakhstan/cn?since=2023&limit=3").json() == command_json(
        "brief", "KAZ", "CHN", "--record", record, "--since", "2023", "--limit", "3")
    for form in ("md", "html"):
        text = get(port, f"/api/v1/brief/KAZ/CHN?format={form}").body.decode()
        assert text == run("brief", "KAZ", "CHN", "--record", record, "--format", form).stdout
    for command in ("events", "agreements", "figures", "people"):
        for filters in ({}, {"actor": "Kazakhstan", "with": "CHN"}, {"published-since": "2023", "min-confidence": "0.5"}):
            options = [part for name, value in filters.items() for part in ("--" + name, value)]
            asked = f"/api/v1/{command}?limit=1000&" + urllib.parse.urlencode(filters)
            given, whole = get(port, asked).json(), command_json(command, "--record", record, *options)
            assert given.pop("next_cursor") is None and given.pop("total") == len(whole["rows"])
            assert given == whole, command
        table = get(port, f"/api/v1/{command}?format=csv")
        assert table.body.decode() == run(command, "--record", record, "--format", "csv").stdout
        assert table.headers["content-type"].startswith("text/csv")
        assert f'filename="{command}.csv"' in table.headers["content-disposition"]
        lines = get(port, f"/api/v1/{command}?format=jsonl").body.decode()
        assert lines == run(command, "--record", record, "--format", "jsonl").stdout
        page = get(port, f"/api/v1/{command}?format=html").body.decode()
        assert page == run(command, "--record", record, "--format", "html").stdout
    timeline = get(port, "/api/v1/timeline?actor=KAZ&with=CHN&limit=1000").json()
    assert timeline["rows"] == command_json("timeline", "KAZ", "CHN", "--record", record)["rows"]
    hits = get(port, "/api/v1/search?q=visa").json()
    rows = command_json("search", "visa", "--record", record)["rows"]
    assert rows and [dict(row, citation="") for row in hits["rows"]] == [dict(row, citation="") for row in rows]
    for row in timeline["rows"][:5]:
        explained = get(port, "/api/v1/explain/" + row["id"]).json()
        assert explained == command_json("explain", row["id"], "--record", record)
        local = explained["occurrences"][0]["id"]
        assert get(port, "/api/v1/explain/" + urllib.parse.quote(local)).json()["id"] == row["id"]
        assert get(port, "/api/v1/explain/" + urllib.parse.quote(local, safe="")).json()["id"] == row["id"]
        check_article(port, row["article"], row["id"])


def check_article(port, article, finding):
    whole = get(port, "/api/v1/articles/" + urllib.parse.quote(article)).json()
    assert whole["article"]["id"] == article and finding in [one["id"] for one in whole["findings"]]
    text = whole["article"]["text"].encode()
    for one in whole["findings"]:
        if one["kind"] != "event":
            continue
        assert one["text"]
        for actor in one["finding"]["actors"]:
            if actor.get("in") != "title":
                assert text[actor["begin"]:actor["end"]].decode() == actor["text"], actor


def check_pages(port):
    """Pages, one after the other, are the whole, in either order; a cursor fits its own question only."""
    whole = get(port, "/api/v1/events?limit=1000").json()["rows"]
    assert len(whole) > 20
    for order in ("oldest", "newest"):
        rows, cursor, pages = [], "", 0
        while cursor is not None:
            page = get(port, f"/api/v1/events?limit=7&order={order}" + (f"&cursor={cursor}" if cursor else "")).json()
            assert page["total"] == len(whole)
            rows, cursor, pages = rows + page["rows"], page["next_cursor"], pages + 1
        assert pages == -(-len(whole) // 7)
        dated = [row for row in whole if row["date_from"]]
        undated = [row for row in whole if not row["date_from"]]
        expected = whole if order == "oldest" else dated[::-1] + undated[::-1]
        assert rows == expected, order
    cursor = get(port, "/api/v1/events?limit=7").json()["next_cursor"]
    for target in (f"/api/v1/events?limit=7&cursor={cursor}&actor=KAZ", f"/api/v1/figures?cursor={cursor}",
                   f"/api/v1/events?cursor={cursor}x", "/api/v1/events?cursor=1-2-3-4-5",
                   f"/api/v1/events?format=csv&cursor={cursor}"):
        assert ask(port, target).problem(400, "bad-parameter")["parameter"] == "cursor"
    first = get(port, "/api/v1/search?q=Kazakhstan&limit=3").json()
    second = get(port, f"/api/v1/search?q=Kazakhstan&limit=3&cursor={first['next_cursor']}").json()
    both = get(port, "/api/v1/search?q=Kazakhstan&limit=6").json()
    assert [row["article"] for row in first["rows"] + second["rows"]] == [row["article"] for row in both["rows"]]
    assert first["citation"] == second["citation"]


def check_states(port):
    states = get(port, "/api/v1/states").json()["rows"]
    by_code = {row["code"]: row for row in states}
    assert "Kazakh" in by_code["KAZ"]["names"] and by_code["KAZ"]["findings"] > 0 and by_code["EU"]["kind"] == "organisation"
    assert len(by_code) == len(states) > 200
    for typed, code in (("kaz", "KAZ"), ("Kazakhs", "KAZ"), ("chin", "CHN"), ("united st", "USA"), ("Kazahkstan", "KAZ"),
                        ("Élysée", None), ("Astana", "KAZ")):
        rows = get(port, "/api/v1/states?q=" + urllib.parse.quote(typed)).json()["rows"]
        if code:
            assert rows and rows[0]["code"] == code, (typed, [row["code"] for row in rows[:5]])
    pairs = get(port, "/api/v1/pairs").json()["rows"]
    assert pairs[0]["findings"] >= pairs[-1]["findings"] and pairs[0]["a_name"]
    of_one = get(port, "/api/v1/pairs?actor=Kazakhstan&limit=2").json()["rows"]
    assert len(of_one) == 2 and all("KAZ" in (row["a"], row["b"]) for row in of_one)


def check_wrong_questions(port):
    for target, parameter in (
            ("/api/v1/brief/KAZ/Kazahkstannn", "B"), ("/api/v1/brief/KAZ/Kazakhstan", "B"),
            ("/api/v1/events?actor=Kazahkstannn", "actor"), ("/api/v1/events?actr=KAZ", "actr"),
            ("/api/v1/events?area=enrgy", "area"), ("/api/v1/events?type=CONSULTATION", "type"),
            ("/api/v1/events?status=done", "status"), ("/api/v1/events?level=king", "level"),
            ("/api/v1/events?since=yesterday", "since"), ("/api/v1/events?since=", "since"), ("/api/v1/events?limit=", "limit"),
            ("/api/v1/events?today=2024", "today"), ("/api/v1/timeline?today=soon", "today"), ("/api/v1/events?until=2024-13", "until"),
            ("/api/v1/events?limit=0", "limit"), ("/api/v1/events?limit=1001", "limit"),
            ("/api/v1/events?limit=1e3", "limit"), ("/api/v1/events?min-confidence=2", "min-confidence"),
            ("/api/v1/events?min-confidence=nan", "min-confidence"), ("/api/v1/events?order=up", "order"),
            ("/api/v1/events?format=xml", "format"), ("/api/v1/events?actor=KAZ&actor=CHN", "actor"),
            ("/api/v1/search", "q"), ("/api/v1/search?q=%22%22", "q"), ("/api/v1/version?x=1", "x")):
        assert ask(port, target).problem(400, "bad-parameter")["parameter"] == parameter, target
    assert "Kazakhstan (KAZ)" in ask(port, "/api/v1/events?actor=Kazahkstan").json()["detail"]
    assert "energy" in ask(port, "/api/v1/events?area=enrgy").json()["detail"]
    for target in ("/api/v1/events?actor=%ZZ", "/api/v1/events?actor=%C3%28", "/api/v1/events?actor=%00"):
        ask(port, target).problem(400, "bad-parameter")
    for target in ("/api/v1/explain/E00000", "/api/v1/articles/none", "/api/v1/explain/a/b/c"):
        assert ask(port, target).problem(404, "not-found")["parameter"] == "ID"
    for target in ("/api/v1/", "/api/v1", "/api/v2/events", "/api/v1/events/", "/api/v1/events/KAZ", "/api/v1/brief/KAZ",
                   "/api/v1/brief/KAZ/CHN/x", "/api/v1/brief//CHN", "/nothing", "/../etc/passwd", "/api/../etc/passwd",
                   "/%2e%2e/etc/passwd", "/assets/../index.html", "/page/index.html", "/openapi.json", "//", "/api/v1/%ZZ"):
        ask(port, target).problem(404, "not-found")
    for sql in ("'", "\" OR 1=1 --", "KAZ' UNION SELECT text FROM articles --", "NEAR(", "a AND", "title:x", "*", "^x", "-x"):
        target = "/api/v1/search?q=x" + urllib.parse.quote(" " + sql)
        assert ask(port, target).status == 200, sql
        assert ask(port, "/api/v1/events?person=" + urllib.parse.quote(sql)).json()["rows"] == []
        ask(port, "/api/v1/events?actor=" + urllib.parse.quote(sql)).problem(400, "bad-parameter")


def check_methods(port):
    for target, allow in (("/api/v1/events", {"GET", "HEAD", "OPTIONS"}), ("/api/v1/check", {"POST", "OPTIONS"}),
                          ("/", {"GET", "HEAD", "OPTIONS"}), ("/api/v1/changes", {"GET", "HEAD", "OPTIONS"})):
        reply = ask(port, target, method="PUT")
        reply.problem(405, "method")
        assert set(reply.headers["allow"].split(", ")) == allow, (target, reply.headers)
        options = ask(port, target, method="OPTIONS")
        assert options.status == 204 and set(options.headers["allow"].split(", ")) == allow and not options.body
    ask(port, "/api/v1/check").problem(405, "method")
    ask(port, "/nothing", method="DELETE").problem(405, "method")
    ask(port, "/api/v1/nothing", method="DELETE").problem(404, "not-found")
    for target in ("/", "/api/", "/api/v1/brief/KAZ/CHN", "/api/v1/changes", "/api/v1/nothing"):
        head = ask(port, target, method="HEAD")
        assert not head.body
        if target != "/api/v1/changes":
            assert head.status == ask(port, target).status
            assert int(head.headers["content-length"]) == len(ask(port, target).body)


def check_caching(port):
    first = get(port, "/api/v1/brief/KAZ/CHN")
    etag = first.headers["etag"]
    assert etag.startswith('W/"') and first.headers["cache-control"] == "private, no-cache"
    for tags in (etag, '"other", ' + etag, etag[2:], "*"):
        again = ask(port, "/api/v1/brief/KAZ/CHN", If_None_Match=tags)
        assert again.status == 304 and not again.body and again.headers["etag"] == etag, tags
        check_headers(again)
    assert get(port, "/api/v1/brief/KAZ/CHN", If_None_Match='"other"').body == first.body
    assert get(port, "/api/v1/events").headers["etag"] == etag, "a tag is of the record and the program"
    zipped = get(port, "/api/v1/brief/KAZ/CHN", Accept_Encoding="br, gzip")
    assert zipped.headers["content-encoding"] == "gzip" and gzip.decompress(zipped.body) == first.body
    assert "accept-encoding" in zipped.headers["vary"].lower() and len(zipped.body) < len(first.body) / 2
    for refused in ("identity", "br", "gzip;q=0"):
        assert "content-encoding" not in get(port, "/api/v1/brief/KAZ/CHN", Accept_Encoding=refused).headers


def check_description(port):
    description = get(port, "/api/").json()
    assert description == get(port, "/api/openapi.json").json() == get(port, "/api", Accept="*/*").json()
    with open(os.path.join(SOURCE, "docs", "openapi.json"), encoding="utf-8") as file:
        assert description == json.load(file)
    page = get(port, "/api/", Accept="text/html,application/xhtml+xml,*/*;q=0.8")
    assert page.headers["content-type"].startswith("text/html")
    for name in description["x-problems"]:
        assert f'id="{name}"' in page.body.decode()
    page = get(port, "/")
    assert page.headers["content-type"].startswith("text/html") and b"<html" in page.body
    assert get(port, "/view/pair/KAZ/CHN").body == page.body


def check_check(port):
    text = ("ASTANA, Kazakhstan, February 14. Speaker Yerlan Koshanov met Ambassador Han Chunlin of China on Friday to "
            "discuss energy and tourism.")
    found = ask(port, "/api/v1/check", "POST", text.encode(), Content_Type="text/plain; charset=utf-8").json()
    assert [one["finding"]["event"] for one in found["findings"] if one["kind"] == "event"] == ["CONSULT"], found
    assert found["article"]["text"] == text and all(one["id"] is None for one in found["findings"])
    article = json.dumps({"text": text, "date": "2025-02-14", "title": "Koshanov meets Han"})
    dated = ask(port, "/api/v1/check", "POST", article, Content_Type="application/json").json()
    event = [one for one in dated["findings"] if one["kind"] == "event"][0]["finding"]
    assert event["date"]["from"] == "2025-02-14" and dated["article"]["published"] == "2025-02-14"
    for body, media, status, kind in ((b"", "text/plain", 422, "unreadable-text"), (b" \n", "text/plain", 422, "unreadable-text"),
                                      (b"\xff\xfe", "text/plain", 422, "unreadable-text"),
                                      (b"{", "application/json", 422, "unreadable-text"),
                                      (b'{"title":"x"}', "application/json", 422, "unreadable-text"),
                                      (b"<p>x</p>", "text/html", 415, "media-type"), (b"x", "", 415, "media-type"),
                                      (b"x" * (1 << 20) + b"x", "text/plain", 413, "too-large")):
        ask(port, "/api/v1/check", "POST", body, Content_Type=media).problem(status, kind)
    # In chunks, so that its length is not told before; what is refused is taken whole before the answer.
    chunks = iter([b"x" * (1 << 16)] * 40)
    ask(port, "/api/v1/check", "POST", chunks, Content_Type="text/plain").problem(413, "too-large")
    ask(port, "/api/v1/check", "POST", b"x" * (12 << 20), Content_Type="text/plain").problem(413, "too-large")


def check_stories(port, record):
    given = get(port, "/api/v1/stories").json()
    whole = json.loads(run("stories", "--record", record, "--format", "json").stdout)
    assert given["rows"] == whole["rows"]
    article = get(port, "/api/v1/events?limit=1").json()["rows"][0]["article"]
    one = get(port, "/api/v1/stories/" + urllib.parse.quote(article) + "?history=yes").json()
    assert article in [row["article"] for row in one["rows"]]
    assert ask(port, "/api/v1/stories/none").problem(404, "not-found")["parameter"] == "ID"


def check_statistics(port, folder, record, statistics):
    """Statistics that are loaded while the server runs are in the next answers, under new tags."""
    text = "Trade between Kazakhstan and China amounted to $30.1 billion in 2024."
    for target in ("/api/v1/statistics", "/api/v1/statistics/KAZ/CHN"):
        ask(port, target).problem(404, "no-statistics")
    assert ask(port, "/api/v1/check", "POST", text, Content_Type="text/plain").json()["claims"] is None
    before = get(port, "/api/v1/brief/KAZ/CHN")
    assert not get(port, "/api/v1/version").json()["has_statistics"]
    run("statistics", "load", "sample/official-trade_2025-03-01.csv", "--statistics", statistics)
    assert get(port, "/api/v1/version").json()["has_statistics"]
    after = ask(port, "/api/v1/brief/KAZ/CHN", If_None_Match=before.headers["etag"])
    assert after.status == 200 and after.headers["etag"] != before.headers["etag"]
    options = ["--statistics", statistics]
    assert after.json() == command_json("brief", "KAZ", "CHN", "--record", record, *options)
    assert get(port, "/api/v1/statistics/KAZ/CHN").json() == command_json("statistics", "KAZ", "CHN", *options)
    assert get(port, "/api/v1/statistics/Kazakhstan/cn?format=csv&goods=yes").body.decode() == run(
        "statistics", "KAZ", "CHN", "--goods", "--format", "csv", *options).stdout
    assert get(port, "/api/v1/statistics").json() == command_json("statistics", *options)
    figures = get(port, "/api/v1/figures?actor=KAZ&with=CHN&limit=1000").json()["rows"]
    assert figures == command_json("figures", "--actor", "KAZ", "--with", "CHN", "--record", record, *options)["rows"]
    assert any(row["verdict"] for row in figures)
    path = os.path.join(folder, "claim.txt")
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    claims = ask(port, "/api/v1/check", "POST", text, Content_Type="text/plain").json()["claims"]
    told = [json.loads(line) for line in run("check", path, "--format", "jsonl", *options).stdout.splitlines()]
    assert claims and [claim["verdict"] for claim in claims] == [claim["verdict"] for claim in told]
    for target, parameter in (("/api/v1/statistics/KAZ/Nowhereland", "B"), ("/api/v1/statistics/KAZ/kz", "B"),
                              ("/api/v1/statistics/KAZ/CHN?year=0", "year"), ("/api/v1/statistics/KAZ/CHN?goods=1", "goods")):
        assert ask(port, target).problem(400, "bad-parameter")["parameter"] == parameter


def check_gate(port):
    for host in ("localhost", f"localhost:{port}", f"127.0.0.1:{port}", "[::1]", f"LOCALHOST:{port}"):
        assert get(port, "/api/v1/version", Host=host).status == 200
    for host in ("evil.example", f"localhost.evil.example:{port}", "127.0.0.1.evil.example", "localhost@evil.example", "[::1"):
        ask(port, "/api/v1/version", Host=host).problem(421, "wrong-host")
        ask(port, "/", Host=host).problem(421, "wrong-host")
    own = f"http://127.0.0.1:{port}"
    for headers in ({"Origin": own}, {"Sec_Fetch_Site": "same-origin", "Origin": own}, {}):
        assert ask(port, "/api/v1/check", "POST", b"Text.", Content_Type="text/plain", **headers).status == 200
    for headers in ({"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": "http://localhost:1"},
                    {"Sec_Fetch_Site": "cross-site"}, {"Sec_Fetch_Site": "same-site"}):
        ask(port, "/api/v1/check", "POST", b"Text.", Content_Type="text/plain", **headers).problem(403, "foreign-origin")


def raw(port, data, timeout=30):
    """What comes back for bytes that are no proper request."""
    with socket.create_connection(("127.0.0.1", port), timeout=timeout) as connection:
        connection.sendall(data)
        received = b""
        with contextlib.suppress(ConnectionResetError):
            while chunk := connection.recv(65536):
                received += chunk
        return received


def check_broken_requests(port):
    """None of them may bring the server down, and each is refused."""
    end = b"\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    for data, status in ((b"GET /" + b"x" * 9000 + b" HTTP/1.1" + end, b"414"),
                         (b"GET / HTTP/1.1\r\nX: " + b"y" * 60000 + end, b"431"),
                         (b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n", b"400"),
                         (b"GET\r\n\r\n", b"400"),
                         (b"POST /api/v1/check HTTP/1.1\r\nContent-Type: text/plain\r\nContent-Length: 99999999999" + end, b"413"),
                         (b"POST /api/v1/check HTTP/1.1\r\nContent-Type: text/plain\r\nContent-Length: -5" + end, b"4"),
                         (b"POST /api/v1/events HTTP/1.1\r\nContent-Length: 9999999" + end, b"413")):
        received = raw(port, data)
        assert received == b"" or received.split(b" ")[1].startswith(status), (data[:60], received[:200])
    chunked = b"POST /api/v1/check HTTP/1.1\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked" + end
    received = raw(port, chunked + b"10000\r\n" + b"x" * 65536 + b"\r\n" + (b"100000\r\n" + b"x" * 1048576 + b"\r\n") * 2)
    assert not received.startswith(b"HTTP/1.1 200"), received[:200]
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(b"\x00\x01\x02\r\n\r\n")  # no request line: the library waits for one until its patience is over
    assert get(port, "/api/v1/version").status == 200


def next_event(stream):
    event = {}
    while True:
        line = stream.readline().decode().rstrip("\n")
        if not line and "event" in event:
            return event
        if ": " in line and not line.startswith(":"):
            name, value = line.split(": ", 1)
            event[name] = value


def check_changes(port, record, folder):
    """A page that listens hears of articles that another program reads in; answers are then new ones."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/api/v1/changes")
    stream = connection.getresponse()
    assert stream.status == 200 and stream.getheader("Content-Type") == "text/event-stream"
    before = get(port, "/api/v1/version").json()
    assert json.loads(next_event(stream)["data"]) == {"record_version": before["record_version"]}
    tag = get(port, "/api/v1/events?limit=5").headers["etag"]
    cursor = get(port, "/api/v1/events?limit=5").json()["next_cursor"]
    more = os.path.join(folder, "more.jsonl")
    with open(more, "w", encoding="utf-8") as file:
        file.write(json.dumps({"id": "later", "date": "2001-05-04", "text": "The foreign ministers of Norway and Portugal "
                               "met in Oslo on 3 May 2001 and discussed fisheries."}) + "\n")
    run("read", more, "--record", record)
    event = next_event(stream)
    assert event["event"] == "record" and json.loads(event["data"])["record_version"] > before["record_version"]
    connection.close()
    after = get(port, "/api/v1/version").json()
    assert after["articles"] == before["articles"] + 1
    reply = ask(port, "/api/v1/events?limit=5", If_None_Match=tag)
    assert reply.status == 200 and reply.headers["etag"] != tag
    assert reply.json()["rows"][0]["article"] == "later", "the oldest event of all comes first"
    # The next page begins behind the row that the page before ended with, although one came in before it.
    page = get(port, f"/api/v1/events?limit=5&cursor={cursor}").json()["rows"]
    whole = get(port, "/api/v1/events?limit=1000").json()["rows"]
    assert [row["id"] for row in page] == [row["id"] for row in whole[6:11]]


def check_token(record):
    run("serve", "--record", record, "--host", "0.0.0.0", "--port", "0", code=2)
    refused = run("serve", "--record", record, "--host", "::", "--port", "0", code=2)
    assert "--token" in refused.stderr and "CHANCERY_TOKEN" in refused.stderr
    with served(record, "--host", "0.0.0.0", "--allow-host", "desk.example", env={"CHANCERY_TOKEN": TOKEN}) as port:
        reply = ask(port, "/api/v1/version")
        reply.problem(401, "token-needed")
        assert reply.headers["www-authenticate"].startswith("Bearer")
        for wrong in (TOKEN[:-1], TOKEN + "x", "", "Bearer", TOKEN.upper()):
            ask(port, "/api/v1/version", Authorization="Bearer " + wrong).problem(401, "token-needed")
        ask(port, "/", Authorization=TOKEN).problem(401, "token-needed")
        assert get(port, "/api/v1/version", Authorization="Bearer " + TOKEN).status == 200
        assert get(port, "/api/v1/version", Authorization="bearer " + TOKEN, Host="desk.example").status == 200
        ask(port, "/api/v1/version", Authorization="Bearer " + TOKEN, Host="other.example").problem(421, "wrong-host")
        form = ask(port, "/", Accept="text/html")
        assert form.status == 401 and b'action="/token"' in form.body
        wrong = ask(port, "/token", "POST", "token=guess", Content_Type="application/x-www-form-urlencoded")
        assert wrong.status == 401 and "set-cookie" not in wrong.headers
        ask(port, "/token", "POST", "token=" + TOKEN, Origin="http://evil.example").problem(403, "foreign-origin")
        right = ask(port, "/token", "POST", "token=" + TOKEN, Content_Type="application/x-www-form-urlencoded")
        cookie = right.headers["set-cookie"]
        assert right.status == 303 and "HttpOnly" in cookie and "SameSite=Strict" in cookie and TOKEN not in cookie
        assert get(port, "/api/v1/version", Cookie=cookie.split(";")[0]).status == 200
        ask(port, "/api/v1/version", Cookie="chancery_session=0").problem(401, "token-needed")


def check_slow_clients(record):
    """Who dribbles is cut, whoever waits is not; both at once, and others are served meanwhile."""
    with served(record, "--patience", "2") as port:
        outcome = {}

        def dribble(name, data):
            with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
                sent = 0
                try:
                    while sent < len(data):
                        connection.sendall(data[sent:sent + 1])
                        sent += 1
                        connection.settimeout(0.3)
                        with contextlib.suppress(TimeoutError):
                            if connection.recv(1) == b"":
                                break
                except OSError:
                    pass
                outcome[name] = sent

        head = b"GET /api/v1/version HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 200
        body = b"POST /api/v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 500\r\n\r\n"
        threads = [threading.Thread(target=dribble, args=("head", head)), threading.Thread(target=dribble, args=("body", body + b"x" * 500))]
        listener = socket.create_connection(("127.0.0.1", port), timeout=20)
        listener.sendall(b"GET /api/v1/changes HTTP/1.1\r\nHost: localhost\r\n\r\n")
        for thread in threads:
            thread.start()
        for _ in range(5):
            assert get(port, "/api/v1/brief/KAZ/CHN").status == 200
        for thread in threads:
            thread.join()
        assert outcome["head"] < len(head) and outcome["body"] < len(body) + 500, outcome
        listener.setblocking(False)
        received = listener.recv(65536)
        assert b"event: record" in received
        with contextlib.suppress(BlockingIOError):
            assert listener.recv(1) != b"", "who only listens was cut as well"
        listener.close()


def check_many(port):
    """Thirty at once get what one gets."""
    targets = ["/api/v1/brief/KAZ/CHN?limit=%d" % (n % 5 + 1) for n in range(15)] + ["/api/v1/timeline?actor=KAZ&limit=%d" % (n + 1) for n in range(15)]
    replies = [None] * len(targets)

    def fetch(at):
        replies[at] = ask(port, targets[at])

    threads = [threading.Thread(target=fetch, args=(at,)) for at in range(len(targets))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for target, reply in zip(targets, replies):
        assert reply is not None and reply.status == 200 and reply.body == get(port, target).body, target


def check_usage(record):
    run("serve", "--record", "/nonexistent/record.db", "--port", "0", code=3)
    run("serve", "--record", record, "--host", "no such host", code=2)
    with served(record, end=signal.SIGINT) as port:
        taken = run("serve", "--record", record, "--port", str(port), code=2)
        assert "--port" in taken.stderr, taken.stderr


def step(name, *arguments):
    globals()[name](*arguments)
    print(name, flush=True)


def main():
    with tempfile.TemporaryDirectory() as folder:
        record = os.path.join(folder, "chancery.db")
        run("read", "sample", "--record", record)
        statistics = os.path.join(folder, "statistics.db")
        with served(record, env={"CHANCERY_STATISTICS": statistics}) as port:
            step("check_answers", port, record)
            step("check_pages", port)
            step("check_states", port)
            step("check_wrong_questions", port)
            step("check_methods", port)
            step("check_caching", port)
            step("check_description", port)
            step("check_check", port)
            step("check_gate", port)
            step("check_stories", port, record)
            step("check_broken_requests", port)
            step("check_many", port)
            step("check_changes", port, record, folder)
            step("check_statistics", port, folder, record, statistics)
        step("check_token", record)
        step("check_slow_clients", record)
        step("check_usage", record)
    print("serve: all as it should be")


if __name__ == "__main__":
    main()
