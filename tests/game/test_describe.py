"""What `foedus show` prints: who plays what, who sees it, and how large it all is."""

from ten_lines import drawn, small

from foedus.game import describe


def test_a_game_is_described_on_a_page() -> None:
    it = small("""
        question: Who agreed?
        actors:
          a: {name: Upland, voices: {the mayor: His Worship}}
          b: {name: River town}
          c: {}
        play:
          - {type: ground, options: [firm, soft], known to: [a, c]}
          - {message: report, from: a, to: b, about: ground, verify: {asks: c, truthful: yes}}
          - {consent: council, of: [a, b], at once: yes, seen by: []}
          - {move: builds, by: c, options: [build, leave]}
        outcomes: {dam: builds = build and council = agreed, no-dam: otherwise}
        preferences: {a: {dam: gain}}
        assumptions: {gain: 1 to 5}
    """)
    # Upland tells apart two kinds of ground, then these with what it has said. The town hears what
    # is said; later it knows besides whether it has asked, and which ground it was shown. The third
    # knows the ground and whether it was asked.
    assert describe(it.game) == drawn("""
        A case of ten lines (reading base)
        Who agreed?

        127 nodes, of which 64 end the play; 18 information sets (hidden moves or types); \
3 assumptions

        Actors
          a: Upland (the mayor), 6 information sets
          b: River town, 8 information sets
          c: c, 4 information sets

        Play
          step           who      options         seen by          nodes  sets
          ground         chance   firm | soft     a, c                 1
          report         a        firm | soft     b                    2     2
          report.check   b        trust | verify  c                    4     2
          report.answer  (shown)  firm | soft     b, c
          council.1.a    a        agree | object  nobody, later b      8     4
          council.1.b    b        agree | object  nobody, later a     16     6
          builds         c        build | leave   everyone            32     4
          (seen by: besides whoever moves; nodes: places in the tree; sets: situations that \
whoever moves there can tell apart)

        Outcomes
          dam: 8 histories
          no-dam: 56 histories
    """)
