"""Reading: the course, a case with its citations, its images; and hostile content."""

import re
from pathlib import Path

import pytest
from factories import CASE as CASE_FILE
from factories import ITEMS, SOURCE, make_workspace
from sqlalchemy import event
from web.classroom import GRADED_QUIZZES, NOTE, assign, enter_as, make_section
from web.conftest import MakeApp
from web.visitor import CASE, DESK, HOME, Visitor, store_of, words

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c626001000000ffff03000006000557bf"
    "abd40000000049454e44ae426082"
)
EXHIBITS = """\
exhibits:
  - id: ventes
    title: Les ventes
    kind: table
    columns: [Année, Appareils]
    rows:
      - ["2014", 61 millions]
    evidence: [journal#ventes]
"""


def test_the_first_page_leads_to_the_one_course(visitor: Visitor) -> None:
    assert visitor.get("/").location == HOME
    page = visitor.get(HOME)
    assert "Cours de démonstration" in words(page)
    assert f'href="{CASE}"' in page.text


def test_an_address_without_its_last_slash_is_mended(visitor: Visitor) -> None:
    reply = visitor.get("/c/demo")
    assert (reply.status_code, reply.location) == (308, "http://localhost/c/demo/")


def test_a_case_shows_its_excerpts_with_their_credits(visitor: Visitor) -> None:
    page = visitor.get(CASE)
    text = words(page)
    assert "Elle n’utilise qu’un seul canal, sa boutique en ligne." in text
    assert "Prénom Nom" in text
    assert "Le Journal" in text
    assert "Que prouve ce chiffre" in text


def test_every_citation_leads_to_its_note_and_back(make_app: MakeApp, tmp_path: Path) -> None:
    case = CASE_FILE + "\nEncore [@journal#ventes], puis [@journal:p3].\n"
    page = Visitor(make_app(make_workspace(tmp_path / "w", case=case))).get(CASE).text
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    links = re.findall(r'href="#([^"]+)"', page)
    assert set(links) <= set(ids)
    assert links.count("note-1") == 2
    assert {"cite-1-1", "cite-1-2", "cite-2-1", "note-2"} <= set(ids)


def test_an_exhibit_is_a_table_with_heads(make_app: MakeApp, tmp_path: Path) -> None:
    case = CASE_FILE + "\n{{ exhibit ventes }}\n"
    root = make_workspace(tmp_path / "w", {"content/cas/exhibits.yaml": EXHIBITS}, case=case)
    page = Visitor(make_app(root)).get(CASE).text
    assert '<th scope="col">Année</th>' in page
    assert '<th scope="row">2014</th>' in page


def test_credits_side_by_side_are_parted_as_french_parts_them(
    make_app: MakeApp, tmp_path: Path
) -> None:
    files = {
        "seeds/revue.yaml": SOURCE.replace("Le Journal", "La Revue"),
        "content/cas/exhibits.yaml": EXHIBITS.replace("journal#", "revue#ventes, journal#"),
    }
    case = CASE_FILE.replace("[journal]", "[journal, revue]") + "\n{{ exhibit ventes }}\n"
    root = make_workspace(tmp_path / "w", files, case=case)
    page = Visitor(make_app(root), language="fr").get(CASE).text
    (note,) = re.findall(r'<p class="note">Source.*?</p>', page)
    assert re.search(r"La Revue.*\u202f; .*Le Journal", note)


@pytest.fixture
def with_image(make_app: MakeApp, tmp_path: Path) -> Visitor:
    case = CASE_FILE + "\n![Le siège de la marque](media/siege.png)\n"
    files = {"content/cas/media/siege.png": PNG, "secret.png": PNG}
    return Visitor(make_app(make_workspace(tmp_path / "w", files, case=case)))


def test_an_image_of_the_case_is_shown_and_served(with_image: Visitor) -> None:
    address = f"{CASE}/media/siege.png"
    assert f'src="{address}" alt="Le siège de la marque"' in with_image.get(CASE).text
    reply = with_image.get(address)
    assert (reply.status_code, reply.mimetype, reply.data) == (200, "image/png", PNG)


@pytest.mark.parametrize(
    "name",
    [
        "..%2f..%2f..%2fsecret.png",
        "../../../secret.png",
        "%2e%2e/items.yaml",
        "items.yaml",
        ".siege.png",
        "siege.svg",
        "siege.png%00",
        "siege.PNG",
    ],
)
def test_nothing_but_images_of_the_case_is_served(with_image: Visitor, name: str) -> None:
    assert with_image.get(f"{CASE}/media/{name}").status_code == 404


def test_a_link_out_of_the_workspace_is_not_followed(make_app: MakeApp, tmp_path: Path) -> None:
    outside = tmp_path / "outside.png"
    outside.write_bytes(PNG)
    root = make_workspace(tmp_path / "w")
    (root / "content/cas/media").mkdir()
    (root / "content/cas/media/link.png").symlink_to(outside)
    assert Visitor(make_app(root)).get(f"{CASE}/media/link.png").status_code == 404


HOSTILE = '<script src="//evil.example/x.js"></script><img src=x onerror="alert(1)">'


def test_hostile_content_is_shown_as_text(make_app: MakeApp, tmp_path: Path) -> None:
    items = (
        ITEMS.replace("Par où la marque", f"{HOSTILE} Par où la marque")
        .replace("Par des opérateurs", f"'{HOSTILE} par des opérateurs'")
        .replace("L'article ne cite qu'un canal.", f"{HOSTILE} [lien](javascript:alert(1))")
    )
    case = CASE_FILE.replace("La marque vend", f"{HOSTILE} La marque vend")
    visitor = Visitor(make_app(make_workspace(tmp_path / "w", items=items, case=case)))
    address = visitor.start()
    visitor.post(f"{address}/submit")
    pages = [visitor.get(p).text for p in (HOME, CASE, visitor.start(), f"{address}/result")]
    for page in pages:
        assert '<script src="//evil' not in page
        assert not re.search(r"<img[^>]*onerror", page)
        assert 'href="javascript:' not in page
    assert "&lt;script" in pages[1]
    assert "&lt;script" in pages[2]


def test_what_a_student_types_is_shown_as_text(visitor: Visitor) -> None:
    address = visitor.start()
    visitor.post(address, action="save", s3_number='"><script>alert(1)</script>')
    page = visitor.get(address).text
    assert "<script>alert(1)" not in page
    assert "&gt;&lt;script&gt;" in page


def test_pages_are_valid_trees_with_one_main_heading(visitor: Visitor) -> None:
    for address in (HOME, CASE, visitor.start()):
        page = visitor.get(address).text
        assert page.count("<h1") == 1
        assert page.count("<main") == 1
        assert re.search(r'<html lang="\w\w">', page)
        assert len(re.findall(r"<title>[^<]+</title>", page)) == 1


def test_texts_of_a_question_show_their_citations_and_images(
    make_app: MakeApp, tmp_path: Path
) -> None:
    said = "L'article ne cite qu'un canal"
    items = ITEMS.replace(said, f"{said} [@journal#canal] ![un plan](media/plan.png)", 1)
    assert items != ITEMS
    root = make_workspace(tmp_path / "w", items=items)
    (root / "content/cas/media").mkdir()
    (root / "content/cas/media/plan.png").write_bytes(PNG)
    visitor = Visitor(make_app(root))
    address = visitor.start()
    visitor.post(f"{address}/submit", action="submit")
    page = visitor.get(f"{address}/result").text
    assert "<cite>Le Journal</cite>" in page[page.index("ne cite qu") :]
    assert '/c/demo/cases/cas/media/plan.png" alt="un plan"' in page


@pytest.mark.parametrize(("who", "role"), [("ada", "student"), ("ines", "instructor")])
def test_many_quizzes_take_no_more_questions_than_two(
    make_app: MakeApp, tmp_path: Path, who: str, role: str
) -> None:
    """A course of 20 quizzes took 83 questions to the database."""
    note = GRADED_QUIZZES[GRADED_QUIZZES.index("  - id: note") :]
    more = "".join(note.replace("id: note", f"id: note{n}") for n in range(6))
    app = make_app(make_workspace(tmp_path / "w", quizzes=GRADED_QUIZZES + more))
    section = make_section(app, "ines", "ada")
    pages = [HOME, CASE, *([DESK] if role == "instructor" else [])]
    visitor, asked = enter_as(app, who, role), []
    event.listen(store_of(app).engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
    counts = []
    for quizzes in (["note"], [f"note{n}" for n in range(6)]):
        for quiz in quizzes:
            assign(app, section, f"cas/{quiz}")
            visitor.start(f"/c/demo/quizzes/cas/{quiz}")
        asked.clear()
        for page in pages:
            assert visitor.get(page).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_what_waits_for_a_student_stands_before_the_cases(
    make_app: MakeApp, tmp_path: Path
) -> None:
    app = make_app(make_workspace(tmp_path / "w", quizzes=GRADED_QUIZZES))
    section = make_section(app, "ines", "ada", "bob")
    ada, bob = enter_as(app, "ada"), enter_as(app, "bob")
    assert "For you to do" not in words(ada.get(HOME))
    assign(app, section, "cas/note")
    page = ada.get(HOME).text
    assert page.index("For you to do") < page.index(NOTE) < page.index("Read the case")
    assert "For you to do Contrôle noté Graded quiz" in words(page)
    for _ in range(2):
        address = bob.start(NOTE)
        assert "under way" in words(bob.get(HOME))
        bob.post(f"{address}/submit", action="anyway")
    assert "For you to do" not in words(bob.get(HOME))


def test_who_says_so_is_set_with_the_apostrophes_of_print(
    make_app: MakeApp, tmp_path: Path
) -> None:
    source = SOURCE.replace("le service juridique de la marque", "l'auteur de l'article")
    assert source != SOURCE
    instructor = Visitor(make_app(make_workspace(tmp_path / "w", source=source)))
    instructor.sign_in()
    page = words(instructor.get(f"{DESK}items/cas/comptes-nombre"))
    assert "Claim: l’auteur de l’article" in page
