"""From a slider's release to the redrawn answer in a browser, against bare pages: `python -m bench.slider`.

Three pages in one run, moves taken in turn: the what-if on the sample company; a bare page with one slider and as many
charts, drawn by Plotly as st.plotly_chart does; and the same bare page with charts of plain HTML, as the what-if draws
them. Told: the median of each in milliseconds, and the ratio to the bare pages.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[1]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
MOVES, WARM_UP, QUIET_MS, STEPS_PX = 21, 3, 400, 25
START_LIMIT_S = 90

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
    with tempfile.TemporaryDirectory(prefix="kadash-slider-") as folder, sync_playwright() as playwright:
        bare = {name: Path(folder) / f"bare_{name}.py" for name in ("plotly", "html")}
        for name, file in bare.items():
            file.write_text(BARE.format(root=str(ROOT), by_html=name == "html"))
        apps = {"what-if": (ROOT / "app.py", "what-if?lang=en", ROOT), **{
            name: (file, "", Path(folder)) for name, file in bare.items()}}
        executable = next(filter(None, map(shutil.which, BROWSERS)))
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        with _all_running(apps, home) as addresses:
            pages = {name: _opened(browser, f"{addresses[name]}/{apps[name][1]}") for name in apps}
            found: dict[str, list[float]] = {name: [] for name in apps}
            for move in range(WARM_UP + moves):
                for name, page in pages.items():
                    spent = _move(page, 1 + move % 5 if move % 2 else -1 - move % 5)
                    if move >= WARM_UP:
                        found[name].append(spent)
        browser.close()
        return found


def _opened(browser: Browser, address: str) -> Page:
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(address)
    page.get_by_role("slider").first.wait_for(timeout=START_LIMIT_S * 1000)
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


@contextmanager
def _all_running(apps: dict[str, tuple[Path, str, Path]], home: Path) -> Iterator[dict[str, str]]:
    running: list[subprocess.Popen[bytes]] = []
    addresses: dict[str, str] = {}
    try:
        for name, (file, _, folder) in apps.items():
            port = _free_port()
            running.append(subprocess.Popen(
                [sys.executable, "-m", "streamlit", "run", str(file), "--server.headless", "true", "--server.port",
                 str(port), "--browser.gatherUsageStats", "false", "--server.fileWatcherType", "none"],
                cwd=folder, env={**os.environ, "KADASH_DATA": str(home)}, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL))
            addresses[name] = f"http://127.0.0.1:{port}"
        for address in addresses.values():
            _wait_for(address)
        yield addresses
    finally:
        for process in running:
            process.terminate()
            process.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_for(address: str) -> None:
    limit = time.monotonic() + START_LIMIT_S
    while time.monotonic() < limit:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(address)


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
