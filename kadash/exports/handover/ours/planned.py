"""The plan: goal, problem, need, the services decided, and who does what by when."""

from __future__ import annotations

from kadash.answers.review import service_name
from kadash.exports.handover import cells
from kadash.exports.handover.content import Block, Bullets, Cell, Page, Table
from kadash.language import Words
from kadash.reviews.plan import Action, Plan

HEADS = ("what", "horizon", "owner", "due", "measure", "state")


def planned_page(plan: Plan, words: Words) -> Page | None:
    """The plan as it was last written; nothing where there is none."""
    if plan.is_empty:
        return None
    blocks: list[Block] = []
    named = {"review.plan.goal": plan.goal, "review.plan.problem": plan.problem, "review.plan.need": plan.need,
             "handover.plan.aim": plan.aim}
    thoughts = tuple(words("handover.thought", name=words(key), text=text) for key, text in named.items() if text)
    if thoughts:
        blocks.append(Bullets(words("handover.plan.thoughts"), thoughts))
    if plan.services:
        blocks.append(Bullets(words("handover.plan.services"),
                              tuple(service_name(service, words) for service in plan.services)))
    if plan.actions:
        blocks.append(Table(words("review.plan.actions"), tuple(words(f"review.plan.{head}") for head in HEADS),
                            tuple(_row(action, words) for action in plan.actions), (3.0, 0.7, 0.9, 1.5, 1.8, 0.8)))
    return Page(words("review.step.planned"), _title(plan, words), tuple(blocks))


def _title(plan: Plan, words: Words) -> str:
    dated = [action.due for action in plan.actions if action.due is not None and action.state == "open"]
    if dated:
        return words("handover.plan.title", len(plan.actions), first=words.date(min(dated)))
    return words("handover.plan.title_services" if plan.services else "handover.plan.title_open")


def _row(action: Action, words: Words) -> tuple[Cell, ...]:
    return (
        Cell(action.what), Cell(words("review.plan.days", days=action.horizon_days)), Cell(action.owner),
        cells.day(action.due, words), Cell(action.measure), Cell(words(f"review.state.{action.state}")))
