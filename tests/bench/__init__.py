"""What casekit costs, beside the least that the same work can cost (`make bench`)."""
