"""All faults, in the order of the table."""

from __future__ import annotations

from tests.faults.clock import CLOCK
from tests.faults.damage import DAMAGE
from tests.faults.disks import DISKS, LOCKED, LOCKED_SHORTLY
from tests.faults.kills import KILLS

FAULTS = (*KILLS, *DISKS, LOCKED, LOCKED_SHORTLY, CLOCK, *DAMAGE)
