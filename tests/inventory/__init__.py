"""The register of items: tests."""
