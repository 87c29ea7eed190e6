#!/usr/bin/env python3
"""What people have, read as it is: archives, feeds, mails, pages, encodings; and what is refused, by its place.

Usage: test_formats.py CHANCERY SOURCE_FOLDER [unittest arguments]
"""
import bz2
import email.message
import email.policy
import gzip
import io
import json
import lzma
import os
import pathlib
import random
import resource
import shutil
import signal
import sqlite3
import struct
import subprocess
import sys
import tarfile
import tempfile
import time
import unittest
import zipfile

CHANCERY = os.path.abspath(sys.argv[1])
ENVIRONMENT = {k: v for k, v in os.environ.items() if not k.startswith(("CHANCERY_", "XDG_"))} | {"CHANCERY_TIER": "scan"}
TODAY = ["--today", "2025-03-01"]


def run(*arguments, stdin=b"", **keywords):
    return subprocess.run([CHANCERY, *map(str, arguments)], input=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          env=ENVIRONMENT, check=False, **keywords)


def text_of(number, place="Strelsau"):
    """A report of our own, another one for each number."""
    return (f"{place.upper()}, Ruritania, February {number % 27 + 1}. The foreign ministers of Ruritania and Freedonia met in "
            f"{place} to discuss treaty number {number} on the border. They agreed that the experts of both sides "
            f"would meet again in the spring, and that the {number} crossings would stay open.\n\n"
            f"The ministers have known each other for {number % 9 + 2} years. They spoke about trade as well.")


def page_of(number, head="", title=None):
    paragraphs = "".join(f"<p>{p}</p>\n" for p in text_of(number).split("\n\n"))
    title = title or f"Ministers discuss treaty {number}"
    return (f"<!DOCTYPE html><html lang=\"en\"><head><title>{title}</title>{head}</head><body><nav><a href=\"/\">Home</a></nav>"
            f"<article><h1>{title}</h1>{paragraphs}</article><footer>Imprint</footer></body></html>")


def zip_of(files, **keywords):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, **keywords) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def tar_of(files, mode="w"):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, content in files.items():
            content = content if isinstance(content, bytes) else content.encode()
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


class Base(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="chancery-formats-"))
        self.addCleanup(shutil.rmtree, self.folder)

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def read(self, *arguments, code=0, stdin=b""):
        """The articles that --print gives, by their places below the folder; the messages are kept."""
        out = run("read", "--print", *TODAY, *arguments, stdin=stdin)
        self.messages = out.stderr.decode()
        self.assertEqual(out.returncode, code, self.messages)
        self.articles = [json.loads(line) for line in out.stdout.decode().splitlines()]
        return {os.path.relpath(a["file"], self.folder) if a["file"] != "-" else "-": a for a in self.articles}

    def refusal(self, name, reason):
        lines = [line for line in self.messages.splitlines() if line.startswith(f"{self.folder / name}:")]
        self.assertEqual(len(lines), 1, self.messages)
        self.assertIn(reason, lines[0])


class TestArchives(Base):
    def test_every_packing_gives_the_same_articles(self):
        files = {f"2024/{i:02}.txt": text_of(i) for i in range(20)}
        for name, content in files.items():
            self.write("folder/" + name, content)
        wanted = {name: a["text"] for name, a in self.read(self.folder / "folder").items()}
        self.assertEqual(len(wanted), 20)
        packed = {"a.zip": zip_of(files), "a.tar": tar_of(files), "a.tgz": tar_of(files, "w:gz"),
                  "a.tar.bz2": tar_of(files, "w:bz2"), "a.tar.xz": tar_of(files, "w:xz"),
                  # told by content, not by name
                  "report.txt": tar_of(files, "w:gz")}
        ids = None
        for name, content in packed.items():
            path = self.write(name, content)
            got = self.read(path)
            self.assertEqual({n.replace(name, "folder", 1): a["text"] for n, a in got.items()}, wanted, name)
            self.assertEqual(ids or (ids := {a["id"] for a in self.articles}), {a["id"] for a in self.articles})
            # Through a pipe nothing can be sought.
            self.read("-", stdin=content)
            self.assertEqual(sorted(a["text"] for a in self.articles), sorted(wanted.values()), name)

    def test_single_compressed_files_keep_their_name(self):
        lines = "".join(json.dumps({"id": str(i), "text": text_of(i)}) + "\n" for i in range(500)).encode()
        for name, content in {"a.jsonl.gz": gzip.compress(lines), "a.jsonl.bz2": bz2.compress(lines),
                              "a.jsonl.xz": lzma.compress(lines),
                              "two.jsonl.gz": gzip.compress(lines[:1000]) + gzip.compress(lines[1000:])}.items():
            self.read(self.write(name, content))
            self.assertEqual([a["id"] for a in self.articles], [str(i) for i in range(500)], name)
            self.assertTrue(all(a["file"].endswith(name) for a in self.articles))

    def test_archives_within_archives(self):
        inner = zip_of({"deep/a.txt.gz": gzip.compress(text_of(1).encode())})
        outer = self.write("mails.zip", zip_of({"day.tar.gz": tar_of({"in.zip": inner, "b.txt": text_of(2)}, "w:gz"), "c.txt": text_of(3)}))
        self.assertEqual({n: a["text"] for n, a in self.read(outer).items()},
                         {"mails.zip/day.tar.gz/in.zip/deep/a.txt.gz": text_of(1), "mails.zip/day.tar.gz/b.txt": text_of(2),
                          "mails.zip/c.txt": text_of(3)})

    def test_nesting_has_an_end(self):
        content = text_of(1).encode()
        for i in range(8):
            content = zip_of({"next.zip" if i else "a.txt": content})
        path = self.write("nested.zip", zip_of({"bomb.zip": content, "good.txt": text_of(2)}))
        self.assertEqual(list(self.read(path, code=1)), ["nested.zip/good.txt"])
        self.assertIn("archives within archives", self.messages)
        self.assertIn("1 bomb", self.messages)

    def test_bombs(self):
        self.write("in/zeros.txt.gz", gzip.compress(b"a" * (64 << 20)))
        self.write("in/big.zip", zip_of({"big.txt": b"word " * (40 << 20)}))
        lines = (json.dumps({"text": "x" * 50}) + "\n").encode() * (2 << 20)
        self.write("in/lines.jsonl.xz", lzma.compress(lines[:100 << 20], preset=0))
        self.write("in/ok.txt", text_of(1))
        start = time.monotonic()
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        self.read(self.folder / "in", code=1)
        self.assertLess(time.monotonic() - start, 60)
        self.refusal("in/zeros.txt.gz", "larger than 8 MiB")
        self.refusal("in/big.zip/big.txt", "bomb")
        self.refusal("in/lines.jsonl.xz", "bomb")
        self.assertIn("2 bomb", self.messages)
        self.assertIn(text_of(1), [a["text"] for a in self.articles])
        # A sanitizer keeps what was freed, and marks around it.
        most = 1600 << 10 if os.environ.get("CHANCERY_SANITIZE") else 400 << 10
        self.assertLess(max(before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss), most)

    def test_cut_short_what_came_before_stands(self):
        files = {f"{i:02}.txt": text_of(i) + str(random.Random(i).random()) for i in range(20)}
        for name, content in {"a.zip": zip_of(files), "a.tar": tar_of(files), "a.tar.gz": tar_of(files, "w:gz")}.items():
            path = self.write(name, content[:len(content) // 2])
            got = self.read(path, code=1)
            self.assertIn("1 truncated", self.messages, name)
            self.assertIn("1 refused", self.messages, name)
            self.assertGreater(len(got), 3, name)
            for place, article in got.items():
                self.assertEqual(article["text"], files[place.split("/")[-1]])
        lines = "".join(json.dumps({"id": str(i), "text": text_of(i)}) + "\n" for i in range(2000)).encode()
        packed = gzip.compress(lines)
        self.read(self.write("a.jsonl.gz", packed[:len(packed) // 2]), code=1)
        self.assertIn("1 truncated", self.messages)
        self.assertGreater(len(self.articles), 500)
        self.assertEqual([a["text"] for a in self.articles], [text_of(i) for i in range(len(self.articles))])
        # A cut text is no text.
        self.assertEqual(self.read(self.write("a.txt.gz", gzip.compress(text_of(1).encode())[:-20]), code=1), {})
        self.refusal("a.txt.gz", "cut short")

    def test_a_bad_member_does_not_lose_the_good_ones(self):
        files = {"a.txt": text_of(1), "bad.bin": b"\x00\x01\x02" * 100, "empty.txt": " \n", "huge.txt": os.urandom(3 << 20).hex() * 2,
                 "picture.png": b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "readme.md": "about", "__MACOSX/._a.txt": b"\0\5\x16\7", "z.txt": text_of(2)}
        self.write("a.zip", zip_of(files))
        self.write("a.tgz", tar_of(files, "w:gz"))
        for name in ("a.zip", "a.tgz"):
            self.assertEqual(sorted(self.read(self.folder / name, code=1)), [f"{name}/a.txt", f"{name}/z.txt"])
            self.refusal(f"{name}/bad.bin", "binary")
            self.refusal(f"{name}/empty.txt", "no text")
            self.refusal(f"{name}/huge.txt", "larger than 8 MiB")
            self.refusal(f"{name}/picture.png", "a picture")
            self.assertIn("2 files passed over", self.messages)

    def test_a_damaged_member(self):
        files = {f"{i}.txt": text_of(i) for i in range(5)}
        content = bytearray(zip_of(files))
        at = content.find(b"2.txt") + 5
        content[at + 40:at + 60] = bytes(20)
        got = self.read(self.write("a.zip", bytes(content)), code=1)
        self.assertEqual(sorted(got), [f"a.zip/{i}.txt" for i in (0, 1, 3, 4)])
        self.refusal("a.zip/2.txt", "damaged")

    def test_a_password(self):
        # Only the flag of encryption is set: that is what a reader sees (APPNOTE 4.4.4).
        content = bytearray(zip_of({"a.txt": text_of(1), "b.txt": text_of(2)}))
        content[6] |= 1
        central = content.find(b"PK\1\2")
        content[central + 8] |= 1
        self.assertEqual(list(self.read(self.write("a.zip", bytes(content)), code=1)), ["a.zip/b.txt"])
        self.refusal("a.zip/a.txt", "password")
        self.assertIn("1 encrypted", self.messages)

    def test_names_of_any_encoding(self):
        path = self.write("a.zip", zip_of({"Отчёт/встреча.txt": text_of(1), "plain.txt": text_of(2)}))
        self.assertEqual(sorted(self.read(path)), ["a.zip/plain.txt", "a.zip/Отчёт/встреча.txt"])
        path = self.write("a.tar", tar_of({"Отчёт/встреча.txt": text_of(1), "line\nbreak.txt": text_of(2)}))
        self.assertEqual(sorted(self.read(path)), ["a.tar/line?break.txt", "a.tar/Отчёт/встреча.txt"])

    def test_a_hundred_thousand_members_in_little_memory(self):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
            for i in range(100000):
                archive.writestr(f"{i}.txt", "")
            archive.writestr("last.txt", text_of(1))
        path = self.write("a.zip", out.getvalue())
        out = run("read", "--print", path)
        self.assertEqual(out.returncode, 1)
        self.assertIn(b"100000 empty", out.stderr)
        self.assertEqual(len(out.stdout.splitlines()), 1)

    def test_office_documents_are_named_as_such(self):
        self.read(self.write("a.docx", zip_of({"[Content_Types].xml": "<Types/>", "word/document.xml": "<x/>"})), code=1)
        self.refusal("a.docx", "an Office document")


def rss(items, head="", declaration='<?xml version="1.0" encoding="UTF-8"?>'):
    return (f'{declaration}\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Ruritanian Gazette</title>'
            f'<link>https://gazette.example/</link>{head}{items}</channel></rss>')


class TestFeeds(Base):
    def test_rss_with_full_text(self):
        html = "".join(f"<p>{p}</p>" for p in text_of(7).split("\n\n"))
        path = self.write("feed.xml", rss(
            f"<item><title>Ministers &amp;amp; treaty</title><link>https://gazette.example/7</link>"
            f"<guid isPermaLink='false'>g7</guid><dc:creator>Anna Zenda</dc:creator>"
            f"<pubDate>Fri, 07 Feb 2025 22:30:00 +0500</pubDate><description>Short.</description>"
            f"<content:encoded><![CDATA[{html}<p>Fran&ccedil;ois wrote this.</p>]]></content:encoded></item>"))
        self.read(path)
        article = self.articles[0]
        self.assertEqual(article["title"], "Ministers & treaty")
        self.assertEqual(article["url"], "https://gazette.example/7")
        self.assertEqual(article["date"], "2025-02-07")
        self.assertEqual(article["source"], "Ruritanian Gazette")
        self.assertEqual(article["author"], "Anna Zenda")
        self.assertEqual(article["guid"], "g7")
        self.assertEqual(article["language"], "en")
        self.assertIn("number 7 on the border", article["text"])
        self.assertIn("François wrote", article["text"])
        self.assertNotIn("<p>", article["text"])
        self.assertNotIn("Short.", article["text"])

    def test_the_four_kinds_say_the_same(self):
        text = " ".join(text_of(3).split())
        atom = (f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title type="text">Ruritanian Gazette</title>'
                f'<entry><title>T 3</title><link rel="self" href="https://x.example/self"/><link href="https://gazette.example/3"/>'
                f'<id>tag:gazette.example,2025:3</id><published>2025-02-04T10:00:00Z</published><updated>2025-02-09T10:00:00Z</updated>'
                f'<author><name>Anna Zenda</name></author><summary>Short.</summary>'
                f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{text}</p></div></content></entry></feed>')
        rdf = (f'<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
               f'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://gazette.example/"><title>Ruritanian Gazette</title>'
               f'<items><rdf:Seq><rdf:li rdf:resource="https://gazette.example/3"/></rdf:Seq></items></channel>'
               f'<image><title>Logo</title></image><item rdf:about="https://gazette.example/3"><title>T 3</title>'
               f'<link>https://gazette.example/3</link><description>{text}</description><dc:date>2025-02-04T10:00:00Z</dc:date>'
               f'<dc:creator>Anna Zenda</dc:creator></item></rdf:RDF>')
        jsonfeed = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Ruritanian Gazette", "items": [
            {"id": "3", "url": "https://gazette.example/3", "title": "T 3", "content_html": f"<p>{text}</p>",
             "date_published": "2025-02-04T10:00:00Z", "authors": [{"name": "Anna Zenda"}]}]})
        rss2 = rss(f"<item><title>T 3</title><link>https://gazette.example/3</link><description>{text}</description>"
                   f"<pubDate>Tue, 04 Feb 2025 10:00:00 GMT</pubDate><author>a@x.example (Anna Zenda)</author></item>")
        got = []
        for name, content in {"atom": atom, "rdf": rdf, "jsonfeed": jsonfeed, "rss": rss2, "et": atom.replace("<feed xmlns", "<ns0:feed xmlns").replace("</", "</ns0:").replace("</ns0:div", "</div").replace("</ns0:p>", "</p>").replace("<entry", "<ns0:entry").replace("<title", "<ns0:title").replace("<link", "<ns0:link").replace("<id", "<ns0:id").replace("<published", "<ns0:published").replace("<updated", "<ns0:updated").replace("<author", "<ns0:author").replace("<name", "<ns0:name").replace("<summary", "<ns0:summary").replace("<content", "<ns0:content")}.items():
            self.read(self.write(name, content))
            self.assertEqual(len(self.articles), 1, name)
            got.append({k: self.articles[0].get(k) for k in ("id", "title", "date", "source", "url", "author", "language", "text")})
        for one in got[1:]:
            self.assertEqual(one, got[0])
        self.assertEqual(got[0]["text"], text)

    def test_broken_feeds(self):
        items = (f"<item><title>One & only &nbsp; &bogus;</title><description>{text_of(1)} <br> A & B <b>unclosed</description></item>\n"
                 f"<item><title>No end</title><description>{text_of(2)}</description>\n"
                 f"<item><title>CDATA ]] in it</title><description><![CDATA[{text_of(3)} </item> is no end]]></description>"
                 f"<pubDate>not a date</pubDate></item>"
                 f"<item><title>Only a title</title></item>"
                 f"<item><title>Control \x01\x0b</title><link>https://x.example/<description>{text_of(5)}</description></item>")
        got = self.read(self.write("feed.xml", "\n\n" + rss(items)), code=1)
        self.assertEqual(len(self.articles), 4, self.messages)
        self.assertIn("unclosed", self.articles[0]["text"])
        self.assertIn("A & B", self.articles[0]["text"])
        self.assertIn("</item> is no end" if "</item>" in self.articles[2]["text"] else "is no end", self.articles[2]["text"])
        # No date in the feed: that of the text.
        self.assertIn("number 5 on", self.articles[3]["text"])
        self.assertIn("feed.xml:4: an entry without text, only a title", self.messages)
        del got

    def test_no_entity_is_expanded_or_fetched(self):
        self.write("secret.txt", "TOP SECRET")
        bomb = "".join(f'<!ENTITY l{i} "{("&l%d;" % (i - 1)) * 10 if i else "lol" * 10}">' for i in range(10))
        declaration = (f'<?xml version="1.0"?><!DOCTYPE rss [{bomb}<!ENTITY x SYSTEM "file://{self.folder}/secret.txt">]>')
        start = time.monotonic()
        self.read(self.write("feed.xml", rss(f"<item><title>t</title><description>{text_of(1)} &l9; &x;</description></item>", "", declaration)))
        self.assertLess(time.monotonic() - start, 30)
        self.assertNotIn("SECRET", self.articles[0]["text"])
        self.assertNotIn("lollol", self.articles[0]["text"])
        self.assertIn("number 1 on", self.articles[0]["text"])

    def test_wrong_and_old_encodings(self):
        text = text_of(4) + " Café – “naïve”."
        for charset, declared in (("windows-1252", "iso-8859-1"), ("utf-8", "windows-1251"), ("windows-1252", "utf-8"), ("utf-16", "utf-16")):
            content = rss(f"<item><title>Café</title><description>{text}</description></item>", "",
                          f'<?xml version="1.0" encoding="{declared}"?>').encode(charset)
            self.read(self.write("feed.xml", content))
            self.assertIn("Café – “naïve”.", self.articles[0]["text"], (charset, declared))
            self.assertEqual(self.articles[0]["title"], "Café")

    def test_a_long_feed_entry_by_entry(self):
        items = "".join(f"<item><title>T {i}</title><description>{text_of(i)}</description></item>" for i in range(3000))
        path = self.write("feed.xml.gz", gzip.compress(rss(items).encode()))
        self.read("--threads", "3", path)
        self.assertEqual([a["title"] for a in self.articles], [f"T {i}" for i in range(3000)])
        cut = self.write("cut.xml", rss(items)[:200000])
        self.read(cut, code=1)
        self.assertGreater(len(self.articles), 300)
        self.assertIn("cut short within this entry", self.messages)

    def test_an_oversized_entry(self):
        items = (f"<item><title>a</title><description>{text_of(1)}</description></item>"
                 f"<item><title>b</title><description>{'word ' * (4 << 20)}</description></item>"
                 f"<item><title>c</title><description>{text_of(2)}</description></item>")
        self.read(self.write("feed.xml", rss(items)), code=1)
        self.assertEqual([a["title"] for a in self.articles], ["a", "c"])
        self.assertIn("feed.xml:2: an entry of", self.messages)

    def test_json_objects_over_several_lines(self):
        objects = [{"id": f"j{i}", "text": text_of(i), "title": "} ] \" {"} for i in range(4)]
        for content in (json.dumps(objects, indent=1), json.dumps(objects), "\n".join(json.dumps(o, indent=2) for o in objects)):
            self.read(self.write("a.json", content))
            self.assertEqual([a["id"] for a in self.articles], ["j0", "j1", "j2", "j3"])
        self.read(self.write("a.json", json.dumps(objects, indent=1)[:900]), code=1)
        self.assertIn("1 truncated", self.messages)
        self.assertEqual([a["id"] for a in self.articles], ["j0", "j1"])

    def test_reading_again_changes_nothing(self):
        feed = self.write("feed.xml", rss("".join(f"<item><title>T {i}</title><guid>g{i}</guid><description>{text_of(i)}</description></item>" for i in range(5))))
        record = self.folder / "a.db"
        self.assertIn(b"5 added", run("read", "--record", record, feed).stderr)
        zipped = self.write("again.zip", zip_of({"feed.xml": feed.read_bytes()}))
        self.assertIn(b"0 added, 0 revised, 5 unchanged", run("read", "--record", record, zipped).stderr)
        # A corrected text is another article: both stay.
        changed = self.write("feed.xml", feed.read_text().replace("number 3 on", "number 33 on"))
        self.assertIn(b"1 added, 0 revised, 4 unchanged", run("read", "--record", record, changed).stderr)


def mail_of(number, html=False, **headers):
    message = email.message.EmailMessage(policy=email.policy.SMTP)
    message["From"] = "Ruritanian News <desk@news.example>"
    message["To"] = "you@desk.example"
    message["Subject"] = f"Ministers discuss – treaty {number}"
    message["Date"] = "Fri, 07 Feb 2025 10:00:00 +0100"
    message["Message-ID"] = f"<{number}@news.example>"
    message.set_content(text_of(number) + "\n-- \nUnsubscribe here\n", charset="utf-8", cte="quoted-printable")
    if html:
        message.add_alternative(page_of(number), subtype="html")
    for name, value in headers.items():
        message[name] = value
    return message


class TestMail(Base):
    def mhtml(self, page, charset="utf-8", location="https://gazette.example/visit.html"):
        body = page.encode(charset)
        lines = ["From: <Saved by Blink>", f"Snapshot-Content-Location: {location}", "Subject: Saved page",
                 "Date: Sat, 1 Feb 2031 10:00:00 -0000", "MIME-Version: 1.0",
                 'Content-Type: multipart/related;', '\ttype="text/html";', '\tboundary="----Boundary--x1----"', "", "",
                 "------Boundary--x1----", "Content-Type: text/html" + (f"; charset={charset}" if charset != "utf-8" else ""),
                 "Content-Transfer-Encoding: base64", f"Content-Location: {location}", ""]
        import base64
        encoded = base64.encodebytes(body).decode().replace("\n", "\r\n")
        tail = ["------Boundary--x1----", "Content-Type: image/png", "Content-Transfer-Encoding: base64", "Content-Location: https://x/p.png", "",
                "iVBORw0KGgo" + "A" * 4000, "------Boundary--x1------", ""]
        return ("\r\n".join(lines) + "\r\n" + encoded + "\r\n" + "\r\n".join(tail)).encode()

    def test_saved_pages(self):
        head = '<meta property="article:published_time" content="2025-02-07T10:00:00+05:00">'
        for charset in ("utf-8", "windows-1251"):
            got = self.read(self.write("page.mhtml", self.mhtml(page_of(7, head), charset)))
            article = got["page.mhtml"]
            self.assertIn("number 7 on the border", article["text"])
            self.assertNotIn("Imprint", article["text"])
            self.assertEqual(article["url"], "https://gazette.example/visit.html")
            # Never the day of saving.
            self.assertEqual(article["date"], "2025-02-07")

    def test_cut_pages(self):
        whole = self.mhtml(page_of(7))
        self.assertEqual(len(self.read(self.write("a.mhtml", whole[:len(whole) - 2000]), code=1)), 1)
        self.refusal("a.mhtml", "cut short behind its text")
        self.assertEqual(self.read(self.write("b.mhtml", whole[:900]), code=1), {})
        self.refusal("b.mhtml", "cut short within its text")

    def test_mails(self):
        for html in (False, True):
            article = self.read(self.write("a.eml", bytes(mail_of(5, html))))["a.eml"]
            self.assertEqual(article["title"], "Ministers discuss – treaty 5")
            self.assertEqual(article["source"], "Ruritanian News")
            self.assertEqual(article["date"], "2025-02-07")
            self.assertEqual(article["message_id"], "5@news.example")
            self.assertEqual(" ".join(article["text"].split()), " ".join(text_of(5).split()))

    def test_an_attachment_alone_is_no_article(self):
        message = email.message.EmailMessage()
        message["From"], message["Subject"], message["MIME-Version"] = "a@x.example", "Report", "1.0"
        message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="a.pdf")
        self.read(self.write("a.eml", bytes(message)), code=1)
        self.refusal("a.eml", "only attachments")

    def test_a_plain_text_that_looks_like_a_mail_stays_as_it_is(self):
        text = "From: the ministry\nDate: 7 February 2025\nSubject: Visit\n\n" + text_of(1)
        self.assertEqual(self.read(self.write("a.txt", text))["a.txt"]["text"], text)

    def test_mailboxes(self):
        box = b"".join(b"From desk@news.example Fri Feb  7 10:00:00 2025\r\n" + bytes(mail_of(i)) + b"\r\n" for i in range(5))
        self.read(self.write("box", box))
        self.assertEqual([a["title"] for a in self.articles], [f"Ministers discuss – treaty {i}" for i in range(5)])


def warc_record(kind, url, block, extra=""):
    return (f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2031-02-07T10:00:00Z\r\n{extra}"
            f"Content-Length: {len(block)}\r\n\r\n").encode() + block + b"\r\n\r\n"


def http(body, kind="text/html", status="200 OK", extra=""):
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{extra}\r\n".encode() + body


class TestWarc(Base):
    def records(self):
        chunked = page_of(2).encode()
        chunked = b"".join(f"{len(p):x}\r\n".encode() + p + b"\r\n" for p in (chunked[:300], chunked[300:])) + b"0\r\n\r\n"
        return [warc_record("warcinfo", "", b"software: x"),
                warc_record("request", "https://gazette.example/1/", b"GET / HTTP/1.1\r\n\r\n"),
                warc_record("response", "https://gazette.example/1/", http(page_of(1).encode("windows-1251"), "text/html; charset=windows-1251")),
                warc_record("response", "https://gazette.example/style.css", http(b"p {}", "text/css")),
                warc_record("response", "https://gazette.example/gone", http(b"gone", status="404 Not Found")),
                warc_record("response", "https://gazette.example/2", http(chunked, extra="Transfer-Encoding: chunked\r\n")),
                warc_record("response", "https://gazette.example/3", http(gzip.compress(page_of(3).encode()), extra="Content-Encoding: gzip\r\n")),
                warc_record("resource", "https://gazette.example/4", page_of(4).encode(), "Content-Type: text/html\r\n")]

    def test_pages_of_an_archive(self):
        wanted = [f"number {i} on the border" for i in (1, 2, 3, 4)]
        for name, content in {"a.warc": b"".join(self.records()), "a.warc.gz": b"".join(map(gzip.compress, self.records()))}.items():
            self.read(self.write(name, content))
            self.assertEqual([w for w, a in zip(wanted, self.articles) if w in a["text"]], wanted)
            self.assertEqual([a["file"] for a in self.articles],
                             [f"{self.folder}/{name}/https://gazette.example/{i}" for i in ("1/", "2", "3", "4")])
            self.assertEqual([a["url"] for a in self.articles], [f"https://gazette.example/{i}" for i in ("1/", "2", "3", "4")])
            self.assertTrue(all("date" not in a or a["date"] < "2031" for a in self.articles))

    def test_cut(self):
        content = b"".join(self.records())
        self.read(self.write("a.warc", content[:-300]), code=1)
        self.assertEqual(len(self.articles), 3)
        self.refusal("a.warc", "cut short")


class TestPages(Base):
    def test_pages_and_the_folders_beside_them(self):
        self.write("Visit.html", page_of(1))
        self.write("Visit_files/frame.html", page_of(2))
        self.write("Visit_files/a.js", "var a;")
        self.write("other/script.js", "var a;")
        self.assertEqual(list(self.read(self.folder)), ["Visit.html"])
        self.assertIn("2 files passed over", self.messages)

    def test_encodings_of_pages(self):
        for charset, meta in (("windows-1251", '<meta charset="windows-1251">'), ("utf-16", ""), ("utf-8", '<meta charset="windows-1251">'),
                              ("windows-1252", "")):
            content = page_of(1, meta, title="Café – two" if charset != "windows-1251" else "Встреча – two").encode(charset)
            article = self.read(self.write("a.html", content))["a.html"]
            self.assertIn("– two", article["title"], charset)

    def test_other_languages(self):
        text = ("Министры иностранных дел двух стран встретились в столице и обсудили договор о границе, который они готовят с "
                "весны. Стороны договорились, что эксперты встретятся снова, а пограничные переходы останутся открытыми. ") * 3
        for charset in ("utf-8", "windows-1251", "koi8-r", "utf-16"):
            self.assertEqual(self.read(self.write("a.txt", text.encode(charset)), code=1), {}, charset)
            self.assertRegex(self.messages, r"a.txt: not English: (RUSSIAN|Russian) \(ru\), \d+% of the text")
            article = self.read("--any-language", self.folder / "a.txt")["a.txt"]
            self.assertEqual((article["language"], article["text"]), ("ru", text), charset)
        self.assertEqual(run("read", "--any-language", self.folder / "a.txt").returncode, 2)

    def test_plain_text_in_utf8_stays_byte_for_byte(self):
        text = "\ufeffLine\r\n\r\n  caf\u00e9 \t " + text_of(1) + "\n\n"
        self.assertEqual(self.read(self.write("a.txt", text))["a.txt"]["text"], text)


class TestDates(Base):
    def test_dates_that_cannot_be(self):
        self.write("a.jsonl", "".join(json.dumps(o) + "\n" for o in (
            {"id": "future", "text": "Some text of the day.", "date": "2025-03-03"}, {"id": "old", "text": "Some text of the day.", "date": "1970-01-01"},
            {"id": "tomorrow", "text": "Some text of the day.", "date": "2025-03-02"})))
        self.read(self.folder / "a.jsonl")
        self.assertEqual({a["id"]: a.get("date") for a in self.articles}, {"future": None, "old": "1970-01-01", "tomorrow": "2025-03-02"})
        self.assertIn("a.jsonl:1: the date 2025-03-03 lies in the future", self.messages)
        self.assertIn("a.jsonl:2: the date 1970-01-01 lies before 1990", self.messages)
        self.assertIn("2 dates doubted", self.messages)
        self.assertEqual(run("read", "--today", "soon", "-").returncode, 2)

    def test_never_the_time_stamp_of_the_file(self):
        path = self.write("a.txt", "The ministers of both sides met to discuss the treaty on the border.")
        os.utime(path, (0, 1e9))
        self.assertNotIn("date", self.read(path)["a.txt"])


class TestWatch(Base):
    def setUp(self):
        super().setUp()
        self.drop = self.folder / "drop"
        self.drop.mkdir()
        self.record = self.folder / "a.db"

    def start(self, *arguments):
        process = subprocess.Popen([CHANCERY, "read", "--watch", "--record", str(self.record), *arguments, str(self.drop)],
                                   stderr=subprocess.PIPE, env=ENVIRONMENT, text=True)
        self.addCleanup(process.stderr.close)
        self.addCleanup(lambda: process.poll() is None and (process.kill(), process.wait()))
        return process

    def line_with(self, process, part):
        while line := process.stderr.readline():
            if part in line:
                return line
        self.fail(f"no line with {part!r}")

    def texts(self):
        with sqlite3.connect(f"file:{self.record}?mode=ro", uri=True) as database:
            return sorted(row[0] for row in database.execute("SELECT text FROM articles"))

    def test_what_is_there_and_what_arrives(self):
        (self.drop / "before.txt").write_text(text_of(1))
        process = self.start()
        self.line_with(process, "waiting for more")
        self.assertEqual(self.texts(), [text_of(1)])
        # Written in place, moved in, in a new folder, in an archive; each is committed before its note comes.
        (self.drop / "a.txt").write_text(text_of(2))
        self.assertIn("a.txt: 1 added", self.line_with(process, "a.txt"))
        self.assertIn(text_of(2), self.texts())
        other = self.folder / "b.zip"
        other.write_bytes(zip_of({"x.txt": text_of(3), "bad.bin": b"\0\1"}))
        other.rename(self.drop / "b.zip")
        self.assertIn("b.zip: 1 added, 1 refused", self.line_with(process, "b.zip: "))
        (self.drop / "new" / "deep").mkdir(parents=True)
        (self.drop / "new" / "deep" / "c.txt").write_text(text_of(4))
        self.assertIn("c.txt: 1 ", self.line_with(process, "c.txt"))
        moved = self.folder / "moved"
        moved.mkdir()
        (moved / "d.txt").write_text(text_of(5))
        moved.rename(self.drop / "moved")
        self.assertIn("d.txt: 1 added", self.line_with(process, "d.txt"))
        (self.drop / "moved" / "e.txt").write_text(text_of(6))
        self.line_with(process, "e.txt: 1 added")
        self.assertEqual(self.texts(), sorted(text_of(i) for i in range(1, 7)))
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
        self.assertEqual(process.wait(), 1, rest)  # one was refused
        self.assertIn("6 added", rest)

    def test_a_file_is_read_once_it_is_closed(self):
        process = self.start()
        self.line_with(process, "waiting for more")
        slow = (self.drop / "slow.txt").open("w")
        slow.write(text_of(1)[:50])
        slow.flush()
        (self.drop / "quick.txt").write_text(text_of(2))
        self.line_with(process, "quick.txt: 1 added")
        self.assertEqual(self.texts(), [text_of(2)])
        slow.write(text_of(1)[50:])
        slow.close()
        self.line_with(process, "slow.txt: 1 added")
        self.assertEqual(self.texts(), sorted([text_of(1), text_of(2)]))
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(), 0, process.stderr.read())

    def test_only_folders(self):
        path = self.folder / "a.txt"
        path.write_text("x")
        for wrong in (path, self.folder / "none"):
            out = run("read", "--watch", "--record", self.record, wrong)
            self.assertEqual(out.returncode, 2, out.stderr)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
