package kubelet

import (
	"context"
	"fmt"
	"path/filepath"
	"time"

	authenticationv1 "k8s.io/api/authentication/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// token is a service account token in a projected volume.
type token struct {
	path   string
	source *corev1.ServiceAccountTokenProjection
	value  string
	renew  time.Time
}

func (p *pod) projectedFiles(ctx context.Context, dir string, projected *corev1.ProjectedVolumeSource) ([]file, error) {
	var out []file
	for _, s := range projected.Sources {
		var files []file
		var err error
		switch {
		case s.ConfigMap != nil:
			files, err = p.configMapFiles(ctx, s.ConfigMap.Name, s.ConfigMap.Items, s.ConfigMap.Optional, projected.DefaultMode)
		case s.Secret != nil:
			files, err = p.secretFiles(ctx, s.Secret.Name, s.Secret.Items, s.Secret.Optional, projected.DefaultMode)
		case s.DownwardAPI != nil:
			files, err = p.downwardFiles(s.DownwardAPI.Items, projected.DefaultMode)
		case s.ServiceAccountToken != nil:
			err = p.addToken(ctx, filepath.Join(dir, s.ServiceAccountToken.Path), s.ServiceAccountToken)
		default:
			err = fmt.Errorf("this projected source is not supported here")
		}
		if err != nil {
			return nil, err
		}
		out = append(out, files...)
	}
	return out, nil
}

func (p *pod) addToken(ctx context.Context, path string, source *corev1.ServiceAccountTokenProjection) error {
	t := &token{path: path, source: source}
	if err := p.renewToken(ctx, t); err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.tokens = append(p.tokens, t)
	return nil
}

// renewToken asks the API server for a token that is bound to the pod.
func (p *pod) renewToken(ctx context.Context, t *token) error {
	request := &authenticationv1.TokenRequest{Spec: authenticationv1.TokenRequestSpec{
		ExpirationSeconds: t.source.ExpirationSeconds,
		BoundObjectRef:    &authenticationv1.BoundObjectReference{APIVersion: "v1", Kind: "Pod", Name: p.object.Name, UID: p.object.UID},
	}}
	if t.source.Audience != "" {
		request.Spec.Audiences = []string{t.source.Audience}
	}
	account := p.object.Spec.ServiceAccountName
	answer, err := p.k.kube.CoreV1().ServiceAccounts(p.object.Namespace).CreateToken(ctx, account, request, metav1.CreateOptions{})
	if err != nil {
		return fmt.Errorf("failed to fetch token: %w", err)
	}
	if err := p.writeFile(t.path, []byte(answer.Status.Token), 0o644); err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	t.value = answer.Status.Token
	t.renew = time.Now().Add(time.Until(answer.Status.ExpirationTimestamp.Time) * 8 / 10)
	return nil
}

// renewTokens renews tokens at 80 % of their life until the pod ends.
func (p *pod) renewTokens(ctx context.Context) {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		for _, t := range p.tokenList() {
			p.mu.Lock()
			due := time.Now().After(t.renew)
			p.mu.Unlock()
			if due {
				_ = p.renewToken(ctx, t)
			}
		}
	}
}

func (p *pod) tokenList() []*token {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]*token(nil), p.tokens...)
}

// Tokens are the bearer tokens that a pod holds now.
func (k *Kubelet) Tokens(namespace, name string) ([]string, error) {
	p := k.find(namespace, name)
	if p == nil {
		return nil, fmt.Errorf("no pod %s/%s runs here", namespace, name)
	}
	var out []string
	for _, t := range p.tokenList() {
		p.mu.Lock()
		out = append(out, t.value)
		p.mu.Unlock()
	}
	return out, nil
}

// RenewTokens replaces the tokens of a pod now.
func (k *Kubelet) RenewTokens(ctx context.Context, namespace, name string) error {
	p := k.find(namespace, name)
	if p == nil {
		return fmt.Errorf("no pod %s/%s runs here", namespace, name)
	}
	for _, t := range p.tokenList() {
		if err := p.renewToken(ctx, t); err != nil {
			return err
		}
	}
	return nil
}
