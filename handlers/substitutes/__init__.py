"""What buyers say of substitutes for what they have ordered already."""
