"""What a reader practises with on the page: quizzes, exercises with answer boxes, interactive figures."""

PARTS = ("m4ds_book.quiz", "m4ds_book.exercises", "m4ds_book.interactive", "m4ds_book.progress",
         "m4ds_book.path", "m4ds_book.proofs")


def setup(app):
    for part in PARTS:
        app.setup_extension(part)
    app.add_css_file("book.css", priority=900)  # after the theme's
    app.add_js_file("loader.js")  # brings in the other scripts, where a page needs them
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
