{{/* Names, labels and addresses. */}}

{{- define "quotewire.name" -}}
{{ .Values.nameOverride | default .Chart.Name | trunc 40 | trimSuffix "-" }}
{{- end }}

{{/* Short enough that every suffix fits into 63 characters. */}}
{{- define "quotewire.fullname" -}}
{{- $name := include "quotewire.name" . -}}
{{- if .Values.fullnameOverride -}}
{{ .Values.fullnameOverride | trunc 40 | trimSuffix "-" }}
{{- else if contains $name .Release.Name -}}
{{ .Release.Name | trunc 40 | trimSuffix "-" }}
{{- else -}}
{{ printf "%s-%s" .Release.Name $name | trunc 40 | trimSuffix "-" }}
{{- end -}}
{{- end }}

{{/* What tells the pods of this release from all others; never changes. */}}
{{- define "quotewire.selector" -}}
app.kubernetes.io/name: {{ include "quotewire.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{/* Labels of an object: (list $ "component"). */}}
{{- define "quotewire.labels" -}}
{{- $root := index . 0 -}}
{{ include "quotewire.selector" $root }}
app.kubernetes.io/component: {{ index . 1 }}
app.kubernetes.io/version: {{ $root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ $root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" $root.Chart.Name $root.Chart.Version }}
{{- end }}

{{/* Labels that select the pods of a component: (list $ "component"). */}}
{{- define "quotewire.podLabels" -}}
{{ include "quotewire.selector" (index . 0) }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end }}

{{- define "quotewire.image" -}}
{{- $image := .Values.image -}}
{{- if $image.digest -}}
{{ $image.repository }}@{{ $image.digest }}
{{- else -}}
{{ $image.repository }}:{{ $image.tag | default .Chart.AppVersion }}
{{- end -}}
{{- end }}

{{- define "quotewire.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{ .Values.serviceAccount.name | default (include "quotewire.fullname" .) }}
{{- else -}}
{{ .Values.serviceAccount.name | default "default" }}
{{- end -}}
{{- end }}

{{/* Kafka: the cluster that Strimzi makes, or the one that is there. */}}
{{- define "quotewire.kafka.cluster" -}}
{{ include "quotewire.fullname" . }}
{{- end }}

{{- define "quotewire.kafka.brokers" -}}
{{- if .Values.strimzi.enabled -}}
{{ include "quotewire.kafka.cluster" . }}-kafka-bootstrap.{{ .Release.Namespace }}.svc:9093
{{- else -}}
{{ .Values.kafka.brokers }}
{{- end -}}
{{- end }}

{{/* The user and secret of an identity, as JSON: (list $ "worker"). Strimzi names a user's secret after the user. */}}
{{- define "quotewire.kafka.identity" -}}
{{- $root := index . 0 -}}
{{- if $root.Values.strimzi.enabled -}}
{{- $name := printf "%s-%s" (include "quotewire.fullname" $root) (index . 1) -}}
{{ dict "user" $name "secret" $name "keys" (dict "password" "password" "certificate" "user.crt" "key" "user.key") | toJson }}
{{- else -}}
{{ merge (dict "keys" $root.Values.kafka.keys) (index $root.Values.kafka.identities (index . 1)) | toJson }}
{{- end -}}
{{- end }}

{{- define "quotewire.kafka.ca" -}}
{{- if .Values.strimzi.enabled -}}
{{ dict "secret" (printf "%s-cluster-ca-cert" (include "quotewire.kafka.cluster" .)) "key" "ca.crt" | toJson }}
{{- else -}}
{{ .Values.kafka.ca | toJson }}
{{- end -}}
{{- end }}

{{/* Elasticsearch: the cluster that ECK makes, or the one that is there. */}}
{{- define "quotewire.elasticsearch.url" -}}
{{- if .Values.eck.enabled -}}
https://{{ include "quotewire.fullname" . }}-es-http.{{ .Release.Namespace }}.svc:9200
{{- else -}}
{{ .Values.elasticsearch.url }}
{{- end -}}
{{- end }}

{{- define "quotewire.elasticsearch.ca" -}}
{{- if .Values.eck.enabled -}}
{{ dict "secret" (printf "%s-es-http-certs-public" (include "quotewire.fullname" .)) "key" "ca.crt" | toJson }}
{{- else -}}
{{ .Values.elasticsearch.ca | toJson }}
{{- end -}}
{{- end }}

{{- define "quotewire.kibana.url" -}}
{{- if and .Values.eck.enabled .Values.eck.kibana.enabled -}}
https://{{ include "quotewire.fullname" . }}-kb-http.{{ .Release.Namespace }}.svc:5601
{{- else -}}
{{ .Values.kibana.url }}
{{- end -}}
{{- end }}

{{- define "quotewire.kibana.ca" -}}
{{- if and .Values.eck.enabled .Values.eck.kibana.enabled -}}
{{ dict "secret" (printf "%s-kb-http-certs-public" (include "quotewire.fullname" .)) "key" "ca.crt" | toJson }}
{{- else -}}
{{ .Values.kibana.ca | toJson }}
{{- end -}}
{{- end }}

{{/* The names under which the search page is reached, separated by commas. */}}
{{- define "quotewire.web.hosts" -}}
{{- $service := printf "%s-web" (include "quotewire.fullname" .) -}}
{{- $hosts := list $service (printf "%s.%s" $service .Release.Namespace) (printf "%s.%s.svc" $service .Release.Namespace) -}}
{{- with .Values.web.ingress -}}{{- if .enabled -}}{{- $hosts = append $hosts .host -}}{{- end -}}{{- end -}}
{{ concat $hosts .Values.web.allowedHosts | join "," }}
{{- end }}

{{/* hook or job: how `quotewire init` is run. */}}
{{- define "quotewire.init.mode" -}}
{{- if ne .Values.init.mode "auto" -}}
{{ .Values.init.mode }}
{{- else if and .Release.IsInstall (or .Values.strimzi.enabled .Values.eck.enabled) -}}
job
{{- else -}}
hook
{{- end -}}
{{- end }}
