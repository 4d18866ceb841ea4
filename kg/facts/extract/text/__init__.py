"""The text as rules see it: views, sentences, the parse, and what stands where."""
