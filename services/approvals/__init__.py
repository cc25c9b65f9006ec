"""Approvals: one mechanism for all that is ever approved.

A route of the rulebook says whose word is asked in which order; what is asked for is a subject,
whose topic declares (`subjects.settles`, `subjects.shows`) what becomes of it and what is told of
it; decisions are rows that are only ever added.
"""
