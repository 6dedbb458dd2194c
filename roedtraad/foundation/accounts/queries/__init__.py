"""What pages about users, units and the log show; each takes the user who asks."""
