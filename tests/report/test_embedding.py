"""Text from a case can stand in a page and does nothing there."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.report.embedding import content_security_policy, data_for_script, own_text

DANGEROUS = ("<", ">", "&", "\u2028", "\u2029")

words = st.text() | st.sampled_from([*DANGEROUS, "</script>", "<!--", '"', "\\"])
texts = st.lists(words).map("".join)


@given(st.recursive(texts, lambda inner: st.lists(inner) | st.dictionaries(texts, inner)))
def test_data_keep_their_meaning_and_cannot_leave_the_script(value: object) -> None:
    written = str(data_for_script(value))
    assert json.loads(written) == value
    assert not any(sign in written for sign in DANGEROUS)


def test_numbers_without_a_word_in_json_are_refused() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        data_for_script({"share": float("nan")})


@pytest.mark.parametrize("ending", ["</script>", "</SCRIPT >", "</style>", "<!-- x"])
def test_our_own_text_cannot_end_its_element(ending: str) -> None:
    with pytest.raises(ValueError, match="would end the element"):
        own_text(f"let a = 1; {ending}")


def test_the_page_may_run_its_own_scripts_and_load_nothing() -> None:
    policy = content_security_policy(("alert(1)",))
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=" in policy
    script = policy.split(";")[1]
    assert "unsafe" not in script
