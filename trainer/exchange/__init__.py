"""Files between machines: session bundles in and out, tables and learning records out."""
