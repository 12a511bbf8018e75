"""The seeded sample company, in an English and a Chinese dialect."""

from kadash.sample.company import CURRENCY, SEED, SampleCompany, company
from kadash.sample.days import AS_OF
from kadash.sample.write import write_sample

__all__ = ["AS_OF", "CURRENCY", "SEED", "SampleCompany", "company", "write_sample"]
