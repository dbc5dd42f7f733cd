package kubelet

import (
	"context"
	"fmt"
	"sort"
	"strconv"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/kubernetes/pkg/fieldpath"
	"k8s.io/kubernetes/third_party/forked/golang/expansion"
)

// environment is what a container gets: its own variables and these few of the
// system, nothing of the host's.
func (k *Kubelet) environment(ctx context.Context, pod *corev1.Pod, c *corev1.Container, image Image, uid int64) (map[string]string, error) {
	env := map[string]string{
		"HOSTNAME":                pod.Name,
		"KUBERNETES_SERVICE_HOST": k.apiHost,
		"KUBERNETES_SERVICE_PORT": k.apiPort,
	}
	env["HOME"] = "/"
	if uid == 0 {
		env["HOME"] = "/root"
	}
	env["PATH"] = "/usr/local/bin:/usr/bin:/bin"
	if image.BinDir != "" {
		env["PATH"] = image.BinDir + ":" + env["PATH"]
	}
	for name, value := range image.Env {
		env[name] = value
	}
	for _, from := range c.EnvFrom {
		values, err := k.envFrom(ctx, pod.Namespace, from)
		if err != nil {
			return nil, err
		}
		for name, value := range values {
			env[from.Prefix+name] = value
		}
	}
	lookup := expansion.MappingFuncFor(env)
	for _, v := range c.Env {
		value := expansion.Expand(v.Value, lookup)
		if v.ValueFrom != nil {
			var found bool
			var err error
			value, found, err = k.envValue(ctx, pod, c, v.ValueFrom)
			if err != nil {
				return nil, err
			}
			if !found {
				continue
			}
		}
		env[v.Name] = value
	}
	return env, nil
}

func (k *Kubelet) envFrom(ctx context.Context, namespace string, from corev1.EnvFromSource) (map[string]string, error) {
	out := map[string]string{}
	switch {
	case from.ConfigMapRef != nil:
		cm, err := k.configMap(ctx, namespace, from.ConfigMapRef.Name, from.ConfigMapRef.Optional)
		if err != nil || cm == nil {
			return nil, err
		}
		for name, value := range cm.Data {
			out[name] = value
		}
	case from.SecretRef != nil:
		secret, err := k.secret(ctx, namespace, from.SecretRef.Name, from.SecretRef.Optional)
		if err != nil || secret == nil {
			return nil, err
		}
		for name, value := range secret.Data {
			out[name] = string(value)
		}
	}
	return out, nil
}

func (k *Kubelet) envValue(ctx context.Context, pod *corev1.Pod, c *corev1.Container, from *corev1.EnvVarSource) (string, bool, error) {
	switch {
	case from.SecretKeyRef != nil:
		ref := from.SecretKeyRef
		secret, err := k.secret(ctx, pod.Namespace, ref.Name, ref.Optional)
		if err != nil || secret == nil {
			return "", false, err
		}
		value, ok := secret.Data[ref.Key]
		if !ok && !isTrue(ref.Optional) {
			return "", false, fmt.Errorf("couldn't find key %v in Secret %v/%v", ref.Key, pod.Namespace, ref.Name)
		}
		return string(value), ok, nil
	case from.ConfigMapKeyRef != nil:
		ref := from.ConfigMapKeyRef
		cm, err := k.configMap(ctx, pod.Namespace, ref.Name, ref.Optional)
		if err != nil || cm == nil {
			return "", false, err
		}
		value, ok := cm.Data[ref.Key]
		if !ok && !isTrue(ref.Optional) {
			return "", false, fmt.Errorf("couldn't find key %v in ConfigMap %v/%v", ref.Key, pod.Namespace, ref.Name)
		}
		return value, ok, nil
	case from.FieldRef != nil:
		value, err := k.podField(pod, from.FieldRef.FieldPath)
		return value, err == nil, err
	case from.ResourceFieldRef != nil:
		value, err := resourceField(c, from.ResourceFieldRef)
		return value, err == nil, err
	}
	return "", false, fmt.Errorf("unsupported valueFrom")
}

func (k *Kubelet) podField(pod *corev1.Pod, path string) (string, error) {
	switch path {
	case "status.podIP", "status.podIPs":
		return podIP(pod), nil
	case "status.hostIP", "status.hostIPs":
		return hostIP, nil
	case "spec.nodeName":
		return k.node, nil
	case "spec.serviceAccountName":
		return pod.Spec.ServiceAccountName, nil
	}
	return fieldpath.ExtractFieldPathAsString(pod, path)
}

func resourceField(c *corev1.Container, ref *corev1.ResourceFieldSelector) (string, error) {
	divisor := ref.Divisor.AsApproximateFloat64()
	if divisor == 0 {
		divisor = 1
	}
	quantity := func(list corev1.ResourceList, name corev1.ResourceName) string {
		q := list[name]
		return strconv.FormatInt(int64(q.AsApproximateFloat64()/divisor), 10)
	}
	switch ref.Resource {
	case "limits.cpu":
		return quantity(c.Resources.Limits, corev1.ResourceCPU), nil
	case "limits.memory":
		return quantity(c.Resources.Limits, corev1.ResourceMemory), nil
	case "requests.cpu":
		return quantity(c.Resources.Requests, corev1.ResourceCPU), nil
	case "requests.memory":
		return quantity(c.Resources.Requests, corev1.ResourceMemory), nil
	}
	return "", fmt.Errorf("unsupported resourceFieldRef %q", ref.Resource)
}

// configMap reads a ConfigMap; nil without error when it is absent and optional.
func (k *Kubelet) configMap(ctx context.Context, namespace, name string, optional *bool) (*corev1.ConfigMap, error) {
	cm, err := k.kube.CoreV1().ConfigMaps(namespace).Get(ctx, name, metav1.GetOptions{})
	if apierrors.IsNotFound(err) {
		if isTrue(optional) {
			return nil, nil
		}
		return nil, fmt.Errorf("configmap %q not found", name)
	}
	return cm, err
}

// secret reads a Secret; nil without error when it is absent and optional.
func (k *Kubelet) secret(ctx context.Context, namespace, name string, optional *bool) (*corev1.Secret, error) {
	secret, err := k.kube.CoreV1().Secrets(namespace).Get(ctx, name, metav1.GetOptions{})
	if apierrors.IsNotFound(err) {
		if isTrue(optional) {
			return nil, nil
		}
		return nil, fmt.Errorf("secret %q not found", name)
	}
	return secret, err
}

// expandAll replaces $(VAR) in command and args as the kubelet does: unknown
// names stay, $$ is an escaped dollar.
func expandAll(words []string, env map[string]string) []string {
	lookup := expansion.MappingFuncFor(env)
	out := make([]string, len(words))
	for i, word := range words {
		out[i] = expansion.Expand(word, lookup)
	}
	return out
}

func environ(env map[string]string) []string {
	out := make([]string, 0, len(env))
	for name, value := range env {
		out = append(out, name+"="+value)
	}
	sort.Strings(out)
	return out
}

func isTrue(b *bool) bool { return b != nil && *b }
