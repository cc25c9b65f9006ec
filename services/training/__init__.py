"""The weekly training (Article 21): who is asked, who answers, who came, what missing it costs."""
