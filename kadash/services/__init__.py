"""The catalogue of value-added services, who is eligible, and what each would earn."""

from kadash.services.catalogue import Catalogue, Service
from kadash.services.proposals import account_columns, propose
from kadash.services.shipped import catalogue, read_catalogue

__all__ = ["Catalogue", "Service", "account_columns", "catalogue", "propose", "read_catalogue"]
