"""What moves: publishers, the Faust apps and their agents, delivery, dead letters, Elasticsearch, the command line."""
