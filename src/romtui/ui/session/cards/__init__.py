"""What is asked in a session: each a card below the sentence, or a page of its own."""
