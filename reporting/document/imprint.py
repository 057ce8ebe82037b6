"""The last page of an issued report: how to cite it, where it stands, and how to verify it."""

from dataclasses import dataclass

import qrcode

from reporting.document.content import Report
from reporting.document.freezing import canonical, sha256, to_json
from reporting.queries.citations import cite_document

_QUIET_ZONE = 4  # modules around a QR code (ISO/IEC 18004, 5.3.8)


@dataclass(frozen=True)
class QrCode:
    """A QR code to be drawn in one color; `path` is that of an SVG, `size` its width in modules."""

    path: str
    size: int


@dataclass(frozen=True)
class Imprint:
    """The permanent address of an edition, its citation, and the SHA-256 of its frozen content."""

    address: str
    citation: str
    sha256: str
    qr_code: QrCode


def imprint_of(report: Report) -> Imprint | None:
    """Return the imprint of an edition; None for a report that is not issued."""
    if not report.address:
        return None
    citation = cite_document(
        report.title,
        presented_by=report.cover.presented_by,
        symbol=report.cover.symbol,
        day=report.cover.date,
        key="",
        address=report.address,
    )
    return Imprint(
        address=report.address,
        citation=citation.text,
        sha256=sha256(canonical(to_json(report))),
        qr_code=_qr_code(report.address),
    )


def _qr_code(address: str) -> QrCode:
    code = qrcode.QRCode(border=_QUIET_ZONE)
    code.add_data(address)
    code.make()
    modules = code.get_matrix()
    path = "".join(
        f"M{column} {row}h1v1h-1z"
        for row, line in enumerate(modules)
        for column, is_dark in enumerate(line)
        if is_dark
    )
    return QrCode(path, len(modules))
