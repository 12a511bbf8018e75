"""The CSS of a printed page: what only works on a screen goes, what is left keeps its size and its place."""

from __future__ import annotations

LINES = "link_lines"
"""Key of a container whose links say something themselves: they stay on paper."""

ZOOM = 0.75
"""A page drawn for a laptop is as wide as A4 across at this size: charts are drawn once, by the width of the screen."""

_TITLES = ", ".join(f'{place}:has(> [data-testid="stMarkdown"] p:only-child > strong:only-child)' for place in (
    '[data-testid="stElementContainer"]', '[data-testid="stLayoutWrapper"]'))
"""Lines in bold that head what stands below them: in print they stay with it."""

_ELEMENT = '[data-testid="stElementContainer"]'
_NOTHING_CHOSEN = f'{_ELEMENT}:has(> [data-testid="stButtonGroup"]):not(:has([aria-checked="true"]))'

USELESS = ", ".join((
    *(f'[data-testid="{name}"]' for name in (
        "stSidebar", "stHeader", "stToolbar", "stButton", "stFormSubmitButton", "stDownloadButton",
        "stElementToolbar", "stTooltipIcon", "stFileUploader", "stNumberInputStepDown", "stNumberInputStepUp",
        "stSliderTickBar")),
    f'[data-testid="stPageLink"]:not(.st-key-{LINES} *)',
    '[data-testid="stPopover"]:not([class*="st-key-why_"] *)', '.st-key-why_layers',
    '[data-testid="stPopover"] [data-testid="stIconMaterial"]',
    '[data-testid="stCheckbox"]:has([role="switch"])',
    '[data-testid="stButtonGroup"] button:not([aria-checked="true"])',
    _NOTHING_CHOSEN, f'{_NOTHING_CHOSEN} + {_ELEMENT}:has([data-testid="stCaptionContainer"])',
    '[data-testid="stExpander"]:has(details:not([open]))',
    '[data-testid="stTextInput"]:has(input:placeholder-shown)',
    '[data-testid="stSlider"] [role="group"] > div > div:not(:has([data-testid="stSliderThumbValue"]))',
    '[data-testid="stSlider"] [role="group"] div:has(> input)',
))
"""What cannot be pressed, moved or opened on paper. A slider's value and the choice that is shown stay."""

PRINT_CSS = f"""@media print {{
  @page {{ size: A4 landscape; margin: 8mm; }}
  {USELESS} {{ display: none !important; }}
  [data-testid="stMainBlockContainer"] {{ padding: 0 !important; max-width: none !important; zoom: {ZOOM}; }}
  [data-testid="stApp"], [data-testid="stMain"], [data-testid="stAppViewContainer"] {{
    position: static !important; overflow: visible !important; height: auto !important; }}
  [data-testid="stPlotlyChart"], [data-testid="stDataFrame"], [data-testid="stMetric"], [role="figure"],
  [data-testid="stGridCell"], .stPrintBorderedColumn {{ break-inside: avoid; }}
  [data-testid="stDataFrame"] *:has(canvas), [data-testid="stDataFrame"] canvas {{ max-width: 100% !important; }}
  [data-testid="stDataFrame"] canvas {{ height: auto !important; }}
  [data-testid="stButtonGroup"] * {{
    width: auto !important; max-width: none !important; overflow: visible !important; text-overflow: clip !important; }}
  [data-testid="stPopoverButton"] {{ border: none !important; padding: 0 !important; background: none !important; }}
  [data-testid="stSlider"] [role="group"] div {{
    display: block !important; position: static !important; transform: none !important; background: none !important;
    width: auto !important; height: auto !important; margin: 0 !important; padding: 0 !important; }}
  h1, h2, h3, h4, {_TITLES} {{ break-after: avoid; break-inside: avoid; }}
  [data-testid="stColumn"] {{ position: static !important; }}
  [data-testid="stHorizontalBlock"]:has(.st-key-what_if_result) {{ display: block !important; }}
}}"""
"""A4 across, without what only works on a screen. A table wider than the page is drawn smaller, as it is a picture."""
