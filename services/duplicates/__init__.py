"""Whether a client is registered already, told by keyed digests, not by reading (Article 31)."""
