"""How quick the product is."""
