"""Kibana: data views, saved searches and dashboards, generated from one description, and their import.

    dashboards.toml   the description: what each panel shows, and where it stands; edit this
    description.py    its form, checked
    lens.py           a panel in the form of Kibana's editor of charts, Lens
    objects.py        the saved objects, as Kibana imports them
    client.py         the import into a running Kibana

`python -m streams.kibana` (`make kibana`) writes deploy/kibana/quotewire.ndjson, for the index prefix `news`.
"""
