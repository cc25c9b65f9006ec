"""The managers' monthly report (Article 28.4 and its appendix)."""
