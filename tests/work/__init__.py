"""Tests of long work: files, jobs, the worker."""
