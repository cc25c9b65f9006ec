"""Certificates and licences: kept with their expiry, renewed, watched."""
