import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def say_about_what(apps, _schema_editor):
    """Each reminder names its issue and ministry itself, for when its reply is gone."""
    Reminder = apps.get_model("replies", "Reminder")
    Reply = apps.get_model("replies", "Reply")
    reply = Reply.objects.filter(pk=OuterRef("reply"))
    Reminder.objects.update(
        issue=Subquery(reply.values("assignment__issue")),
        ministry=Subquery(reply.values("assignment__ministry")),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_mail_and_absence"),
        ("issues", "0002_schedule_and_responses"),
        ("replies", "0003_consolidated_document"),
    ]

    operations = [
        migrations.CreateModel(
            name="Bundle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("due", "due"),
                            ("sending", "sending"),
                            ("sent", "sent"),
                            ("failed", "failed"),
                            ("dropped", "not needed"),
                        ],
                        default="due",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("next_attempt_at", models.DateTimeField(verbose_name="next attempt")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent")),
                ("error", models.TextField(blank=True, verbose_name="why not sent")),
                ("interrupted", models.BooleanField(default=False, verbose_name="may have been sent twice")),
                ("bounced_at", models.DateTimeField(blank=True, null=True, verbose_name="bounced")),
                ("bounce", models.TextField(blank=True, verbose_name="what the mail server said")),
                ("note", models.TextField(blank=True, verbose_name="in the sender's words")),
                ("key", models.UUIDField(blank=True, editable=False, null=True)),
                ("created_at", models.DateTimeField()),
                (
                    "sender",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "mail of news",
                "verbose_name_plural": "mails of news",
                "ordering": ("-pk",),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("user", "key"), name="replies_bundle_sent_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("key__isnull", True), ("note", ""), ("sender__isnull", True)),
                            models.Q(("key__isnull", False), ("sender__isnull", False)),
                            _connector="OR",
                        ),
                        name="replies_bundle_key_of_a_sender",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at__isnull", False), ("status", "sent")),
                            models.Q(models.Q(("status", "sent"), _negated=True), ("sent_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="replies_bundle_sent_at_when_sent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("bounce", ""), ("bounced_at__isnull", True)),
                            models.Q(("bounced_at__isnull", False), ("status", "sent")),
                            _connector="OR",
                        ),
                        name="replies_bundle_bounced_when_sent",
                    ),
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("status__in", ["due", "sending"])),
                        fields=["next_attempt_at"],
                        name="replies_bundle_in_turn",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BundleEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("due", "due"),
                            ("sending", "sending"),
                            ("sent", "sent"),
                            ("failed", "failed"),
                            ("dropped", "not needed"),
                        ],
                        default="due",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("next_attempt_at", models.DateTimeField(verbose_name="next attempt")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent")),
                ("error", models.TextField(blank=True, verbose_name="why not sent")),
                ("interrupted", models.BooleanField(default=False, verbose_name="may have been sent twice")),
                ("bounced_at", models.DateTimeField(blank=True, null=True, verbose_name="bounced")),
                ("bounce", models.TextField(blank=True, verbose_name="what the mail server said")),
                ("note", models.TextField(blank=True, verbose_name="in the sender's words")),
                ("key", models.UUIDField(blank=True, editable=False, null=True)),
                ("created_at", models.DateTimeField()),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="replies.bundle",
                    ),
                ),
                (
                    "sender",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="News",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("returned", "a reply is returned with a note"),
                            ("mentioned", "a comment mentions me"),
                            ("assigned", "an assignment changes"),
                            ("cleared", "a reply is cleared"),
                            ("accepted", "a reply is accepted"),
                            ("moved", "a deadline moves"),
                            ("reminded", "reminded by hand"),
                        ],
                        max_length=10,
                    ),
                ),
                ("facts", models.JSONField(blank=True, default=dict)),
                ("at", models.DateTimeField()),
                (
                    "bundle",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="news",
                        to="replies.bundle",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "deputy_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="issues.issue",
                    ),
                ),
                (
                    "list_of_issues",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="issues.listofissues",
                    ),
                ),
                (
                    "ministry",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.ministry",
                    ),
                ),
                (
                    "reply",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="news",
                        to="replies.reply",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="news",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "news",
                "verbose_name_plural": "news",
                "ordering": ("at", "pk"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("bundle__isnull", True)),
                        fields=["user", "at"],
                        name="replies_news_waiting",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NewsEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("returned", "a reply is returned with a note"),
                            ("mentioned", "a comment mentions me"),
                            ("assigned", "an assignment changes"),
                            ("cleared", "a reply is cleared"),
                            ("accepted", "a reply is accepted"),
                            ("moved", "a deadline moves"),
                            ("reminded", "reminded by hand"),
                        ],
                        max_length=10,
                    ),
                ),
                ("facts", models.JSONField(blank=True, default=dict)),
                ("at", models.DateTimeField()),
                (
                    "bundle",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="replies.bundle",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "deputy_of",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="issues.issue",
                    ),
                ),
                (
                    "list_of_issues",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="issues.listofissues",
                    ),
                ),
                (
                    "ministry",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.ministry",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="replies.news",
                    ),
                ),
                (
                    "reply",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="replies.reply",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="digest",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="digest",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="digest",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="notice",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="notice",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="notice",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="reminder",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="reminder",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="reminder",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="digest",
            name="bounce",
            field=models.TextField(blank=True, verbose_name="what the mail server said"),
        ),
        migrations.AddField(
            model_name="digest",
            name="bounced_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="bounced"),
        ),
        migrations.AddField(
            model_name="digest",
            name="interrupted",
            field=models.BooleanField(default=False, verbose_name="may have been sent twice"),
        ),
        migrations.AddField(
            model_name="digestevent",
            name="bounce",
            field=models.TextField(blank=True, verbose_name="what the mail server said"),
        ),
        migrations.AddField(
            model_name="digestevent",
            name="bounced_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="bounced"),
        ),
        migrations.AddField(
            model_name="digestevent",
            name="interrupted",
            field=models.BooleanField(default=False, verbose_name="may have been sent twice"),
        ),
        migrations.AddField(
            model_name="notice",
            name="bounce",
            field=models.TextField(blank=True, verbose_name="what the mail server said"),
        ),
        migrations.AddField(
            model_name="notice",
            name="bounced_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="bounced"),
        ),
        migrations.AddField(
            model_name="notice",
            name="interrupted",
            field=models.BooleanField(default=False, verbose_name="may have been sent twice"),
        ),
        migrations.AddField(
            model_name="noticeevent",
            name="bounce",
            field=models.TextField(blank=True, verbose_name="what the mail server said"),
        ),
        migrations.AddField(
            model_name="noticeevent",
            name="bounced_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="bounced"),
        ),
        migrations.AddField(
            model_name="noticeevent",
            name="interrupted",
            field=models.BooleanField(default=False, verbose_name="may have been sent twice"),
        ),
        migrations.AddField(
            model_name="reminder",
            name="chase",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="number of the chase"),
        ),
        migrations.AddField(
            model_name="reminder",
            name="deputy_of",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reminder",
            name="escalated",
            field=models.BooleanField(default=False, verbose_name="told to a superior"),
        ),
        migrations.AddField(
            model_name="reminder",
            name="issue",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reminders",
                to="issues.issue",
            ),
        ),
        migrations.AddField(
            model_name="reminder",
            name="ministry",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reminders",
                to="accounts.ministry",
            ),
        ),
        migrations.AddField(
            model_name="reminderevent",
            name="chase",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="number of the chase"),
        ),
        migrations.AddField(
            model_name="reminderevent",
            name="deputy_of",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reminderevent",
            name="escalated",
            field=models.BooleanField(default=False, verbose_name="told to a superior"),
        ),
        migrations.AddField(
            model_name="reminderevent",
            name="issue",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="issues.issue",
            ),
        ),
        migrations.AddField(
            model_name="reminderevent",
            name="ministry",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accounts.ministry",
            ),
        ),
        migrations.AlterField(
            model_name="digest",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)ss",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="notice",
            name="attempts",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="attempts"),
        ),
        migrations.AlterField(
            model_name="notice",
            name="error",
            field=models.TextField(blank=True, verbose_name="why not sent"),
        ),
        migrations.AlterField(
            model_name="notice",
            name="next_attempt_at",
            field=models.DateTimeField(verbose_name="next attempt"),
        ),
        migrations.AlterField(
            model_name="notice",
            name="sent_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="sent"),
        ),
        migrations.AlterField(
            model_name="notice",
            name="status",
            field=models.CharField(
                choices=[
                    ("due", "due"),
                    ("sending", "sending"),
                    ("sent", "sent"),
                    ("failed", "failed"),
                    ("dropped", "not needed"),
                ],
                default="due",
                max_length=10,
                verbose_name="status",
            ),
        ),
        migrations.AlterField(
            model_name="notice",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)ss",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="noticeevent",
            name="attempts",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="attempts"),
        ),
        migrations.AlterField(
            model_name="noticeevent",
            name="error",
            field=models.TextField(blank=True, verbose_name="why not sent"),
        ),
        migrations.AlterField(
            model_name="noticeevent",
            name="next_attempt_at",
            field=models.DateTimeField(verbose_name="next attempt"),
        ),
        migrations.AlterField(
            model_name="noticeevent",
            name="sent_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="sent"),
        ),
        migrations.AlterField(
            model_name="noticeevent",
            name="status",
            field=models.CharField(
                choices=[
                    ("due", "due"),
                    ("sending", "sending"),
                    ("sent", "sent"),
                    ("failed", "failed"),
                    ("dropped", "not needed"),
                ],
                default="due",
                max_length=10,
                verbose_name="status",
            ),
        ),
        migrations.AlterField(
            model_name="reminder",
            name="reply",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="reminders",
                to="replies.reply",
            ),
        ),
        migrations.AlterField(
            model_name="reminderevent",
            name="reply",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="replies.reply",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="digest",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "replies_digestevent" ("attempts", "bounce", "bounced_at", "day", "error", "id", "interrupted", "next_attempt_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at", "status", "user_id") VALUES (NEW."attempts", NEW."bounce", NEW."bounced_at", NEW."day", NEW."error", NEW."id", NEW."interrupted", NEW."next_attempt_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."sent_at", NEW."status", NEW."user_id"); RETURN NULL;',
                    hash="ef5ee59787481056ce9feec7b983546aacec75f0",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_71ba6",
                    table="replies_digest",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="digest",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "replies_digestevent" ("attempts", "bounce", "bounced_at", "day", "error", "id", "interrupted", "next_attempt_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at", "status", "user_id") VALUES (NEW."attempts", NEW."bounce", NEW."bounced_at", NEW."day", NEW."error", NEW."id", NEW."interrupted", NEW."next_attempt_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."sent_at", NEW."status", NEW."user_id"); RETURN NULL;',
                    hash="f4540b735da544ff17eb1b7f0277ec63745889d7",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6fc80",
                    table="replies_digest",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="digest",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "replies_digestevent" ("attempts", "bounce", "bounced_at", "day", "error", "id", "interrupted", "next_attempt_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at", "status", "user_id") VALUES (OLD."attempts", OLD."bounce", OLD."bounced_at", OLD."day", OLD."error", OLD."id", OLD."interrupted", OLD."next_attempt_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."sent_at", OLD."status", OLD."user_id"); RETURN NULL;',
                    hash="34115fd88e31207d13d77ee8c62299c57af876a2",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8957c",
                    table="replies_digest",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="notice",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "replies_noticeevent" ("attempts", "bounce", "bounced_at", "error", "id", "interrupted", "kind", "next_attempt_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at", "status", "submission_id", "user_id") VALUES (NEW."attempts", NEW."bounce", NEW."bounced_at", NEW."error", NEW."id", NEW."interrupted", NEW."kind", NEW."next_attempt_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."sent_at", NEW."status", NEW."submission_id", NEW."user_id"); RETURN NULL;',
                    hash="f95025cf8c4999add0da24ce4aced0485f72a60e",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_65627",
                    table="replies_notice",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="notice",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "replies_noticeevent" ("attempts", "bounce", "bounced_at", "error", "id", "interrupted", "kind", "next_attempt_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at", "status", "submission_id", "user_id") VALUES (NEW."attempts", NEW."bounce", NEW."bounced_at", NEW."error", NEW."id", NEW."interrupted", NEW."kind", NEW."next_attempt_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."sent_at", NEW."status", NEW."submission_id", NEW."user_id"); RETURN NULL;',
                    hash="21bdffd54922692bc7f7e99b0f7a51f6ec35fdf8",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e299c",
                    table="replies_notice",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="notice",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "replies_noticeevent" ("attempts", "bounce", "bounced_at", "error", "id", "interrupted", "kind", "next_attempt_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at", "status", "submission_id", "user_id") VALUES (OLD."attempts", OLD."bounce", OLD."bounced_at", OLD."error", OLD."id", OLD."interrupted", OLD."kind", OLD."next_attempt_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."sent_at", OLD."status", OLD."submission_id", OLD."user_id"); RETURN NULL;',
                    hash="d10d682a1afde3b0ca4468ede2bd84b5b86354c6",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a18ac",
                    table="replies_notice",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reminder",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "replies_reminderevent" ("chase", "deputy_of_id", "digest_id", "due_date", "escalated", "id", "issue_id", "ministry_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reply_id", "rung", "user_id") VALUES (NEW."chase", NEW."deputy_of_id", NEW."digest_id", NEW."due_date", NEW."escalated", NEW."id", NEW."issue_id", NEW."ministry_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reply_id", NEW."rung", NEW."user_id"); RETURN NULL;',
                    hash="a043d170cbff0a0b8536225873df11fbc5f1f6e4",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2db6f",
                    table="replies_reminder",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reminder",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "replies_reminderevent" ("chase", "deputy_of_id", "digest_id", "due_date", "escalated", "id", "issue_id", "ministry_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reply_id", "rung", "user_id") VALUES (NEW."chase", NEW."deputy_of_id", NEW."digest_id", NEW."due_date", NEW."escalated", NEW."id", NEW."issue_id", NEW."ministry_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reply_id", NEW."rung", NEW."user_id"); RETURN NULL;',
                    hash="bbea3dfe2a14b506643d43b83badbfab12ca3e40",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_eb303",
                    table="replies_reminder",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reminder",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "replies_reminderevent" ("chase", "deputy_of_id", "digest_id", "due_date", "escalated", "id", "issue_id", "ministry_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reply_id", "rung", "user_id") VALUES (OLD."chase", OLD."deputy_of_id", OLD."digest_id", OLD."due_date", OLD."escalated", OLD."id", OLD."issue_id", OLD."ministry_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reply_id", OLD."rung", OLD."user_id"); RETURN NULL;',
                    hash="9430db84e83dbd9439516233ae23a6c87d76830a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3f2c2",
                    table="replies_reminder",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="digest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("bounce", ""), ("bounced_at__isnull", True)),
                    models.Q(("bounced_at__isnull", False), ("status", "sent")),
                    _connector="OR",
                ),
                name="replies_digest_bounced_when_sent",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("bounce", ""), ("bounced_at__isnull", True)),
                    models.Q(("bounced_at__isnull", False), ("status", "sent")),
                    _connector="OR",
                ),
                name="replies_notice_bounced_when_sent",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bundle",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "replies_bundleevent" ("attempts", "bounce", "bounced_at", "created_at", "error", "id", "interrupted", "key", "next_attempt_at", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sender_id", "sent_at", "status", "user_id") VALUES (NEW."attempts", NEW."bounce", NEW."bounced_at", NEW."created_at", NEW."error", NEW."id", NEW."interrupted", NEW."key", NEW."next_attempt_at", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."sender_id", NEW."sent_at", NEW."status", NEW."user_id"); RETURN NULL;',
                    hash="38d7291384abf39d351a535f1c5ee13212a2aee9",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_faf5c",
                    table="replies_bundle",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bundle",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "replies_bundleevent" ("attempts", "bounce", "bounced_at", "created_at", "error", "id", "interrupted", "key", "next_attempt_at", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sender_id", "sent_at", "status", "user_id") VALUES (NEW."attempts", NEW."bounce", NEW."bounced_at", NEW."created_at", NEW."error", NEW."id", NEW."interrupted", NEW."key", NEW."next_attempt_at", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."sender_id", NEW."sent_at", NEW."status", NEW."user_id"); RETURN NULL;',
                    hash="69e791e5b6d797e0914cff258d2598b06c2a5995",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_01deb",
                    table="replies_bundle",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bundle",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "replies_bundleevent" ("attempts", "bounce", "bounced_at", "created_at", "error", "id", "interrupted", "key", "next_attempt_at", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sender_id", "sent_at", "status", "user_id") VALUES (OLD."attempts", OLD."bounce", OLD."bounced_at", OLD."created_at", OLD."error", OLD."id", OLD."interrupted", OLD."key", OLD."next_attempt_at", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."sender_id", OLD."sent_at", OLD."status", OLD."user_id"); RETURN NULL;',
                    hash="eed8938f3fc1037fc0a2122afdd7814ed3b0f3f7",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a2a1b",
                    table="replies_bundle",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bundleevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="3795b787c4ddb56c67f5787cef69b66678ce7dcb",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_8e9f7",
                    table="replies_bundleevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="news",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "replies_newsevent" ("at", "bundle_id", "by_id", "deputy_of_id", "facts", "id", "issue_id", "kind", "list_of_issues_id", "ministry_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reply_id", "user_id") VALUES (NEW."at", NEW."bundle_id", NEW."by_id", NEW."deputy_of_id", NEW."facts", NEW."id", NEW."issue_id", NEW."kind", NEW."list_of_issues_id", NEW."ministry_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reply_id", NEW."user_id"); RETURN NULL;',
                    hash="b72b90551234e5f7c668c23700207741d6781301",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0767f",
                    table="replies_news",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="news",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "replies_newsevent" ("at", "bundle_id", "by_id", "deputy_of_id", "facts", "id", "issue_id", "kind", "list_of_issues_id", "ministry_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reply_id", "user_id") VALUES (NEW."at", NEW."bundle_id", NEW."by_id", NEW."deputy_of_id", NEW."facts", NEW."id", NEW."issue_id", NEW."kind", NEW."list_of_issues_id", NEW."ministry_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reply_id", NEW."user_id"); RETURN NULL;',
                    hash="82cb2591370f9c2f72009b5c05b8cc5b719e22a5",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3a771",
                    table="replies_news",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="news",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "replies_newsevent" ("at", "bundle_id", "by_id", "deputy_of_id", "facts", "id", "issue_id", "kind", "list_of_issues_id", "ministry_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reply_id", "user_id") VALUES (OLD."at", OLD."bundle_id", OLD."by_id", OLD."deputy_of_id", OLD."facts", OLD."id", OLD."issue_id", OLD."kind", OLD."list_of_issues_id", OLD."ministry_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reply_id", OLD."user_id"); RETURN NULL;',
                    hash="4b62b9fd6146a409c2871956122a4f8ee0537546",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6ebaa",
                    table="replies_news",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="newsevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="efc0f64901bbca747490d81e7bbd2fd6ad1909f3",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_6817e",
                    table="replies_newsevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="digest",
            index=models.Index(
                condition=models.Q(("status__in", ["due", "sending"])),
                fields=["next_attempt_at"],
                name="replies_digest_in_turn",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("status__in", ["due", "sending"])),
                fields=["next_attempt_at"],
                name="replies_notice_in_turn",
            ),
        ),
        migrations.RunPython(say_about_what, migrations.RunPython.noop),
    ]
