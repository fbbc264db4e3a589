"""Forms on paper and on a page to fill in at home, as one HTML file each."""
