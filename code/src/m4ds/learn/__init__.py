"""Learning: models that generalise, and the measures that judge them."""
