"""Source and target spans as tags of words (BIO): the network's other way of asking, and its five-fold measure."""
import collections
import re

import numpy
import torch

from .annotations import is_reciprocal
from .marking import pad
from .network import PairNetwork

TAGS = ["O", "B-S", "I-S", "B-T", "I-T", "B-R", "I-R"]
Tagged = collections.namedtuple("Tagged", "text source target words tags group")


def read_conll(path):
    """Sentences of `word tag` lines; the text is the words with spaces between them."""
    sentences, words, tags = [], [], []
    for line in [*open(path, encoding="utf-8"), ""]:
        if line.strip():
            word, tag = line.rsplit(None, 1)
            words.append(word)
            tags.append(tag)
        elif words:
            places, at = [], 0
            for word in words:
                places.append((at, at + len(word)))
                at += len(word) + 1
            text = " ".join(words)
            sentences.append(Tagged(text, None, None, places, tags, text.lower()))
            words, tags = [], []
    return sentences


def of_own(sentences):
    """Annotated sentences of one relation as tagged ones: actors S, recipients T, the sides of a reciprocal act R."""
    made = []
    for sentence in sentences:
        if len(sentence.relations) != 1:
            continue
        relation = sentence.relations[0]
        places = [m.span() for m in re.finditer(r"'s\b|\w+(?:[-.&]\w+)*|[^\w\s]", sentence.text)]
        tags = ["O"] * len(places)
        label = "R" if is_reciprocal(relation) else "S"
        for spans_, kind in ((relation.actors, label), (relation.recipients, "T")):
            for begin, end in spans_:
                inside = [i for i, place in enumerate(places) if place[0] >= begin and place[1] <= end]
                for i in inside:
                    tags[i] = ("B-" if i == inside[0] else "I-") + kind
        made.append(Tagged(sentence.text, None, None, places, tags, sentence.family))
    return made


class TagNetwork(PairNetwork):
    """Tags every word piece; the first piece of a word speaks for it."""

    def __init__(self, config, **options):
        super().__init__(config, heads={"tag": len(TAGS)}, **options)

    def forward(self, input_ids, attention_mask):
        hidden = self.bert(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        return {"tag": self.heads[0](self.drop(hidden))}


def first_pieces(sentence, marker):
    """For each word the place of its first piece among the ids, None where it has none or was cut off."""
    _, offsets = marker._tokens(sentence.text)
    places = {}
    for i, (begin, _) in enumerate(offsets):
        if i + 1 < marker.length - 1:
            places.setdefault(begin, i + 1)
    return [places.get(begin) for begin, _ in sentence.words]


def loss_for(marker):
    def loss(out, sentences, smoothing, weights):
        logits = out["tag"].float()
        gold = torch.full(logits.shape[:2], -100)
        for row, sentence in enumerate(sentences):
            for place, tag in zip(first_pieces(sentence, marker), sentence.tags):
                if place is not None and place < logits.shape[1]:
                    gold[row, place] = TAGS.index(tag)
        return torch.nn.functional.cross_entropy(logits.flatten(0, 1), gold.flatten(), ignore_index=-100,
                                                 label_smoothing=smoothing)
    return loss


def _best_tags(scores):
    """The best sequence in which I-X follows B-X or I-X only (Viterbi)."""
    count = len(TAGS)
    allowed = numpy.zeros((count, count))
    for j, tag in enumerate(TAGS):
        if tag.startswith("I-"):
            allowed[:, j] = -1e9
            allowed[[TAGS.index("B" + tag[1:]), j], j] = 0
    total, back = scores[0] + numpy.where([t.startswith("I-") for t in TAGS], -1e9, 0), []
    for row in scores[1:]:
        paths = total[:, None] + allowed
        back.append(paths.argmax(axis=0))
        total = paths.max(axis=0) + row
    best = [int(total.argmax())]
    for step in reversed(back):
        best.append(int(step[best[-1]]))
    return [TAGS[i] for i in reversed(best)]


@torch.inference_mode()
def tag(networks, sentences, marker, batch=32):
    """The tags of the sentences; the mean of several networks' log-probabilities."""
    made = []
    for begin in range(0, len(sentences), batch):
        part = sentences[begin:begin + batch]
        ids, mask = pad([marker.ids(s.text, None, None) for s in part])
        logs = 0
        for network in networks:
            network.eval()
            with torch.autocast("cpu", dtype=torch.bfloat16):
                out = network(torch.from_numpy(ids), torch.from_numpy(mask))["tag"]
            logs = logs + torch.log_softmax(out.float(), dim=-1).numpy()
        for row, sentence in enumerate(part):
            scores = [logs[row, place] if place is not None else numpy.eye(len(TAGS))[0]
                      for place in first_pieces(sentence, marker)]
            made.append(_best_tags(numpy.array(scores)))
    return made


def spans(tags):
    found, begin = [], None
    for i, tag_ in enumerate([*tags, "O"]):
        if begin is not None and (not tag_.startswith("I-") or tag_[2:] != tags[begin][2:]):
            found.append((begin, i, tags[begin][2:]))
            begin = None
        if tag_.startswith("B-") or (tag_.startswith("I-") and begin is None):
            begin = i
    return set(found)


def exact_counts(gold, given):
    """For each sentence (right, given, in the gold standard), spans counted where both ends and the label agree."""
    return numpy.array([(len(spans(g) & spans(a)), len(spans(a)), len(spans(g))) for g, a in zip(gold, given)])


def exact_f1(counts):
    right, given, gold = counts.sum(axis=0)
    return 2 * right / (given + gold)
