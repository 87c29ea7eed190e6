"""Writes a network as an OpenVINO model folder, as the program reads it (models/encoder/README.md)."""
import json
import pathlib

import numpy
import openvino
import torch

from .labels import CONTEXTS, DIRECTIONS, MODES, STATUSES, TYPES
from .marking import pad

LABELS = {"type": TYPES, "status": STATUSES, "mode": MODES, "direction": DIRECTIONS, "contexts": CONTEXTS, "table": TYPES}


class Exported(torch.nn.Module):
    """The network with outputs in a fixed order, as tracing wants them."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, input_ids, attention_mask):
        out = self.network(input_ids, attention_mask)
        return tuple(out[name] for name in LABELS)


def to_openvino(network):
    network.eval()
    network.bert.set_attn_implementation("eager")
    ids = torch.tensor([[101, 1, 2000, 2, 3000, 3, 2001, 4, 102, 0], [101, 1, 2000, 2, 3000, 3, 2001, 4, 4, 102]])
    example = {"input_ids": ids, "attention_mask": (ids > 0).long()}
    with torch.no_grad():
        model = openvino.convert_model(Exported(network), example_input=example,
                                       input=[("input_ids", [-1, -1], openvino.Type.i64),
                                              ("attention_mask", [-1, -1], openvino.Type.i64)])
    for port, name in zip(model.outputs, LABELS):
        port.get_tensor().set_names({name})
        port.get_node().set_friendly_name(name)
    return model


def compress_weights(model):
    import nncf
    return nncf.compress_weights(model, mode=nncf.CompressWeightsMode.INT8_SYM)


def quantize(model, rows, seed=1):
    """Weights and activations in 8 bits; the ranges of the activations from `rows` of token ids."""
    import nncf
    items = []
    for row in rows:
        ids, mask = pad([row])
        items.append({"input_ids": ids, "attention_mask": mask})
    return nncf.quantize(model, nncf.Dataset(items), model_type=nncf.ModelType.TRANSFORMER, subset_size=len(items),
                         preset=nncf.QuantizationPreset.PERFORMANCE)


def write(model, folder, tokenizer_folder, settings):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    openvino.save_model(model, folder / "model.xml", compress_to_fp16=False)
    (folder / "vocab.txt").write_bytes((pathlib.Path(tokenizer_folder) / "vocab.txt").read_bytes())
    labels = {name: values for name, values in LABELS.items()} | settings
    (folder / "labels.json").write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")


def answers(model, rows, batch=32, threads=2):
    """The logits of the compiled model for rows of token ids, in their order."""
    compiled = openvino.Core().compile_model(model, "CPU", {"INFERENCE_NUM_THREADS": threads})
    order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
    out = {}
    for begin in range(0, len(order), batch):
        chosen = order[begin:begin + batch]
        ids, mask = pad([rows[i] for i in chosen])
        made = compiled({"input_ids": ids, "attention_mask": mask})
        for name in LABELS:
            values = made[name]
            out.setdefault(name, numpy.zeros((len(rows), values.shape[1]), dtype=numpy.float32))[chosen] = values
    return out
