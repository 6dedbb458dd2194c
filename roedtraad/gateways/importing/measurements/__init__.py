"""Tables of measurements: bytes to sheets, sheets to figures. No database."""
