"""The auditor's pages beside the audit itself, which is an office page."""
