"""identity review and identity judge, as a person uses them."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scripts.command import main

WHO = ("--who", "Ann", "--why", "Two firms.", "--on", "2026-11-22")


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["identity", *words])


def test_what_is_to_be_judged_is_listed_for_people_and_for_programs(tmp_path: Path) -> None:
    data = ("--data", str(tmp_path))
    table = run("review", *data)
    assert table.exit_code == 0
    assert table.stdout.endswith(" pairs to be judged\n")
    head = "left,right,score,left_name,right_name,reasons\n"
    assert run("review", *data, "--format", "csv", "--limit", "0").stdout == head
    assert (
        run("review", *data, "--format", "json", "--limit", "0").stdout == '{\n  "pairs": []\n}\n'
    )


def test_a_judgement_is_kept_in_the_data_folder(tmp_path: Path) -> None:
    result = run(
        "judge", "actor/google", "actor/amazon", "different", *WHO, "--data", str(tmp_path)
    )
    table = tmp_path / "judgements.csv"
    assert result.stdout == f"{table}: actor/google and actor/amazon are judged different\n"
    assert table.read_text(encoding="utf-8").splitlines()[1] == (
        "actor/google,actor/amazon,different,Ann,2026-11-22,Two firms."
    )


@pytest.mark.parametrize(
    ("pair", "exit_code", "message"),
    [
        (
            ("actor/googel", "actor/amazon"),
            1,
            "there is no record 'actor/googel'; the nearest are:",
        ),
        (("actor/google", "issue/ghost-work"), 2, "judge two records of one kind"),
        (("source/aidb", "source/stat"), 1, "there is no record 'source/stat'"),
        (("actor/google", "actor/google"), 2, "judge two records of one kind"),
    ],
)
def test_what_cannot_be_judged_is_refused(
    pair: tuple[str, str], exit_code: int, message: str, tmp_path: Path
) -> None:
    result = run("judge", *pair, "same", *WHO, "--data", str(tmp_path))
    assert (result.exit_code, message in result.stderr) == (exit_code, True)
    assert not (tmp_path / "judgements.csv").exists()


def test_a_day_that_is_none_is_refused(tmp_path: Path) -> None:
    words = ("actor/google", "actor/amazon", "same", "--who", "Ann", "--why", "x", "--on", "now")
    result = run("judge", *words, "--data", str(tmp_path))
    assert (result.exit_code, "'--on': 'now'" in result.stderr) == (2, True)
