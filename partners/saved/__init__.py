"""Saved views of the register: kept, shared, and told of when something new enters."""
