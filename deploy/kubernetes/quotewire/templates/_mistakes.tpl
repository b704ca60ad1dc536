{{/* What no schema can say: values that do not go together. Each message says what to change. */}}
{{- define "quotewire.mistakes" -}}
{{- $values := .Values -}}
{{- if and (eq $values.image.tag "latest") (not $values.image.digest) -}}
{{ fail "\n\nimage.tag is latest: nobody could say what runs. Leave it empty for this version, or give a version or image.digest.\n" }}
{{- end -}}
{{- if and (not $values.strimzi.enabled) (not $values.kafka.brokers) -}}
{{ fail "\n\nWhich Kafka? Set kafka.brokers to host:port of an existing one, or strimzi.enabled to true.\n" }}
{{- end -}}
{{- if and $values.strimzi.enabled $values.kafka.brokers -}}
{{ fail (printf "\n\nkafka.brokers is %q, and strimzi.enabled is true: leave out one of the two.\n" $values.kafka.brokers) }}
{{- end -}}
{{- if and $values.strimzi.enabled (not (has $values.kafka.protocol (list "SASL_SSL" "SSL"))) -}}
{{ fail (printf "\n\nkafka.protocol is %s: with strimzi.enabled there is TLS; choose SASL_SSL or SSL.\n" $values.kafka.protocol) }}
{{- end -}}
{{- if and $values.strimzi.enabled (eq $values.kafka.protocol "SASL_SSL") (ne $values.kafka.mechanism "SCRAM-SHA-512") -}}
{{ fail (printf "\n\nkafka.mechanism is %s: Strimzi has SCRAM-SHA-512.\n" $values.kafka.mechanism) }}
{{- end -}}
{{- if and (not $values.eck.enabled) (not $values.elasticsearch.url) -}}
{{ fail "\n\nWhich Elasticsearch? Set elasticsearch.url to https://host:port of an existing one, or eck.enabled to true.\n" }}
{{- end -}}
{{- if and $values.eck.enabled $values.elasticsearch.url -}}
{{ fail (printf "\n\nelasticsearch.url is %q, and eck.enabled is true: leave out one of the two.\n" $values.elasticsearch.url) }}
{{- end -}}
{{- if and $values.eck.enabled (ne $values.elasticsearch.authentication "user") -}}
{{ fail (printf "\n\nelasticsearch.authentication is %s: with eck.enabled the pods sign in with user and password; set it to user.\n" $values.elasticsearch.authentication) }}
{{- end -}}
{{- if and $values.kibana.import (not (include "quotewire.kibana.url" .)) -}}
{{ fail "\n\nkibana.import is true: set kibana.url, or eck.enabled and eck.kibana.enabled.\n" }}
{{- end -}}
{{- range $component := list "enrich" "index" -}}
{{- if and (get (index $values $component) "hold") $.Release.IsInstall -}}
{{ fail (printf "\n\n%s.hold is true: it lets the pods that run stay as they are in an upgrade, and at an installation there are none. Set it to false.\n" $component) }}
{{- end -}}
{{- $scaling := (index $values $component).scaling -}}
{{- $wanted := ternary $scaling.max $scaling.replicas (eq $scaling.mode "keda") | int -}}
{{- if gt $wanted (int $values.topics.partitions) -}}
{{ fail (printf "\n\n%s.scaling.%s is %d, but the topics have %d partitions (topics.partitions), and a worker more than that gets nothing to do.\n" $component (ternary "max" "replicas" (eq $scaling.mode "keda")) $wanted (int $values.topics.partitions)) }}
{{- end -}}
{{- if and (eq $scaling.mode "keda") (gt (int $scaling.min) (int $scaling.max)) -}}
{{ fail (printf "\n\n%s.scaling.min is %d, more than max, which is %d.\n" $component (int $scaling.min) (int $scaling.max)) }}
{{- end -}}
{{- end -}}
{{- with $values.web -}}
{{- if and .enabled (eq .login.by "page") (not .login.token) (not .login.user) -}}
{{ fail "\n\nThe search page has no login: set web.login.token to true, or web.login.user, or web.login.by to proxy.\n" }}
{{- end -}}
{{- if and .ingress.enabled (or (not .ingress.host) (not .ingress.tlsSecret)) -}}
{{ fail "\n\nweb.ingress.enabled is true: set web.ingress.host, and web.ingress.tlsSecret, since the login must not travel in the clear.\n" }}
{{- end -}}
{{- end -}}
{{- if $values.strimzi.enabled -}}
{{- $brokers := 0 -}}
{{- $controllers := 0 -}}
{{- range $values.strimzi.nodePools -}}
{{- if has "broker" .roles -}}{{- $brokers = add $brokers .replicas -}}{{- end -}}
{{- if has "controller" .roles -}}{{- $controllers = add $controllers .replicas -}}{{- end -}}
{{- end -}}
{{- if lt (int $brokers) (int $values.topics.replication) -}}
{{ fail (printf "\n\ntopics.replication is %d, but strimzi.nodePools have %d brokers.\n" (int $values.topics.replication) (int $brokers)) }}
{{- end -}}
{{- if eq (mod (int $controllers) 2) 0 -}}
{{ fail (printf "\n\nstrimzi.nodePools have %d controllers: an odd number is needed, 1, 3 or 5.\n" (int $controllers)) }}
{{- end -}}
{{- if and (gt (int $values.topics.replication) 1) (ge (int $values.strimzi.minInsyncReplicas) (int $values.topics.replication)) -}}
{{ fail (printf "\n\nstrimzi.minInsyncReplicas is %d and topics.replication %d: nothing could be written while one broker is away.\n" (int $values.strimzi.minInsyncReplicas) (int $values.topics.replication)) }}
{{- end -}}
{{- end -}}
{{- if $values.eck.enabled -}}
{{- $data := 0 -}}
{{- range $values.eck.nodeSets -}}
{{- if has "data" .roles -}}{{- $data = add $data .count -}}{{- end -}}
{{- end -}}
{{- if le (int $data) (int $values.indices.replicas) -}}
{{ fail (printf "\n\nindices.replicas is %d, but eck.nodeSets have %d nodes with the role data: a shard and its copies need a node each.\n" (int $values.indices.replicas) (int $data)) }}
{{- end -}}
{{- $awareness := "cluster.routing.allocation.awareness.attributes" -}}
{{- if and $values.eck.zoneTopologyKey (hasKey $values.eck.config $awareness) -}}
{{ fail (printf "\n\neck.config has %s, and eck.zoneTopologyKey sets it: leave out one of the two.\n" $awareness) }}
{{- end -}}
{{- end -}}
{{- end }}
