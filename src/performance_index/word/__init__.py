"""The Word side: a template is filled, what a clerk made of it is brought up to date, and a final copy is published.

Here are the things done: `template` builds the shipped template (with `drafting` and `styles`), `fill` makes a new
report (with `rows` and `asking`), `refresh` brings an edited one up to date, `publish` writes the final copy. `state`
is what a report remembers, `tags` what a template's controls are called. The rooms behind them: `reading`, `deciding`
and `writing` for a refresh, `starting` for the next meeting's report, `publishing`, `accessibility`, and `document` for
all.
"""
