"""The front door. `streamlit run app.py` imports it for the server `app`, and runs it for every look at a page."""

import streamlit as st

if __name__ == "__main__":
    from pages import open_app

    open_app()
else:
    from kadash.ui.serving.guard import refuse_or_pass
    from kadash.ui.serving.setup import setup

    refuse_or_pass(setup())
    from kadash.ui.server import get_ready, middleware
    from pages import import_all

    import_all()
    get_ready()
    app = st.App(__file__, middleware=middleware())
