"""Figures come in: workbooks are read, checked, previewed, saved and taken back."""
