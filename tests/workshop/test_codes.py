from __future__ import annotations

import re

from trainer.workshop.addresses import addresses, usable
from trainer.workshop.codes import new_code, new_token, qr_matrix, qr_svg, same_code


def test_a_token_has_128_bits_and_is_never_the_same() -> None:
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert all(re.fullmatch(r"[\w-]{22}", token) for token in tokens)


def test_a_code_may_be_typed_in_any_way() -> None:
    code = new_code()
    assert re.fullmatch("[B-Z2-9]{4}", code)
    assert same_code(f" {code[:2].lower()} {code[2:]} ", code)
    assert not same_code(code[:3], code)
    assert not same_code("ä", code)


def test_the_qr_code_is_square_with_a_light_margin_of_four() -> None:
    matrix = qr_matrix("http://192.168.8.101:49152/AAAAAAAAAAAAAAAAAAAAAA/")
    assert {len(row) for row in matrix} == {len(matrix)}
    assert not any(any(row) for row in matrix[:4])
    assert matrix[4][4:11] == (True,) * 7
    assert qr_svg("http://192.168.8.101:49152/").startswith("<svg")


def test_addresses_are_such_as_a_phone_can_reach() -> None:
    for found in addresses():
        assert usable(found.address)
        assert found.interface
    assert usable("192.168.8.1")
    assert not any(map(usable, ("127.0.0.1", "169.254.3.4", "0.0.0.0", "224.0.0.1")))
