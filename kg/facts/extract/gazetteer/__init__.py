"""Names of the world: states with demonyms and capitals, bodies, movements, cities."""

from kg.facts.extract.gazetteer.lookup import Entry, Gazetteer, Sort, load_gazetteer

__all__ = ["Entry", "Gazetteer", "Sort", "load_gazetteer"]
