"""Share of the shared case files that numbers, dates, names and entities get right. Floors only rise."""

from datetime import date

from averral.language.dates import find_dates
from averral.language.entities import find_entities
from averral.language.names import same_person
from averral.language.numbers import find_numbers
from averral.language.place_relations import compare_places
from averral.language.places import find_places
from quality.floors import check_floor
from shared_data import rows, shared

GROUP = "language_world"
QUALIFIERS = {"approx": "about"}


def share(name, file, right):
    cases = rows(f"cases/{file}.jsonl")
    check_floor(GROUP, name, sum(map(right, cases)) / len(cases), [shared(f"cases/{file}.jsonl")])


def test_numbers():
    def right(case):
        found = [
            (n.span.start, n.span.end, n.low, n.high, str(n.qualifier), n.kind)
            for n in find_numbers(case["text"], case["lang"])
        ]
        return found == [wanted(each) for each in case["expect"]]

    def wanted(each):
        low = each["order"] if each["qualifier"] == "vague" else each["min"]
        qualifier = QUALIFIERS.get(each["qualifier"], each["qualifier"])
        return each["start"], each["end"], low, each["max"], qualifier, each["kind"]

    share("numbers", "numbers", right)


def test_spelled_numbers():
    def right(case):
        found = find_numbers(f"{case['text']} x", case["lang"])
        return [(n.best, n.span.end) for n in found] == [(case["value"], len(case["text"]))]

    share("numbers_spelled", "numbers-spelled", right)


def shown(interval):
    start = interval.start.isoformat()
    if interval.precision in ("week", "range"):
        return f"{start}/{interval.end.isoformat()}"
    return {"day": start, "month": start[:7], "year": start[:4]}[interval.precision]


def test_dates():
    def right(case):
        published = date.fromisoformat(case["published"])
        found = find_dates(case["text"], case["lang"], published)
        got = [(each.span.start, each.span.end, shown(each), each.precision) for each in found]
        return got == [(each["start"], each["end"], each["iso"], each["grain"]) for each in case["expect"]]

    share("dates", "dates", right)


def test_formatted_dates():
    def right(case):
        return [shown(each) for each in find_dates(case["text"], case["lang"], None)] == [case["iso"]]

    share("dates_formatted", "dates-formatted", right)


def same(case):
    sides = ((case["a"], case["lang_a"]), (case["b"], case["lang_b"]))
    if case["kind"] == "place":
        mine, yours = (find_places(text, language) for text, language in sides)
        return bool(mine and yours) and compare_places(mine[0], yours[0]) == "same"
    if case["kind"] == "org":
        mine, yours = (find_entities(text, language) for text, language in sides)
        return bool(mine and yours) and mine[0].key == yours[0].key
    return same_person(case["a"], case["b"], case["lang_a"], case["lang_b"])


def names(kind):
    pairs = [case for case in rows("cases/names.jsonl") if case.get("kind") == kind]
    value = sum(same(case) == case["same"] for case in pairs) / len(pairs)
    check_floor(GROUP, f"names_{kind}", value, [shared("cases/names.jsonl")])


def test_person_names():
    names("person")


def test_place_names():
    names("place")


def test_organisation_names():
    names("org")


def test_country_words():
    cases = [case for case in rows("cases/names.jsonl") if case["type"] == "country"]

    def right(case):
        states = [
            each.key for each in find_entities(case["text"], case["lang"]) if each.key.startswith("state:")
        ]
        return states == ([f"state:{case['country']}"] if case["country"] else [])

    check_floor(GROUP, "country_words", sum(map(right, cases)) / len(cases), [shared("cases/names.jsonl")])
