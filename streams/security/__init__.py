"""Who we are to Kafka, Elasticsearch and Kibana: secrets, TLS, logins, rights, and what to say when one is refused."""
