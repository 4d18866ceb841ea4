"""The ontology as data: sulh.ttl, one SKOS scheme a file, SHACL shapes, the JSON-LD context."""
