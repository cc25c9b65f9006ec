"""The doctor: each thing he looks at, just right and just wrong."""
