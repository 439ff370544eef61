from io import StringIO

from django.core.management import call_command

from inventories.checks import registry


def listed() -> list[list[str]]:
    out = StringIO()
    call_command("list_checks", stdout=out)
    return [line.split("\t") for line in out.getvalue().splitlines()]


def test_every_check_is_listed_once_with_errors_before_warnings() -> None:
    header, *rows = listed()
    assert header == ["code", "severity", "title", "title in Chinese"]
    assert sorted(row[0] for row in rows) == sorted(registry.codes())
    severities = [row[1] for row in rows]
    assert severities == sorted(severities, key=("error", "warning").index)


def test_a_check_is_listed_with_its_title_in_both_languages() -> None:
    by_code = {row[0]: row[1:] for row in listed()}
    assert by_code["factor-unchecked"] == ["warning", "Unchecked factor", "未经核对的排放因子"]
