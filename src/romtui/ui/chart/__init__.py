"""The chart of one measure: what it shows (layout), its glyphs (legend), drawing, reading out."""
