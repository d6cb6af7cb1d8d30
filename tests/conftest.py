"""What holds for all tests."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# A test says whether something is right, and a benchmark how fast it is: on a busy machine all is slow.
settings.register_profile("kamerspiegel", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("kamerspiegel")
