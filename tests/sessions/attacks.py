"""Names that would be more than text, if a page let them: each of trust.md's ways, with a mark of its own."""

from __future__ import annotations

ATTACKS = (
    "![pwn01]({server}/01.png)", "[pwn02]({server}/02)", "<{server}/pwn03>", "{server}/pwn04", "www.pwn05.com",
    "me@pwn06.com", "<img src={server}/pwn07 onerror=alert(7)>",
    "<script>alert('pwn08');fetch('{server}/08')</script>",
    '=HYPERLINK("{server}/pwn09","x")', "+cmd|' /C calc'!pwn10", "\u202epwn11 gnp.exe", "\x1b[31mpwn12\x07\x00\x85",
    "$\\pwn13^2$", ":material/bomb: pwn14", ":violet[pwn15]", ":small[pwn16] :gray-badge[x]",
    "pwn17 " + "very long " * 60, "**pwn18** `x` ~~y~~", "# pwn19", "javascript:alert('pwn20')",
    "<a href={server}/21>pwn21</a>", "<iframe src={server}/pwn22></iframe>", '" onmouseover="alert(23)" pwn23',
    ":smile: :streamlit: pwn24", "<- pwn25 -> --", "{name} {0} {{pwn26}} %(x)s",
    "'; drop table mart.account;-- pwn27", "%{x} %{customdata[0]} pwn28", "<b>pwn29</b><br>x<sup>2</sup>",
    "&lt;b&gt; &#x41;&amp; pwn30", "| pwn31 | a |\n|---|---|\n| b | c |", "1. pwn32\n\n> y",
)
"""Every way of trust.md in which a name would be more than text, each with a mark of its own."""

RENDERED = ("img[src*='{server}'], a[href*='{server}'], a[href*='pwn'], iframe[src*='pwn'], [style*='{server}'], "
            "svg a, .katex, [onmouseover], [onerror]")
"""What a page holds where one of them worked."""


def attacks(server: str) -> list[str]:
    """The names, with the address of a server that listens."""
    return [attack.replace("{server}", server) for attack in ATTACKS]
