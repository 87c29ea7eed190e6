#!/usr/bin/env python3
"""Holds the output of `chancery code --findings all` to docs/schemas/, for every report of sample/.

Usage: test_schema.py CHANCERY SOURCE_FOLDER. Needs the Python package jsonschema (tools/test_requirements.txt).
"""
import copy
import json
import pathlib
import subprocess
import sys

from jsonschema import Draft202012Validator

KINDS = ("agreement", "figure", "goods", "office")


def load(folder, name):
    schema = json.loads((folder / "docs/schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    for example in schema["examples"]:
        errors = list(validator.iter_errors(example))
        assert not errors, f"{name}: its own example breaks it: {errors[0].message}"
    return schema, validator


def articles(folder):
    """The sample reports as input lines: JSON Lines as they are, text files with their name as id."""
    found = {}
    for path in sorted((folder / "sample").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            article = json.loads(line)
            found[article["id"]] = article
    for path in sorted((folder / "sample").glob("*.txt")):
        found[path.stem] = {"id": path.stem, "text": path.read_bytes().decode("utf-8")}
    return found


def definition(schema, finding):
    return schema["$defs"][finding.get("finding", "event")]


def spans(value, path=""):
    """Every object with begin and end, wherever it stands."""
    if isinstance(value, dict):
        if "begin" in value:
            yield path, value
        for key, inner in value.items():
            yield from spans(inner, f"{path}/{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from spans(inner, f"{path}/{number}")


def check_spans(finding, article):
    for path, span in spans(finding):
        whole = article.get("title" if span.get("in") == "title" else "text", "").encode("utf-8")
        if not 0 <= span["begin"] <= span["end"] <= len(whole):
            return f"{path}: [{span['begin']}, {span['end']}) is outside of {len(whole)} bytes"
        try:
            cut = whole[span["begin"]:span["end"]].decode("utf-8")
        except UnicodeDecodeError:
            return f"{path}: [{span['begin']}, {span['end']}) cuts a character"
        if "text" in span and span["text"] != cut:
            return f"{path}: says {span['text']!r} but cuts {cut!r}"
    return None


def check_order(finding, schema):
    wanted = [key for key in definition(schema, finding)["properties"] if key in finding]
    return None if list(finding) == wanted else f"keys are {list(finding)}, not in the order {wanted}"


def must_be_refused(validator, schema):
    """The checks themselves: a broken finding has to fail them."""
    good = schema["examples"][0]
    text = "ASTANA, Kazakhstan, February 14. Speaker Yerlan Koshanov met Ambassador Han Chunlin of China on Friday to discuss energy and tourism."
    assert check_spans(good, {"text": text}) is None and check_order(good, schema) is None
    for change in (
        lambda f: f.pop("date"), lambda f: f.update(mode="strike"), lambda f: f.update(colour="red"),
        lambda f: f.update(status="planned"), lambda f: f.update(confidence=1.5), lambda f: f["trigger"].pop("end"),
        lambda f: f.update(recipients=f["actors"]), lambda f: f.update(finding="goods"),
    ):
        bad = copy.deepcopy(good)
        change(bad)
        assert not validator.is_valid(bad), f"the schema lets this pass: {bad}"
    shifted = copy.deepcopy(good)
    shifted["trigger"]["begin"] -= 1
    assert check_spans(shifted, {"text": text}), "a shifted span went unnoticed"
    assert check_order(dict(reversed(list(good.items()))), schema), "a wrong order went unnoticed"


def main():
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    schema, validator = load(folder, "finding")
    _, article_validator = load(folder, "article")
    load(folder, "relate")
    must_be_refused(validator, schema)

    reports = articles(folder)
    for name, article in reports.items():
        assert article_validator.is_valid(article), f"sample report {name} is no article"
    feed = "".join(json.dumps(article, ensure_ascii=False) + "\n" for article in reports.values())
    run = subprocess.run([program, "code", "--findings", "all", "--actors", str(folder / "sample/actors.csv")],
                         input=feed.encode("utf-8"), stdout=subprocess.PIPE, check=False)
    assert run.returncode == 0, f"exit status {run.returncode}"

    trouble, seen, ids = [], {}, set()
    order = list(reports)
    last = 0
    for number, line in enumerate(run.stdout.decode("utf-8").splitlines(), 1):
        finding = json.loads(line)
        kind = finding.get("finding", "event")
        seen[kind] = seen.get(kind, 0) + 1
        if (position := order.index(finding["article"])) < last:
            trouble.append(f"line {number}: article {finding['article']} is out of order")
        else:
            last = position
        if finding["id"] in ids:
            trouble.append(f"line {number}: the id {finding['id']} stands twice")
        ids.add(finding["id"])
        errors = list(Draft202012Validator({"$ref": f"#/$defs/{kind}", "$defs": schema["$defs"]}).iter_errors(finding))
        trouble += [f"line {number}, {kind}: {'/'.join(map(str, e.absolute_path))}: {e.message}" for e in errors]
        if not errors and not validator.is_valid(finding):
            trouble.append(f"line {number}: fits {kind} but not the whole schema")
        for problem in (check_spans(finding, reports[finding["article"]]), check_order(finding, schema)):
            if problem:
                trouble.append(f"line {number}, {kind}: {problem}")
    for line in trouble[:40]:
        print(line)
    missing = [kind for kind in ("event", *KINDS) if not seen.get(kind)]
    if missing:
        print("not one finding of kind", ", ".join(missing))
    print(f"{sum(seen.values())} findings of {len(reports)} reports: {seen}; {len(trouble)} complaints")
    return 1 if trouble or missing else 0


if __name__ == "__main__":
    sys.exit(main())
