"""What the back office keeps: units, people's records, the outlet's own days."""
