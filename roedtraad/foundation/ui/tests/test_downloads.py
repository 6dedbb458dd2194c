from roedtraad.foundation.ui.downloads import download, file_name


def test_a_file_name_keeps_danish_letters_and_loses_what_breaks() -> None:
    name = file_name("Aftale: Børn/Unge", 'Fjordby "Nord"\r\n', "", suffix="pdf")

    assert name == "Aftale Børn Unge – Fjordby Nord.pdf"


def test_a_file_name_is_never_empty_nor_endless() -> None:
    assert file_name("...", suffix="pdf") == "fil.pdf"
    assert len(file_name("å" * 900, suffix="docx")) == 165


def test_a_download_is_saved_under_its_name_and_kept_by_nobody() -> None:
    response = download(b"x", name="Mål.pdf", content_type="application/pdf")

    assert response["Content-Disposition"] == "attachment; filename*=utf-8''M%C3%A5l.pdf"
    assert response["Cache-Control"] == "private, no-store"
