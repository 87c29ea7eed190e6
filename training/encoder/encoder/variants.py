"""Variants of the annotated sentences for training: two told in one breath, and spans cut to the state's name in them."""
import hashlib
import random

from .annotations import Relation, Sentence
from .mentions import mentions, state_of

LINKS = (", while ", ", and ", ", as ", "; ", " - ", ", a day after ", ", hours before ")
STARTS = {"The", "A", "An", "In", "On", "At", "After", "Two", "Three", "Four", "As", "Its", "His", "Her", "For", "From", "By", "This",
          "That", "These", "Those", "Some", "Many", "Several", "Police", "Under", "During", "With", "No", "Every", "Each", "Both"}


def _moved(span, by):
    return (span[0] + by, span[1] + by)


def _moved_sentence(sentence, by):
    relations = tuple(Relation(r.type, r.mode, r.status, r.contexts, tuple(_moved(s, by) for s in r.actors),
                               tuple(_moved(s, by) for s in r.recipients), _moved(r.trigger, by)) for r in sentence.relations)
    return relations, tuple((_moved(a, by), _moved(b, by)) for a, b in sentence.none)


def _sides(relations, pairs):
    return sorted({s for r in relations for s in r.actors + r.recipients} | {s for pair in pairs for s in pair})


def joined(sentences, count, seed=1):
    """`count` sentences made of two short ones that name no state in common, joined by a link: between a side of the one and
    a side of the other nothing was done. The model must learn not to borrow a side from the neighbouring clause."""
    generator = random.Random(seed)
    short = [s for s in sentences if s.relations and 40 < len(s.text) < 150 and s.text.endswith(".") and "." not in s.text[:-1]
             and '"' not in s.text]
    made = []
    while len(made) < count:
        first, second = generator.sample(short, 2)
        codes = [{code for _, code in mentions(s.text)} for s in (first, second)]
        start = second.text
        plain = start.split(" ", 1)[0] in STARTS
        if not all(codes) or codes[0] & codes[1] or not (plain or any(span[0] == 0 for span, _ in mentions(start))):
            continue
        if plain:
            start = start[0].lower() + start[1:]
        head = first.text[:-1] + generator.choice(LINKS)
        relations, none = _moved_sentence(second, len(head))
        across = [(a, b) for a in _sides(first.relations, first.none) for b in _sides(relations, none)]
        made.append(Sentence(first.family + "+" + second.family, head + start, first.relations + relations,
                             first.none + none + tuple(generator.sample(across, min(3, len(across))))))
    return made


def named_only(pairs, share):
    """A share of the pairs with their spans cut to the state's name in them: the reader may know no more than that."""
    made = []
    for pair in pairs:
        chance = int(hashlib.sha256(f"{pair.text}{pair.source}{pair.target}".encode()).hexdigest()[:8], 16) / 16 ** 8
        named = mentions(pair.text) if chance < share else []
        cut = []
        for span in (pair.source, pair.target):
            inside = [at for at, _ in named if span and span[0] <= at[0] and at[1] <= span[1]]
            cut.append(inside[0] if len(inside) == 1 and state_of(span, named) else span)
        made.append(pair._replace(source=cut[0], target=cut[1]))
    return made
