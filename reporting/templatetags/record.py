"""What the pages of the record need: money as stated, citations."""

from decimal import Decimal

from django import template
from django.utils.formats import number_format

register = template.Library()


@register.filter
def money(amount: Decimal, currency: str) -> str:
    """ "$ 200,000": the currency as printed, decimals only where there are any."""
    places = 0 if amount == amount.to_integral_value() else 2
    return f"{currency} {number_format(amount, decimal_pos=places, force_grouping=True)}"
