"""The type by PLOVER's conversion table of CAMEO codes, where that differs from our rules (training/README.md).

Our rules follow the codebook's text. Corpora that were made from CAMEO codes follow the table: an expressed intent to yield
(035) and any other plan to cooperate (03) is AGREE there, an agreement reached or signed (057) and an apology (055) SUPPORT,
peacekeepers sent (074) AID and withdrawn (166) SANCTION, sanctions and embargoes (163) COERCE, a verdict (116) ACCUSE, an
arrest or sentence to prison (173) COERCE. Blockades and towns taken stand under 19, fighting, in CAMEO: ASSAULT there.
"""
import re

PLANNED_IS_AGREE = {"CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"}
INTENT = re.compile(r"\b(agree[ds]?|agreeing|promis\w+|pledg\w+|vow\w*|offer\w*|undert\w+|commit\w*|assur\w+|ready|willing\w*|will"
                    r"|would|said it|is to|are to|announced (it|they|plans|that)|sworn)\b", re.IGNORECASE)
REACHED = re.compile(r"\b(deal|agreement|accord|pact|treaty|settlement|truce)\b", re.IGNORECASE)
APOLOGY = re.compile(r"apolog|sorry|regret|remorse", re.IGNORECASE)
PEACEKEEPERS = re.compile(r"peacekeep|peace-keep|blue helmets", re.IGNORECASE)
WITHDRAWN = re.compile(r"peacekeep|peace-keep|blue helmets|observer|inspector|monitor|mediat|negotiat|aid worker", re.IGNORECASE)
SANCTIONS = re.compile(r"\b(sanction(s|ed|ing)?|embargo\w*|boycott\w*|blacklist\w*)\b", re.IGNORECASE)
VERDICT = re.compile(r"\b(convict\w*|guilty|verdict\w*|liable|fined)\b", re.IGNORECASE)
PRISON = re.compile(r"\b(prison|jail\w*|years|months|life|behind bars)\b", re.IGNORECASE)
FIGHT = re.compile(r"\bblockad|\b(captur|seiz|overr[ua]n|occup|took|taken)\w*.{0,40}\b(town|city|cities|village|base|province|territor|district"
                   r"|airport|capital|island|border post|stronghold)", re.IGNORECASE)


def table_types(kind, status, words, near):
    """The types that the table may give: `words` tell the act (its trigger, or all the sentence), `near` with what follows."""
    if status == "planned" and kind in PLANNED_IS_AGREE:
        return frozenset(["AGREE"])
    if kind == "AGREE" and status == "happened" and REACHED.search(words):
        return frozenset(["SUPPORT"])
    if kind == "CONCEDE" and INTENT.search(words):
        return frozenset(["AGREE"])
    if kind == "CONCEDE" and APOLOGY.search(words):
        return frozenset(["SUPPORT", "CONCEDE"])
    if kind == "MOBILIZE" and PEACEKEEPERS.search(near):
        return frozenset(["AID"])
    if kind == "RETREAT" and words != near and WITHDRAWN.search(near):
        return frozenset(["SANCTION"])
    if kind == "SANCTION" and SANCTIONS.search(near):
        return frozenset(["COERCE"])
    if kind == "SANCTION" and VERDICT.search(near):
        return frozenset(["ACCUSE", "COERCE"] if PRISON.search(near) else ["ACCUSE"])
    if kind == "COERCE" and FIGHT.search(near):
        return frozenset(["ASSAULT"])
    return frozenset([kind])
