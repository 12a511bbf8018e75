"""Assumptions to outcome: the retention what-if."""
