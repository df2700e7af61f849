"""The organiser brief."""
