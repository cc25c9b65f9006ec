"""The training file of a newcomer, from its levels to the notice of new staff (Art. 19, 20)."""
