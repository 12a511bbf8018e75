from pages import open_app

open_app()
