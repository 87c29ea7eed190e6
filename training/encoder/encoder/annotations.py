"""Reads the hand-annotated sentences of training/annotated/*.txt (the format is told in the README there)."""
import collections
import pathlib
import re

from .labels import CONTEXTS, MODES_OF, STATUSES

# Acts that several do without doing them to each other, so that several actors and no recipient are no reciprocal act.
ONE_SIDED = {"PROTEST", "MOBILIZE", "REQUEST", "REJECT", "THREATEN", "SANCTION", "COERCE", "ACCUSE", "AID"}

Relation = collections.namedtuple("Relation", "type mode status contexts actors recipients trigger")
Sentence = collections.namedtuple("Sentence", "family text relations none")


class AnnotationError(ValueError):
    pass


def find_span(text, words):
    """The [begin, end) of `words` in `text` as whole words; `words#2` means the second place where they stand."""
    numbered = re.fullmatch(r"(.*)#(\d+)", words)
    words, nth = (numbered.group(1), int(numbered.group(2))) if numbered else (words, 1)
    at = -1
    while nth > 0:
        at = text.find(words, at + 1)
        if at < 0:
            raise AnnotationError(f"not in the sentence: {words}")
        end = at + len(words)
        inside = (at > 0 and text[at - 1].isalnum() and words[0].isalnum()) or (
            end < len(text) and text[end].isalnum() and words[-1].isalnum())
        nth -= not inside
    return (at, at + len(words))


def _spans(text, listed):
    words = (part.strip() for part in listed.split(";"))
    return tuple(find_span(text, part) for part in words if part not in ("", "-"))


def _relation(text, line):
    parts = [part.strip() for part in line.split("|")]
    if len(parts) != 3:
        raise AnnotationError(f"a relation has three parts: {line}")
    head = parts[0].split()
    kind, _, mode = head[0].partition("/")
    if kind not in MODES_OF:
        raise AnnotationError(f"unknown type {kind}")
    if mode and mode not in MODES_OF[kind]:
        raise AnnotationError(f"{kind} has no mode {mode}")
    if len(head) < 2 or head[1] not in STATUSES:
        raise AnnotationError(f"no status: {line}")
    contexts = tuple(context.lstrip("+") for context in head[2:] if context != "+")
    for context in contexts:
        if context not in CONTEXTS:
            raise AnnotationError(f"unknown context {context}")
    actors, between, recipients = parts[1].partition(">")
    if not between:
        raise AnnotationError(f"no > between the sides: {line}")
    relation = Relation(kind, mode, head[1], contexts, _spans(text, actors), _spans(text, recipients),
                        find_span(text, parts[2]))
    if not relation.actors and not relation.recipients:
        raise AnnotationError(f"no sides: {line}")
    return relation


def parse_block(block):
    family = text = None
    relations, none = [], []
    for line in block.splitlines():
        key, _, value = line.partition(" ")
        value = value.strip()
        if key == "F":
            family = value
        elif key == "T":
            text = value
        elif key == "R":
            relations.append(_relation(text, value))
        elif key == "N":
            sides = [find_span(text, part.strip()) for part in value.split("|")]
            if len(sides) != 2:
                raise AnnotationError(f"a pair without relation has two sides: {line}")
            none.append(tuple(sides))
        else:
            raise AnnotationError(f"unknown line: {line}")
    if not family or not text:
        raise AnnotationError("no family or no text")
    if not relations and not none:
        raise AnnotationError("neither a relation nor a pair without one")
    return Sentence(family, text, tuple(relations), tuple(none))


def read_folder(folder, without=()):
    """All sentences of the folder's *.txt files but those named, and a list of (file, block, what is wrong) for what does not
    parse."""
    sentences, wrong = [], []
    for path in sorted(pathlib.Path(folder).glob("*.txt")):
        for block in [] if path.name in without else re.split(r"\n\s*\n", path.read_text(encoding="utf-8").strip()):
            try:
                sentences.append(parse_block(block.strip()))
            except AnnotationError as error:
                wrong.append((path.name, block.strip(), str(error)))
    return sentences, wrong


def is_reciprocal(relation):
    return not relation.recipients and len(relation.actors) > 1 and relation.type not in ONE_SIDED
