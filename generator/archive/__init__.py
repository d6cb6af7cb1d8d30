"""The archive: all records together, resolved both ways, with the problems found."""
