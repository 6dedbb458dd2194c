"""What pages, reports and the API read about strategies, agreements and goals."""
