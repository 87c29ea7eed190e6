"""Temperatures, reliability and precision-recall on held-out pairs."""
import numpy

from .measures import softmax


def _loss(logits, gold, temperature):
    probabilities = softmax(logits / temperature)
    right = numpy.array([row[list(labels)].sum() for row, labels in zip(probabilities, gold)])
    return -numpy.log(numpy.maximum(right, 1e-9)).mean()


def temperature_of(logits, gold):
    """What the logits are divided by so that the held-out labels are the most probable; `gold`: sets of labels."""
    grid = numpy.exp(numpy.linspace(numpy.log(0.4), numpy.log(4.0), 116))
    return round(float(min(grid, key=lambda t: _loss(logits, gold, t))), 3)


def sigmoid_temperature_of(logits, gold):
    def loss(t):
        signed = numpy.where(gold, logits, -logits) / t
        return numpy.logaddexp(0, -signed).mean()
    grid = numpy.exp(numpy.linspace(numpy.log(0.4), numpy.log(4.0), 116))
    return round(float(min(grid, key=loss)), 3)


def reliability(confidence, right, bins=10):
    """For each tenth of confidence (from, to, pairs, mean confidence, share right), and the mean gap over all pairs."""
    rows, gap = [], 0.0
    for i in range(bins):
        low, high = i / bins, (i + 1) / bins
        inside = (confidence > low) & (confidence <= high)
        if inside.any():
            rows.append((low, high, int(inside.sum()), float(confidence[inside].mean()), float(right[inside].mean())))
            gap += inside.sum() * abs(rows[-1][3] - rows[-1][4])
    return rows, gap / len(confidence)


def precision_recall(probabilities, gold, none, thresholds):
    """(threshold, precision, recall, given) of relations: a pair is given where its best type is not none and at least
    as probable as the threshold; right where the type is one of the pair's."""
    best = probabilities.argmax(axis=1)
    confidence = probabilities.max(axis=1)
    right = numpy.array([b in labels for b, labels in zip(best, gold)])
    is_relation = numpy.array([none not in labels for labels in gold])
    rows = []
    for threshold in thresholds:
        given = (best != none) & (confidence >= threshold)
        hit = (given & right).sum()
        rows.append((threshold, hit / max(1, given.sum()), hit / max(1, is_relation.sum()), int(given.sum())))
    return rows
