package kubedb

import (
	"context"
	"fmt"
	"time"

	"k8s.io/apimachinery/pkg/api/equality"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"cdk8s-kubestash/conformance/operators"
	"cdk8s-kubestash/conformance/settings"
)

const annotationHold = "conformance/not-ready" // keeps a pod from becoming ready

func same(a, b operators.Object) bool { return equality.Semantic.DeepEqual(a, b) }

func podReady(pod operators.Object) bool {
	return operators.ConditionStatus(operators.Map(pod, "status"), "Ready") == "True" && operators.Str(pod, "metadata", "deletionTimestamp") == ""
}

func roleWanted(want []member, name string) string {
	for _, m := range want {
		if m.name == name {
			return operators.Or(m.fixed, m.group)
		}
	}
	return ""
}

// ensurePods creates the members that are missing, deletes those that are too
// many, and returns those that are there.
func (o *Operator) ensurePods(ctx context.Context, k Kind, db *unstructured.Unstructured, want []member) ([]unstructured.Unstructured, error) {
	list, err := o.client.List(ctx, operators.Pods, db.GetNamespace(), triple(k, db.GetName()))
	if err != nil {
		return nil, err
	}
	existing := map[string]unstructured.Unstructured{}
	for _, pod := range list {
		if ownedBy(pod, string(db.GetUID())) {
			existing[pod.GetName()] = pod
		}
	}
	var out []unstructured.Unstructured
	for _, m := range want {
		pod, ok := existing[m.name]
		delete(existing, m.name)
		if ok {
			out = append(out, pod)
			continue
		}
		if err := o.client.Create(ctx, operators.Pods, o.podObject(k, db, m)); err != nil {
			return nil, err
		}
	}
	for name := range existing {
		if err := o.client.Delete(ctx, operators.Pods, db.GetNamespace(), name, false); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func ownedBy(obj unstructured.Unstructured, uid string) bool {
	for _, ref := range obj.GetOwnerReferences() {
		if string(ref.UID) == uid {
			return true
		}
	}
	return false
}

func triple(k Kind, name string) string {
	return fmt.Sprintf("%s=%s.%s,%s=%s,%s=%s", labelName, k.Plural, group, labelInstance, name, labelManagedBy, group)
}

func (o *Operator) podObject(k Kind, db *unstructured.Unstructured, m member) operators.Object {
	port := operators.Object{"containerPort": k.Port, "protocol": "TCP"}
	if k.Container != "" {
		port["name"] = k.Container
	}
	annotations := operators.Object{"conformance/database-uid": string(db.GetUID())}
	if m.fixed != "" {
		annotations["conformance/role"] = m.fixed
	}
	if m.group != "" {
		annotations["conformance/group"] = m.group
	}
	return operators.Object{
		"apiVersion": "v1", "kind": "Pod",
		"metadata": operators.Object{
			"name": m.name, "namespace": db.GetNamespace(), "labels": stringMap(m.labels),
			"annotations": annotations, "ownerReferences": owner(k, db.Object),
		},
		"spec": operators.Object{
			"nodeName": o.node, "automountServiceAccountToken": false, "terminationGracePeriodSeconds": int64(0),
			"containers": []any{operators.Object{"name": k.Plural, "image": "database", "ports": []any{port}}},
		},
	}
}

// reconcilePod moves a database pod through its life: running, ready, role
// label; and removes it when it is deleted.
func (o *Operator) reconcilePod(ctx context.Context, key operators.Key) (time.Duration, error) {
	pod, err := o.client.Get(ctx, operators.Pods, key.Namespace, key.Name)
	if err != nil || pod == nil {
		return 0, err
	}
	if pod.GetDeletionTimestamp() != nil {
		return 0, o.client.Delete(ctx, operators.Pods, key.Namespace, key.Name, true)
	}
	annotations := pod.GetAnnotations()
	uid := annotations["conformance/database-uid"]
	set := o.settings.Get(key.Namespace, pod.GetLabels()[labelInstance])
	p := o.podSeen(string(pod.GetUID()))
	status := operators.Map(pod.Object, "status")
	hold := annotations[annotationHold] != "" || o.heldBack(uid)
	age := time.Since(p.created)
	ready := !hold && age >= settings.Seconds(set.PodSeconds)

	if operators.Str(status, "phase") != "Running" || podReady(pod.Object) != ready {
		if ready {
			p.ready = time.Now()
		}
		if err := o.client.SetStatus(ctx, operators.Pods, pod, podStatus(p, ready, kindLabel(pod))); err != nil {
			return 0, err
		}
		o.timeline.Add("database-pod", key.Namespace, key.Name, map[string]any{"ready": ready, "ip": p.ip})
	}
	switch {
	case hold:
		return 100 * time.Millisecond, nil
	case !ready:
		return settings.Seconds(set.PodSeconds) - age + time.Millisecond, nil
	}
	return o.labelRole(ctx, pod, p, uid, set)
}

// labelRole is the coordinator beside the database process.
func (o *Operator) labelRole(ctx context.Context, pod *unstructured.Unstructured, p *podState, uid string, set settings.Settings) (time.Duration, error) {
	role := pod.GetAnnotations()["conformance/role"]
	if podGroup := pod.GetAnnotations()["conformance/group"]; podGroup != "" {
		k := kindByPlural(kindLabel(pod))
		role = k.Standby
		if o.primaryOf(uid, podGroup) == pod.GetName() {
			role = k.Primary
		}
	}
	if pod.GetLabels()[labelRole] == role {
		return 0, nil
	}
	if left := time.Until(p.ready.Add(settings.Seconds(set.RoleSeconds))); left > 0 && pod.GetLabels()[labelRole] == "" {
		return left, nil
	}
	o.timeline.Add("database-role", pod.GetNamespace(), pod.GetName(), map[string]any{"role": role})
	return 0, o.client.Patch(ctx, operators.Pods, pod.GetNamespace(), pod.GetName(), operators.Object{"metadata": operators.Object{"labels": operators.Object{labelRole: role}}})
}

func kindLabel(pod *unstructured.Unstructured) string {
	name := pod.GetLabels()[labelName]
	return name[:max(0, len(name)-len(group)-1)]
}

func (o *Operator) primaryOf(uid, group string) string {
	s := o.of(uid)
	o.mu.Lock()
	defer o.mu.Unlock()
	if s.primary[group] == "" {
		s.primary[group] = group + "-0"
	}
	return s.primary[group]
}

func (o *Operator) podSeen(uid string) *podState {
	o.mu.Lock()
	defer o.mu.Unlock()
	p := o.seen[uid]
	if p == nil {
		o.next++
		p = &podState{created: time.Now(), ip: fmt.Sprintf("10.245.%d.%d", o.next/250%250, o.next%250+1)}
		o.seen[uid] = p
	}
	return p
}

func podStatus(p *podState, ready bool, container string) operators.Object {
	value := "False"
	if ready {
		value = "True"
	}
	now := operators.Now()
	condition := func(kind, value string) any {
		return operators.Object{"type": kind, "status": value, "lastTransitionTime": now}
	}
	return operators.Object{
		"phase": "Running", "podIP": p.ip, "podIPs": []any{operators.Object{"ip": p.ip}},
		"hostIP": "10.128.0.2", "startTime": p.created.UTC().Format(time.RFC3339),
		"containerStatuses": []any{operators.Object{
			"name": container, "image": "database", "imageID": "database", "ready": ready, "started": true, "restartCount": int64(0),
			"state": operators.Object{"running": operators.Object{"startedAt": now}},
		}},
		"conditions": []any{condition("PodScheduled", "True"), condition("Initialized", "True"), condition("ContainersReady", value), condition("Ready", value)},
	}
}
