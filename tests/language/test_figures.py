"""Numbers, money and dates as each language writes them."""

from datetime import date

import pytest

from kadash.language import words_in


@pytest.mark.parametrize(("amount", "english", "chinese"), [
    (12_845_000, "12.8M", "1,284.5万"),
    (154_000_000, "154M", "1.54亿"),
    (9_500, "9.5K", "9,500"),
    (999_960, "1.00M", "100.0万"),
    (1_000_000, "1M", "100万"),
    (100_200_000, "100.2M", "1.00亿"),
    (102_400_000, "102.4M", "1.02亿"),
    (250_100_000, "250.1M", "2.50亿"),
    (100_000_000, "100M", "1亿"),
    (12_345_600_000, "12.3B", "123.46亿"),
    (28_900, "28.9K", "2.89万"),
    (22_010_000, "22.0M", "2,201万"),
    (-651_000, "-651K", "-65.1万"),
    (12.5, "12.5", "12.5"),
    (0, "0", "0"),
    (None, "–", "–"),
    (float("nan"), "–", "–"),
])
def test_money_is_shortened_in_the_units_of_the_language(amount: float, english: str, chinese: str) -> None:
    assert (words_in("en").money(amount), words_in("zh").money(amount)) == (english, chinese)


def test_a_change_shows_its_sign_and_no_change_none() -> None:
    words = words_in("en")

    assert [words.money(v, sign=True) for v in (2_500, -2_500, 0)] == ["+2.5K", "-2.5K", "0"]
    assert [words.percent(v, sign=True) for v in (0.144, -0.02, 0)] == ["+14.4%", "-2%", "0%"]
    assert words.points(-0.031) == "-3.1"
    assert (words.number(-0.3), words.points(0.0001), words.percent(0.001, 0, sign=True)) == ("0", "0", "0%")


def test_sentences_stand_after_each_other_as_each_language_writes_them() -> None:
    assert [words_in("en").sentences(["One.", "Two."]), words_in("zh").sentences(["一。", "二。"])] == [
        "One. Two.", "一。二。"]


def test_dates_read_as_each_language_writes_them() -> None:
    day = date(2026, 9, 30)

    assert (words_in("en").date(day), words_in("zh").date(day)) == ("30 Sept 2026", "2026年9月30日")
    assert (words_in("en").month(day), words_in("zh").month(day)) == ("Sept 2026", "2026年9月")


def test_a_currency_that_nobody_chose_is_said_in_words() -> None:
    assert [words_in(language).currency("XXX") for language in ("en", "zh")] == ["currency not chosen", "币种未选"]
    assert words_in("zh").currency("CNY") == "CNY"
