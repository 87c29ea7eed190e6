"""Mentions of states in a sentence, by data/states.csv: who of those named is not part of an act told there."""
import re

from .labels import table_rows


def _names():
    """Name, adjective, people or capital -> ISO code; words that are those of two states are left out."""
    found = {}
    for row in table_rows("states.csv"):
        for field in ("name", "names", "adjectives", "people", "capital"):
            for word in (row[field] or "").split(";"):
                if len(word.strip()) > 2:
                    found.setdefault(word.strip(), set()).add(row["code"])
    return {word: next(iter(codes)) for word, codes in found.items() if len(codes) == 1}


NAMES = _names()
PATTERN = re.compile(r"(?<![\w-])(" + "|".join(re.escape(n) for n in sorted(NAMES, key=len, reverse=True)) + r")(?![\w-])")


def mentions(text):
    """(span, code) of each state named in the text, in order."""
    return [((m.start(), m.end()), NAMES[m.group(1)]) for m in PATTERN.finditer(text)]


def state_of(span, named):
    """The state that a span names, None where it names none or several."""
    codes = {code for at, code in named if span[0] <= at[0] and at[1] <= span[1]}
    return next(iter(codes)) if len(codes) == 1 else None


def bystanders(text, acts):
    """Pairs of spans between which nothing was done, though both stand beside an act: `acts` are (actors, recipients), for a
    reciprocal act the same spans twice. Only where the states of all concerned are plain, so that none may be another name
    of the other: a third state named in the sentence, and the actor of one act with the recipient of another."""
    named = mentions(text)
    sides = [(list(actors), list(recipients)) for actors, recipients in acts]
    inside = {span for actors, recipients in sides for span in actors + recipients}
    outside = [at for at, _ in named if not any(at[0] < span[1] and span[0] < at[1] for span in inside)]
    pairs = set()
    between = [frozenset(state_of(span, named) for span in actors + recipients) for actors, recipients in sides]
    for other in outside + sorted(inside):
        code = state_of(other, named)
        for actors, recipients in sides:
            codes = {state_of(span, named) for span in actors + recipients}
            if code is None or None in codes or code in codes or not recipients:
                continue
            if other in inside and any(other in a + r and {*a, *r} & {*actors, *recipients} for a, r in sides):
                continue
            for span in actors + recipients:
                if not any({code, state_of(span, named)} <= states for states in between):
                    pairs.update([(other, span), (span, other)])
    return pairs
