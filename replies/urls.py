"""Addresses: id before verb, one for each action."""

from django.urls import path

from replies.mailbox import mailbox_list, mailbox_message
from replies.views import attaching, compiling, deciding, reading, writing

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
    path("replies/<int:pk>/submit/", deciding.submit, name="submit"),
    path("replies/<int:pk>/withdraw/", deciding.withdraw, name="withdraw"),
    path("replies/<int:pk>/clear/", deciding.clear, name="clear"),
    path("replies/<int:pk>/accept/", deciding.accept, name="accept"),
    path("replies/<int:pk>/return/", deciding.send_back, name="return"),
    path("replies/<int:pk>/attach/", attaching.attach, name="attach"),
    path("replies/<int:pk>/comment/", attaching.comment, name="comment"),
    path("attachments/<int:pk>/download/", attaching.attachment_download, name="attachment_download"),
    path("attachments/<int:pk>/remove/", attaching.attachment_remove, name="attachment_remove"),
    path("comments/<int:pk>/resolve/", attaching.comment_resolve, name="comment_resolve"),
    path("mailbox/", mailbox_list, name="mailbox"),
    path("mailbox/<slug:name>/", mailbox_message, name="mailbox_message"),
]
