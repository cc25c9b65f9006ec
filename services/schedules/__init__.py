"""The outlet's own times of what recurs: laid over what is declared, edited, shown ahead."""
