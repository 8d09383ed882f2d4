"""Fields, members and methods: what a class has, and what speaks of it."""
