"""What a corpus says, kept under .sulh so that a change costs what changed. Derived: delete it at
will."""
