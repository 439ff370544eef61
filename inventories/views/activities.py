"""An activity as a page shows it: with what its amount and factors make, beside what was given."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from inventories import products
from inventories.activities import ActivityDraft
from inventories.products import Product
from inventories.views.calculations import masses_of


@dataclass(frozen=True)
class Shown:
    """An activity with what it adds to the row, in tonnes CO2 equivalent."""

    position: int
    draft: ActivityDraft
    product: Product
    given: Decimal | None
    made: Decimal | None

    @property
    def counted(self) -> Decimal | None:
        return self.made if self.given is None else self.given

    @property
    def differs(self) -> bool:
        return self.given is not None and self.made is not None and products.differ(self.given, self.made)

    @property
    def masses(self) -> list[tuple[str, Decimal]]:
        return masses_of(dict(self.draft.masses or self.product.masses))


def shown(position: int, draft: ActivityDraft, gwp_set: str) -> Shown:
    product = products.of(draft)
    return Shown(position, draft, product, products.given(draft, gwp_set), product.equivalent(gwp_set))
