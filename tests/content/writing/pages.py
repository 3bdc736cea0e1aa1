"""Made-up pages as one saves them, with the furniture that real ones have."""

PROSE = (
    "La marque a ouvert sa boutique en ligne au printemps, et elle y vend depuis lors tout ce que"
    " ses ateliers produisent, sans passer par un seul magasin de la ville."
)
MORE_PROSE = (
    "Selon sa directrice, les clients « parlent de nos produits à leurs voisins », ce qui lui"
    " épargne la publicité que ses concurrents payent cher dans toute la région."
)

REMARK = (
    "Je trouve que cette marque a bien raison de vendre en ligne, et je compte moi-même y acheter"
    " tout ce qu'il me faut dès la semaine prochaine, comme mes voisins."
)

FRENCH = f"""\
Actualités du commerce sur Le Quotidien
Suivez Le Quotidien sur Twitter

La marque #1 du quartier : "tout en ligne"

Publié le 3 mars 2015 par Ada Martin

{PROSE}

Twitter Facebook Linkedin
La boutique
La boutique en ligne, un matin © Le Quotidien

Un pari risqué

{MORE_PROSE}

Lire aussi : les magasins ferment

{PROSE.replace("printemps", "mois de mai")}

Jeanne Duval, à Lyon

Réagir
{REMARK}
"""
FRENCH_KEPT = [[4, 4], [8, 8], [14, 16], [20, 22]]
"""By hand: title; first prose; heading and second prose; third prose and signature."""

BAKERY = (
    "The bakery on the corner has sold its bread over the counter for years, and it has now joined"
    " an app that brings it to the doors of people who never came."
)
COMMENT = (
    "This is what I always said about the bakery and its bread, which I have bought there for as"
    " long as I can remember, and which my children like."
)

ENGLISH = f"""\
Menu
Sign in

A bakery that sells by app

By Grace Hill and Tom Reed

March 3, 2015

{BAKERY}

{BAKERY.replace("years", "decades")}

Photo credit: Somebody

3 comments

{COMMENT}
"""
