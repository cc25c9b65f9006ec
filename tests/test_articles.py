"""What is said of the 32 articles is true: the computed ones are those that results cite."""

import pytest

from services.rulebook import articles, packaged
from tests import test_posts
from tests.casebook import cited, made

NUMBERS = [str(number) for number in range(1, 33)]
STATUSES = {"computed", "checked", "recorded", "planned", "missing", "excused"}
KEYS = {"status", "product", "systems", "reason"}
# Everything that the regulation asks for, and under which articles.
SYSTEMS = {
    "M1": "1 2 3 4",
    "M2": "3",
    "M3": "6",
    "M4": "7 8 9 10 11",
    "M5": "12",
    "M6": "12 30",
    "M7": "12",
    "M8": "12",
    "M9": "12",
    "M10": "12",
    "M11": "12",
    "M12": "12",
    "M13": "12",
    "M14": "9 13",
    "M15": "8 14",
    "M16": "7 15",
    "M17": "16",
    "M18": "17",
    "M19": "18",
    "M20": "19 20",
    "M21": "7 21",
    "M22": "22",
    "M23": "23",
    "M24": "24",
    "M25": "25",
    "M26": "26",
    "M27": "27",
    "M28": "28",
    "M29": "28",
    "M30": "28 29",
    "M31": "28",
    "M32": "29",
    "M33": "30",
    "M34": "31",
    "M35": "32",
}
DOCUMENTS = {f"R{number}" for number in range(2, 20)}
# the product holds figures against these and shows it, under the article of the figure
IN_CHAT = {"31"}  # its figures say what may be done in chat and who counts, no line of pay is one
CHECKED = {"9": "station_manager.outlet_accounts", "10": "accounts_standard.manager"}


def of_status(status: str) -> set[str]:
    """Return the articles of a status."""
    return {number for number, said in articles().items() if said["status"] == status}


def test_there_are_32_articles() -> None:
    assert list(articles()) == NUMBERS


@pytest.mark.parametrize("number", NUMBERS)
def test_an_article_says_what_becomes_of_it(number: str) -> None:
    said = articles()[number]
    assert said.keys() == KEYS
    assert said["status"] in STATUSES
    assert said["product"].endswith(".")
    assert said["reason"].endswith(".")
    assert set(said["systems"]) <= SYSTEMS.keys() | DOCUMENTS


def test_whatever_is_asked_for_stands_under_its_articles() -> None:
    found = {
        row: " ".join(number for number in NUMBERS if row in articles()[number]["systems"])
        for row in SYSTEMS
    }
    assert found == SYSTEMS


def test_what_is_computed_is_the_reason_of_some_result_and_the_other_way_round() -> None:
    reasons = {article for _, statement in made() for article in cited(statement)}
    assert reasons == of_status("computed")


def test_no_figure_stands_under_an_article_that_is_not_computed() -> None:
    cited_by = {figure.article for figure in packaged().figures.values()}
    assert cited_by - IN_CHAT <= of_status("computed")
    assert of_status("recorded") >= IN_CHAT


def test_what_is_checked_is_held_against_a_figure() -> None:
    assert of_status("checked") == CHECKED.keys()
    for number, figure in CHECKED.items():
        told = " ".join(f"{dated.basis}." for dated in packaged().figures[figure].dated)
        assert f"Article {number}." in told
    assert CHECKED["9"] in test_posts.COVERED


def test_what_is_not_there_says_so() -> None:
    assert of_status("missing") == {"5"}
    for number in of_status("planned"):
        assert "yet" in articles()[number]["reason"]
