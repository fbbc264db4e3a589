"""Lines and signs on a bare canvas."""

from hypothesis import given
from hypothesis import strategies as st

from romtui.ui.chart.canvas import Marker, draw_lines

heights = st.integers(3, 40)


@given(heights, st.data())
def test_a_line_never_leaves_the_rows_between_its_signs(height: int, data: st.DataObject) -> None:
    sub_rows = st.integers(0, 4 * height - 1)
    left, right = Marker(0, data.draw(sub_rows), "●"), Marker(19, data.draw(sub_rows), "◆")
    rows = draw_lines(((left, right),), 20, height)
    top, bottom = sorted((left.sub_row // 4, right.sub_row // 4))
    assert [len(row) for row in rows] == [20] * height
    assert all(row.isspace() for row in (*rows[:top], *rows[bottom + 1 :]))
    assert rows[left.sub_row // 4][0] == "●"
    assert rows[right.sub_row // 4][19] == "◆"


def test_a_change_within_one_row_shows_in_the_line() -> None:
    drawn = draw_lines(((Marker(0, 8, "●"), Marker(19, 11, "●")),), 20, 6)
    (row,) = (row for row in drawn if row.strip())
    assert (row[1], row[18]) == ("⠉", "⣀")


def test_two_lines_leave_a_gap() -> None:
    lines = (Marker(0, 4, "●"), Marker(3, 4, "●")), (Marker(8, 4, "●"), Marker(11, 4, "●"))
    assert draw_lines(lines, 12, 4)[1][4:8].isspace()
