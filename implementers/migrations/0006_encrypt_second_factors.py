from django.db import migrations

from implementers.encryption import encrypted_data


def encrypt_rows(apps, schema_editor):
    """Secrets of second factors were stored in plain text, and so in every backup."""
    authenticators = apps.get_model("mfa", "Authenticator").objects
    for authenticator in authenticators.using(schema_editor.connection.alias):
        authenticator.data = encrypted_data(authenticator.data)
        authenticator.save(update_fields=["data"])


class Migration(migrations.Migration):
    dependencies = [
        ("implementers", "0005_api_token"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [migrations.RunPython(encrypt_rows)]
