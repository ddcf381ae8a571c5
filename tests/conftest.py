"""How the laws are tested: no deadline, since a busy machine is no defect; in CI always the same cases."""

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "ours", deadline=None, derandomize=os.environ.get("CI") == "true", suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("ours")
