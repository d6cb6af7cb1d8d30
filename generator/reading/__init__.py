"""The reading half: document → blocks → records."""
