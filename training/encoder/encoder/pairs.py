"""Pairs of spans with what is known of the relation between them: the one form in which all corpora are trained on."""
import collections
import csv
import hashlib
import json
import pathlib
import re

from .annotations import is_reciprocal, read_folder
from .labels import NONE, ROOT, YIELD
from .mentions import bystanders
from .splits import part_of
from .table_types import table_types

# types: the types that the label may be by our rules (two where there are two acts), table: by the conversion table, which
# PLV follows (two where the corpus merges them). None for any field: not known.
Pair = collections.namedtuple("Pair", "text source target types table mode status direction contexts group corpus",
                              defaults=(None, None, None, None, None, "", ""))

# Types whose other direction is no act, in the pattern sentences (which do not say whether an act is reciprocal).
DIRECTED = {"ACCUSE", "SANCTION", "COERCE", "REQUEST", "REJECT", "THREATEN", "AID", "CONCEDE", "PROTEST"}
PLANS = frozenset(["AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID"])
NO_TYPE = frozenset([NONE])
LATER = ("g-05.txt",)


def _table_of(text, relation):
    begin, end = relation.trigger
    return table_types(relation.type, relation.status, text[begin:end], text[max(0, begin - 12):end + 40])


def _overlap(one, other):
    return one[0] < other[1] and other[0] < one[1]


def _a_few(pairs, text, most):
    """So many of them, always the same: a passage that names many states would outweigh the others."""
    return sorted(pairs, key=lambda pair: hashlib.sha256(f"{pair}{text}".encode()).hexdigest())[:most]


def of_sentence(sentence, beside=4):
    """The labelled pairs of an annotated sentence: its relations, and pairs between which it tells of none; of those that only
    stand beside an act (encoder/mentions.py) no more than `beside`."""
    told, none = {}, set()
    for relation in sentence.relations:
        if is_reciprocal(relation):
            sides = [(a, b) for a in relation.actors for b in relation.actors if a != b]
        elif relation.recipients and relation.actors:
            sides = [(a, b) for a in relation.actors for b in relation.recipients]
        else:
            sides = [(a, None) for a in relation.actors]
        for source, target in sides:
            told.setdefault((source, target), []).append(relation)
        if not is_reciprocal(relation):
            none.update((b, a) for a, b in sides if b is not None)
            none.update((a, b) for a in relation.actors for b in relation.actors if a != b)
            none.update((a, b) for a in relation.recipients for b in relation.recipients if a != b)
    for a, b in sentence.none:
        none.update([(a, b), (b, a)])
    acts = [(r.actors, r.recipients or (r.actors if is_reciprocal(r) else ())) for r in sentence.relations]
    none.update(_a_few(bystanders(sentence.text, acts) - none - set(told), sentence.text, beside))
    pairs = []
    for (source, target), relations in told.items():
        # Of two acts of one pair either type is right; the other labels are those of the act told first.
        relation = relations[0]
        mode = f"{relation.type}/{relation.mode}" if relation.mode else ""
        table = frozenset().union(*(_table_of(sentence.text, r) for r in relations))
        pairs.append(Pair(sentence.text, source, target, frozenset(r.type for r in relations), table, mode, relation.status,
                          "reciprocal" if is_reciprocal(relation) else "directed", relation.contexts, sentence.family,
                          "annotated"))
    for source, target in sorted(none - set(told)):
        if not _overlap(source, target):
            pairs.append(Pair(sentence.text, source, target, NO_TYPE, NO_TYPE, group=sentence.family, corpus="annotated"))
    return pairs


def unmark(marked):
    """Takes <s>...</s> and <t>...</t> out of a sentence: (text, source span, target span), None for what is not marked."""
    text, spans, begin = "", {}, {}
    for part in re.split(r"(</?[st]>)", marked):
        if re.fullmatch(r"<[st]>", part):
            begin[part[1]] = len(text)
        elif re.fullmatch(r"</[st]>", part):
            spans[part[2]] = (begin[part[2]], len(text))
        else:
            text += part
    return text, spans.get("s"), spans.get("t")


def of_patterns(path):
    """training/relations.jsonl, the sentences of patterns; the swapped pair is none where the act has a direction."""
    pairs = []
    for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text, source, target = unmark(row["text"])
        table = table_types(row["type"], None, text, text)
        # The patterns were written for the 16 types of the codebook, where a plan is AGREE; by our rules it keeps its type.
        types = PLANS if row["type"] == "AGREE" else frozenset([row["type"]])
        pairs.append(Pair(text, source, target, types, table, group=row["family"], corpus="patterns"))
        swap = row["type"] in DIRECTED and int(hashlib.sha256(row["id"].encode()).hexdigest(), 16) % 3 == 0
        if swap and source and target and not _overlap(source, target):
            pairs.append(Pair(text, target, source, NO_TYPE, NO_TYPE, group=row["family"], corpus="patterns"))
    return pairs


# What a type of PLV may be by our rules, where those differ (encoder/table_types.py tells why): any of them is right.
OURS_OF_PLV = {"AGREE": PLANS | YIELD, "SUPPORT": {"SUPPORT", "AGREE", "CONCEDE"}, "ACCUSE": {"ACCUSE", "SANCTION"},
               "COERCE": {"COERCE", "SANCTION"}, "ASSAULT": {"ASSAULT", "COERCE"}, "AID": {"AID", "MOBILIZE"},
               "SANCTION": {"SANCTION", "RETREAT"}, "YIELD": YIELD}


def of_plv(path, by_our_rules=False):
    """PLV's marked sentences; YIELD there is CONCEDE or RETREAT here. Rows of one text are one group. `by_our_rules`: with
    `types` too, to train on."""
    pairs = []
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            text, source, target = unmark(row["marked_sentence"])
            types = frozenset(YIELD if row["type"] == "YIELD" else [row["type"]])
            group = re.sub(r"\W+", " ", text.lower()).strip()
            ours = frozenset(OURS_OF_PLV.get(row["type"], types)) if by_our_rules else None
            pairs.append(Pair(text, source, target, ours, types, group=group, corpus="plv"))
    return pairs


def own_sentences(part, later=True):
    """The annotated sentences of a part, 'train', 'held-out' or 'all'. `later`: with those that were written after the first step
    of the released model's training, for what it got wrong."""
    sentences, wrong = read_folder(ROOT / "training" / "annotated", () if later else LATER)
    if wrong:
        raise SystemExit("training/annotated has errors: run training/encoder/compile_annotations")
    return [s for s in sentences if part in ("all", part_of(s.family))]


def of_own(part="train", later=True, beside=4):
    """The pairs of our own sentences: 'train' (with those of the patterns), 'held-out', or 'all'."""
    annotated = [pair for sentence in own_sentences(part, later) for pair in of_sentence(sentence, beside)]
    return annotated + (of_patterns(ROOT / "training" / "relations.jsonl") if part != "held-out" else [])
