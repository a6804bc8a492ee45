"""The consolidated document as a PDF, by PDF/A-2a and PDF/UA-1; the same tree gives the same bytes."""

from replies.document.docx_package import FIXED_DATE
from replies.document.pdf_data import data_of
from replies.document.tree import Document
from replies.document.typesetting import SECONDS, typeset


def render(document: Document, *, seconds: float = SECONDS) -> bytes:
    """Typeset the tree in a process of its own. Raises TypesettingFailed, also after so many seconds."""
    moment = document.modified or FIXED_DATE
    return typeset(data_of(document), moment=int(moment.timestamp()), seconds=seconds)
