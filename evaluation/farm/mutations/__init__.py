"""What is done to a sound file so that its maps, and nothing that is seen, become wrong."""
