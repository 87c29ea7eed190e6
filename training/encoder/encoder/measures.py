"""Measures: F1, bootstrap intervals, calibration, and the folding of types as a corpus has them."""
import numpy

from .labels import NONE, TYPES, YIELD

PLV_TYPES = [kind for kind in TYPES if kind != NONE and kind not in YIELD] + ["YIELD"]


def softmax(logits):
    shifted = numpy.exp(logits - logits.max(axis=1, keepdims=True))
    return shifted / shifted.sum(axis=1, keepdims=True)


def plv_probabilities(probabilities):
    """Probabilities over PLV's 15 types: CONCEDE and RETREAT are one, none is not among its labels."""
    columns = [probabilities[:, [TYPES.index(k) for k in (sorted(YIELD) if kind == "YIELD" else [kind])]].sum(axis=1)
               for kind in PLV_TYPES]
    return numpy.stack(columns, axis=1)


def plv_gold(pairs):
    return numpy.array([PLV_TYPES.index("YIELD" if p.table == frozenset(YIELD) else next(iter(p.table))) for p in pairs])


def f1_scores(gold, given, count):
    scores = numpy.zeros(count)
    for label in range(count):
        hit = numpy.sum((gold == label) & (given == label))
        seen = numpy.sum(gold == label) + numpy.sum(given == label)
        scores[label] = 2 * hit / seen if seen else 0.0
    return scores


def macro_f1(gold, given):
    """Over the labels of the gold standard."""
    labels = numpy.unique(gold)
    return f1_scores(gold, given, int(max(gold.max(), given.max())) + 1)[labels].mean()


def interval(gold, given, measure=macro_f1, rounds=1000, seed=1):
    """The 95 percent bootstrap interval of a measure."""
    generator = numpy.random.default_rng(seed)
    values = []
    for _ in range(rounds):
        chosen = generator.integers(0, len(gold), len(gold))
        values.append(measure(gold[chosen], given[chosen]))
    return tuple(numpy.percentile(values, [2.5, 97.5]))


def folds_of(groups, count, seed):
    """A fold for each row, rows of one group in one fold."""
    names = sorted(set(groups))
    order = numpy.random.default_rng(seed).permutation(len(names))
    fold = {names[place]: i % count for i, place in enumerate(order)}
    return numpy.array([fold[group] for group in groups])
