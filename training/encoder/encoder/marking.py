"""Turns a pair of spans into token ids: WordPiece, with marker tokens around the source and the target."""
import numpy

# Ids of [unused0] to [unused3] of the BERT vocabulary, before and after the source and the target.
SOURCE_OPEN, SOURCE_CLOSE, TARGET_OPEN, TARGET_CLOSE = 1, 2, 3, 4
CLS, SEP = 101, 102


class Marker:
    def __init__(self, tokenizer, length=128):
        self.tokenizer = tokenizer
        self.length = length
        self.known = {}

    def _tokens(self, text):
        if text not in self.known:
            made = self.tokenizer(text, add_special_tokens=False, return_offsets_mapping=True, verbose=False)
            self.known[text] = (made["input_ids"], made["offset_mapping"])
        return self.known[text]

    def ids(self, text, source, target):
        """The sentence is cut into tokens once; a marker opens before the first token that reaches into its span and
        closes after the last one. Where the result is too long, a window that holds both spans is taken."""
        tokens, offsets = self._tokens(text)
        marks = []
        for span, opening, closing in ((source, SOURCE_OPEN, SOURCE_CLOSE), (target, TARGET_OPEN, TARGET_CLOSE)):
            if span is None:
                continue
            inside = [i for i, (begin, end) in enumerate(offsets) if end > span[0] and begin < span[1]]
            if inside:
                marks.append((inside[0], inside[-1] + 1, opening, closing))
        out, places = [], []
        for i in range(len(tokens) + 1):
            # At one place closings come before openings; of two openings that of the longer span comes first, and of two
            # closings that of the shorter one.
            for begin, end, _, closing in sorted(marks, key=lambda m: -m[0]):
                if end == i:
                    places.append(len(out))
                    out.append(closing)
            for begin, end, opening, _ in sorted(marks, key=lambda m: -m[1]):
                if begin == i:
                    places.append(len(out))
                    out.append(opening)
            if i < len(tokens):
                out.append(tokens[i])
        room = self.length - 2
        if len(out) > room:
            first, last = (min(places), max(places)) if places else (0, 0)
            begin = max(0, min(len(out) - room, (first + last + 1) // 2 - room // 2))
            out = out[begin:begin + room]
        return [CLS, *out, SEP]


def pad(rows):
    """Rows of ids as (input_ids, attention_mask), each an int64 array of the longest row's length."""
    ids = numpy.zeros((len(rows), max(map(len, rows))), dtype=numpy.int64)
    mask = numpy.zeros_like(ids)
    for i, row in enumerate(rows):
        ids[i, :len(row)] = row
        mask[i, :len(row)] = 1
    return ids, mask
