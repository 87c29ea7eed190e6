"""The label sets of the encoder's heads, from the project's tables in data/."""
import csv
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[3]
STATUSES = ["happened", "planned", "habitual", "denied", "hypothetical"]
DIRECTIONS = ["directed", "reciprocal"]
NONE = "none"


def table_rows(name):
    """The rows of a table in data/ as dicts."""
    lines = [line for line in (ROOT / "data" / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines))


def _types_and_modes():
    modes = {}
    for row in table_rows("plover.csv"):
        modes.setdefault(row["type"], [])
        if row["mode"]:
            modes[row["type"]].append(row["mode"])
    return modes


MODES_OF = _types_and_modes()
TYPES = [NONE, *MODES_OF]
# The first mode is "no mode"; the others carry their type, since "meet" or "expel" stand under several types.
MODES = [""] + [f"{kind}/{mode}" for kind, modes in MODES_OF.items() for mode in modes]
CONTEXTS = [next(iter(row.values())) for row in table_rows("contexts.csv")]

# Corpora that code by CAMEO's quads: what each PLOVER type is there (docs/accuracy.md, "Five classes").
YIELD = {"CONCEDE", "RETREAT"}
