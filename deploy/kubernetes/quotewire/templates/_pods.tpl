{{/* What all pods have in common: who they are to Kafka, Elasticsearch and Kibana, and how little they may do. */}}

{{/*
The pod template of a component:
  (dict "root" $ "component" "enrich" "args" (list …) "resources" {…} …), and where it applies
  "kafka", "elasticsearch"   the identity with which it is reached
  "kibana", "web"            true: it signs in to Kibana; it serves the page
  "env"                      more variables: name and value
  "container"                more of the container: ports and probes
  "scheduling"               the component's values: nodeSelector, tolerations, …; spread
  "restartPolicy", "graceSeconds", "serviceAccount"
*/}}
{{- define "quotewire.podTemplate" -}}
{{- $root := .root -}}
{{- $scheduling := .scheduling | default dict -}}
metadata:
  labels:
    {{- include "quotewire.podLabels" (list $root .component) | nindent 4 }}
  {{- with $scheduling.podAnnotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  {{- with .serviceAccount | default (include "quotewire.serviceAccount" $root) }}
  serviceAccountName: {{ . }}
  {{- end }}
  automountServiceAccountToken: false
  # Else a service called quotewire-web would come as QUOTEWIRE_WEB_PORT, which is a setting.
  enableServiceLinks: false
  restartPolicy: {{ .restartPolicy | default "Always" }}
  terminationGracePeriodSeconds: {{ .graceSeconds | default 30 }}
  securityContext:
    runAsNonRoot: true
    runAsUser: 10001
    runAsGroup: 10001
    fsGroup: 10001
    seccompProfile: {type: RuntimeDefault}
  {{- with $root.Values.image.pullSecrets }}
  imagePullSecrets:
    {{- range . }}
    - name: {{ . }}
    {{- end }}
  {{- end }}
  {{- with $scheduling.priorityClassName }}
  priorityClassName: {{ . }}
  {{- end }}
  {{- with $scheduling.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $scheduling.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $scheduling.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if $scheduling.spread }}
  topologySpreadConstraints:
    {{- range $key := list "kubernetes.io/hostname" "topology.kubernetes.io/zone" }}
    - maxSkew: 1
      topologyKey: {{ $key }}
      whenUnsatisfiable: {{ $scheduling.spread }}
      labelSelector:
        matchLabels:
          {{- include "quotewire.podLabels" (list $root $.component) | nindent 10 }}
      matchLabelKeys: [pod-template-hash]
    {{- end }}
  {{- end }}
  containers:
    - name: quotewire
      image: {{ include "quotewire.image" $root }}
      imagePullPolicy: {{ $root.Values.image.pullPolicy }}
      args: {{ toJson .args }}
      env:
        {{- include "quotewire.env" . | trim | nindent 8 }}
      {{- with .container }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
      resources:
        {{- toYaml .resources | nindent 8 }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities: {drop: [ALL]}
      volumeMounts:
        - {name: tmp, mountPath: /tmp}
        {{- range include "quotewire.secrets" . | fromJsonArray }}
        - {name: {{ .name }}, mountPath: /run/secrets/{{ .name }}, readOnly: true}
        {{- end }}
  volumes:
    - name: tmp
      emptyDir: {sizeLimit: 256Mi}
    {{- range include "quotewire.secrets" . | fromJsonArray }}
    - name: {{ .name }}
      secret:
        secretName: {{ .secret }}
        defaultMode: 0440
        items:
          {{- range .keys }}
          - {key: {{ . | quote }}, path: {{ . | quote }}}
          {{- end }}
    {{- end }}
{{- end }}

{{/* What a pod with NLP processes asks for: the component's resources, or else by nlpProcesses. */}}
{{- define "quotewire.nlpResources" -}}
{{- $processes := .nlpProcesses | int -}}
{{- $requests := dict "cpu" (toString $processes) "memory" (printf "%dMi" (add 500 (mul 300 $processes))) -}}
{{- $limits := dict "cpu" (toString (add 1 $processes)) "memory" (printf "%dMi" (add 1000 (mul 500 $processes))) -}}
{{ toYaml (.resources | default (dict "requests" $requests "limits" $limits)) }}
{{- end }}

{{/* The secrets that a pod mounts, each as a folder of files: [{name, secret, keys}], as JSON. */}}
{{- define "quotewire.secrets" -}}
{{- $root := .root -}}
{{- $all := list -}}
{{- if and .kafka (ne $root.Values.kafka.protocol "PLAINTEXT") -}}
{{- $identity := include "quotewire.kafka.identity" (list $root .kafka) | fromJson -}}
{{- $keys := list $identity.keys.password -}}
{{- if eq $root.Values.kafka.protocol "SSL" -}}
{{- $keys = list $identity.keys.certificate $identity.keys.key -}}
{{- end -}}
{{- $all = append $all (dict "name" "kafka" "secret" $identity.secret "keys" $keys) -}}
{{- $ca := include "quotewire.kafka.ca" $root | fromJson -}}
{{- if and $ca.secret (hasSuffix "SSL" $root.Values.kafka.protocol) -}}
{{- $all = append $all (dict "name" "kafka-ca" "secret" $ca.secret "keys" (list $ca.key)) -}}
{{- end -}}
{{- end -}}
{{- if .elasticsearch -}}
{{- $values := $root.Values.elasticsearch -}}
{{- if ne $values.authentication "none" -}}
{{- $key := ternary $values.keys.apiKey $values.keys.password (eq $values.authentication "apiKey") -}}
{{- $secret := (index $values.identities .elasticsearch).secret -}}
{{- $all = append $all (dict "name" "elasticsearch" "secret" $secret "keys" (list $key)) -}}
{{- end -}}
{{- $ca := include "quotewire.elasticsearch.ca" $root | fromJson -}}
{{- if $ca.secret -}}
{{- $all = append $all (dict "name" "elasticsearch-ca" "secret" $ca.secret "keys" (list $ca.key)) -}}
{{- end -}}
{{- end -}}
{{- if .kibana -}}
{{- $values := $root.Values.kibana -}}
{{- $key := ternary $values.keys.apiKey $values.keys.password (eq $values.authentication "apiKey") -}}
{{- $all = append $all (dict "name" "kibana" "secret" $values.identity.secret "keys" (list $key)) -}}
{{- $ca := include "quotewire.kibana.ca" $root | fromJson -}}
{{- if $ca.secret -}}
{{- $all = append $all (dict "name" "kibana-ca" "secret" $ca.secret "keys" (list $ca.key)) -}}
{{- end -}}
{{- end -}}
{{- if .web -}}
{{- $login := $root.Values.web.login -}}
{{- if eq $login.by "page" -}}
{{- $keys := list -}}
{{- if $login.token -}}{{- $keys = append $keys "token" -}}{{- end -}}
{{- if $login.user -}}{{- $keys = append $keys "password" -}}{{- end -}}
{{- $all = append $all (dict "name" "web" "secret" $login.secret "keys" $keys) -}}
{{- end -}}
{{- with $root.Values.web.tls.secret -}}
{{- $all = append $all (dict "name" "web-tls" "secret" . "keys" (list "tls.crt" "tls.key")) -}}
{{- end -}}
{{- end -}}
{{ toJson $all }}
{{- end }}

{{/* A variable, left out where it has no value: (list "kafka_user" "news"). */}}
{{- define "quotewire.variable" -}}
{{- if not (kindIs "invalid" (index . 1)) }}
{{- if ne (toString (index . 1)) "" }}
- {name: QUOTEWIRE_{{ index . 0 | upper }}, value: {{ index . 1 | toString | quote }}}
{{- end }}
{{- end }}
{{- end }}

{{/* All settings, as variables. Secrets are only named, as the files they are in. */}}
{{- define "quotewire.env" -}}
{{- $root := .root -}}
{{- $values := $root.Values -}}
{{- $protocol := $values.kafka.protocol -}}
{{- include "quotewire.variable" (list "topic_prefix" $values.names.topics) }}
{{- include "quotewire.variable" (list "index_prefix" $values.names.indices) }}
{{- include "quotewire.variable" (list "group_prefix" $values.names.groups) }}
{{- include "quotewire.variable" (list "partitions" ($values.topics.partitions | int64)) }}
{{- include "quotewire.variable" (list "replication" ($values.topics.replication | int64)) }}
{{- include "quotewire.variable" (list "max_message_bytes" ($values.topics.maxMessageBytes | int64)) }}
{{- include "quotewire.variable" (list "raw_retention_hours" ($values.topics.rawRetentionHours | int64)) }}
{{- include "quotewire.variable" (list "dead_letter_retention_hours" ($values.topics.deadLetterRetentionHours | int64)) }}
{{- include "quotewire.variable" (list "shards" ($values.indices.shards | int64)) }}
{{- include "quotewire.variable" (list "replicas" ($values.indices.replicas | int64)) }}
{{- include "quotewire.variable" (list "refresh_interval" $values.indices.refreshInterval) }}
{{- if $values.indices.retentionDays }}
{{- include "quotewire.variable" (list "article_retention_days" ($values.indices.retentionDays | int64)) }}
{{- end }}
{{- if .kafka }}
{{- $identity := include "quotewire.kafka.identity" (list $root .kafka) | fromJson }}
{{- include "quotewire.variable" (list "kafka_brokers" (include "quotewire.kafka.brokers" $root)) }}
{{- include "quotewire.variable" (list "kafka_security_protocol" $protocol) }}
{{- if hasPrefix "SASL" $protocol }}
{{- include "quotewire.variable" (list "kafka_sasl_mechanism" $values.kafka.mechanism) }}
{{- include "quotewire.variable" (list "kafka_user" $identity.user) }}
{{- include "quotewire.variable" (list "kafka_password_file" (printf "/run/secrets/kafka/%s" $identity.keys.password)) }}
{{- else if eq $protocol "SSL" }}
{{- include "quotewire.variable" (list "kafka_certificate_file" (printf "/run/secrets/kafka/%s" $identity.keys.certificate)) }}
{{- include "quotewire.variable" (list "kafka_key_file" (printf "/run/secrets/kafka/%s" $identity.keys.key)) }}
{{- end }}
{{- $ca := include "quotewire.kafka.ca" $root | fromJson }}
{{- if and $ca.secret (hasSuffix "SSL" $protocol) }}
{{- include "quotewire.variable" (list "kafka_ca_file" (printf "/run/secrets/kafka-ca/%s" $ca.key)) }}
{{- end }}
{{- end }}
{{- if .elasticsearch }}
{{- include "quotewire.variable" (list "elasticsearch_url" (include "quotewire.elasticsearch.url" $root)) }}
{{- if eq $values.elasticsearch.authentication "apiKey" }}
{{- include "quotewire.variable" (list "elasticsearch_api_key_file" (printf "/run/secrets/elasticsearch/%s" $values.elasticsearch.keys.apiKey)) }}
{{- else if eq $values.elasticsearch.authentication "user" }}
{{- include "quotewire.variable" (list "elasticsearch_user" (index $values.elasticsearch.identities .elasticsearch).user) }}
{{- include "quotewire.variable" (list "elasticsearch_password_file" (printf "/run/secrets/elasticsearch/%s" $values.elasticsearch.keys.password)) }}
{{- end }}
{{- $ca := include "quotewire.elasticsearch.ca" $root | fromJson }}
{{- if $ca.secret }}
{{- include "quotewire.variable" (list "elasticsearch_ca_file" (printf "/run/secrets/elasticsearch-ca/%s" $ca.key)) }}
{{- end }}
{{- end }}
{{- if .kibana }}
{{- include "quotewire.variable" (list "kibana_url" (include "quotewire.kibana.url" $root)) }}
{{- if eq $values.kibana.authentication "apiKey" }}
{{- include "quotewire.variable" (list "kibana_api_key_file" (printf "/run/secrets/kibana/%s" $values.kibana.keys.apiKey)) }}
{{- else }}
{{- include "quotewire.variable" (list "kibana_user" $values.kibana.identity.user) }}
{{- include "quotewire.variable" (list "kibana_password_file" (printf "/run/secrets/kibana/%s" $values.kibana.keys.password)) }}
{{- end }}
{{- $ca := include "quotewire.kibana.ca" $root | fromJson }}
{{- if $ca.secret }}
{{- include "quotewire.variable" (list "kibana_ca_file" (printf "/run/secrets/kibana-ca/%s" $ca.key)) }}
{{- end }}
{{- end }}
{{- range .env }}
{{- include "quotewire.variable" (list .name .value) }}
{{- end }}
{{- range $name, $value := $values.settings }}
{{- include "quotewire.variable" (list $name (ternary ($value | toString) (toJson $value) (kindIs "string" $value))) }}
{{- end }}
{{- end }}
