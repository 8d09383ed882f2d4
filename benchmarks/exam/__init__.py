"""A rename exam on public packages: their tests are green afterwards, and nobody else's name has changed."""
