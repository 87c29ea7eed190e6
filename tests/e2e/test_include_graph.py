#!/usr/bin/env python3
"""Walks the includes of src/ and include/ and fails on an arrow that points the wrong way (docs/architecture.md).

Usage: test_include_graph.py PROGRAM SOURCE_DIR   (the program is not used)
"""
import os
import re
import sys

# Folder of src/ -> folders that it may include. Public headers (chancery/...) hold only data types and are free to all.
ALLOWED = {
    "text": set(),
    "parallel": set(),
    "sqlite": set(),
    "knowledge": {"text"},
    "read": {"text", "format", "knowledge", "parallel"},
    "format": {"text", "knowledge"},
    "encoder": {"text"},
    "understand": {"text", "knowledge", "encoder"},
    "connect": {"text", "knowledge"},
    "statistics": {"sqlite", "text", "format", "knowledge"},
    "record": {"sqlite", "text", "format", "knowledge", "connect", "parallel"},
    "evaluate": {"encoder", "text", "knowledge", "understand", "read", "format", "parallel", "connect"},
    "answer": {"encoder", "statistics", "text", "knowledge", "format", "connect"},
    "serve": {"statistics", "text", "knowledge", "read", "format", "understand", "record", "answer"},
    "cli": {"encoder", "serve", "statistics", "text", "knowledge", "read", "format", "understand", "record", "evaluate", "answer", "parallel", "connect"},
    "": {"text", "knowledge", "format"},
}
# Stages may not know the parts that keep or show what they find, whatever their folder's list says.
PUBLIC_FORBIDDEN = {"statistics": {"chancery/record.h"}, "understand": {"chancery/record.h"}, "connect": {"chancery/record.h"}, "read": {"chancery/record.h"}, "knowledge": {"chancery/record.h", "chancery/reader.h"}}
THIRD_PARTY_IN_PUBLIC = re.compile(r'#include\s+[<"](rapidjson|openvino|sqlite3|unicode|CLI|cld2|linear|xxhash|lexbor|zlib)')
INCLUDE = re.compile(r'^\s*#include\s+"([^"]+)"', re.M)


def main():
    source = sys.argv[2] if len(sys.argv) > 2 else os.path.join(os.path.dirname(__file__), "..", "..")
    wrong, files = [], 0
    root = os.path.join(source, "src")
    for folder, _, names in os.walk(root):
        for name in names:
            if not name.endswith((".h", ".cpp")):
                continue
            files += 1
            path = os.path.join(folder, name)
            room = os.path.relpath(path, root).split(os.sep)[0] if folder != root else ""
            with open(path, encoding="utf-8") as file:
                text = file.read()
            for target in INCLUDE.findall(text):
                head = target.split("/")[0]
                if head == "chancery":
                    if target in PUBLIC_FORBIDDEN.get(room, ()):
                        wrong.append(f"{path}: {room} may not include {target}")
                    continue
                if head == room or "/" not in target:
                    continue
                if room not in ALLOWED:
                    wrong.append(f"{path}: folder src/{room} is not in this test's list; add it with what it may include")
                elif head not in ALLOWED[room]:
                    wrong.append(f"{path}: src/{room} may not include {target}")
    for folder, _, names in os.walk(os.path.join(source, "include")):
        for name in names:
            files += 1
            path = os.path.join(folder, name)
            with open(path, encoding="utf-8") as file:
                if THIRD_PARTY_IN_PUBLIC.search(file.read()):
                    wrong.append(f"{path}: a public header includes a third-party one")
    for line in wrong:
        print(line)
    print(f"{files} files, {len(wrong)} wrong arrows")
    if files < 20:
        print("too few files found: is the source folder right?")
        return 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
