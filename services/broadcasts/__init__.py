"""Notices that the back office writes to many: written, sent, read, answered, recalled."""
