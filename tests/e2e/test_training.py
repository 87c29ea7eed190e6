#!/usr/bin/env python3
"""The annotated sentences of training/annotated, and how pairs to train on are made of them. Standard library only.

    python3 tests/e2e/test_training.py [PROGRAM SOURCE_FOLDER]
"""
import importlib.util
import json
import os
import subprocess
import sys
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "training", "encoder"))

from encoder import annotations, labels, mentions, pairs, splits, table_types, variants  # noqa: E402


def block(*lines):
    return annotations.parse_block("\n".join(lines))


class Format(unittest.TestCase):
    def test_reads_relations_with_their_spans(self):
        made = block("F one", "T Minsk met Riga, and Minsk thanked Riga.", "R CONSULT/meet happened +diplomatic | Minsk ; Riga > - | met",
                     "R SUPPORT happened | Minsk#2 > Riga#2 | thanked")
        self.assertEqual(made.relations[0].actors, ((0, 5), (10, 14)))
        self.assertEqual(made.relations[1].actors, ((20, 25),))
        self.assertEqual(made.relations[1].recipients, ((34, 38),))
        self.assertTrue(annotations.is_reciprocal(made.relations[0]))

    def test_a_span_is_whole_words(self):
        self.assertEqual(annotations.find_span("Nigerians and Niger", "Niger"), (14, 19))

    def test_refuses_what_is_wrong(self):
        for line in ("R GREET happened | Minsk > Riga | met", "R CONSULT/expel happened | Minsk > Riga | met",
                     "R CONSULT maybe | Minsk > Riga | met", "R CONSULT happened +fishing | Minsk > Riga | met",
                     "R CONSULT happened | Oslo > Riga | met", "R CONSULT happened | Minsk, Riga | met", "N Minsk", "X Minsk"):
            with self.subTest(line), self.assertRaises(annotations.AnnotationError):
                block("F one", "T Minsk met Riga.", line)


class Pairs(unittest.TestCase):
    def test_the_other_direction_of_a_directed_act_is_none(self):
        made = pairs.of_sentence(block("F one", "T Minsk thanked Riga.", "R SUPPORT happened | Minsk > Riga | thanked"))
        self.assertEqual([(p.source, sorted(p.types)) for p in made], [((0, 5), ["SUPPORT"]), ((14, 18), ["none"])])

    def test_a_reciprocal_act_goes_both_ways(self):
        made = pairs.of_sentence(block("F one", "T Minsk met Riga.", "R CONSULT/meet happened | Minsk ; Riga > - | met"))
        self.assertEqual([(sorted(p.types), p.direction) for p in made], [(["CONSULT"], "reciprocal")] * 2)

    def test_a_relation_wins_over_none(self):
        made = pairs.of_sentence(block("F one", "T Minsk thanked Riga and Riga blamed Minsk.", "R SUPPORT happened | Minsk > Riga | thanked",
                                       "R ACCUSE happened | Riga > Minsk | blamed"))
        self.assertEqual(sorted(kind for p in made for kind in p.types), ["ACCUSE", "SUPPORT"])

    def test_marks_are_taken_out(self):
        self.assertEqual(pairs.unmark("<t>Riga</t> was thanked by <s>Minsk</s>."), ("Riga was thanked by Minsk.", (20, 25), (0, 4)))

    def test_where_the_conversion_table_differs(self):
        for expected, arguments in ((["AGREE"], ("CONSULT", "planned", "visit", "visit")), (["CONSULT"], ("CONSULT", "happened", "visit", "visit")),
                                    (["COERCE"], ("SANCTION", "happened", "imposed", "imposed sanctions on")),
                                    (["ACCUSE"], ("SANCTION", "happened", "found", "found guilty of")),
                                    (["SANCTION"], ("SANCTION", "happened", "expelled", "expelled two envoys")),
                                    (["SUPPORT"], ("AGREE", "happened", "reached a deal", "reached a deal on")),
                                    (["AGREE"], ("AGREE", "happened", "promised", "promised a deal")),
                                    (["AID"], ("MOBILIZE", "happened", "sent", "sent peacekeepers")),
                                    (["ASSAULT"], ("COERCE", "happened", "blockaded", "blockaded the port"))):
            self.assertEqual(sorted(table_types.table_types(*arguments)), expected)

    def test_a_third_state_takes_no_part(self):
        made = pairs.of_sentence(block("F one", "T In Oslo Minsk thanked Riga.", "R SUPPORT happened | Minsk > Riga | thanked"))
        none = {made[0].text[slice(*p.source)] + " > " + made[0].text[slice(*p.target)] for p in made if p.types == pairs.NO_TYPE}
        self.assertEqual(none, {"Riga > Minsk", "Oslo > Minsk", "Oslo > Riga", "Minsk > Oslo", "Riga > Oslo"})

    def test_another_name_of_a_side_is_no_third_state(self):
        text = "Belarus fumed after Minsk thanked Riga."
        self.assertEqual(mentions.bystanders(text, [(((20, 25),), ((34, 38),))]), set())

    def test_two_sentences_in_one_keep_their_acts_and_no_more(self):
        sentences = [block(f"F {city}", f"T {city} thanked the government of {state} for its help in the long winter.",
                           f"R SUPPORT happened | {city} > the government of {state} | thanked")
                     for city, state in (("Minsk", "Norway"), ("Lima", "Ghana"), ("Accra", "Chile"))]
        for made in variants.joined(sentences, 5):
            rows = pairs.of_sentence(made)
            told = [p for p in rows if p.types != pairs.NO_TYPE]
            self.assertEqual(sorted(p.text[slice(*p.source)] for p in told), sorted(made.family.split("+")))
            half = made.text.index(told[1].text[slice(*max(p.source for p in told))])
            across = [p for p in rows if (p.source[0] < half) != (p.target[0] < half)]
            self.assertTrue(across and all(p.types == pairs.NO_TYPE for p in across))

    def test_who_tells_of_an_act_takes_no_part(self):
        sentence = block("F one", "T Minsk accused the mayor of Riga of hiding the papers of the bank.", "R ACCUSE happened | Minsk > the mayor of Riga | accused")
        harm = block("F two", "T Minsk seized a lorry of the mayor of Riga on the road to the border.", "R COERCE happened | Minsk > the mayor of Riga | seized")
        for made in variants.reported([sentence, harm], 40):
            first = {made.text[slice(*s)] for s in made.relations[0].actors}
            told = [(p.text[slice(*p.source)], p.text[slice(*p.target)], *sorted(p.types)) for p in pairs.of_sentence(made) if p.types != pairs.NO_TYPE]
            if len(first) > 1:  # "X and Minsk accused ..."
                self.assertEqual({t[0] for t in told}, first)
                self.assertEqual({t[1] for t in told}, {"the mayor of Riga"})
            elif first == {"Minsk"}:
                self.assertEqual([t[:2] for t in told], [("Minsk", "the mayor of Riga")])
            else:  # who condemns does it to the actor alone
                self.assertEqual([t[1:] for t in told], [("Minsk", "ACCUSE")])

    def test_spans_cut_to_the_name(self):
        text = "The president of Ghana thanked two nurses."
        cut = variants.named_only([pairs.Pair(text, (0, 22), (31, 41), frozenset(["SUPPORT"]))], 1.0)[0]
        self.assertEqual((text[slice(*cut.source)], text[slice(*cut.target)]), ("Ghana", "two nurses"))

    def test_plans_of_the_patterns_may_keep_their_type(self):
        rows = [p for p in pairs.of_patterns(os.path.join(ROOT, "training", "relations.jsonl")) if p.table == frozenset(["AGREE"])
                and "CONSULT" in p.types]
        self.assertTrue(rows and all("AGREE" in p.types for p in rows))

    @unittest.skipUnless(importlib.util.find_spec("numpy"), "numpy is not installed")
    def test_markers_and_window(self):
        from encoder.marking import Marker

        def words_as_tokens(text, **_):
            at, places = 0, []
            for word in text.split():
                places.append((at, at + len(word)))
                at += len(word) + 1
            return {"input_ids": [1000 + i for i in range(len(places))], "offset_mapping": places}

        marker = Marker(words_as_tokens, 16)
        self.assertEqual(marker.ids("a b c", (0, 1), (4, 5)), [101, 1, 1000, 2, 1001, 3, 1002, 4, 102])
        self.assertEqual(marker.ids("a b c", (2, 3), None), [101, 1000, 1, 1001, 2, 1002, 102])
        # One span inside the other: the outer one opens first and closes last.
        self.assertEqual(marker.ids("a b c", (0, 5), (4, 5)), [101, 1, 1000, 1001, 3, 1002, 4, 2, 102])
        # Of twelve words and four markers only six have room: those around the middle of the two spans.
        text = "a b c d e f g h i j k l"
        self.assertEqual(Marker(words_as_tokens, 8).ids(text, (8, 9), (12, 13)), [101, 1, 1004, 2, 1005, 3, 1006, 102])


class Data(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        path = os.path.join(ROOT, "training", "annotated", "annotated.jsonl")
        with open(path, encoding="utf-8") as file:
            cls.rows = [json.loads(line) for line in file]

    def test_is_up_to_date(self):
        script = os.path.join(ROOT, "training", "encoder", "compile_annotations")
        done = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_every_span_cuts_its_text(self):
        for row in self.rows:
            text = row["text"].encode()
            spans = [s for r in row["relations"] for s in [*r["actors"], *r["recipients"], r["trigger"]]]
            for span in spans + [s for pair in row["none"] for s in pair]:
                self.assertEqual(text[span["begin"]:span["end"]].decode(), span["text"], row["id"])

    def test_covers_every_type_mode_and_status(self):
        relations = [r for row in self.rows for r in row["relations"]]
        self.assertGreaterEqual(len(self.rows), 5000)
        self.assertEqual({r["status"] for r in relations}, set(labels.STATUSES))
        seen = {(r["type"], r["mode"]) for r in relations}
        for kind, modes in labels.MODES_OF.items():
            for mode in modes or [None]:
                self.assertIn((kind, mode), seen)

    def test_no_family_is_both_trained_on_and_held_out(self):
        parts = {}
        for row in self.rows:
            parts.setdefault(row["family"], set()).add(row["part"])
            self.assertEqual(row["part"], splits.part_of(row["family"]))
        self.assertTrue(all(len(part) == 1 for part in parts.values()))
        held_out = sum(row["part"] == "held-out" for row in self.rows) / len(self.rows)
        self.assertTrue(0.12 < held_out < 0.18, held_out)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
