{{/* The labels by which a Service and a Deployment find berth's pods; they never change. */}}
{{- define "berth.selector" -}}
app.kubernetes.io/name: berth
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{/* The labels of every object. */}}
{{- define "berth.labels" -}}
{{ include "berth.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
{{- end }}

{{- define "berth.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}
{{- end }}

{{/* The one whom berth's roles are given to. */}}
{{- define "berth.subjects" -}}
- kind: ServiceAccount
  name: berth
  namespace: {{ .Release.Namespace }}
{{- end }}

{{/* Gives berth a cluster's role: everywhere, or in some namespaces. Takes the root, the role, everywhere and namespaces. */}}
{{- define "berth.given" -}}
{{- $root := .root }}
{{- $role := .role }}
{{- range ternary (list "") .namespaces .everywhere }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: {{ ternary "RoleBinding" "ClusterRoleBinding" (ne . "") }}
metadata:
  name: {{ $role }}
  {{- with . }}
  namespace: {{ . | quote }}
  {{- end }}
  labels: {{- include "berth.labels" $root | nindent 4 }}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: {{ $role }}
subjects: {{- include "berth.subjects" $root | nindent 2 }}
{{- end }}
{{- end }}
