"""The register of items of an outlet (Articles 8.6 and 9.2): material, equipment, who holds it."""
