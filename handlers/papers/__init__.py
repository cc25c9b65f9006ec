"""Documents to print and lists to export, whatever they are of.

`paper` is a document as data, `pdf` and `word` draw it; `workbook` writes rows; `registration`
is the form of Article 31.
"""

from handlers.papers.registration import Checked, Registration, Signature, as_docx, as_pdf

__all__ = ["Checked", "Registration", "Signature", "as_docx", "as_pdf"]
