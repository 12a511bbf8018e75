"""What accounts earn against what keeping them costs, and what they bring in each year of the relation."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from kadash.charts.theme import Theme, calm
from kadash.charts.ticks import round_ticks
from kadash.language import Words

YEARS_PX, ROW_PX, HEAD_PX = 260, 46, 26


def earned_and_kept(layers: pd.DataFrame, words: Words, look: Theme) -> go.Figure:
    """A lying bar a layer: what stays in green, what keeping took in grey; the share that keeping took at its end.

    layers: one row a layer, top first: name (as shown), earned, kept, kept_share, contribution (money).
    """
    stays = layers["contribution"].clip(lower=0.0)
    figure = go.Figure([
        go.Bar(y=layers["name"], x=stays, orientation="h", marker_color=look.earned, hoverinfo="skip"),
        go.Bar(y=layers["name"], x=layers["kept"], orientation="h", marker_color=look.context, hoverinfo="skip"),
    ])
    for row, end in zip(layers.to_dict("records"), stays + layers["kept"], strict=True):
        share = "" if pd.isna(row["kept_share"]) else f"  <b>{words.percent(row['kept_share'], 0)}</b>"
        figure.add_annotation(y=row["name"], x=end, text=f"{words.money(row['kept'])}{share}", showarrow=False,
                              xanchor="left", xshift=4, font_size=12)
    _named(figure, [(look.earned, words("worth.keeping.stays")), (look.context, words("worth.keeping.kept"))], look)
    figure.update_layout(barmode="stack")
    figure.update_xaxes(visible=False, range=[0, max(float((stays + layers["kept"]).max()), 1.0) * 1.35])
    figure.update_yaxes(autorange="reversed")
    calm(figure, look, ROW_PX * len(layers) + HEAD_PX + 8)
    return figure.update_layout(margin_t=HEAD_PX)


def years_of_relation(years: pd.DataFrame, words: Words, look: Theme) -> go.Figure:
    """A column a year of the relation: what an account that still buys brings, and how many of those won still do.

    years: one row a year: year, accounts, active, per_active (money).
    """
    stay = years["active"] / years["accounts"]
    said = [words("worth.years.hover", None, year=words.number(row["year"]), money=words.money(row["per_active"]),
                  active=words.number(row["active"]), accounts=words.number(row["accounts"]))
            for row in years.to_dict("records")]
    figure = go.Figure(go.Bar(
        x=years["year"], y=years["per_active"], customdata=said, hovertemplate="%{customdata}<extra></extra>",
        marker_color=[look.lost if amount < 0 else look.earned for amount in years["per_active"].fillna(0.0)],
        text=[words.percent(share, 0) for share in stay], textposition="outside", cliponaxis=False))
    low, high = min(0.0, years["per_active"].min()), max(0.0, years["per_active"].max())
    ticks = round_ticks(low, high)
    figure.update_yaxes(range=[low * 1.1, high * 1.15 or 1.0], tickvals=ticks,
                        ticktext=[words.money(tick) for tick in ticks])
    figure.update_xaxes(dtick=1, tickmode="linear", title={
        "text": words("worth.years.axis"), "standoff": 4, "font": {"size": 12}})
    return calm(figure, look, YEARS_PX)


def _named(figure: go.Figure, names: list[tuple[str, str]], look: Theme) -> None:
    """What the colours mean, above the bars."""
    text = "   ".join(f'<span style="color:{colour}">■</span> <span style="color:{look.quiet_text}">{name}</span>'
                      for colour, name in names)
    figure.add_annotation(x=0, y=1, xref="paper", yref="paper", xanchor="left", yanchor="bottom", showarrow=False,
                          text=text)
