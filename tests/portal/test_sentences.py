"""The judge's sentences with their values written out."""

from django.utils import translation

from portal.sentences import listed, tell
from trajectory import FIELD_LABELS


def test_values_are_written_by_the_end_of_their_names():
    sentence = {
        "id": "%(a_year)s %(b_amount)s %(c_percent)s %(d_years)s %(e_years)s %(f_count)s %(g_tonnes)s",
        "params": {
            "a_year": 2020,
            "b_amount": "46812345.6",
            "c_percent": "26.349",
            "d_years": 1,
            "e_years": 9,
            "f_count": 3,
            "g_tonnes": "1200",
        },
    }
    text = tell(sentence, "tCO2e").replace("\N{NO-BREAK SPACE}", " ")
    assert text == "2020 46.8 million tonnes 26.3% 1 year 9 years 3 1,200 tonnes"


def test_lists_hold_labels_or_years():
    assert listed(["gwp_set", "base_year"]) == f"{FIELD_LABELS['gwp_set']}, {FIELD_LABELS['base_year']}"
    assert listed([2015, 2016]) == "2015, 2016"
    with translation.override("zh-hans"):
        assert listed([2015, 2016]) == "2015、2016"


def test_a_sentence_without_values_keeps_its_words():
    assert tell({"id": "Nothing remains.", "params": {}}, "t") == "Nothing remains."
