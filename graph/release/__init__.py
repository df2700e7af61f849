"""The release: one immutable folder of data, its history, differences and uploads."""
