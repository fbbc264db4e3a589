"""A page for a third party is put together line by line, and written with consent."""
