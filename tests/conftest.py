"""Settings every test shares."""

from hypothesis import settings

# The suite says nothing about time, so a slow machine fails no property. `--hypothesis-profile=many` looks harder.
settings.register_profile("suite", deadline=None)
settings.register_profile("many", deadline=None, max_examples=5000)
settings.load_profile("suite")
