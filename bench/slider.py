"""From a slider's release to the redrawn answer in a browser, against bare pages: `python -m bench.slider`.

Three pages in one run, moves taken in turn: the what-if on the sample company; a bare page with one slider and as many
charts, drawn by Plotly as st.plotly_chart does; and the same bare page with charts of plain HTML, as the what-if draws
them. Told: the median of each in milliseconds, and the ratio to the bare pages.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page

from bench import in_browser

ROOT = Path(__file__).parents[1]
MOVES, WARM_UP, QUIET_MS, STEPS_PX = 21, 3, 400, 25
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


def slider_figures(home: Path, moves: int = MOVES) -> dict[str, list[float]]:
    """By page, milliseconds from release to the last redrawn chart of each move."""
    executable = in_browser.chromium()
    if executable is None:
        raise SystemExit("no Chromium or Chrome on this machine: apt-get install chromium")
    with (tempfile.TemporaryDirectory(prefix="kadash-slider-") as folder, in_browser.Apps() as apps,
          in_browser.browser(executable) as browser):
        files = {"what-if": ROOT / "app.py"}
        for name in ("plotly", "html"):
            files[name] = Path(folder) / f"bare_{name}.py"
            files[name].write_text(BARE.format(root=str(ROOT), by_html=name == "html"))
        addresses = {name: apps.start(file, home, Path(folder) / f"{name}.log", OPTIONS)
                     for name, file in files.items()}
        addresses["what-if"] += "/what-if?lang=en"
        pages = {name: _opened(browser, address) for name, address in addresses.items()}
        found: dict[str, list[float]] = {name: [] for name in pages}
        for move in range(WARM_UP + moves):
            for name, page in pages.items():
                spent = _move(page, 1 + move % 5 if move % 2 else -1 - move % 5)
                if move >= WARM_UP:
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


def report(found: dict[str, list[float]]) -> str:
    """The medians and ratios, to read."""
    middle = {name: median(spent) for name, spent in found.items()}
    lines = [f"slider released to answer redrawn, median of {len(found['what-if'])} moves"]
    lines += [f"  {name:8} {middle[name]:6.0f} ms   (from {min(spent):.0f} to {max(spent):.0f})"
              for name, spent in found.items()]
    ratios = ", ".join(f"{middle['what-if'] / middle[name]:.2f} to the bare page by {name}"
                       for name in ("plotly", "html"))
    return "\n".join([*lines, f"  ratio: {ratios}"])


if __name__ == "__main__":
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--home", type=Path, required=True, help="a data directory with the sample company loaded")
    wanted.add_argument("--moves", type=int, default=MOVES)
    given = wanted.parse_args()
    print(report(slider_figures(given.home, given.moves)))
