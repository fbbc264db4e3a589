"""The chart of one measure: scale, drawing, legend."""
