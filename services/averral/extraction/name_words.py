"""Whether a word can be a part of a person's name."""

from __future__ import annotations

from averral.extraction.bounds import is_capital, joins_by_hyphen
from averral.extraction.scene import Scene

#: Capitals that stand for a body; a surname in capitals is longer.
LONGEST_ACRONYM = 4
#: Words from an office to the name of who holds it.
LONGEST_OFFICE = 7


def may_name(scene: Scene, index: int, open_run: bool) -> bool:  # noqa: FBT001
    """Whether the word can be part of a person's name, as its first word or behind another."""
    token, lexicon = scene.tokens[index], scene.lexicon
    if token.in_name or token.key[:1].isdigit():
        return False
    if is_common(scene, index) and not (
        open_run and (_is_surname(scene, index) or _opens_surname(scene, index))
    ):
        return False
    if lexicon.speech.cased:
        return _is_capital_name(scene, index, open_run)
    if joins_by_hyphen(scene, index) and open_run:
        return True
    article = lexicon.speech.article
    if article and token.key.startswith(article):
        return open_run and index not in scene.named
    return (index not in scene.named or (open_run and _is_only_place(scene, index))) and len(token.key) > 1


def _is_only_place(scene: Scene, index: int) -> bool:
    """Whether the word is a town that people are called after, and names nobody else."""
    return not scene.reading.entities_in(scene.span(index, index + 1))


def _is_surname(scene: Scene, index: int) -> bool:
    """Whether an office is a surname here, behind an office in small letters and a given name: "minister Ada *King*"."""
    speech = scene.lexicon.speech
    if not speech.cased or speech.noun_capitals or not scene.tokens[index].capital:
        return False
    ends = index + 1 >= len(scene.tokens) or not scene.tokens[index + 1].capital
    before = range(max(0, index - LONGEST_OFFICE), index - 1)
    office = any(scene.key(i) in scene.lexicon.roles and not scene.tokens[i].capital for i in before)
    return ends and office and scene.key(index) in scene.lexicon.roles


def _opens_surname(scene: Scene, index: int) -> bool:
    """Whether an article with a capital stands between two words with capitals, whose name it is part of: "Ada *Le* Berg"."""
    if not scene.lexicon.speech.cased or scene.key(index) not in scene.lexicon.name_links:
        return False
    return all(scene.is_word(i) and scene.tokens[i].capital for i in (index - 1, index, index + 1))


def is_common(scene: Scene, index: int) -> bool:
    """Whether the tables know the word as something else than a name."""
    lexicon, key = scene.lexicon, scene.key(index)
    # A given name may look like a role ("Amin" is a secretary too); behind a title it is a name.
    if key in lexicon.roles and scene.key(index - 1) in lexicon.titles:
        return False
    return lexicon.traits(key).common and not (not lexicon.speech.cased and joins_by_hyphen(scene, index))


def _is_capital_name(scene: Scene, index: int, open_run: bool) -> bool:  # noqa: FBT001
    token = scene.tokens[index]
    if not token.capital:
        # "Ursula von der Leyen": one link may follow another.
        links = (index + 1, index + 2) if scene.key(index + 1) in scene.lexicon.name_links else (index + 1,)
        linked = token.key in scene.lexicon.name_links and links[-1] < len(scene.tokens)
        return open_run and linked and scene.tokens[links[-1]].capital
    if open_run:
        return not (_is_acronym(scene, index) and token.end - token.start <= LONGEST_ACRONYM)
    # The first word of a sentence has a capital anyway: it counts if the text writes it so elsewhere.
    plain = scene.is_word(index + 1) and not is_capital(scene, index + 1)
    if index == 0 and token.key not in scene.reading.capitals and plain and index + 1 not in scene.cue_starts:
        return False
    return index not in scene.named and not _is_acronym(scene, index)


def _is_acronym(scene: Scene, index: int) -> bool:
    written = scene.span(index, index + 1).of(scene.reading.text)
    return len(written) > 1 and written.isupper()
