"""Items of every type at random, and the forms that a page of ours can send for them."""

from hypothesis import assume
from hypothesis import strategies as st

from casekit.domain.item import RELATIONS, parse_item
from casekit.domain.item.short_text import fold_answer

COMMON = {
    "id": "un",
    "stem": "Combien ?",
    "evidence": ["journal#ventes"],
    "objective": "LO1",
    "bloom": "remember",
    "explanation": "Parce que.",
}
NAMES = st.text(st.characters(categories=["Ll", "Nd"]), min_size=1, max_size=8)


@st.composite
def single_items(draw):
    texts = draw(st.lists(NAMES, min_size=2, max_size=6, unique_by=str.casefold))
    key = draw(st.integers(0, len(texts) - 1))
    choices = [{"correct": t} if n == key else t for n, t in enumerate(texts)]
    return parse_item({**COMMON, "type": "single", "choices": choices}, "fr")


@st.composite
def numeric_items(draw):
    answer = draw(st.integers(-1000, 1000))
    tolerance = draw(st.sampled_from(["0", "0,5", "12,25"]))
    written = {**COMMON, "type": "numeric", "answer": str(answer), "tolerance": tolerance}
    return parse_item(written, "fr")


@st.composite
def multiple_items(draw):
    right = draw(st.lists(st.booleans(), min_size=2, max_size=6).filter(any))
    choices = [{"correct" if is_key else "wrong": f"n{n}"} for n, is_key in enumerate(right)]
    scoring = draw(st.sampled_from(["net", "exact", "each", "false2"]))
    return parse_item({**COMMON, "type": "multiple", "choices": choices, "scoring": scoring}, "fr")


@st.composite
def true_false_items(draw):
    answer = draw(st.sampled_from(["true", "false", "vrai", "non"]))
    return parse_item({**COMMON, "type": "true-false", "answer": answer}, "fr")


@st.composite
def short_text_items(draw):
    texts = draw(st.lists(NAMES, min_size=1, max_size=4, unique_by=fold_loosely))
    shares = draw(st.lists(st.sampled_from(["100%", "50%", "12,5%"]), max_size=3))
    written = [texts[0]]
    pairs = zip(texts[1:], shares, strict=False)
    written += [{"text": text, "score": share} for text, share in pairs]
    return parse_item({**COMMON, "type": "short-text", "answers": written}, "fr")


def fold_loosely(text):
    return fold_answer(text, keeps_accents=False)


@st.composite
def evidence_items(draw):
    relations = draw(st.lists(st.sampled_from(RELATIONS), min_size=2, max_size=6))
    lists = {name: [] for name in RELATIONS}
    for number, relation in enumerate(relations):
        lists[relation].append(f"journal#p{number}")
    assume(lists["supports"] or lists["contradicts"])
    return parse_item({**COMMON, "evidence": [], "type": "evidence", **lists}, "fr")


@st.composite
def cloze_items(draw):
    number = {"answer": str(draw(st.integers(-99, 99))), "tolerance": "0,5", "unit": "euros"}
    choices = [{"correct": "oui"}, *(f"n{n}" for n in range(draw(st.integers(1, 4))))]
    texts = [draw(NAMES), {"text": "moitié juste", "score": "50%"}]
    kinds = {"nombre": number, "choix": {"choices": choices}, "texte": texts}
    names = draw(st.lists(st.sampled_from(sorted(kinds)), min_size=1, unique=True))
    text = ", ".join(f"[[{name}]]" for name in names)
    gaps = {name: kinds[name] for name in names}
    return parse_item({**COMMON, "type": "cloze", "text": text, "gaps": gaps}, "fr")


@st.composite
def matching_items(draw):
    rights = draw(st.lists(st.sampled_from("ABCD"), min_size=2, max_size=6))
    pairs = [{"left": f"g{n}", "right": right} for n, right in enumerate(rights)]
    distractors = [f"x{n}" for n in range(draw(st.integers(0, 3)))]
    written = {**COMMON, "type": "matching", "pairs": pairs, "distractors": distractors}
    return parse_item(written, "fr")


@st.composite
def ordering_items(draw):
    ties = draw(st.lists(st.integers(1, 3), min_size=2, max_size=4))
    texts = draw(st.lists(NAMES, min_size=sum(ties), max_size=sum(ties), unique_by=str.casefold))
    ranks = [[texts.pop() for _ in range(size)] for size in ties]
    sequence = [rank if len(rank) > 1 else rank[0] for rank in ranks]
    return parse_item({**COMMON, "type": "ordering", "sequence": sequence}, "fr")


@st.composite
def categorize_items(draw):
    sizes = draw(st.lists(st.integers(1, 3), min_size=2, max_size=4))
    categories = {f"C{n}": [f"c{n}-{m}" for m in range(size)] for n, size in enumerate(sizes)}
    distractors = [f"x{n}" for n in range(draw(st.integers(0, 3)))]
    written = {"type": "categorize", "categories": categories, "distractors": distractors}
    return parse_item({**COMMON, **written}, "fr")


@st.composite
def drawn_items(draw):
    low = draw(st.integers(-20, 20))
    variables = {
        "n": {"from": str(low), "to": str(low + draw(st.integers(0, 9))), "step": "0,5"},
        "m": draw(st.lists(st.integers(1, 99).map(str), min_size=1, max_size=3)),
    }
    answer = draw(st.sampled_from(["n * m", "n / m", "2 * n - m ** 2", "round(n / m, 1)"]))
    tolerance = draw(st.sampled_from(["0,5", "0,001"]))
    written = {"variables": variables, "answer": answer, "tolerance": tolerance}
    return parse_item({**COMMON, "type": "numeric", "stem": "{n} et {m} ?", **written}, "fr")


@st.composite
def position_items(draw):
    options = draw(st.lists(NAMES, min_size=2, max_size=5, unique_by=str.casefold))
    least = {name: str(draw(st.integers(0, 2))) for name in ("for", "against")}
    item = parse_item({**COMMON, "type": "position", "options": options, **least}, "fr")
    return item.with_surroundings([f"journal#p{n}" for n in range(draw(st.integers(2, 4)))], {})


@st.composite
def essay_items(draw):
    points = draw(st.lists(st.sampled_from(["0,5", "1", "3"]), min_size=1, max_size=4))
    rubric = [{"criterion": f"c{n}", "points": each} for n, each in enumerate(points)]
    words = {"min": draw(st.integers(1, 3)), "max": draw(st.integers(3, 9))}
    written = {"rubric": rubric, "sample": "Un modèle.", "words": words}
    return parse_item({**COMMON, "type": "essay", **written}, "fr")


ITEMS = {
    "single": single_items(),
    "multiple": multiple_items(),
    "true-false": true_false_items(),
    "numeric": st.one_of(numeric_items(), drawn_items()),
    "short-text": short_text_items(),
    "cloze": cloze_items(),
    "matching": matching_items(),
    "ordering": ordering_items(),
    "categorize": categorize_items(),
    "evidence": evidence_items(),
    "position": position_items(),
    "essay": essay_items(),
}


def posts(item, arrangement):
    """Forms that a page of ours can send for an item, some of them with nothing in them."""
    if item.type == "numeric":
        return st.fixed_dictionaries({"number": st.lists(st.text(max_size=9), max_size=1)})
    if item.type == "essay":
        return st.fixed_dictionaries({"text": st.lists(st.text(max_size=30), max_size=1)})
    if item.type == "position":
        return position_posts(item, arrangement)
    if item.type == "short-text":
        known = st.sampled_from([answer.text for answer in item.answers])
        texts = st.one_of(known, known.map(str.upper), st.text(max_size=9))
        return st.fixed_dictionaries({"text": st.lists(texts, max_size=1)})
    if item.type == "evidence" and not item.is_set:
        words = st.lists(st.sampled_from(["", *RELATIONS]), max_size=1)
        names = [f"p{n}" for n in range(1, len(arrangement.order) + 1)]
        return st.fixed_dictionaries({}, optional=dict.fromkeys(names, words))
    if item.type in {"cloze", "matching", "ordering", "categorize"}:
        return parts_posts(item, arrangement)
    count = len(arrangement.order) or 2
    positions = st.sampled_from([str(n) for n in range(1, count + 1)])
    most = 1 if item.type in {"single", "true-false"} else count
    return st.fixed_dictionaries({"choice": st.lists(positions, unique=True, max_size=most)})


def parts_posts(item, arrangement):
    """A value or none for each part: a place in its menu, or what was typed."""
    names = list(item.write_response(item.key(arrangement), arrangement))
    first, last = {
        "cloze": (1, 2),
        "matching": (1, len(arrangement.order)),
        "ordering": (1, len(arrangement.order)),
        "categorize": (0, len(getattr(item, "categories", ()))),
    }[item.type]
    places = st.integers(first, last).map(str)
    typed = st.one_of(st.text(max_size=9), places, st.just("moitié juste"))
    return st.fixed_dictionaries(
        {},
        optional={
            name: st.lists(typed if is_typed(item, name) else places, max_size=1) for name in names
        },
    )


def is_typed(item, name):
    return item.type == "cloze" and not item.gaps[name.removeprefix("gap-")].choices


def position_posts(item, arrangement):
    """Any of an option, passages with a hidden blank, and a text."""
    cited = st.lists(st.integers(1, len(arrangement.order)), unique=True, max_size=3)
    passages = cited.map(lambda places: ["", *map(str, places)])
    option = st.integers(1, len(item.options)).map(lambda place: [str(place)])
    texts = st.lists(st.text(max_size=20), max_size=1)
    fields = {"option": option, "for": passages, "against": passages, "why": texts}
    return st.fixed_dictionaries({}, optional=fields)
