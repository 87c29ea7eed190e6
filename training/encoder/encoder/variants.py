"""Variants of the annotated sentences for training: two told in one breath, and spans cut to the state's name in them."""
import hashlib
import random

from .annotations import Relation, Sentence
from .labels import table_rows
from .mentions import NAMES, mentions, state_of

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
        start = _begins_well(second.text)
        if not all(codes) or codes[0] & codes[1] or not start:
            continue
        head = first.text[:-1] + generator.choice(LINKS)
        relations, none = _moved_sentence(second, len(head))
        across = [(a, b) for a in _sides(first.relations, first.none) for b in _sides(relations, none)]
        made.append(Sentence(first.family + "+" + second.family, head + start, first.relations + relations,
                             first.none + none + tuple(generator.sample(across, min(3, len(across))))))
    return made


# Clauses of a third state, {} its name or office, around a sentence: it reports the act and takes no part in it.
REPORTS_BEFORE = ("{} said that ", "According to {}, ", "{} told reporters that ", "In the words of {}, ", "{} noted that ", "{} has learned that ",
                  "{} recalled that ", "{} told a conference that ", "In {}, papers wrote that ", "At a meeting in {} it was said that ",
                  "{} played host to the talks, where it became known that ", "{} spoke of a report that ", "{} denied knowing that ")
REPORTS_AFTER = (", {} said", ", according to {}", ", {} reported", ", {} told the press", ", as {} put it", ", a paper in {} wrote",
                 ", it was announced in {}", ", an observer from {} said", ", news that reached {} by telephone", ", while {} looked on",
                 ", {} among those watching")
BLAMES = ("{} condemned it that ", "{} voiced outrage after ", "{} protested after ", "{} called it unacceptable that ")
PRAISES = ("{} welcomed the news that ", "{} voiced satisfaction that ", "{} applauded the fact that ")
HARM = {"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "THREATEN", "REJECT"}
HELP = {"AID", "CONCEDE", "RETREAT", "AGREE"}
OFFICES = ("{}'s foreign minister", "the government of {}", "the president of {}", "{}'s prime minister", "the ambassador of {}",
           "{}'s state television", "a spokesman for {}", "{}", "{}", "{}")


def _begins_well(text):
    """The sentence as it may follow other words, None where that cannot be told."""
    if text.split(" ", 1)[0] in STARTS:
        return text[0].lower() + text[1:]
    return text if any(span[0] == 0 for span, _ in mentions(text)) else None


def _around(sentence, before, after):
    relations, none = _moved_sentence(sentence, len(before))
    return before + _begins_well(sentence.text[:-1]) + after + ".", relations, none


def reported(sentences, count, seed=1):
    """`count` sentences told by a third state: what is told stays as it is, the one who tells has no act towards its sides; where
    it condemns or welcomes, that act is towards the actors alone. Some get a second actor instead: "X and A asked B"."""
    generator = random.Random(seed)
    states = [row["name"] for row in table_rows("states.csv") if row["adjectives"] and NAMES.get(row["name"]) and " " not in row["name"]]
    usable = [s for s in sentences if s.relations and 40 < len(s.text) < 200 and s.text.endswith(".") and "." not in s.text[:-1]
              and '"' not in s.text and _begins_well(s.text)]
    made = []
    while len(made) < count:
        sentence = generator.choice(usable)
        state = generator.choice(states)
        acts = sentence.relations
        if NAMES[state] in {code for _, code in mentions(sentence.text)}:
            continue
        who = generator.choice(OFFICES).format(state)
        kinds = {r.type for r in acts}
        directed = all(r.actors and r.recipients for r in acts)
        way = generator.choice(["before", "before", "after", "after", "judged", "second"])
        if way == "second":
            relation = acts[0]
            alone = len(acts) == 1 and directed and len(relation.actors) == 1 and relation.actors[0][0] == 0
            verb = sentence.text[relation.trigger[0]:].split(" ", 1)[0]
            alone = alone and state_of(relation.actors[0], mentions(sentence.text))
            if not alone or relation.type in ("CONSULT", "AGREE", "COOPERATE") or not verb.endswith("ed"):
                continue
            text, moved, none = _around(sentence, state + " and ", "")
            span = (0, len(state))
            act = moved[0]._replace(actors=(span, *moved[0].actors))
            made.append(Sentence(sentence.family, text, (act,), none))
            continue
        if way == "judged":
            if not directed or not (kinds <= HARM or kinds <= HELP) or len(acts) != 1:
                continue
            before = generator.choice(BLAMES if kinds <= HARM else PRAISES)
            after, kind = "", "ACCUSE" if kinds <= HARM else "SUPPORT"
        else:
            before = generator.choice(REPORTS_BEFORE) if way == "before" else ""
            after = generator.choice(REPORTS_AFTER) if way == "after" else ""
            kind = None
        if before.startswith(("In {", "At a meeting")) or "in {}" in after or "from {}" in after or "reached" in after:
            who = state
        head = before.format(who)
        text, moved, none = _around(sentence, head[:1].upper() + head[1:], after.format(who)) if head else _around_first(sentence, after.format(who))
        at = text.lower().index(who.lower()) if head else text.lower().rindex(who.lower())
        span = (at, at + len(who))
        sides = sorted({s for r in moved for s in r.actors + r.recipients})
        if kind:
            verb = (span[1] + 1, len(head))
            actors = moved[0].actors
            judged = Relation(kind, "disapprove" if kind == "ACCUSE" else "", "happened", (), (span,), actors, verb)
            made.append(Sentence(sentence.family, text, (judged,),
                                 none + tuple((span, s) for s in sides if s not in actors)))
        else:
            made.append(Sentence(sentence.family, text, moved, none + tuple((span, s) for s in sides)))
    return made


def _around_first(sentence, after):
    return sentence.text[:-1] + after + ".", sentence.relations, sentence.none


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
