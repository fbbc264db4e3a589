"""How well one colour can be read on another (WCAG 2.2, relative luminance)."""

AA, AAA = 4.5, 7.0


def contrast(ink: str, background: str) -> float:
    """From 1 to 21, of two colours as `#rrggbb`."""
    lighter, darker = sorted((_luminance(ink), _luminance(background)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
