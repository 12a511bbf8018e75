"""A review as content for the customer: from an object that holds nothing but what the customer may see."""

from kadash.exports.handover.customer.facts import CustomerFacts, SharedAction
from kadash.exports.handover.customer.found import customer_facts
from kadash.exports.handover.customer.pages import customer_section

__all__ = ["CustomerFacts", "SharedAction", "customer_facts", "customer_section"]
