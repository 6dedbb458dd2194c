from django import template
from django.utils.safestring import SafeString

from roedtraad.foundation.notices.search import Words, marked

register = template.Library()


@register.filter
def mark_words(text: str, words: Words) -> SafeString:
    """`text` around the words that were searched for, marked."""
    return marked(words, text)
