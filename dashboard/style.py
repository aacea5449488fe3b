"""The page's own style: quiet chrome, one scale of sizes, tables that print, a page that fits a phone."""

STYLE = """
<style>
[data-testid="stAppViewContainer"] .block-container, [data-testid="stMainBlockContainer"] { padding-top: 1.2rem; max-width: 1240px; }
[data-testid="stHeader"] { background: transparent; }
.brand { font-weight: 600; font-size: 17px; letter-spacing: -0.01em; white-space: nowrap; padding-right: 12px; }
.st-key-topbar { border-bottom: 1px solid #c9d0d8; padding-bottom: 6px; }
.st-key-topbar a p { font-size: 15px; }
.st-key-chips button { border-radius: 12px; min-height: 26px; padding: 0 10px; }
.answer { font-size: 17px; line-height: 1.45; margin: 2px 0 6px; max-width: 900px; }
.footnote { color: #5c6570; font-size: 13px; line-height: 1.5; margin: 2px 0; max-width: 1000px; }
.evidence-scroll { overflow-x: auto; }
table.evidence { border-collapse: collapse; font-size: 13.5px; line-height: 1.35; width: 100%; }
table.evidence caption { text-align: left; color: #5c6570; font-size: 13px; padding: 2px 0 6px; }
table.evidence th { text-align: left; font-weight: 600; border-bottom: 1.5px solid #1f2328; padding: 4px 10px 4px 0; vertical-align: bottom; }
table.evidence td { border-bottom: 1px solid #e3e7eb; padding: 4px 10px 4px 0; vertical-align: top; min-width: 44px; }
table.evidence td.wide { min-width: 150px; }
table.evidence tbody th { min-width: 130px; }
table.evidence td.number, table.evidence th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
table.evidence tbody th { font-weight: 400; border-bottom: 1px solid #e3e7eb; vertical-align: top; }
@media print {
  [data-testid="stSidebar"], [data-testid="stHeader"], .st-key-topbar a, [class*="st-key-actions"] { display: none !important; }
  .evidence-scroll { overflow: visible; }
}
@media (max-width: 640px) {
  [data-testid="stMainBlockContainer"] { padding-left: 0.8rem; padding-right: 0.8rem; }
  .answer { font-size: 16px; }
}
@media (prefers-reduced-motion: reduce) { * { transition: none !important; animation: none !important; } }
</style>
"""
