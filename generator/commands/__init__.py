"""What each command does, one module a command; ``generator.cli`` holds only their options and help."""
