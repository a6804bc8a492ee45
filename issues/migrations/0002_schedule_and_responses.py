import django.contrib.postgres.fields
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_mail_and_absence"),
        ("issues", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("state", models.CharField(max_length=3, verbose_name="State party")),
                ("day", models.DateField(verbose_name="day")),
                ("is_working", models.BooleanField(verbose_name="working day")),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="name")),
            ],
            options={
                "verbose_name": "day of the calendar",
                "verbose_name_plural": "days of the calendar",
                "ordering": ("state", "day"),
                "constraints": [
                    models.UniqueConstraint(fields=("state", "day"), name="issues_calendarday_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarDayEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("state", models.CharField(max_length=3, verbose_name="State party")),
                ("day", models.DateField(verbose_name="day")),
                ("is_working", models.BooleanField(verbose_name="working day")),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="name")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="issues.calendarday",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="assignment",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="assignment",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="assignment",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="listofissues",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="listofissues",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="listofissues",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="assignment",
            name="decision",
            field=models.TextField(blank=True, verbose_name="decision"),
        ),
        migrations.AddField(
            model_name="assignment",
            name="proposed",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="proposed_for",
                to="accounts.ministry",
                verbose_name="another ministry",
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="reason",
            field=models.TextField(blank=True, verbose_name="reason"),
        ),
        migrations.AddField(
            model_name="assignment",
            name="responded_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="assignment",
            name="responded_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="response",
            field=models.CharField(
                choices=[
                    ("waiting", "not answered yet"),
                    ("accepted", "taken on"),
                    ("declined", "declined"),
                    ("upheld", "upheld"),
                ],
                default="waiting",
                max_length=10,
                verbose_name="response",
            ),
        ),
        migrations.AddField(
            model_name="assignmentevent",
            name="decision",
            field=models.TextField(blank=True, verbose_name="decision"),
        ),
        migrations.AddField(
            model_name="assignmentevent",
            name="proposed",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accounts.ministry",
                verbose_name="another ministry",
            ),
        ),
        migrations.AddField(
            model_name="assignmentevent",
            name="reason",
            field=models.TextField(blank=True, verbose_name="reason"),
        ),
        migrations.AddField(
            model_name="assignmentevent",
            name="responded_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="assignmentevent",
            name="responded_by",
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
            model_name="assignmentevent",
            name="response",
            field=models.CharField(
                choices=[
                    ("waiting", "not answered yet"),
                    ("accepted", "taken on"),
                    ("declined", "declined"),
                    ("upheld", "upheld"),
                ],
                default="waiting",
                max_length=10,
                verbose_name="response",
            ),
        ),
        migrations.AddField(
            model_name="listofissues",
            name="clearance_due",
            field=models.DateField(blank=True, null=True, verbose_name="clearance due"),
        ),
        migrations.AddField(
            model_name="listofissues",
            name="drafts_due",
            field=models.DateField(blank=True, null=True, verbose_name="drafts due"),
        ),
        migrations.AddField(
            model_name="listofissues",
            name="review_due",
            field=models.DateField(blank=True, null=True, verbose_name="coordination review due"),
        ),
        migrations.AddField(
            model_name="listofissues",
            name="shares",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.PositiveSmallIntegerField(),
                blank=True,
                default=list,
                size=None,
                verbose_name="shares of the steps",
            ),
        ),
        migrations.AddField(
            model_name="listofissues",
            name="submission_due",
            field=models.DateField(blank=True, null=True, verbose_name="submission due"),
        ),
        migrations.AddField(
            model_name="listofissues",
            name="translation_due",
            field=models.DateField(blank=True, null=True, verbose_name="translation due"),
        ),
        migrations.AddField(
            model_name="listofissuesevent",
            name="clearance_due",
            field=models.DateField(blank=True, null=True, verbose_name="clearance due"),
        ),
        migrations.AddField(
            model_name="listofissuesevent",
            name="drafts_due",
            field=models.DateField(blank=True, null=True, verbose_name="drafts due"),
        ),
        migrations.AddField(
            model_name="listofissuesevent",
            name="review_due",
            field=models.DateField(blank=True, null=True, verbose_name="coordination review due"),
        ),
        migrations.AddField(
            model_name="listofissuesevent",
            name="shares",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.PositiveSmallIntegerField(),
                blank=True,
                default=list,
                size=None,
                verbose_name="shares of the steps",
            ),
        ),
        migrations.AddField(
            model_name="listofissuesevent",
            name="submission_due",
            field=models.DateField(blank=True, null=True, verbose_name="submission due"),
        ),
        migrations.AddField(
            model_name="listofissuesevent",
            name="translation_due",
            field=models.DateField(blank=True, null=True, verbose_name="translation due"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assignment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "issues_assignmentevent" ("decision", "due_date", "id", "issue_id", "ministry_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_id", "reason", "responded_at", "responded_by_id", "response", "role") VALUES (NEW."decision", NEW."due_date", NEW."id", NEW."issue_id", NEW."ministry_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."proposed_id", NEW."reason", NEW."responded_at", NEW."responded_by_id", NEW."response", NEW."role"); RETURN NULL;',
                    hash="b5f8bbf395f31ad4ea5560b0af6f83477ae3c10a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2c7d7",
                    table="issues_assignment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assignment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "issues_assignmentevent" ("decision", "due_date", "id", "issue_id", "ministry_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_id", "reason", "responded_at", "responded_by_id", "response", "role") VALUES (NEW."decision", NEW."due_date", NEW."id", NEW."issue_id", NEW."ministry_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."proposed_id", NEW."reason", NEW."responded_at", NEW."responded_by_id", NEW."response", NEW."role"); RETURN NULL;',
                    hash="ff6615877d14b6a7ecfe392751d130cb9b53be90",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3a1b8",
                    table="issues_assignment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assignment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "issues_assignmentevent" ("decision", "due_date", "id", "issue_id", "ministry_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_id", "reason", "responded_at", "responded_by_id", "response", "role") VALUES (OLD."decision", OLD."due_date", OLD."id", OLD."issue_id", OLD."ministry_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."proposed_id", OLD."reason", OLD."responded_at", OLD."responded_by_id", OLD."response", OLD."role"); RETURN NULL;',
                    hash="7a8e36fa37a351aeccbe53170224a68e71394c04",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2651d",
                    table="issues_assignment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="listofissues",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "issues_listofissuesevent" ("body", "clearance_due", "document_date", "drafts_due", "due_date", "id", "language", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_due", "session", "shares", "source", "source_sha256", "state", "state_name", "status", "submission_due", "symbol", "time_zone", "title", "translation_due", "word_limit") VALUES (NEW."body", NEW."clearance_due", NEW."document_date", NEW."drafts_due", NEW."due_date", NEW."id", NEW."language", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."review_due", NEW."session", NEW."shares", NEW."source", NEW."source_sha256", NEW."state", NEW."state_name", NEW."status", NEW."submission_due", NEW."symbol", NEW."time_zone", NEW."title", NEW."translation_due", NEW."word_limit"); RETURN NULL;',
                    hash="0382fb1061419e68875e3917637b84da885e2961",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e50f2",
                    table="issues_listofissues",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="listofissues",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "issues_listofissuesevent" ("body", "clearance_due", "document_date", "drafts_due", "due_date", "id", "language", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_due", "session", "shares", "source", "source_sha256", "state", "state_name", "status", "submission_due", "symbol", "time_zone", "title", "translation_due", "word_limit") VALUES (NEW."body", NEW."clearance_due", NEW."document_date", NEW."drafts_due", NEW."due_date", NEW."id", NEW."language", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."review_due", NEW."session", NEW."shares", NEW."source", NEW."source_sha256", NEW."state", NEW."state_name", NEW."status", NEW."submission_due", NEW."symbol", NEW."time_zone", NEW."title", NEW."translation_due", NEW."word_limit"); RETURN NULL;',
                    hash="f2fa4350497c70fab21e9fc23a77eb01b29a3f98",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ac890",
                    table="issues_listofissues",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="listofissues",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "issues_listofissuesevent" ("body", "clearance_due", "document_date", "drafts_due", "due_date", "id", "language", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_due", "session", "shares", "source", "source_sha256", "state", "state_name", "status", "submission_due", "symbol", "time_zone", "title", "translation_due", "word_limit") VALUES (OLD."body", OLD."clearance_due", OLD."document_date", OLD."drafts_due", OLD."due_date", OLD."id", OLD."language", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."review_due", OLD."session", OLD."shares", OLD."source", OLD."source_sha256", OLD."state", OLD."state_name", OLD."status", OLD."submission_due", OLD."symbol", OLD."time_zone", OLD."title", OLD."translation_due", OLD."word_limit"); RETURN NULL;',
                    hash="4afd089b4ef8e34b1807e5148750bdd67dc28f4a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_dafb3",
                    table="issues_listofissues",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(("response__in", ["waiting", "accepted", "declined", "upheld"])),
                name="issues_assignment_response_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("responded_at__isnull", True),
                        ("responded_by__isnull", True),
                        ("response", "waiting"),
                    ),
                    models.Q(
                        models.Q(("response", "waiting"), _negated=True),
                        ("responded_at__isnull", False),
                        ("responded_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="issues_assignment_responded_by_and_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("response__in", ["declined", "upheld"]), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="issues_assignment_declined_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("proposed__isnull", True),
                    models.Q(("proposed", models.F("ministry")), _negated=True),
                    _connector="OR",
                ),
                name="issues_assignment_proposed_is_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="listofissues",
            constraint=models.CheckConstraint(
                condition=models.Q(("shares__len__in", [0, 5])), name="issues_listofissues_one_share_a_step"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="calendarday",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "issues_calendardayevent" ("day", "id", "is_working", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (NEW."day", NEW."id", NEW."is_working", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."state"); RETURN NULL;',
                    hash="a4ff5d3b6e434b77e05cd7eef0b7b22674c19882",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5839a",
                    table="issues_calendarday",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="calendarday",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "issues_calendardayevent" ("day", "id", "is_working", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (NEW."day", NEW."id", NEW."is_working", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."state"); RETURN NULL;',
                    hash="e52875b2939807c92b0241f2f3a2ca8599bc4573",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_37ffc",
                    table="issues_calendarday",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="calendarday",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "issues_calendardayevent" ("day", "id", "is_working", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (OLD."day", OLD."id", OLD."is_working", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."state"); RETURN NULL;',
                    hash="f2661a828ed2a765109f5fcf2d3b63e790eed153",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a100b",
                    table="issues_calendarday",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="calendardayevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="07a4d8816a4077a093733d4d45e7742b59f72c63",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_932cb",
                    table="issues_calendardayevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
