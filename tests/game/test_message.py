"""Messages: told truthfully or not, believed or verified."""

from ten_lines import chosen, close, drawn, small

MESSAGE = """
    actors: {upland: {}, mill: {}, river: {}}
    play:
      - {type: ground, options: [firm, soft], known to: [upland, mill]}
      - {message: report, from: upland, to: river, about: ground,
         verify: {asks: mill, costs: 1TRUTHFUL}}
      - {move: consents, by: river, options: [agree, object]}
    outcomes: {agreed: consents = agree, not-agreed: otherwise}
    beliefs: {river: {ground = soft: 0.25}, analyst: {ground = soft: 0.5}}
    preferences:
      river:
        - {when: consents = agree and ground = firm, worth: 2}
        - {when: consents = agree and ground = soft, worth: -2}
"""


def test_a_message_alone_is_a_move_that_the_hearer_sees() -> None:
    it = small("""
        actors: {upland: {}, river: {}, capital: {}}
        play:
          - {type: ground, options: [firm, soft], known to: [upland]}
          - {message: report, from: upland, to: river, about: ground}
          - {move: consents, by: river, options: [agree, object]}
        outcomes: {agreed: consents = agree, not-agreed: otherwise}
        beliefs:
          river: {ground = soft: 0.25}
          capital: {ground = soft: 0.5}
          analyst: {ground = soft: 0.5}
        preferences:
          upland: {report = firm and ground = firm: 1}
          river: {consents = agree and ground = firm: 2, consents = agree and ground = soft: -2}
    """)
    assert it.printed.split("\n\n")[0] == drawn("""
        The play, in ordinary moves
          ground — chance: firm | soft
              seen by upland
          report — upland: firm | soft
              seen by river else
          consents — river: agree | object
    """)
    assert it.tree == drawn("""
        ground (chance)
          firm: report (upland)
            firm: consents (river, 2)
              agree: → agreed
              object: → not-agreed
            soft: consents (river, 3)
              agree: → agreed
              object: → not-agreed
          soft: report (upland)
            firm: consents (river, 2)
              agree: → agreed
              object: → not-agreed
            soft: consents (river, 3)
              agree: → agreed
              object: → not-agreed
    """)
    honest, careless = chosen(1), 1 / 2  # upland says "firm", on firm and on soft ground
    firm_if_told_firm = 0.75 * honest / (0.75 * honest + 0.25 * careless)
    agrees = chosen(2 * firm_if_told_firm - 2 * (1 - firm_if_told_firm))
    assert it.solved("P(agreed | report = firm)") == close(
        [1 / 2, agrees, 1]  # 3/4 / (3/4 + 1/8) is more than a half
    )


def test_a_truthful_answer_shows_the_thing_itself() -> None:
    it = small(MESSAGE.replace("TRUTHFUL", ", truthful: yes"))
    assert it.printed.split("\n\n")[0] == drawn("""
        The play, in ordinary moves
          ground — chance: firm | soft
              seen by upland, mill
          report — upland: firm | soft
              seen by river else
          report.check — river: trust | verify
              when reached(report)
              seen by mill else
          report.answer — shows ground: firm | soft
              when report.check = verify
              seen by mill, river
          consents — river: agree | object
    """)
    # Numbered as they are met: told "firm" 2, trusting it 3, shown the truth 4; then 5 to 7.
    assert it.tree == drawn("""
        ground (chance)
          firm: report (upland)
            firm: report.check (river, 2)
              trust: consents (river, 3)
                agree: → agreed
                object: → not-agreed
              verify: consents (river)
                agree: → agreed
                object: → not-agreed
            soft: report.check (river, 5)
              trust: consents (river, 6)
                agree: → agreed
                object: → not-agreed
              verify: consents (river)
                agree: → agreed
                object: → not-agreed
          soft: report (upland)
            firm: report.check (river, 2)
              trust: consents (river, 3)
                agree: → agreed
                object: → not-agreed
              verify: consents (river)
                agree: → agreed
                object: → not-agreed
            soft: report.check (river, 5)
              trust: consents (river, 6)
                agree: → agreed
                object: → not-agreed
              verify: consents (river)
                agree: → agreed
                object: → not-agreed
    """)
    # Upland gains nothing either way, so that its word tells nothing: the prior stays at a quarter.
    blind = chosen(2 * 0.75 - 2 * 0.25)
    on_firm, on_soft = chosen(2), chosen(-2)
    trusting = blind * 1
    verifying = -1 + 0.75 * 2 * on_firm + 0.25 * -2 * on_soft
    verifies = chosen(verifying - trusting)
    expected = (1 - verifies) * blind + verifies * on_soft
    # In the limit trusting is worth 1, and verifying 0.75 * 2 - 1.
    assert it.solved("P(agreed | ground = soft)") == close([1 / 2, expected, 1])
    assert it.solved("P(report.check = verify)") == close([1 / 2, verifies, 0])
    assert it.solved("P(report.answer = soft | ground = soft)")[0] == close(1 / 2)


def test_an_answer_that_need_not_be_truthful_is_a_move() -> None:
    text = MESSAGE.replace("TRUTHFUL", "")
    text += "      mill: {report.answer = firm and ground = firm: 1}\n"
    it = small(text)
    assert it.printed.splitlines()[8:10] == [
        "  report.answer — mill: firm | soft",
        "      when report.check = verify",
    ]
    says_firm_on_firm, says_firm_on_soft = chosen(1), 1 / 2
    told_firm = 0.75 * says_firm_on_firm + 0.25 * says_firm_on_soft
    firm_if_firm = 0.75 * says_firm_on_firm / told_firm
    firm_if_soft = 0.75 * (1 - says_firm_on_firm) / (1 - told_firm)
    if_firm, if_soft = 4 * firm_if_firm - 2, 4 * firm_if_soft - 2  # 2 p - 2 (1 - p)
    blind = chosen(1)
    verifying = (
        -1 + told_firm * if_firm * chosen(if_firm) + (1 - told_firm) * if_soft * chosen(if_soft)
    )
    verifies = chosen(verifying - blind)
    assert it.solved("P(report.check = verify)") == close([1 / 2, verifies, 0])
    after_asking = says_firm_on_soft * chosen(if_firm) + (1 - says_firm_on_soft) * chosen(if_soft)
    expected = (1 - verifies) * blind + verifies * after_asking
    assert it.solved("P(agreed | ground = soft)") == close([1 / 2, expected, 1])
