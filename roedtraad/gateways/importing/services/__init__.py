"""Reading plans in: from an upload, through a person's look, to a draft."""
