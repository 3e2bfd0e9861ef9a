"""What packs ask for beyond the warnings: found in any wording, and near misses with a reason."""

from __future__ import annotations

import pytest

from specvalidator.wording import STATEMENTS, read_statements

# statement: six ways of making it, and six texts that only touch it
CASES: dict[str, tuple[list[str], list[str]]] = {
    "first_aid_inhaled": (
        [
            "If inhaled, take the person into fresh air and call a doctor.",
            "IF INHALED: Remove person to fresh air and keep comfortable for breathing.",
            "First aid: after inhalation of ozone, bring the casualty into the open air.",
            "Anyone who has inhaled the gas must leave the room at once and get medical attention.",
            "Following exposure to ozone, seek fresh air; call an ambulance if breathing is difficult.",
            "In case of inhalation: keep the patient at rest, half upright, and consult a physician.",
        ],
        [
            "Inhalation of ozone may cause coughing.",
            "A first aid kit is not included.",
            "If chlorine is inhaled, go to fresh air.",
            "Ozone is inhaled at street level every summer.",
            "Fresh air is drawn in at the rear.",
            "First aid: rinse the eyes with water.",
        ],
    ),
    "oxygen_away_from_oil": (
        [
            "Keep oil and grease away from the oxygen cylinder.",
            "Never lubricate oxygen fittings with grease.",
            "Oxygen valves must be free of oil.",
            "Do not touch the oxygen regulator with oily hands.",
            "No oil, no grease: oxygen!",
            "Flammable materials must not come into contact with pure oxygen.",
        ],
        [
            "The oil pump needs no service.",
            "Ozonised olive oil is kept in a glass jar.",
            "Grease the wheels once a year.",
            "Oxygen is supplied from an oil free compressor.",
            "Remove grease from the housing with a cloth.",
            "Contains essential oils.",
        ],
    ),
    "disposal_instructions": (
        [
            "Do not put the device into household waste: dispose of it at a collection point.",
            "Dispose of the unit in accordance with local regulations.",
            "Used needles must be discarded into a sharps container.",
            "The lamp contains mercury and has to be disposed of as hazardous waste.",
            "Return old devices to the manufacturer for recycling.",
            "Electrical waste: dispose of separately.",
        ],
        [
            "Dispose of the packaging.",
            "Recyclable cardboard.",
            "The waste water outlet is at the rear.",
            "Discard all earlier versions of this text.",
            "The drain is for waste water only.",
            "Made from recycled plastic.",
        ],
    ),
    "report_serious_incidents": (
        [
            "Any serious incident must be reported to the manufacturer and the competent authority of the Member State.",
            "Please report serious incidents to us and to your national authority.",
            "Serious incidents shall be notified to the manufacturer as well as to the health authorities.",
            "Should an incident occur, inform the manufacturer and BfArM.",
            "Users must notify the maker and the competent authority of any serious incident with the device.",
            "Incidents are to be reported both to the supplier and to the responsible authority.",
        ],
        [
            "Report defects to the manufacturer.",
            "Report any incident to the manufacturer.",
            "No incidents were reported to the manufacturer or to any authority.",
            "Serious incidents are to be reported to the authority.",
            "The annual report is available from the manufacturer.",
            "An incident occurred in 2019.",
        ],
    ),
    "consult_instructions": (
        [
            "Read the instructions for use before operation.",
            "Consult instructions for use",
            "Follow the operating instructions.",
            "See the user manual for details of cleaning.",
            "The manual must be read before the first use.",
            "Refer to the accompanying documents.",
        ],
        [
            "The instructions are enclosed.",
            "User manual available in 12 languages.",
            "No instructions are needed.",
            "Page 3 of the manual",
            "The manual valve is at the left.",
            "Our instructions were revised in May.",
        ],
    ),
    "storage_conditions": (
        [
            "Store between 5 and 40 °C.",
            "Storage temperature: -10 to 50 °C",
            "Keep dry.",
            "Store in a cool, dry place out of direct sunlight.",
            "Transport and storage: 10 to 90 % RH",
            "During transport protect from frost.",
        ],
        [
            "Find it in our online store.",
            "Stores up to 99 programmes.",
            "Storage case included.",
            "Shelf life: 3 years",
            "The transport handle folds away.",
            "Store the settings with the right button.",
        ],
    ),
    "sterile_stated": (
        [
            "STERILE EO",
            "The catheter is supplied sterile.",
            "Sterile unless the pouch is open or damaged.",
            "Contents are sterile.",
            "Sterile, single use.",
            "Delivered sterile and packed singly.",
        ],
        [
            "Not sterile.",
            "Non-sterile, sterilise before use.",
            "Wear sterile gloves.",
            "Must be sterilised before first use.",
            "Works under sterile conditions.",
            "Supplied non-sterile.",
        ],
    ),
    "off_gas_destroyed": (
        [
            "Excess ozone is destroyed in a catalytic converter.",
            "The off-gas must be led through an ozone destructor.",
            "Residual ozone is converted to oxygen by activated carbon.",
            "Surplus gas is removed by a scavenger.",
            "A catalyst neutralises unused ozone.",
            "Exhaust gas has to be scrubbed before it leaves the room.",
        ],
        [
            "The off-gas hose is two metres long.",
            "Residual ozone smells.",
            "No destruction of the off-gas takes place.",
            "The catalyst is sold separately.",
            "Excess ozone is not destroyed.",
            "Off-gas connection: 6 mm.",
        ],
    ),
    "maintenance_interval": (
        [
            "Have the sensor calibrated once a year.",
            "Replace the filter every 6 months.",
            "Maintenance interval: 12 months",
            "The unit must be serviced annually by the maker.",
            "Calibration: every two years",
            "Service after 2000 operating hours.",
        ],
        [
            "Maintenance free.",
            "Maintenance is described in chapter 7.",
            "The sensor is calibrated.",
            "No servicing is needed.",
            "Maintenance only by the manufacturer.",
            "Regular maintenance prolongs the life of the unit.",
        ],
    ),
    "maker_contact": (
        [
            "Manufacturer: Ozonia GmbH, Tel. 030 1234567",
            "Manufactured by Nubeco Ltd, 12 Mill Road, Leeds",
            "Made by Air Co., www.airco.example",
            "Customer service: service@air.example",
            "Contact us by phone: 555 0100",
            "Manufactured for Ozo Inc., Suite 5, Denver",
        ],
        [
            "The manufacturer accepts no liability.",
            "Ask your dealer.",
            "Contact the manufacturer.",
            "Made by hand.",
            "Avoid contact with the skin.",
            "The maker grants two years of guarantee.",
        ],
    ),
}


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, (said, _) in CASES.items() for text in said])
def test_found(name: str, text: str):
    """Each statement is found by its parts of meaning."""
    assert name in {statement.id for statement in read_statements(text).found}
    assert name in STATEMENTS


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, (_, near) in CASES.items() for text in near])
def test_near_miss(name: str, text: str):
    """What only touches it is no statement, and the reason is a whole phrase without a full stop."""
    reading = read_statements(text)
    assert name not in {statement.id for statement in reading.found}
    (miss,) = [miss for miss in reading.near_misses if miss.id == name]
    assert len(miss.why.split()) > 3
    assert not miss.why.endswith(".")
