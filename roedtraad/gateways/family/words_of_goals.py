"""What the pages say of goals, in three voices."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from .voices import Text, Voice, all_alike, three, two

GOALS: dict[str, dict[Voice, Text]] = {
    "no_goals": two(
        _("There is nothing here yet. You can talk with a grown-up about what you want."),
        _("There is nothing here yet. Talk with whoever helps you about what you want."),
    ),
    "my_goals": all_alike(_("This is what I want")),
    "others_goals": all_alike(_("Others let you see this")),
    "how_near": all_alike(_("How close are you today?")),
    "how_near_of_others": all_alike(_("How close do you think it is today?")),
    "far": all_alike(_("Not close yet")),
    "near": all_alike(_("I am there")),
    "near_of_others": all_alike(_("It is there")),
    "save": all_alike(_("Save")),
    "saved": all_alike(_("Thank you. It is saved.")),
    "pick_one": all_alike(_("Choose a number first.")),
    "last_time": two(
        _("Last time you said %(value)s. That was %(day)s."),
        _("Last time you said %(value)s, on %(day)s."),
    ),
    "skip_some": all_alike(_("You may leave some of them out.")),
    "asks_state": three(_("How are you?"), _("How are you?"), ""),
    "asks_session": three(_("How was the meeting?"), _("How was the meeting?"), ""),
    "my_answers": all_alike(_("What you have answered before")),
    "left_some_out": three(
        _("You have not answered all of them. That is okay. Press Save again, or answer them now."),
        _("Some are not answered. That is fine: press Save again, or answer them now."),
        _("Some are not answered. That is fine: press Save again, or answer them now."),
    ),
    "not_answered": all_alike(_("Not answered yet")),
    "answer_one": all_alike(_("Answer at least one of them first.")),
    "still_mine": two(_("Is it still what you want?"), _("Is it still your goal?")),
    "right_for_others": all_alike(_("Do you think it is right?")),
    "yes": all_alike(_("Yes")),
    "change_it": all_alike(_("It should be changed")),
    "no": all_alike(_("No")),
    "say_more": two(
        _("Write what you think. Use your own words."),
        _("Write what you think, in your own words."),
    ),
    "write_why": all_alike(_("Write a little about why. One line is enough.")),
    "too_long": all_alike(_("That is more than there is room for. Write it a little shorter.")),
    "pick_answer": all_alike(_("Choose one of the three first.")),
    "who_reads": two(
        _("The one who helps you reads it. Nobody else, unless you say so."),
        _("Those who work with you read it. Nobody else, unless you say so."),
    ),
    "answered_yes": all_alike(_("You have said: yes.")),
    "answered_change": all_alike(
        _("You have said: it should be changed. Somebody will talk to you.")
    ),
    "answered_no": all_alike(_("You have said: no. Somebody will talk to you.")),
    "who_may_see": all_alike(_("Who may see this?")),
    "only_you": two(
        _("Only you, and those who help you."), _("Only you, and those who work with you.")
    ),
    "sees_goal": all_alike(_("%(name)s sees what you want.")),
    "sees_scores": all_alike(_("%(name)s sees what you want, and the numbers you choose.")),
    "let_see": all_alike(_("Let %(name)s see it")),
    "let_see_scores": all_alike(_("Let %(name)s see the numbers too")),
    "not_any_more": all_alike(_("Not any more")),
    "you_decide": two(
        _("You decide. You can always change it again."),
        _("You decide, and you can always change it again."),
    ),
    "others_say": all_alike(_("%(name)s says: %(numbers)s")),
    "the_plan": three(_("The plan"), _("My plan"), _("The plan")),
    "plan_for": all_alike(_("The plan for %(name)s")),
    "plan_why": all_alike(_("Why we do this")),
    "plan_goals": three(_("What you want"), _("Your goals"), _("The goals")),
    "plan_what": two(_("What the grown-ups do"), _("What is done")),
    "plan_until": all_alike(_("We think it takes until %(day)s.")),
    "plan_next": all_alike(_("We talk about it again on %(day)s.")),
    "plan_nothing": all_alike(_("Nothing is written about this yet.")),
    "plan_who": all_alike(_("by %(who)s")),
    "print": all_alike(_("Print")),
}
# what a number means where nobody has written it
USUAL = {
    "attainment": {
        -2: _("Much further away than we hoped"),
        -1: _("A little further away than we hoped"),
        0: _("As we hoped"),
        1: _("A little better than we hoped"),
        2: _("Much better than we hoped"),
    },
    "ffb": {
        0: _("It goes by itself"),
        1: _("It is a little hard"),
        2: _("It is somewhat hard"),
        3: _("It is very hard"),
        4: _("I cannot do it at all"),
    },
}
