"""Finds the name of a person among the words of a mention."""

from __future__ import annotations

from collections.abc import Sequence

from averral.extraction.bounds import HYPHENS, Range
from averral.extraction.name_words import is_common, may_name
from averral.extraction.scene import Scene

LONGEST_NAME = 5
#: Letters of a noun for a body that ends another, less one.
_SHORTEST_BODY = 4
#: Words of an office's place and of who holds it.
_SEATED = 3


#: Letters of a single word that may be a name where names have no capitals, less one.
SHORTEST_NAME = 3


def personal_name(scene: Scene, words: Sequence[int]) -> Range | None:
    """The tokens of a person's name: the best run of words that are neither role, body, title nor known place."""
    front = _before_office(scene, words)
    if front is not None:
        return front
    runs: list[list[int]] = []
    open_run = False
    for index in words:
        if may_name(scene, index, open_run):
            if open_run and runs[-1][-1] == index - 1:
                runs[-1].append(index)
            else:
                runs.append([index])
            open_run = True
        else:
            open_run = False
    runs = [_behind_trade(scene, _behind_seat(scene, _without_link(scene, run))) for run in runs]
    if scene.lexicon.speech.noun_capitals:
        runs = [run for each in runs if (run := _behind_noun(scene, each))]
    fitting = [
        run
        for run in runs
        if len(run) <= LONGEST_NAME
        and not _names_held_body(scene, run)
        # "Court of Munich *I*" names nobody.
        and any(len(scene.key(index)) > 1 for index in run)
        and _is_name_run(scene, run)
        and not _owns_next(scene, run, words[-1])
        and not _belongs_to(scene, run, words[0])
        and scene.key(run[0] - 1) not in scene.lexicon.openers
        and not _is_served(scene, run[0], words[0])
    ]
    if not fitting:
        return None
    parted = any(map(scene.is_point, range(words[0], words[-1])))
    closes = any(len(run) > 1 and run[-1] == words[-1] for run in fitting)
    if scene.lexicon.speech.cased and closes and not parted:
        # A full name closes the mention: a lone word before it tells where its office is.
        fitting = [run for run in fitting if len(run) > 1]
    best = max(fitting, key=lambda run: (_standing(scene, run, words), len(run)))
    return best[0], best[-1] + 1


def _without_link(scene: Scene, run: list[int]) -> list[int]:
    """The run without links at its end that join no name: "Ada Berg *von der* (university)"."""
    while len(run) > 1 and scene.lexicon.speech.cased and not scene.tokens[run[-1]].capital:
        run = run[:-1]
    return run


def _before_office(scene: Scene, words: Sequence[int]) -> Range | None:
    """The words before a comma and an office, where names have no capitals: "*Sara Makki*, researcher of African affairs"."""
    if scene.lexicon.speech.cased or not words:
        return None
    first = words[0]
    comma = next((i for i in range(first, words[-1]) if scene.is_point(i, ",")), first)
    office = scene.lexicon.bare_forms(scene.key(comma + 1)) if scene.is_word(comma + 1) else ()
    article = scene.lexicon.speech.article
    plain = not any(is_common(scene, index) for index in range(first, comma))
    # "*The* first witness, the merchant X Y": the article opens no given name.
    plain = plain and not (article and scene.key(first).startswith(article))
    full = 1 < comma - first <= _SEATED + 1 and all(map(scene.is_word, range(first, comma)))
    held = scene.reading.entities_in(scene.span(first, comma)) if full and plain else ()
    named = full and plain and not any(one.span.start == scene.tokens[first].start for one in held)
    return (first, comma) if named and any(form in scene.lexicon.roles for form in office) else None


def _behind_seat(scene: Scene, run: list[int]) -> list[int]:
    """The run without the place that an office is of: "the mayor *of-Priozersk* Ivan Petrov", in one word where there are cases."""
    endings = scene.lexicon.speech.patronymic_endings
    office = scene.key(run[0] - 1) in scene.lexicon.roles
    linked = any(scene.key(index) in scene.lexicon.name_links for index in run)
    between = (
        scene.reading.text[scene.tokens[run[0]].end : scene.tokens[run[0] + 1].start] if len(run) > 1 else ""
    )
    linked = linked or between in HYPHENS
    if not endings or not office or linked or len(run) != _SEATED or scene.key(run[1]).endswith(endings):
        return run
    return run[1:]


def _behind_trade(scene: Scene, run: list[int]) -> list[int]:
    """The run without a trade before a full name, which has a capital where it opens the sentence: "*Striker* Ada Berg"."""
    full = len(run) >= _SEATED and scene.lexicon.speech.cased
    return run[1:] if full and scene.key(run[0]) in scene.lexicon.generic else run


def _names_held_body(scene: Scene, run: Sequence[int]) -> bool:
    """Whether the words are the name of the body before them: "head of the company *North Fuel*", where names have no capitals."""
    lexicon, before = scene.lexicon, scene.key(run[0] - 1)
    joined = len(run) == 1 and any(clitic for _, clitic in lexicon.unprefixed(scene.key(run[0])))
    return not lexicon.speech.cased and (
        before in lexicon.naming_bodies or (joined and before in lexicon.bodies)
    )


def _behind_noun(scene: Scene, run: list[int]) -> list[int]:
    """The run without the noun behind a determiner, where every noun has a capital: "the *survivor* Ada Berg"."""
    links = scene.lexicon.name_links
    # "von der Leyen" is all name.
    linked = scene.key(run[0] - 1) in links and scene.key(run[0] - 2) in links
    if not linked and len(run) == _SEATED - 1 and _ends_as_body(scene, run[0]):
        # "the doctors'-network Kordovan", in one word, is no person.
        return []
    return run[1:] if not linked and scene.key(run[0] - 1) in scene.lexicon.determiners else run


def _ends_as_body(scene: Scene, index: int) -> bool:
    """Whether the noun is written together with one for a body: "the doctors'-*network*"."""
    key = scene.key(index)
    return any(key[cut:] in scene.lexicon.bodies for cut in range(2, len(key) - _SHORTEST_BODY))


def _belongs_to(scene: Scene, run: Sequence[int], first: int) -> bool:
    """Whether a single word behind "of the" says whose office it is: "the prosecutor *of the Republic*"."""
    lexicon, at = scene.lexicon, run[0]
    if len(run) > 1 or not lexicon.speech.cased or scene.key(at - 1) not in lexicon.determiners:
        return False
    of = scene.key(at - 2) in lexicon.openers or scene.key(at - 2) in lexicon.name_links
    return of and any(scene.key(index) in lexicon.roles for index in range(first, at - 2))


def _is_served(scene: Scene, name: int, first: int) -> bool:
    """Whether the name is of somebody whom the speaker only serves: "an aide *to Prime Minister Ada Berg*"."""
    lexicon, index = scene.lexicon, name
    while index > first and _is_office(scene, index - 1):
        index -= 1
    serves = first < index < name and scene.key(index - 1) in lexicon.openers
    return serves and any(scene.is_telling(other) for other in range(first, index - 1))


def _is_office(scene: Scene, index: int) -> bool:
    key, lexicon = scene.key(index), scene.lexicon
    if key in lexicon.roles or key in lexicon.titles:
        return True
    entities = scene.reading.entities_in(scene.span(index, index + 1)) if index in scene.named else ()
    return any(entity.kind == "office" for entity in entities)


def _owns_next(scene: Scene, run: Sequence[int], last: int) -> bool:
    """Whether what follows belongs to whom the run names: "*Elif's* father", "*Liman-Sen* chairman"."""
    after = run[-1] + 1
    if after > last or not scene.is_word(after):
        return False
    key, lexicon = scene.key(after), scene.lexicon
    if scene.tokens[run[-1]].suffix:
        return True
    if lexicon.speech.possessed_endings and key in lexicon.bodies and key not in lexicon.roles:
        return True
    return key in lexicon.roles and key.endswith(lexicon.speech.possessed_endings or ("\0",))


def _standing(scene: Scene, run: Sequence[int], words: Sequence[int]) -> int:
    """How a run stands in its mention: at the front or right behind a role it is a name, behind "of the" a body."""
    before, lexicon, first = scene.key(run[0] - 1), scene.lexicon, words[0]
    behind_title = run[0] - 1 - (before in lexicon.titles)
    apart = scene.is_point(behind_title, ",") and (scene.is_point(run[-1] + 1, ",") or run[-1] == words[-1])
    if len(run) > 1 and apart and not lexicon.speech.cased:
        return 3
    if before in lexicon.roles or before in lexicon.titles:
        return 2 + lexicon.speech.cased
    if run[0] == first:
        return 2
    if run[0] > 0 and scene.is_point(run[0] - 1, ","):
        return 1
    return -1 if before in lexicon.openers or before in lexicon.determiners else 0


def _is_name_run(scene: Scene, run: Sequence[int]) -> bool:
    if scene.lexicon.speech.cased:
        return True
    # Without capitals a single unknown word counts only where nothing else stands in the mention's place.
    return len(run) > 1 or len(scene.key(run[0])) > SHORTEST_NAME


def with_place(scene: Scene, name: Range, start: int) -> Range:
    """The name with a first word that is a town somewhere too: "Kamal Abdelrahim"."""
    before = name[0] - 1
    if not scene.lexicon.speech.cased or before < start or not scene.is_word(before):
        return name
    token = scene.tokens[before]
    follows = name[1] < len(scene.tokens) and scene.tokens[name[1]].capital
    is_place = before in scene.named and not scene.reading.entities_in(scene.span(before, before + 1))
    if not (token.capital and is_place) or follows or is_common(scene, before):
        return name
    if scene.lexicon.speech.patronymic_endings and name[1] - name[0] > 1:
        # "the president *of-Russia* Ivan Petrov", in one word where there are cases.
        return name
    opens = before == start or scene.key(before - 1) in scene.lexicon.roles or scene.is_point(before - 1)
    return (before, name[1]) if opens else name


def names_body(scene: Scene, words: Sequence[int], name: Range) -> bool:
    """Whether a mention with one unknown word is a body's name and no person's: "the Agency for Technology"."""
    keys = [scene.key(index) for index in words]
    forms = {form for key in keys for form in scene.lexicon.bare_forms(key)}
    has_role = any(form in scene.lexicon.roles or form in scene.lexicon.titles for form in forms)
    within = {form for index in range(*name) for form in scene.lexicon.bare_forms(scene.key(index))}
    if scene.lexicon.speech.cased and not has_role and any(form in scene.lexicon.outlets for form in within):
        # "the Harrow *Gazette*" is a paper.
        return True
    head = next((index for index in words if scene.key(index) not in scene.lexicon.determiners), words[0])
    headed = any(form in scene.lexicon.naming_bodies for form in scene.lexicon.bare_forms(scene.key(head)))
    if not scene.lexicon.speech.cased and not has_role and headed and name[0] > head:
        # "The *committee* of the nurses of Mali": without capitals what follows a body is its name.
        return not any(map(scene.is_point, range(head, name[0])))
    alone = name[1] - name[0] == 1 and name[0] == words[0] and len(words) > 1
    if alone and not has_role and _goes_on(scene, name[1]):
        # "*Organisations* for rights": a given name would not stand alone before words that name nobody.
        return True
    single = name[1] - name[0] == 1 and name[0] != words[0]
    known = (scene.lexicon.bodies, scene.lexicon.outlets)
    return single and not has_role and any(form in words for form in forms for words in known)


def _goes_on(scene: Scene, index: int) -> bool:
    """Whether a word goes on with what the one before it begins, where names have no capitals: no adverbial, nobody who hears."""
    lexicon = scene.lexicon
    if lexicon.speech.cased or not scene.is_word(index) or scene.key(index) in lexicon.openers:
        return False
    return not any(scene.key(index).startswith(link.rstrip("+")) for link in lexicon.speech.hearer_links)


def heads_body(scene: Scene, words: Sequence[int], name: Range) -> bool:
    """Whether a noun for a body with a capital ends what looks like a name: "the High Negotiations Committee"."""
    behind, speech = name[1], scene.lexicon.speech
    if behind not in words or not speech.cased:
        return False
    # "*International* committee of …": the first word of a body's name has the capital.
    single = name[1] - name[0] == 1 and name[0] == words[0] and not (speech.definites or speech.noun_capitals)
    if not (scene.tokens[behind].capital or single):
        return False
    return scene.key(behind) in scene.lexicon.bodies
