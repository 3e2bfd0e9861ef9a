"""What constructions tell as a claim, and in what light words do not. The second opinion has tests of its own."""

from __future__ import annotations

import pytest

from specvalidator.wording import CATEGORIES, Claim, language_read
from specvalidator.wording.claims import claims_by


def read_claims(text: str, *, role: str = "marketing", language: str = "en") -> tuple[Claim, ...]:
    reading = language_read(text, language)
    return () if reading is None else claims_by(text, role, reading, None)


def categories(text: str, **options: str) -> set[str]:
    return {claim.category for claim in read_claims(text, **options)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The unit relieves shingles and gout.", {"disease"}),
        ("Treatment of chronic sinusitis with ozone gas.", {"disease"}),
        ("Ozone therapy for tendinopathy", {"disease"}),
        ("Herpes is healed within days.", {"disease"}),
        ("Strengthens the immune system", {"function"}),
        ("Helps the body flush out toxins", {"function"}),
        ("Kills mould and bacteria on fruit.", {"germicide"}),
        ("Deodorises wardrobes.", {"germicide"}),
        ("Bacteria are destroyed by the gas.", {"germicide"}),
        ("It has no side effects.", {"safety"}),
        ("Harmless for pets", {"safety"}),
        ("The gas cannot hurt you.", {"safety"}),
        ("FDA-cleared ozone therapy", {"status"}),
        ("Approved by the European Union", {"status"}),
        ("CE-certified therapy", {"status"}),
        ("Far better than antibiotics", {"superiority"}),
        ("A genuine alternative to surgery", {"superiority"}),
        ("Unlike drugs, it is a gas.", {"superiority"}),
        ("Results guaranteed or your money back", {"guarantee"}),
        ("It never fails.", {"guarantee"}),
        ("Clinically proven technology", {"evidence"}),
        ("Research confirms what we knew.", {"evidence"}),
        ("Doctors swear by it.", {"testimonial"}),
        ("Trusted by leading dermatologists", {"testimonial"}),
        ("Rectal insufflation: 200 ml at 25 µg/ml twice a week", {"dosing"}),
        ("Recommended course: ten sessions", {"dosing"}),
    ],
)
def test_category(text: str, expected: set[str]):
    """Each category is recognised by what is done to what."""
    assert categories(text) == expected
    assert expected <= CATEGORIES


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\n  ",
        "Power 60 W, 230 V, 50 Hz.",
        "The device does not cure arthritis.",
        "It neither treats nor prevents any infection.",
        "There is no evidence that ozone relieves migraine.",
        "Whether it treats asthma is unknown.",
        "That ozone heals acne remains unproven.",
        "Some sellers claim that it cures cancer.",
        'Statements such as "cures hepatitis" must not appear on the label.',
        "If ozone cured diabetes, we would say so.",
        "Does it relieve back pain?",
        "Ask your physician whether it treats your arthritis.",
        "Contraindicated in bronchitis, treatment of asthma",
        "The gas may cause headache and nausea.",
        "Sterilise the nozzle in an autoclave before use.",
        "The relief valve opens at 2 bar; virus definitions are updated monthly.",
        "Stays in a safe state after a power failure.",
        "Parts and labour are guaranteed for two years.",
        "Not approved by the FDA.",
        "The pump delivers 5 l/min for 30 min.",
        "Users must report incidents to the maker.",
        "The diagnosis and prognosis of hypnosis",
    ],
)
def test_no_claim(text: str):
    """Denied, doubted, quoted, asked, conditional, warned of, technical: no claim."""
    assert read_claims(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is not only gentle but cures asthma.", {"disease"}),
        ("Not approved by the FDA, but it heals ulcers.", {"disease"}),
        ("It does not mask smells, it destroys bacteria.", {"germicide"}),
        ("No drugs: relieves gout.", {"disease"}),
        ("Contraindicated in pregnancy; otherwise it cures asthma.", {"disease"}),
        ("If the pain returns, call us; the gas treats sciatica.", {"disease"}),
        ("Unlike pills, without risk.", {"safety", "superiority"}),
        ("Tired of back pain?", {"disease"}),
        ("Suffering from migraine?", {"disease"}),
        ("Say goodbye to eczema!", {"disease"}),
        ("You no longer need surgery.", {"superiority"}),
        ("Side effects? None.", {"safety"}),
    ],
)
def test_scope_ends(text: str, expected: set[str]):
    """A light ends where the clause ends, and some negations and questions promise."""
    assert expected <= categories(text)


@pytest.mark.parametrize(
    ("text", "hedged"),
    [
        ("May relieve arthritis.", True),
        ("It is believed to cure asthma.", True),
        ("It might be free of side effects.", True),
        ("Relieves arthritis.", False),
        ("It may be loud, but it relieves arthritis.", False),
    ],
)
def test_hedged(text: str, *, hedged: bool):
    """A softener marks the claim; it never removes it."""
    claims = read_claims(text)
    assert claims
    assert {claim.hedged for claim in claims} == {hedged}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # an ailment goes, is kept away, is listed or asked about
        ("Her sciatica packed its bags after the second visit.", {"disease"}),
        ("The bath keeps gout at bay all winter.", {"disease"}),
        ("Lumbago, bursitis, tennis elbow", {"disease"}),
        ("Chilblains?", {"disease"}),
        ("Balm against chapped heels and eczema", {"disease"}),
        ("He threw away his walking stick.", {"disease"}),
        ("The inhaler stays in the drawer.", {"disease", "superiority"}),
        ("A blessing for people with rosacea", {"disease"}),
        # the body does better
        ("You wake up refreshed.", {"function"}),
        ("Stronger nails within a month", {"function"}),
        ("Collagen production picks up.", {"function"}),
        ("Sluggish circulation wakes up.", {"function"}),
        # germs and smells
        ("Mould has no chance in this cellar.", {"germicide"}),
        ("Wipes out 99.9 % of listeria.", {"germicide"}),
        ("It scrubs the smoke out of the curtains.", {"germicide"}),
        ("No germ survives.", {"germicide"}),
        # harm is denied
        ("Nobody has ever been harmed by it.", {"safety"}),
        ("Nothing can go wrong.", {"safety"}),
        ("Not the slightest ill effect", {"safety"}),
        ("Gentle enough for newborns", {"safety"}),
        # somebody has allowed it
        ("Approved in over 40 countries", {"status"}),
        ("It carries every approval.", {"status"}),
        ("The ministry has given its blessing.", {"status"}),
        ("Officially recognised", {"status"}),
        # others do worse
        ("The gentlest remedy on the market", {"superiority"}),
        ("Where chlorine gives up", {"superiority"}),
        ("It leaves the competition standing.", {"superiority"}),
        # the result is promised
        ("Results or you pay nothing", {"guarantee"}),
        ("It works every single time.", {"guarantee"}),
        ("Success is assured.", {"guarantee"}),
        # proof and long use
        ("Thousands of publications bear us out.", {"evidence"}),
        ("The method has stood the test of time.", {"evidence"}),
        ("Practised for half a century", {"evidence"}),
        # people praise it
        ("Midwives swear by it.", {"testimonial"}),
        ("Worth every penny", {"testimonial"}),
        ("I tried everything before this.", {"testimonial"}),
        # how much and how often
        ("Dab on thrice daily.", {"dosing"}),
        ("Adults: 20 ml", {"dosing"}),
        ("Ten infusions, two per week", {"dosing"}),
    ],
)
def test_idioms(text: str, expected: set[str]):
    """What is said by kinds of idiom is read as what is said plainly."""
    assert categories(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        # rulings, complaints and counterfeits
        "The court ordered the clinic to stop saying that ozone cures lupus.",
        "The warning letter quotes the sentence: kills every virus.",
        "Whoever tells you that it heals tumours is selling hope.",
        "It is unlawful to state that the lamp treats illness.",
        "Fake cures for asthma have been seized.",
        # wording that is only talked about
        'The words "clinically proven" were deleted from the leaflet.',
        'The phrase "perfectly safe" has been withdrawn.',
        '"Miracle gas" is a slogan that we do not use.',
        # denied after the verb, or never come true
        "It cures nothing.",
        "That it heals gout could not be confirmed.",
        "Had the box killed the bacteria, nobody would have fallen ill.",
        "Were ozone a cure for asthma, every hospital would have it.",
        "The hope that it would conquer tuberculosis was not fulfilled.",
        # of matter, machines and contracts
        "The film heals by itself after a flashover.",
        "Germicidal lamp socket: G13",
        "Certificate of the notified body, class IIa",
        "Money back within 14 days if the parcel arrives damaged.",
        "The lamp is guaranteed for 8000 hours.",
        "The lid switch stops the cycle immediately.",
        "Biocidal products: read the label.",
        # of the trial, not of the gas
        "The method did no better than sham.",
        "Compared with placebo, pain was the same.",
        "Poorly controlled diabetes was an exclusion criterion.",
        "★☆☆☆☆ It broke after a week.",
    ],
)
def test_light_and_other_meanings(text: str):
    """Words of claims that are ruled on, talked about or denied, or mean something else, claim nothing."""
    assert read_claims(text) == ()


def test_words_and_places():
    """The claim says where it stands in the original, with its words and its cue."""
    text = "Note: Ozone RELIEVES\u00a0back\u2011pain and mi\u00adgraines."
    (claim,) = read_claims(text)
    assert text[claim.start : claim.end] == claim.text == "RELIEVES\u00a0back\u2011pain and mi\u00adgraines"
    assert claim.cue == "relieves … back pain"
    assert claim.certainty == "certain"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Kills germs½", "Kills germs"),
        ("Give 10 ½ml gas rectally", None),
        ("Cures \ufb02u!", "Cures \ufb02u"),
        ("Rectal insufflation: 1½ ml", "Rectal insufflation: 1½ ml"),
        ("Cures asthma\u200b\u200b", "Cures asthma\u200b\u200b"),
        ("\u200bCures asthma", "Cures asthma"),
    ],
)
def test_places_of_folded_signs(text: str, quote: str | None):
    """Where one sign folds to several letters or to none, the quotation still begins and ends at whole signs."""
    quotes = {text[claim.start : claim.end] for claim in read_claims(text)}
    assert quote is None or quote in quotes


def test_weaker_construction_is_likely():
    """Where the words only lean towards a claim, the certainty says so."""
    (claim,) = read_claims("Arthritis relief")
    assert (claim.category, claim.certainty) == ("disease", "likely")


def test_several_claims_in_order():
    """Claims come in the order of the text; those of one category that touch become one."""
    claims = read_claims("Cures asthma and eczema. Kills germs. Cures gout.")
    assert [claim.category for claim in claims] == ["disease", "germicide", "disease"]
    assert claims[0].text == "Cures asthma and eczema"


@pytest.mark.parametrize(
    "text",
    [
        "Cures ast\u200bhma",
        "C\u00adures asthma",
        "\uff23\uff35\uff32\uff25\uff33 asthma",
        "\u0421ures asthm\u0430",  # two Cyrillic letters
        "Cu**re**s asthma",
        "Cures&nbsp;asthma",
        "Cures&NBSP;asthma",
        "Cures&#160;asthma",
        "Cu&shy;res asthma",
        "Cures as&#x200B;thma",
        "Cures ast&#104;ma",
        "Cúres asthma",
        "Cures\r\nasthma",
        "Cures\u2028asthma",
        "Cures \x00asthma",
        "C\u1d1c\u0280\u1d07s asthma",
        "c u r e s  a s t h m a",
        "C U R E S asthma",
    ],
)
def test_disguise(text: str):
    """Invisible signs, look-alikes, references and emphasis do not hide a claim."""
    assert categories(text) == {"disease"}


@pytest.mark.parametrize(
    "text", ["&bogus; cures asthma", "&#99999999; cures asthma", "&#x110000; cures asthma", "a & b cures gout"]
)
def test_no_reference(text: str):
    """What only looks like a character reference stays as it is."""
    assert categories(text) == {"disease"}


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("indication", {"disease"}),
        ("intended_use", {"disease"}),
        ("contraindication", set()),
        ("warning", set()),
        ("marketing", set()),
        ("no such role", set()),
    ],
)
def test_bare_condition(role: str, expected: set[str]):
    """A bare condition is a claim only where the words say what the device is for."""
    assert categories("Chronic sciatica, herpes zoster", role=role) == expected


def test_negated_indication():
    """An indication that is denied is none."""
    assert categories("Not for asthma", role="indication") == set()


@pytest.mark.parametrize("role", ["contraindication", "warning", "precaution", "side_effect"])
def test_cautious_roles(role: str):
    """Among warnings, effects are no claims, but clear status and safety are."""
    assert categories("Treatment of asthma and epilepsy", role=role) == set()
    assert categories("FDA approved. No side effects.", role=role) == {"status", "safety"}


def test_list_under_a_heading():
    """Every line of a list stands in the light of its heading."""
    denied = "Do not use in case of:\n- treatment of asthma\n- relief of gout\n\nCures eczema."
    assert [claim.text for claim in read_claims(denied)] == ["Cures eczema"]
    wanted = "Indications:\n\n- sciatica.\n- herpes.\nWeight 3 kg"
    (claim,) = read_claims(wanted)
    assert claim.text == "Indications:\n\n- sciatica.\n- herpes"
    assert categories("Never:\n• \nuse it on asthma") == set()


def test_lines_of_a_list_are_apart():
    """A denial in one line of a list does not reach the next."""
    assert categories("• not for children • kills germs") == {"germicide"}
    assert categories("Facts:\n- not heavy\n- kills germs\n- please ask whether it cures gout") == {"germicide"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Not for home use\nCures asthma", {"disease"}),
        ("Not meant to be used by anybody as a way to\ncure asthma", set()),
        ("It does not\ncure asthma", set()),
        ("Not heavy,\nCures asthma", set()),
        ("No. 1 against asthma. It cures.", {"disease"}),
        ("Dr. Smith says: not approved. Cures asthma.", {"disease"}),
        ("Kills E. coli in water.", {"germicide"}),
        ("Not for S. aureus. Cures asthma", {"disease"}),
        ("Not heavy . Cures asthma", {"disease"}),
        ("Kills germs.Cures asthma", {"germicide", "disease"}),
        ("Approved by the U.S.F.D.A. and others: F.D.A. approved", {"status"}),
        ("pain\nrelief", {"disease"}),
        ("\nCures asthma\n", {"disease"}),
    ],
)
def test_lines_and_stops(text: str, expected: set[str]):
    """Wrapped lines go on, headings and short lines end, and short forms end no sentence."""
    assert categories(text) == expected


@pytest.mark.parametrize(
    ("language", "read"), [("en", True), ("en-US", True), ("EN_gb", True), ("de", False), ("", True)]
)
def test_language(language: str, *, read: bool):
    """Only languages that are read give claims; an unstated one is looked at first."""
    assert bool(read_claims("Ozone cures asthma and the flu.", language=language)) is read


def test_unstated_language():
    """A text in another language gives nothing when its language is not stated."""
    assert read_claims("Ozontherapie geneest artritis en migraine van de patiënten.", language="") == ()


def test_long_text():
    """A text too long to be kept is read all the same."""
    text = "The housing is blue. " * 600 + "Cures asthma."
    assert categories(text) == {"disease"}


def test_many_unusual_signs():
    """Memory for folded signs and guessed words is bounded, and what is read does not change."""
    signs = "".join(chr(code) for code in range(0x4E00, 0x4E00 + 5000))
    words = " ".join(f"qx{number}" for number in range(9000))
    assert categories(f"{signs}. {words}. Cures asthma.") == {"disease"}


def test_inert_hides_every_word_in_it():
    """A phrase that means nothing here hides its later words as well: "heat treated" says nothing of a treatment."""
    assert read_claims("The heat treated pain sensor was replaced.") == ()
