"""What a strategy or a template demands of agreements, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

RULE_LABELS = {
    "minimum_goals": gettext_lazy("At least so many goals in each agreement"),
    "maximum_goals": gettext_lazy("At most so many goals in each agreement"),
    "every_effect_goal_covered": gettext_lazy(
        "Every effect goal of the unit's target groups has a goal that serves it"
    ),
    "every_target_group_covered": gettext_lazy("The goals together cover the unit's target groups"),
    "theme_required": gettext_lazy("Every goal lies in a theme"),
    "indicator_required": gettext_lazy("Every goal has an indicator"),
    "link_required": gettext_lazy("Every goal serves an effect goal, or says why not"),
    "citizen_directed": gettext_lazy("Every goal is directed at citizens"),
    "dates_inside_period": gettext_lazy("All dates lie inside the agreement's period"),
    "theory_required": gettext_lazy("Every goal stands in a theory of change"),
    "own_effect_goal": gettext_lazy(
        "A target group without a set effect goal gets one in a theory of change"
    ),
}
