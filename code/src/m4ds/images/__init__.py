"""Pictures as matrices: their quality, the block cosine transform, what a compressed picture costs."""
