"""What names stand for: people and offices, states, movements, bodies, places."""
