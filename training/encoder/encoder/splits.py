"""Which families of our own sentences are trained on, and which are held out."""
import hashlib


def part_of(family):
    """'held-out' for about 15 percent of the families, 'train' for the others; by the name alone, so that it never moves."""
    return "held-out" if int(hashlib.sha256(family.encode()).hexdigest(), 16) % 100 < 15 else "train"
