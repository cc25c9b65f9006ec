"""The rewards to banks (Article 11.4): a department's list of a month, agreed, paid, chased."""
