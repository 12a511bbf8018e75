"""From a slider's release to the redrawn answer in a browser, against bare pages: `python -m bench.slider`.

In one run, moves taken in turn: the what-if of each company given; a bare page with one slider and as many charts,
drawn by Plotly as st.plotly_chart does; and the same bare page with charts of plain HTML, as the what-if draws them.
Told: the median of each in milliseconds, and the ratio to the bare pages.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Mapping
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page

from bench import in_browser
from bench.figures import Figure, table
from bench.served import ROOT, Running

MOVES, WARM_UP, QUIET_MS, STEPS_PX = 21, 3, 400, 25
BARE_KINDS = ("Plotly", "HTML")
NO_BROWSER = "slider: skipped, no Chromium or Chrome on this machine (apt-get install chromium)"
OPTIONS = {"browser.gatherUsageStats": "false", "server.fileWatcherType": "none"}

BARE = '''
import sys
import plotly.graph_objects as go
import streamlit as st
sys.path.insert(0, {root!r})
from kadash.charts import drawn
from kadash.charts.theme import LIGHT
from kadash.language import words_in

st.set_page_config(layout="wide")
by_html = {by_html}
moved = st.slider("Lever", -10.0, 10.0, 0.0, 0.5)
left, right = st.columns(2)
for place, bars in enumerate((7, 5, 10, 2)):
    heights = [100.0 + 3 * bar + moved for bar in range(bars)]
    names = [f"Bar {{bar}}" for bar in range(bars)]
    with (left, right)[place % 2]:
        if by_html:
            st.html((drawn.style(LIGHT) if not place else "") + drawn.bars(
                [drawn.Bar(n, 0.0, h, f"{{h:g}}", "earned") for n, h in zip(names, heights)], "Bars"))
        else:
            st.plotly_chart(go.Figure(go.Bar(x=names, y=heights)).update_layout(height=200), key=f"chart{{place}}")
'''

WATCH = """() => {
  window.released = 0; window.redrawn = 0;
  document.addEventListener('pointerup', () => { window.released = performance.now(); window.redrawn = 0; }, true);
  const drawn = (found) => found.some(one => one.type !== 'attributes' || one.target instanceof SVGElement);
  new MutationObserver(found => { if (window.released && drawn(found.filter(one => {
      const at = one.target.nodeType === 1 ? one.target : one.target.parentElement;
      return at && at.closest('[data-testid=stHtml], [data-testid=stPlotlyChart], .stHtml, .js-plotly-plot'); })))
    requestAnimationFrame(() => { window.redrawn = performance.now(); }); })
    .observe(document.querySelector('[data-testid=stMain]'),
             {subtree: true, childList: true, characterData: true, attributes: true});
}"""


def slider_figures(companies: Mapping[str, Path], moves: int = MOVES) -> list[Figure]:
    """The what-if of each company, by the name it is told under, beside both bare pages; nothing without a browser."""
    if in_browser.chromium() is None:
        print(NO_BROWSER)
        return []
    with tempfile.TemporaryDirectory(prefix="kadash-slider-") as folder, in_browser.Apps() as apps:
        bare = {kind: apps.start(bare_page(Path(folder), kind), Path(folder), Path(folder) / f"{kind}.log", OPTIONS)
                for kind in BARE_KINDS}
        ours = {name: apps.start(ROOT / "app.py", home, Path(folder) / f"app{number}.log", OPTIONS)
                for number, (name, home) in enumerate(companies.items())}
        return moved_figures({name: Running(address, apps.pid(address)) for name, address in ours.items()}, bare, moves)


def moved_figures(ours: Mapping[str, Running], bare: Mapping[str, str], moves: int, warm_up: int = WARM_UP
                  ) -> list[Figure]:
    """Of apps that run: ours by company, addresses of bare pages by what draws their charts."""
    pages = {**{name: f"{app.address}/what-if?lang=en" for name, app in ours.items()}, **bare}
    spent = _spent_ms(pages, moves, warm_up)
    middle = {name: median(each) for name, each in spent.items()}
    print(f"slider released to answer redrawn, median of {moves} moves")
    for name, each in spent.items():
        kind = f"bare page, charts by {name}" if name in bare else f"what-if, {name}"
        print(f"  {kind:34} {middle[name]:6.0f} ms   (from {min(each):.0f} to {max(each):.0f})", flush=True)
    return [Figure("slider", f"{name}, released to redrawn", middle[name], "ms", f"bare page, charts by {kind}",
                   middle[kind], "", app.peak_mb) for name, app in ours.items() for kind in bare]


def bare_page(folder: Path, kind: str) -> Path:
    """The bare page written, with charts by one of BARE_KINDS."""
    file = folder / f"bare_{kind}.py"
    file.write_text(BARE.format(root=str(ROOT), by_html=kind == "HTML"))
    return file


def _spent_ms(pages: Mapping[str, str], moves: int, warm_up: int) -> dict[str, list[float]]:
    """By page, milliseconds from release to the last redrawn chart of each move."""
    with in_browser.browser(str(in_browser.chromium())) as browser:
        opened = {name: _opened(browser, address) for name, address in pages.items()}
        found: dict[str, list[float]] = {name: [] for name in pages}
        for move in range(warm_up + moves):
            for name, page in opened.items():
                spent = _move(page, 1 + move % 5 if move % 2 else -1 - move % 5)
                if move >= warm_up:
                    found[name].append(spent)
        return found


def _opened(browser: Browser, address: str) -> Page:
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(address)
    page.get_by_role("slider").first.wait_for(timeout=in_browser.START_LIMIT_S * 1000)
    page.wait_for_timeout(2500)
    page.evaluate(WATCH)
    return page


def _move(page: Page, steps: int) -> float:
    """Drag the first slider to so many steps of the hand from its middle and let go; wait until nothing changes."""
    page.bring_to_front()
    slider = page.get_by_test_id("stSlider").first
    thumb, room = slider.get_by_role("slider").bounding_box(), slider.bounding_box()
    assert thumb is not None and room is not None
    page.mouse.move(thumb["x"] + 1, thumb["y"] + thumb["height"] / 2)
    page.mouse.down()
    page.mouse.move(room["x"] + room["width"] / 2 + steps * STEPS_PX, thumb["y"] + thumb["height"] / 2, steps=4)
    page.mouse.up()
    page.wait_for_function(
        f"() => window.redrawn > window.released && performance.now() - window.redrawn > {QUIET_MS}", timeout=20_000)
    return float(page.evaluate("() => window.redrawn - window.released"))


if __name__ == "__main__":
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--home", type=Path, required=True, help="a data directory with the sample company loaded")
    wanted.add_argument("--moves", type=int, default=MOVES)
    given = wanted.parse_args()
    print(table(slider_figures({"sample company": given.home}, given.moves)))
