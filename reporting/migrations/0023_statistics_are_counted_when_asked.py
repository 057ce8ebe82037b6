from django.db import migrations


class Migration(migrations.Migration):
    """Statistics are counted when a page asks; the tables only held copies of them."""

    dependencies = [("reporting", "0022_chapters_say_whether_they_are_public")]

    operations = [
        migrations.DeleteModel(name="CountryFigures"),
        migrations.DeleteModel(name="ChapterFigures"),
        migrations.DeleteModel(name="YearFigures"),
    ]
