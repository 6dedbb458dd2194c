"""What the pages of figures ask: of the mart, for whoever may choose the unit."""
