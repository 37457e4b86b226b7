"""The judged queries over the sample, and the two figures that judge them."""

import pytest
from django.core.management import CommandError, call_command

from iompanama.finding.judging import Judgement, judgements, scores
from tests import make

pytestmark = pytest.mark.django_db


def test_the_search_reaches_its_limits_on_the_sample(sample, capsys):
    call_command("judge_search")

    printed = capsys.readouterr().out
    assert f"{len(judgements())} queries" in printed
    assert len(judgements()) >= 80


def test_a_search_that_finds_what_it_never_should_ends_with_1(sample):
    make.term(term_es="Trata", term_en="Smuggling")  # what must never be

    with pytest.raises(CommandError) as ended:
        call_command("judge_search")
    assert ended.value.returncode == 1


def test_without_the_sample_nothing_is_judged():
    with pytest.raises(CommandError, match="load the sample"):
        call_command("judge_search")


def test_figures_of_a_ranked_list():
    wanted = Judgement("word", "es", "visitor", "agua", ("a", "b"), ("never",))

    assert wanted.reciprocal(["x", "a", "b"]) == 1 / 2
    assert wanted.reciprocal(["x"]) == 0
    assert wanted.recall([*"1234567890", "a", "b"]) == 0
    assert wanted.recall(["b", "x"]) == 1 / 2
    assert wanted.wrong(["never", "a"]) == ["never"]
    judged = scores([(wanted, ["a", "b"]), (wanted, ["x", "a"])])
    assert (judged["word"].mrr, judged[""].recall) == (3 / 4, 3 / 4)
