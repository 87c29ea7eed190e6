"""The network: a small BERT, read at [CLS] and at the two opening markers, with one linear head for each question."""
import torch
from transformers import BertConfig, BertModel

from .labels import CONTEXTS, DIRECTIONS, MODES, STATUSES, TYPES
from .marking import SOURCE_CLOSE, SOURCE_OPEN, TARGET_CLOSE, TARGET_OPEN

HEADS = {"type": len(TYPES), "table": len(TYPES), "status": len(STATUSES), "mode": len(MODES), "direction": len(DIRECTIONS),
         "contexts": len(CONTEXTS)}


class PairNetwork(torch.nn.Module):
    def __init__(self, config, heads=HEADS, dropout=0.1):
        super().__init__()
        self.bert = BertModel(config, add_pooling_layer=False)
        width = config.hidden_size
        self.mix = torch.nn.Linear(3 * width, width)
        self.drop = torch.nn.Dropout(dropout)
        self.names = list(heads)
        self.heads = torch.nn.ModuleList([torch.nn.Linear(width, size) for size in heads.values()])

    @classmethod
    def from_base(cls, folder, layers=None, **options):
        """The network over pretrained weights; the markers begin as the embeddings of words for what they mark."""
        bert = BertModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="sdpa")
        if layers:
            bert.encoder.layer = torch.nn.ModuleList([bert.encoder.layer[i] for i in layers])
            bert.config.num_hidden_layers = len(layers)
        network = cls(bert.config, **options)
        network.bert = bert
        with torch.no_grad():
            words = bert.embeddings.word_embeddings.weight
            for marker, word in ((SOURCE_OPEN, 1031), (SOURCE_CLOSE, 1033), (TARGET_OPEN, 1006), (TARGET_CLOSE, 1007)):
                words[marker] = words[word]  # [ and ] around the source, ( and ) around the target
        # The embeddings stay as they are: a fifth faster, and words that the training data lacks keep their place.
        network.bert.embeddings.requires_grad_(False)
        return network

    @staticmethod
    def at(hidden, input_ids, marker):
        """The hidden state at the marker; zeros where it does not stand."""
        where = (input_ids == marker).to(hidden.dtype).unsqueeze(1)
        return torch.matmul(where, hidden).squeeze(1)

    def pooled(self, input_ids, attention_mask):
        hidden = self.bert(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        joined = torch.cat([hidden[:, 0], self.at(hidden, input_ids, SOURCE_OPEN),
                            self.at(hidden, input_ids, TARGET_OPEN)], dim=1)
        return torch.nn.functional.gelu(self.mix(self.drop(joined)))

    def forward(self, input_ids, attention_mask):
        pooled = self.drop(self.pooled(input_ids, attention_mask))
        return {name: head(pooled) for name, head in zip(self.names, self.heads)}


class SpanNetwork(PairNetwork):
    """The other way of asking, for comparison: nothing is marked in the sentence, so that one pass serves all its pairs, and a
    pair is read from [CLS] and the means over its two spans. The marking tokens only tell where the spans are."""

    def pooled(self, input_ids, attention_mask):
        marking = (input_ids >= SOURCE_OPEN) & (input_ids <= TARGET_CLOSE)
        places = ((~marking).long().cumsum(1) - 1).clamp(min=0)
        hidden = self.bert(input_ids=input_ids, attention_mask=attention_mask * (~marking).long(),
                           position_ids=places).last_hidden_state

        def mean(opening, closing):
            inside = (input_ids == opening).long().cumsum(1) - (input_ids == closing).long().cumsum(1)
            weights = ((inside > 0) & ~marking).to(hidden.dtype)
            return torch.bmm(weights.unsqueeze(1), hidden).squeeze(1) / weights.sum(1, keepdim=True).clamp(min=1)

        joined = torch.cat([hidden[:, 0], mean(SOURCE_OPEN, SOURCE_CLOSE), mean(TARGET_OPEN, TARGET_CLOSE)], dim=1)
        return torch.nn.functional.gelu(self.mix(self.drop(joined)))


def save(network, path):
    torch.save({"config": network.bert.config.to_dict(), "heads": {n: h.out_features for n, h in zip(network.names, network.heads)},
                "weights": network.state_dict()}, path)


def load(path):
    kept = torch.load(path, map_location="cpu", weights_only=True)
    network = PairNetwork(BertConfig(**kept["config"]), kept["heads"])
    network.load_state_dict(kept["weights"])
    return network
