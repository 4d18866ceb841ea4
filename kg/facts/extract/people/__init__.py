"""Who was there: teams, lists, heads and members, and for whom each sat."""
