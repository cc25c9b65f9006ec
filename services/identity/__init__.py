"""Which account is whose: invitations, who confirms them, lost phones, leavers."""
