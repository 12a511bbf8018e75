"""A review as a file to hand over: slides, PDF, workbook or page; for us, or for the customer.

`document.py` turns what the review answers into content: `ours` maps all of it, `customer` only what a customer may
see. `formats` renders content and knows nothing of accounts.
"""
