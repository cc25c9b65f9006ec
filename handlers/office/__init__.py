"""The back office in chat: units, people's records, the outlet's own days."""
