"""The catalogue of value-added services, who is eligible, and what each would earn."""

from kadash.services.catalogue import Catalogue, Service, catalogue, read_catalogue
from kadash.services.proposals import account_columns, propose

__all__ = ["Catalogue", "Service", "account_columns", "catalogue", "propose", "read_catalogue"]
