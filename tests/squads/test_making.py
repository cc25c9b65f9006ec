"""Groups are made of those under one; entries are only added, the organisation takes people out.

Broken by somebody in two groups at once, a member who stays when he changes his unit or leaves, an
outdated card that changes something, a leader who is no member.
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.organisation import NotYoursError
from services.squads import making
from services.squads.making import ElsewhereError, NameTakenError, NoTeamError
from services.store import Store
from services.store.squads import SquadEntry
from services.store.traffic import Notice
from tests.branch import NOW, TODAY, account
from tests.squads import BLUE, RED, TANG, at, group, ids, made, moved, numbers, there, turned


def count(session: Session, table: type[Notice]) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def test_members_leader_and_history(filled_store: Store) -> None:
    squad = made(filled_store, "红队", RED, "JC031")
    found = group(filled_store, squad, TODAY)
    assert numbers(found) == [*RED]
    assert found.leader
    assert found.leader.number == "JC031"
    turned(filled_store, squad, "JC032", into=False, now=at(11, 6))
    assert numbers(group(filled_store, squad, date(2026, 11, 6))) == ["JC019", "JC030", "JC031"]
    chosen = select(SquadEntry.act, SquadEntry.day).order_by(SquadEntry.number)
    acts = filled_store.call(lambda session: [tuple(one) for one in session.execute(chosen)])
    joined = [("joined", TODAY)] * 4
    assert acts == [*joined, ("led", TODAY), ("left", date(2026, 11, 6))]


def test_nobody_is_in_two_groups(filled_store: Store) -> None:
    red, blue = made(filled_store, "红队", RED), made(filled_store, "蓝队", BLUE)
    with pytest.raises(ElsewhereError) as refused:
        turned(filled_store, blue, "JC031")
    assert refused.value.name == "红队"
    other = made(filled_store, "早会组", (), who=account("JC019"))
    with pytest.raises(ElsewhereError):
        turned(filled_store, other, "JC031", who=account("JC019"))
    turned(filled_store, red, "JC031", into=False)
    turned(filled_store, blue, "JC031")
    assert "JC031" in numbers(group(filled_store, blue, TODAY))
    assert "JC031" not in numbers(group(filled_store, red, TODAY))


def test_a_group_is_called_something_else_and_goes_on(filled_store: Store) -> None:
    red, blue = made(filled_store, "红队", RED, "JC031"), made(filled_store, "蓝队", BLUE)
    before, told = group(filled_store, red, TODAY), filled_store.call(count, Notice)
    done = filled_store.call(making.rename, TANG, NOW, squad=red, name="东门组").group
    assert done == replace(before, name="东门组") == group(filled_store, red, TODAY)
    assert filled_store.call(count, Notice) == told  # nobody hears of it
    again = filled_store.call(making.rename, TANG, NOW, squad=red, name="东门组").group
    assert again.name == "东门组"
    with pytest.raises(NameTakenError):
        filled_store.call(making.rename, TANG, NOW, squad=blue, name="东门组")
    filled_store.call(making.dissolve, TANG, NOW, squad=blue, version=len(BLUE))
    with pytest.raises(NotYoursError):
        filled_store.call(making.rename, TANG, NOW, squad=blue, name="蓝二组")


def test_who_changes_his_unit_is_out_and_does_not_come_back(filled_store: Store) -> None:
    squad = made(filled_store, "红队", RED, "JC031")
    filled_store.call(moved, "JC031", date(2026, 11, 10), unit="WD03")
    assert numbers(group(filled_store, squad, date(2026, 11, 9))) == [*RED]
    found = group(filled_store, squad, date(2026, 11, 10))
    assert (numbers(found), found.leader) == (["JC019", "JC030", "JC032"], None)
    filled_store.call(moved, "JC031", date(2026, 11, 20), unit="WD02")
    assert "JC031" not in numbers(group(filled_store, squad, date(2026, 11, 20)))
    turned(filled_store, squad, "JC031", now=at(11, 21))
    found = group(filled_store, squad, date(2026, 11, 21))
    assert (numbers(found), found.leader) == ([*RED], None)


def test_who_leaves_or_has_another_superior_is_out(filled_store: Store) -> None:
    squad = made(filled_store, "红队", RED)
    filled_store.call(moved, "JC032", date(2026, 11, 6), left=date(2026, 11, 12))
    (other,) = ids(filled_store, "JC016")
    filled_store.call(moved, "JC030", date(2026, 11, 8), superior_id=other)
    days = {
        day: numbers(group(filled_store, squad, date(2026, 11, day))) for day in (7, 8, 12, 13)
    }
    assert days == {
        7: [*RED],
        8: ["JC019", "JC031", "JC032"],
        12: ["JC019", "JC031", "JC032"],
        13: ["JC019", "JC031"],
    }


def test_with_its_maker_a_group_ends(filled_store: Store) -> None:
    made(filled_store, "红队", RED)
    filled_store.call(moved, "JC015", date(2026, 11, 10), posts="marketer")
    assert len(there(filled_store, date(2026, 11, 9))) == 1
    assert there(filled_store, date(2026, 11, 10)) == ()


def test_an_outdated_card_changes_nothing(filled_store: Store) -> None:
    squad = made(filled_store, "红队", RED)
    (staff,) = ids(filled_store, "JC033")
    assert not turned(filled_store, squad, "JC033", version=1).done
    told = {"squad": squad, "version": 1}
    lead = filled_store.call(making.lead, TANG, NOW, **told, staff=ids(filled_store, "JC031")[0])
    assert not lead.done
    assert not filled_store.call(making.dissolve, TANG, NOW, **told).done
    found = group(filled_store, squad, TODAY)
    assert (numbers(found), found.leader) == ([*RED], None)
    assert staff not in found.ids


def test_pressed_twice_it_is_done_once(filled_store: Store) -> None:
    squad = made(filled_store, "红队", RED)
    version = group(filled_store, squad, TODAY).version
    assert turned(filled_store, squad, "JC031", version=1).done
    assert group(filled_store, squad, TODAY).version == version


def test_a_leader_is_a_member(filled_store: Store) -> None:
    squad = made(filled_store, "红队", RED)
    version = group(filled_store, squad, TODAY).version
    told = {"squad": squad, "version": version, "staff": ids(filled_store, "JC033")[0]}
    assert not filled_store.call(making.lead, TANG, NOW, **told).done
    assert group(filled_store, squad, TODAY).leader is None


def test_the_last_one_named_leads(filled_store: Store) -> None:
    squad = made(filled_store, "红队", RED, "JC031")
    version = group(filled_store, squad, TODAY).version
    told = {"squad": squad, "version": version, "staff": ids(filled_store, "JC030")[0]}
    filled_store.call(making.lead, TANG, NOW, **told)
    leader = group(filled_store, squad, TODAY).leader
    assert leader
    assert leader.number == "JC030"


def test_dissolved_it_is_gone_and_its_people_are_free(filled_store: Store) -> None:
    red = made(filled_store, "红队", RED)
    version = group(filled_store, red, TODAY).version
    filled_store.call(making.dissolve, TANG, NOW, squad=red, version=version)
    assert there(filled_store, TODAY) == ()
    with pytest.raises(NotYoursError):
        filled_store.call(making.choices, TANG, TODAY, red)
    blue = made(filled_store, "红队", ("JC031",))
    assert numbers(group(filled_store, blue, TODAY)) == ["JC031"]
    chosen = select(Notice.staff_id).where(Notice.kind == making.ENDED_TOLD)
    told = filled_store.call(lambda session: set(session.scalars(chosen)))
    assert told == set(ids(filled_store, *RED))


def test_members_hear_of_it_a_little_later(filled_store: Store) -> None:
    made(filled_store, "红队", RED)
    chosen = select(Notice.staff_id, Notice.due_at).where(Notice.kind == making.JOINED_TOLD)
    told = filled_store.call(lambda session: {tuple(one) for one in session.execute(chosen)})
    due = NOW + timedelta(minutes=5)
    assert told == {(one, due) for one in ids(filled_store, *RED)}


@pytest.mark.parametrize("number", ["JC001", "JC009", "JC031", "JC003"])
def test_only_who_leads_a_team_makes_groups(filled_store: Store, number: str) -> None:
    with pytest.raises(NoTeamError):
        filled_store.call(making.make, account(number), NOW, name="红队")


def test_two_of_his_have_not_one_name(filled_store: Store) -> None:
    made(filled_store, "红队", ())
    with pytest.raises(NameTakenError):
        made(filled_store, "红队", ())
    made(filled_store, "红队", (), who=account("JC016"))


@pytest.mark.parametrize("number", ["JC012", "JC015", "JC040", "JC006"])
def test_members_are_those_under_one(filled_store: Store, number: str) -> None:
    squad = made(filled_store, "红队", ())
    with pytest.raises(NotYoursError):
        turned(filled_store, squad, number)


def test_who_has_left_is_not_offered(filled_store: Store) -> None:
    squad = made(filled_store, "红队", ())
    filled_store.call(moved, "JC031", date(2026, 11, 6), left=date(2026, 11, 6))
    days = [date(2026, 11, one) for one in (6, 7)]
    found = [filled_store.call(making.choices, TANG, day, squad).choices for day in days]
    assert ["JC031" in {one.person.number for one in each} for each in found] == [True, False]
