"""The catalogue of value-added services as typed, frozen objects. Nothing here computes."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from kadash.services.signals import is_signal

CoreIdea = Literal["customise", "organise", "bridge", "differentiate"]
Means = Literal["contract", "bundle", "none"]
Lever = Literal[
    "retention", "reactivation", "wallet", "frequency", "margin", "price", "cost_to_serve", "payment_days"
]
Driver = Literal["account", "order", "revenue"]
Role = Literal["account_manager", "engineer", "inside_sales", "logistics", "finance"]
Operator = Literal["at_least", "at_most", "above", "below", "is", "one_of"]
ROLES: tuple[Role, ...] = ("account_manager", "engineer", "inside_sales", "logistics", "finance")
BuyerType = Literal["transactional", "consultative", "strategic"]
BUYER_TYPES: tuple[BuyerType, ...] = ("transactional", "consultative", "strategic")
Source = Literal["assumption", "literature", "learned"]
SOURCES: tuple[Source, ...] = ("assumption", "literature", "learned")
Amount = Annotated[float, Field(ge=0)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Text(_Part):
    """A text in both languages."""

    en: str = Field(min_length=1)
    zh: str = Field(min_length=1)

    def in_language(self, language: str) -> str:
        """The text a reader of that language gets; English where it is neither."""
        return self.zh if language == "zh" else self.en


class Condition(_Part):
    """A signal and what is asked of it, in exactly one way. An account whose signal is unknown does not meet it."""

    signal: str
    at_least: float | None = None
    at_most: float | None = None
    above: float | None = None
    below: float | None = None
    is_: bool | None = Field(default=None, alias="is")
    one_of: tuple[str, ...] | None = None

    @property
    def operator(self) -> Operator:
        """The way in which it asks."""
        return self._asked()[0][0]

    @property
    def threshold(self) -> float | bool | tuple[str, ...]:
        """What is asked for."""
        return self._asked()[0][1]

    @property
    def code(self) -> str:
        """The code of its sentence: signal and operator, as in `lateness_at_least`."""
        return f"{self.signal}_{self.operator}"

    def _asked(self) -> list[tuple[Operator, float | bool | tuple[str, ...]]]:
        ways: list[tuple[Operator, float | bool | tuple[str, ...] | None]] = [
            ("at_least", self.at_least), ("at_most", self.at_most), ("above", self.above), ("below", self.below),
            ("is", self.is_), ("one_of", self.one_of),
        ]
        return [(way, asked) for way, asked in ways if asked is not None]

    @model_validator(mode="after")
    def _one_known_question(self) -> Self:
        if not is_signal(self.signal):
            raise ValueError(f"unknown signal {self.signal!r}")
        if len(self._asked()) != 1:
            raise ValueError(f"{self.signal}: exactly one of at_least, at_most, above, below, is, one_of")
        return self


class Effect(_Part):
    """How a service moves one lever, as mean and standard deviation for each buyer type.

    retention, wallet, margin, price: points of share (0.02 is two points); frequency, cost_to_serve: shares;
    payment_days: days; reactivation: the chance that a silent account is brought back. With a `unit` the effect is
    that many times the account's own signal, at most `at_most`: a price rise of 0.7 of what brings it to zero. source:
    where it comes from, None: as its service says; learned_accounts: how many accounts it was learned from.
    """

    lever: Lever
    transactional: tuple[float, Amount]
    consultative: tuple[float, Amount]
    strategic: tuple[float, Amount]
    unit: str | None = None
    at_most: float | None = Field(default=None, gt=0)
    source: Source | None = None
    learned_accounts: int | None = Field(default=None, ge=0)

    @model_validator(mode="after")
    def _unit_is_known(self) -> Self:
        if self.unit is not None and not is_signal(self.unit):
            raise ValueError(f"unknown signal {self.unit!r}")
        return self


class Cost(_Part):
    """What a service costs us for one account, people's time included.

    All amounts are shares, so that they fit any currency and size of business. By driver, `yearly` is a share of:
    account: a typical account's revenue, whoever gets the service; order: a typical order, for each order of the
    account; revenue: the account's own revenue. `one_off` is a share of the own revenue for driver revenue, else of a
    typical account's; so is `floor`, the least that a year costs. Typical is the median buyer; revenue is that of the
    last 12 months.
    """

    driver: Driver
    one_off: Amount = 0.0
    yearly: Amount = 0.0
    floor: Amount = 0.0


class BundlePart(_Part):
    """A part of a bundle and what the customer would pay for it alone, as a share of its revenue of a year."""

    name: Text
    price: Amount


class Bundle(_Part):
    """What a bundle is made of, and its price against that of its parts (shares of the customer's yearly revenue)."""

    parts: tuple[BundlePart, ...] = Field(min_length=2)
    price: Amount

    @property
    def apart(self) -> float:
        """What the parts would cost one by one."""
        return sum(part.price for part in self.parts)

    @property
    def saving(self) -> float:
        """What the customer saves by the bundle, as a share of the parts."""
        return 1.0 - self.price / self.apart

    @model_validator(mode="after")
    def _cheaper_together(self) -> Self:
        if self.price >= self.apart:
            raise ValueError("a bundle costs less than its parts")
        return self


class Together(_Part):
    """Two services that share work: what both cost together, as a share of what they cost apart."""

    services: tuple[str, str]
    cost_share: float = Field(gt=0, le=1)


class Service(_Part):
    """One value-added service: words, whom it fits, what it moves, what it costs.

    exit_share: what leaving before the minimum term costs the customer, as a share of the revenue of the months left.
    pairs: the only services it may be given together with; absent: any that does not conflict. together: service to
    what both cost together, as a share of what they cost apart; goes before what the catalogue says. source: of the
    effects that do not say their own; learned_accounts: how many accounts they were learned from. ours_alone: a
    decision about a customer, not an offer to one: it stands in no file for them.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: Text
    about: Text
    core_idea: CoreIdea
    means: Means = "none"
    eligible: tuple[Condition, ...] = Field(min_length=1)
    do_not: tuple[Condition, ...] = ()
    effects: tuple[Effect, ...] = Field(min_length=1)
    cost: Cost
    hours: dict[Role, Amount]
    minimum_term_months: int = Field(ge=0)
    conflicts: tuple[str, ...] = ()
    pairs: tuple[str, ...] | None = None
    exit_share: float = Field(default=0.0, ge=0, le=1)
    bundle: Bundle | None = None
    together: dict[str, Annotated[float, Field(gt=0, le=1)]] = Field(default_factory=dict)
    source: Source
    learned_accounts: int | None = Field(default=None, ge=0)
    ours_alone: bool = False

    def source_of(self, effect: Effect) -> tuple[Source, int | None]:
        """Where an effect comes from, and how many accounts it was learned from."""
        if effect.source is None:
            return self.source, self.learned_accounts
        return effect.source, effect.learned_accounts

    @property
    def surest_source(self) -> Source:
        """The best that any of its effects rests on: learned, else literature, else assumption."""
        return max((self.source_of(effect)[0] for effect in self.effects), key=SOURCES.index)

    @property
    def hours_a_year(self) -> float:
        """Hours of all roles together, in the first year."""
        return sum(self.hours.values())

    @property
    def is_price(self) -> bool:
        """Whether it works by a price: one that is given away, or one that is put up to bring the account to zero."""
        return any(effect.lever == "price" and (effect.unit is not None or effect.consultative[0] < 0)
                   for effect in self.effects)


    @property
    def is_against_customer(self) -> bool:
        """Whether it puts a price up or takes service away at a cost in retention: a decision, hardly an offer."""
        takes = any((one.lever == "price" and one.consultative[0] > 0)
                    or (one.lever == "cost_to_serve" and one.consultative[0] < 0) for one in self.effects)
        return takes and any(one.lever == "retention" and one.consultative[0] < 0 for one in self.effects)


class Catalogue(_Part):
    """All services, each id once; conflicts, pairs and what shares work name services that exist."""

    services: tuple[Service, ...] = Field(alias="service")
    together: tuple[Together, ...] = ()

    def cost_share(self, one: str, other: str) -> float:
        """What two services cost together, as a share of what they cost apart."""
        for service, with_ in ((one, other), (other, one)):
            own = next((each.together for each in self.services if each.id == service), {})
            if with_ in own:
                return own[with_]
        return next((both.cost_share for both in self.together if set(both.services) == {one, other}), 1.0)

    def may_pair(self, one: Service, other: Service) -> bool:
        """Whether an account may be given both."""
        if one.id == other.id or other.id in one.conflicts or one.id in other.conflicts:
            return False
        return (one.pairs is None or other.id in one.pairs) and (other.pairs is None or one.id in other.pairs)

    @model_validator(mode="after")
    def _ids_hold_together(self) -> Self:
        ids = [service.id for service in self.services]
        twice = sorted({one for one in ids if ids.count(one) > 1})
        named = {one for service in self.services
                 for one in (*service.conflicts, *(service.pairs or ()), *service.together)}
        lost = sorted((named | {one for both in self.together for one in both.services}) - set(ids))
        if twice or lost:
            raise ValueError(f"services named twice: {twice}; conflicts with services that do not exist: {lost}")
        return self

    def service(self, service_id: str) -> Service:
        """The service with that id; KeyError where there is none."""
        return {service.id: service for service in self.services}[service_id]
