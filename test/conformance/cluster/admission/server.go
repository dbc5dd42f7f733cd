// Package admission plays the webhooks of both operators: the defaults that
// they write and the requests that they refuse.
package admission

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	admissionv1 "k8s.io/api/admission/v1"
	registrationv1 "k8s.io/api/admissionregistration/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/kubernetes"

	"cdk8s-kubestash/conformance/operators"
)

// errPanic is a refusal by accident: upstream dereferences a nil pointer, and
// the API server sees a broken connection.
var errPanic = errors.New("runtime error: invalid memory address or nil pointer dereference")

// Server answers admission reviews.
type Server struct {
	client operators.Client
	// Seen is called with the group and resource of each request.
	Seen func(group, kind string)
}

// New makes a server that reads the cluster through client.
func New(client operators.Client) *Server { return &Server{client: client} }

// review is one request with its objects decoded.
type review struct {
	server    *Server
	ctx       context.Context
	operation admissionv1.Operation
	group     string
	kind      string
	namespace string
	name      string
	object    operators.Object
	old       operators.Object
}

// Handle serves reviews with a function that may change the object.
func (s *Server) handle(f func(*review) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var body admissionv1.AdmissionReview
		if err := json.NewDecoder(r.Body).Decode(&body); err != nil || body.Request == nil {
			http.Error(w, "no review", http.StatusBadRequest)
			return
		}
		request := body.Request
		rv := &review{
			server: s, ctx: r.Context(), operation: request.Operation, group: request.Kind.Group, kind: request.Kind.Kind,
			namespace: request.Namespace, name: request.Name, object: decode(request.Object), old: decode(request.OldObject),
		}
		if s.Seen != nil {
			s.Seen(rv.group, rv.kind)
		}
		before, _ := json.Marshal(rv.object)
		err := f(rv)
		if errors.Is(err, errPanic) {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		response := &admissionv1.AdmissionResponse{UID: request.UID, Allowed: err == nil}
		if err != nil {
			response.Result = &metav1.Status{Status: metav1.StatusFailure, Reason: metav1.StatusReasonForbidden, Code: http.StatusForbidden, Message: err.Error()}
		}
		if after, _ := json.Marshal(rv.object); err == nil && string(after) != string(before) {
			response.Patch, _ = json.Marshal([]any{map[string]any{"op": "add", "path": "/spec", "value": rv.object["spec"]}})
			kind := admissionv1.PatchTypeJSONPatch
			response.PatchType = &kind
		}
		body.Request, body.Response = nil, response
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(body)
	})
}

func decode(raw runtime.RawExtension) operators.Object {
	var out operators.Object
	if len(raw.Raw) > 0 {
		_ = json.Unmarshal(raw.Raw, &out)
	}
	return out
}

// Register adds the handlers to a mux and the configurations to the cluster.
func (s *Server) Register(ctx context.Context, mux *http.ServeMux, kube kubernetes.Interface, url string, ca []byte) error {
	mux.Handle("/admission/mutate", s.handle(mutate))
	mux.Handle("/admission/validate", s.handle(validate))
	fail, none, equivalent := registrationv1.Fail, registrationv1.SideEffectClassNone, registrationv1.Exact
	rules := func(ops ...registrationv1.OperationType) []registrationv1.RuleWithOperations {
		return []registrationv1.RuleWithOperations{
			{Operations: ops, Rule: registrationv1.Rule{
				APIGroups: []string{"kubedb.com", "archiver.kubedb.com"}, APIVersions: []string{"*"}, Resources: []string{"*"},
			}},
			{Operations: ops, Rule: registrationv1.Rule{
				APIGroups: []string{"core.kubestash.com", "storage.kubestash.com"}, APIVersions: []string{"*"},
				Resources: []string{"backupstorages", "repositories", "retentionpolicies", "backupblueprints", "backupconfigurations", "backupsessions", "hooktemplates", "restoresessions"},
			}},
			{Operations: ops, Rule: registrationv1.Rule{APIGroups: []string{"ops.kubedb.com"}, APIVersions: []string{"*"}, Resources: []string{"*"}}},
		}
	}
	config := func(path string) registrationv1.WebhookClientConfig {
		full := url + path
		return registrationv1.WebhookClientConfig{URL: &full, CABundle: ca}
	}
	timeout := int32(10)
	_, err := kube.AdmissionregistrationV1().MutatingWebhookConfigurations().Create(ctx, &registrationv1.MutatingWebhookConfiguration{
		ObjectMeta: metav1.ObjectMeta{Name: "operators"},
		Webhooks: []registrationv1.MutatingWebhook{{
			Name: "mutate.operators.conformance.test", ClientConfig: config("/admission/mutate"), FailurePolicy: &fail, SideEffects: &none,
			MatchPolicy: &equivalent, TimeoutSeconds: &timeout, AdmissionReviewVersions: []string{"v1"}, Rules: rules("CREATE", "UPDATE"),
		}},
	}, metav1.CreateOptions{})
	if err != nil {
		return fmt.Errorf("mutating webhook: %w", err)
	}
	_, err = kube.AdmissionregistrationV1().ValidatingWebhookConfigurations().Create(ctx, &registrationv1.ValidatingWebhookConfiguration{
		ObjectMeta: metav1.ObjectMeta{Name: "operators"},
		Webhooks: []registrationv1.ValidatingWebhook{{
			Name: "validate.operators.conformance.test", ClientConfig: config("/admission/validate"), FailurePolicy: &fail, SideEffects: &none,
			MatchPolicy: &equivalent, TimeoutSeconds: &timeout, AdmissionReviewVersions: []string{"v1"}, Rules: rules("CREATE", "UPDATE", "DELETE"),
		}},
	}, metav1.CreateOptions{})
	if err != nil {
		return fmt.Errorf("validating webhook: %w", err)
	}
	return nil
}

func mutate(r *review) error {
	if r.object == nil || operators.Str(r.object, "metadata", "deletionTimestamp") != "" {
		return nil
	}
	if operators.Map(r.object, "spec") == nil {
		r.object["spec"] = operators.Object{}
	}
	if r.group == "kubedb.com" {
		return defaultDatabase(r)
	}
	return defaultKubeStash(r)
}

func validate(r *review) error {
	if r.operation != admissionv1.Delete && operators.Str(r.object, "metadata", "deletionTimestamp") != "" {
		return nil
	}
	switch {
	case r.group == "kubedb.com":
		return validateDatabase(r)
	case r.group == "ops.kubedb.com" && r.operation != admissionv1.Delete:
		return validateRequest(r)
	}
	return validateKubeStash(r)
}

func (r *review) spec() operators.Object { return operators.Map(r.object, "spec") }
