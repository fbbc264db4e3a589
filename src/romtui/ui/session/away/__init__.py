"""Forms filled in away: a page is made, and what comes back is read, shown and kept."""
