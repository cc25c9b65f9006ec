"""What the back office keeps: rights, records, units, the outlet's own days."""
