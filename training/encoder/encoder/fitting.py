"""Fine-tuning of the pair network, and its answers."""
import math
import random
import sys
import time

import numpy
import torch

from .labels import CONTEXTS, DIRECTIONS, MODES, STATUSES, TYPES
from .marking import pad

HEAD_WEIGHTS = {"type": 1.0, "table": 0.7, "status": 0.3, "mode": 0.6, "direction": 0.2, "contexts": 2.0}


def seeded(seed):
    random.seed(seed)
    numpy.random.seed(seed)
    torch.manual_seed(seed)


def batches(lengths, size, generator):
    """Batches of indices of like length, in random order."""
    order = list(range(len(lengths)))
    generator.shuffle(order)
    made = []
    for begin in range(0, len(order), size * 40):
        part = sorted(order[begin:begin + size * 40], key=lambda i: lengths[i])
        made += [part[i:i + size] for i in range(0, len(part), size)]
    generator.shuffle(made)
    return made


def _type_loss(logits, pairs, field, smoothing, weights):
    """Any of a pair's types is right: minus the log of their summed probability. None where no pair has the label."""
    rows = [i for i, pair in enumerate(pairs) if getattr(pair, field) is not None]
    if not rows:
        return None
    right = torch.zeros(len(rows), len(TYPES), dtype=torch.bool)
    for i, row in enumerate(rows):
        for kind in getattr(pairs[row], field):
            right[i, TYPES.index(kind)] = True
    logs = torch.log_softmax(logits[rows].float(), dim=1)
    each = -(1 - smoothing) * torch.logsumexp(logs.masked_fill(~right, -1e9), dim=1) - smoothing * logs.mean(dim=1)
    if weights is not None:
        each = each * weights[rows]
    return each.sum() / len(pairs)


def loss_of(out, pairs, smoothing, weights=None):
    """The weighed sum over the heads, each over the pairs that have its label."""
    total = 0
    for name in ("type", "table"):
        part = _type_loss(out[name], pairs, name + "s" if name == "type" else name, smoothing, weights) if name in out else None
        if part is not None:
            total = total + HEAD_WEIGHTS[name] * part
    for name, labels in (("status", STATUSES), ("mode", MODES), ("direction", DIRECTIONS)):
        rows = [i for i, pair in enumerate(pairs) if getattr(pair, name) is not None]
        if name in out and rows:
            gold = torch.tensor([labels.index(getattr(pairs[i], name)) for i in rows])
            part = torch.nn.functional.cross_entropy(out[name][rows].float(), gold, reduction="sum")
            total = total + HEAD_WEIGHTS[name] * part / len(pairs)
    rows = [i for i, pair in enumerate(pairs) if pair.contexts is not None]
    if "contexts" in out and rows:
        gold = torch.tensor([[float(context in pairs[i].contexts) for context in CONTEXTS] for i in rows])
        # The writers named the clear contexts only: that one is missing says little.
        part = torch.nn.functional.binary_cross_entropy_with_logits(out["contexts"][rows].float(), gold,
                                                                    weight=0.3 + 0.7 * gold, reduction="sum")
        total = total + HEAD_WEIGHTS["contexts"] * part / len(CONTEXTS) / len(pairs)
    return total


def parameter_groups(network, rate, decay_of_layer, head_rate, weight_decay=0.01):
    """Lower layers learn more slowly; the heads at a rate of their own."""
    depth = network.bert.config.num_hidden_layers
    groups = {}
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        if name.startswith("bert.embeddings"):
            lr = rate * decay_of_layer ** (depth + 1)
        elif name.startswith("bert.encoder.layer."):
            lr = rate * decay_of_layer ** (depth - int(name.split(".")[3]))
        else:
            lr = head_rate
        plain = name.endswith("bias") or "LayerNorm" in name
        groups.setdefault((lr, 0.0 if plain else weight_decay), []).append(parameter)
    return [{"params": p, "lr": lr, "weight_decay": wd, "peak": lr} for (lr, wd), p in groups.items()]


def fit(network, pairs, marker, *, epochs=6, rate=8e-5, head_rate=5e-4, layer_decay=0.9, batch=16, smoothing=0.05, seed=1,
        weight_of=None, warmup=0.06, loss=loss_of, log=sys.stderr, after_epoch=None):
    """Fine-tunes in place: AdamW, linear warm-up and decline, bfloat16 products. `weight_of` weighs a pair in the loss."""
    seeded(seed)
    generator = random.Random(seed)
    rows = [marker.ids(p.text, p.source, p.target) for p in pairs]
    lengths = [len(row) for row in rows]
    optimizer = torch.optim.AdamW(parameter_groups(network, rate, layer_decay, head_rate), foreach=True)
    steps = epochs * math.ceil(len(pairs) / batch)
    step, begun = 0, time.time()
    network.train()
    for epoch in range(epochs):
        total = 0.0
        for chosen in batches(lengths, batch, generator):
            step += 1
            factor = min(step / (warmup * steps + 1), max(0.0, (steps - step) / (steps * (1 - warmup) + 1)))
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * factor
            ids, mask = pad([rows[i] for i in chosen])
            with torch.autocast("cpu", dtype=torch.bfloat16):
                out = network(torch.from_numpy(ids), torch.from_numpy(mask))
            part = [pairs[i] for i in chosen]
            weights = torch.tensor([weight_of(p) for p in part]) if weight_of else None
            value = loss(out, part, smoothing, weights)
            value.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            total += float(value.detach())
        if log:
            print(f"  epoch {epoch + 1}: loss {total / math.ceil(len(pairs) / batch):.3f}, {time.time() - begun:.0f} s",
                  file=log, flush=True)
        if after_epoch:
            after_epoch(network)
            network.train()
    network.eval()
    return network


@torch.inference_mode()
def answers(network, pairs, marker, batch=64):
    """The logits of each head for each pair, as float arrays in the order of the pairs."""
    network.eval()
    rows = [marker.ids(p.text, p.source, p.target) for p in pairs]
    order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
    out = {}
    for begin in range(0, len(order), batch):
        chosen = order[begin:begin + batch]
        ids, mask = pad([rows[i] for i in chosen])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            made = network(torch.from_numpy(ids), torch.from_numpy(mask))
        for name, values in made.items():
            kept = out.setdefault(name, numpy.zeros((len(pairs), values.shape[1]), dtype=numpy.float32))
            kept[chosen] = values.float().numpy()
    return out
