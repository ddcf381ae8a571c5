"""The accessibility check: what somebody who cannot see the page would miss (accessible names the criteria)."""
