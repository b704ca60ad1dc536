"""The search page: its own process, with a reader's rights.

    server      binds the address, runs until SIGTERM
    app         the routes, and what is done about errors
    guard       what every request must be and every answer carries
    searching   / : articles and quotations
    article     /article/ID : the text, with what was found in it (marking: spans of a text as HTML)
    speaker     /speaker?name= : all quotations of one person
    live        /live, /live.json : whether the stream keeps up (figures: what is read for it)
    rendering   templates, and the filters that make a text harmless (text)

Server-rendered, without cookies and without state; an article is hostile input.
"""
