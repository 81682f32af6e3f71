"""A rule of one's own, as small as a rule can be."""

OWN_RULE = """\
id: ACME001
name: no-blue-boxes
title: {en: A box is blue, ru: Коробка синяя}
severity: error
profile: recommended
tags: [acme]
since: 0.1.0
subject: posting
forbid: status == "delivering"
message: {en: "{posting_number} is blue", ru: "{posting_number} синее"}
why: {en: Blue fades., ru: Синий выцветает.}
fix: {en: Paint it., ru: Покрасьте.}
references:
  - {source: Our own eyes, checked: 2026-11-02}
examples:
  bad: [{posting: {posting_number: "12345678-0001-1", status: delivering}}]
  good: [{posting: {posting_number: "12345678-0001-1", status: delivered}}]
  not_evaluated: [{posting: {posting_number: "12345678-0001-1"}}]
"""
"""As its file has it: ACME001-no-blue-boxes.yaml."""


def own_rule(identity: str) -> str:
    """Return the same rule under another id."""
    return OWN_RULE.replace("ACME001", identity)
