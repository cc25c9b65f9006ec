"""Tests of workbooks that the back office sends in the chat."""
