"""Files that people upload: checked, kept outside the web root, only ever sent as downloads."""
