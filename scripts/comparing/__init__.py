"""What `scripts/compare` stands on: the systems that set a book, the figures of what they made, and its pictures."""
