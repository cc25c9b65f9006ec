"""The weekly training and the directors' weekly meeting (Article 21), one mechanism for both.

Who is asked, who answers, who came, what missing it costs. What is said of a training is meant of
either; what differs is in `kinds`.
"""
