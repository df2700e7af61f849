"""Names as evidence of identity: named records, their normal forms, and pairs that look alike."""
