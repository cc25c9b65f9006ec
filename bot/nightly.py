"""The backup of each night: made by one process, read back whole, old ones thinned out."""

import asyncio
import logging
from datetime import datetime, tzinfo
from pathlib import Path

from handlers.context import House
from services import health, leases
from services.store import backup
from services.store.backup import BackupDamagedError, keeping

LEASE = "backup"
HOUR = 2
log = logging.getLogger(__name__)


def latest(folder: Path, zone: tzinfo) -> datetime | None:
    """Return when the newest backup in the folder was made; none if there is none."""
    made = (keeping.made_at(one.name) for one in folder.glob("*"))
    newest = max(filter(None, made), default=None)
    return newest and newest.replace(tzinfo=zone)


async def backed_up(house: House, folder: Path, holder: str) -> bool:
    """Make tonight's backup if it is due and this process's to do; tell whether it was made."""
    now = house.clock().astimezone(house.zone)
    last = latest(folder, house.zone)
    if last and (last.date() == now.date() or now.hour < HOUR):
        return False
    if not await house.store.run(leases.take, now, LEASE, holder):
        return False
    try:
        await asyncio.to_thread(_make, house, folder, now)
    except (OSError, BackupDamagedError) as error:
        log.error("backup: %s", type(error).__name__)  # noqa: TRY400 - a path may be anyone's
        await house.store.run(health.failed, now, "backup")
        return False
    return True


def _make(house: House, folder: Path, now: datetime) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / keeping.name(now)
    backup.write(house.store.reader, path, now)
    backup.check(path)
    for name in keeping.outdated(one.name for one in folder.glob("*")):
        (folder / name).unlink()
