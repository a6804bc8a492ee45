"""Addresses: id before verb, one for each action."""

from django.urls import path

from replies.mailbox import mailbox_list, mailbox_message
from replies.views import (
    attaching,
    compiling,
    deciding,
    discussing,
    joining,
    opening,
    presence,
    reading,
    timeline,
    versions,
    writing,
)

app_name = "replies"

urlpatterns = [
    path("", reading.desk, name="desk"),
    path("lists/<int:pk>/", reading.register, name="register"),
    path("lists/<int:pk>/progress/", reading.progress, name="progress"),
    path("lists/<int:pk>/document/", compiling.document, name="document"),
    path("lists/<int:pk>/document/compile/", compiling.compilation_start, name="compile"),
    path("compilations/<int:pk>/", compiling.compilation_progress, name="compilation"),
    path("compilations/<int:pk>/download/", compiling.compilation_download, name="compilation_download"),
    path("issues/<int:pk>/", reading.issue, name="issue"),
    path("replies/<int:pk>/", writing.detail, name="detail"),
    path("replies/<int:pk>/answers/<int:point>/save/", writing.answer_save, name="answer_save"),
    path("replies/<int:pk>/presence/", presence.presence, name="presence"),
    path("replies/<int:pk>/timeline/", timeline.timeline, name="timeline"),
    path("replies/<int:pk>/submit/", deciding.submit, name="submit"),
    path("replies/<int:pk>/read/", deciding.mark_read, name="mark_read"),
    path("replies/<int:pk>/take-over/", joining.take_over, name="take_over"),
    path("replies/<int:pk>/withdraw/", deciding.withdraw, name="withdraw"),
    path("replies/<int:pk>/clear/", deciding.clear, name="clear"),
    path("replies/<int:pk>/accept/", deciding.accept, name="accept"),
    path("replies/<int:pk>/return/", deciding.send_back, name="return"),
    path("replies/<int:pk>/attach/", attaching.attach, name="attach"),
    path("replies/<int:pk>/comment/", discussing.comment, name="comment"),
    path("replies/<int:pk>/people/", discussing.people, name="people"),
    path("replies/<int:pk>/attachments/", attaching.attachments, name="attachments"),
    path("attachments/<int:pk>/describe/", attaching.attachment_describe, name="attachment_describe"),
    path("attachments/<int:pk>/move/", attaching.attachment_move, name="attachment_move"),
    path("attachments/<int:pk>/replace/", attaching.attachment_replace, name="attachment_replace"),
    path("attachments/<int:pk>/remove/", attaching.attachment_remove, name="attachment_remove"),
    path("attachments/<int:pk>/download/", opening.attachment_download, name="attachment_download"),
    path("attachments/<int:pk>/preview/<int:page>/", opening.attachment_preview, name="attachment_preview"),
    path("attachments/<int:pk>/versions/", opening.attachment_versions, name="attachment_versions"),
    path(
        "attachments/<int:pk>/versions/<int:version>/", opening.attachment_version, name="attachment_version"
    ),
    path("answers/<int:pk>/versions/", versions.versions, name="versions"),
    path("answers/<int:pk>/restore/", versions.restore, name="restore"),
    path("comments/<int:pk>/resolve/", discussing.comment_resolve, name="comment_resolve"),
    path("comments/<int:pk>/reopen/", discussing.comment_reopen, name="comment_reopen"),
    path("mailbox/", mailbox_list, name="mailbox"),
    path("mailbox/<slug:name>/", mailbox_message, name="mailbox_message"),
]
