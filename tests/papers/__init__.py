"""Documents to print and lists to export: what is in them, read by others."""
