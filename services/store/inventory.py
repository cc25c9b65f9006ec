"""Tables of the register of items: what an outlet has, and what became of it."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from services.store.tables import Base, Keyed
from services.store.vault import Sealed


class InventoryItem(Keyed, Base):
    """A thing or several alike that an outlet has (Articles 8.6 and 9.2); never changed.

    `kind`: material, equipment. `text` is what it is called.
    """

    __tablename__ = "inventory_items"
    __table_args__ = (Index(None, "outlet"),)

    outlet: Mapped[str]
    kind: Mapped[str]
    text_sealed: Mapped[bytes]
    text = Sealed("text_sealed")


class InventoryEntry(Keyed, Base):
    """What became of an item; rows are only ever added (triggers refuse the rest).

    `number` counts up for each item. `act`: registered, handed, taken, refused, withdrawn,
    counted, used_up, damaged, lost. `day` is the day from which it holds. `staff_id` is who holds
    the item by it, or is asked to take it; `count` how many there are from then on; `text` a note
    or the reason.
    """

    __tablename__ = "inventory_entries"
    __table_args__ = (Index(None, "item_id", "number", unique=True), Index(None, "staff_id"))

    item_id: Mapped[int] = mapped_column(ForeignKey("inventory_items.id"))
    number: Mapped[int]
    act: Mapped[str]
    day: Mapped[date]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    count: Mapped[int | None]
    at: Mapped[datetime]
    made_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    text_sealed: Mapped[bytes]
    text = Sealed("text_sealed")
