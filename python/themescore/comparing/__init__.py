"""Groups of documents against each other: themes, key terms, and whether a finding holds."""
