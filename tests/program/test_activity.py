import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from program.models import Activity, Program, Resolution

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("code", ["67", "RIAL-1", "MiDE-5", "a-b-c"])
def test_a_code_has_letters_digits_and_single_hyphens(code):
    Activity(code=code, position=1).clean_fields(exclude=["program"])


@pytest.mark.parametrize("code", ["", " 67", "RIAL 1", "-1", "1-", "a--b", "a/b", "67\n", "ñ"])
def test_any_other_code_is_refused(code):
    with pytest.raises(ValidationError) as refused:
        Activity(code=code, position=1).clean_fields(exclude=["program"])
    assert list(refused.value.message_dict) == ["code"]


def test_a_number_the_report_does_not_print_has_no_text():
    assert Activity.objects.get(code="5").text == ""
    assert not Activity.objects.with_text().filter(code="5").exists()


def test_an_activity_is_called_by_its_code_and_title():
    assert str(Activity.objects.get(code="5")) == "5"
    assert str(Activity.objects.get(code="1")).startswith("1 Promote ")


def test_a_resolution_that_something_comes_from_is_not_deleted():
    with pytest.raises(ProtectedError):
        Resolution.objects.get(symbol__startswith="AG/RES. 2141").delete()


def test_a_program_with_a_year_is_not_deleted():
    with pytest.raises(ProtectedError):
        Program.objects.get().delete()
