"""The compiled part: arrays in, arrays out."""
