{{/* What each identity may do: streams/security/privileges.py says it, and a test holds this against it. */}}

{{/* Kafka's rights, by identity. */}}
{{- define "quotewire.kafka.acls" -}}
{{- $raw := printf "%s.raw" .Values.names.topics -}}
{{- $enriched := printf "%s.enriched" .Values.names.topics -}}
{{- $letters := printf "%s.dead-letters" .Values.names.topics -}}
{{- $groups := list (printf "%s-enrich" .Values.names.groups) (printf "%s-index" .Values.names.groups) -}}
setup:
  - {type: topic, name: {{ $raw }}, operations: [Create, DescribeConfigs, Read, Write]}
  - {type: topic, name: {{ $enriched }}, operations: [Create, DescribeConfigs, Read, Write]}
  - {type: topic, name: {{ $letters }}, operations: [Create, Read]}
  {{- range $groups }}
  - {type: group, name: {{ . }}, operations: [Describe]}
  {{- end }}
  - {type: group, name: {{ .Values.names.groups }}-reindex-, operations: [Read, Delete], pattern: prefix}
publisher:
  - {type: topic, name: {{ $raw }}, operations: [Write]}
worker:
  - {type: topic, name: {{ $raw }}, operations: [Read]}
  - {type: topic, name: {{ $enriched }}, operations: [Read, Write]}
  - {type: topic, name: {{ $letters }}, operations: [Read, Write]}
  {{- range $groups }}
  - {type: group, name: {{ . }}, operations: [Read]}
  {{- end }}
reader:
  {{- range list $raw $enriched $letters }}
  - {type: topic, name: {{ . }}, operations: [Read]}
  {{- end }}
  {{- range $groups }}
  - {type: group, name: {{ . }}, operations: [Describe]}
  {{- end }}
{{- if .Values.backup.enabled }}
backup:
  - {type: topic, name: {{ $enriched }}, operations: [DescribeConfigs, Read]}
  - {type: topic, name: {{ $letters }}, operations: [Read]}
  - {type: group, name: {{ .Values.names.groups }}-index, operations: [Read]}
{{- end }}
{{- end }}

{{/* Elasticsearch's roles, as a file of them. */}}
{{- define "quotewire.elasticsearch.roles" -}}
{{- $indices := printf "%s-*" .Values.names.indices -}}
{{ .Values.names.groups }}-setup:
  cluster: [monitor, manage_index_templates, manage_ilm]
  indices:
    - names: [{{ $indices | quote }}]
      privileges: [read, write, create_index, view_index_metadata, monitor, maintenance, manage]
{{ .Values.names.groups }}-worker:
  cluster: [monitor]
  indices:
    - names: [{{ $indices | quote }}]
      privileges: [read, write, create_index, view_index_metadata, monitor, maintenance]
{{ .Values.names.groups }}-reader:
  cluster: []
  indices:
    - names: [{{ $indices | quote }}]
      privileges: [read, view_index_metadata]
{{- if .Values.backup.enabled }}
{{ .Values.names.groups }}-backup:
  cluster:
    - monitor
    - create_snapshot
    - cluster:admin/repository/put
    - cluster:admin/snapshot/delete
    - cluster:admin/snapshot/restore
    - manage_index_templates
    - manage_ilm
  indices:
    - names: [{{ $indices | quote }}]
      privileges: [read, view_index_metadata, monitor, maintenance, manage]
{{- end }}
{{- end }}
