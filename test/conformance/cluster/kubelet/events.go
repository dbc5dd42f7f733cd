package kubelet

import (
	"context"
	"fmt"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// event writes an Event about the pod, or about one of its containers.
func (p *pod) event(kind, reason, container, format string, args ...any) {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	now := metav1.Now()
	// What nobody can write any more, because the namespace goes, is not missed.
	_, _ = p.k.kube.CoreV1().Events(p.object.Namespace).Create(ctx, &corev1.Event{
		ObjectMeta: metav1.ObjectMeta{GenerateName: p.object.Name + ".", Namespace: p.object.Namespace},
		InvolvedObject: corev1.ObjectReference{
			APIVersion: "v1", Kind: "Pod", Namespace: p.object.Namespace, Name: p.object.Name, UID: p.object.UID,
			FieldPath: fieldPath(&p.object.Spec, container),
		},
		Type: kind, Reason: reason, Message: fmt.Sprintf(format, args...), Count: 1,
		FirstTimestamp: now, LastTimestamp: now,
		Source: corev1.EventSource{Component: "kubelet", Host: p.k.node},
	}, metav1.CreateOptions{})
}

// fieldPath is where a container is in the spec of its pod.
func fieldPath(spec *corev1.PodSpec, container string) string {
	for _, c := range spec.InitContainers {
		if c.Name == container {
			return "spec.initContainers{" + container + "}"
		}
	}
	if container == "" {
		return ""
	}
	return "spec.containers{" + container + "}"
}
