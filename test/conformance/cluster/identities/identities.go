// Package identities gives out bearer tokens for ordinary users, whose rights
// are whatever RBAC grants them. The API server asks it who a token belongs to.
package identities

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"

	authenticationv1 "k8s.io/api/authentication/v1"

	"cdk8s-kubestash/conformance/controlplane"
)

// Identity is a user of the cluster.
type Identity struct {
	Name            string   `json:"name"`
	Groups          []string `json:"groups"`
	Token           string   `json:"token"`
	Kubeconfig      string   `json:"kubeconfig"`
	ProxyKubeconfig string   `json:"proxyKubeconfig"`
}

// Store holds the users by token.
type Store struct {
	dir     string
	ca      []byte
	mu      sync.Mutex
	api     string
	proxy   string
	byToken map[string]*Identity
}

// NewStore keeps kubeconfigs in dir.
func NewStore(dir string, ca []byte) (*Store, error) {
	return &Store{dir: dir, ca: ca, byToken: map[string]*Identity{}}, os.MkdirAll(dir, 0o755)
}

// SetServers says where the kubeconfigs point to.
func (s *Store) SetServers(api, proxy string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.api, s.proxy = api, proxy
}

// Add makes a user, or returns the one of that name with new groups.
func (s *Store) Add(name string, groups []string) (*Identity, error) {
	if name == "" || strings.ContainsAny(name, "/ ") {
		return nil, fmt.Errorf("%q is not a name", name)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, identity := range s.byToken {
		if identity.Name == name {
			identity.Groups = groups
			return identity, nil
		}
	}
	token, err := controlplane.RandomToken()
	if err != nil {
		return nil, err
	}
	file := filepath.Join(s.dir, strings.ReplaceAll(name, ":", "_"))
	identity := &Identity{Name: name, Groups: groups, Token: token, Kubeconfig: file + ".kubeconfig", ProxyKubeconfig: file + ".proxy.kubeconfig"}
	if err := controlplane.WriteKubeconfig(identity.Kubeconfig, s.api, s.ca, name, token); err != nil {
		return nil, err
	}
	if err := controlplane.WriteKubeconfig(identity.ProxyKubeconfig, s.proxy, s.ca, name, token); err != nil {
		return nil, err
	}
	s.byToken[token] = identity
	return identity, nil
}

// User names the user of a token, or is empty.
func (s *Store) User(token string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if identity := s.byToken[token]; identity != nil {
		return identity.Name
	}
	return ""
}

// ServeHTTP answers TokenReviews.
func (s *Store) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var review authenticationv1.TokenReview
	if err := json.NewDecoder(r.Body).Decode(&review); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	s.mu.Lock()
	if identity := s.byToken[review.Spec.Token]; identity != nil {
		review.Status = authenticationv1.TokenReviewStatus{
			Authenticated: true,
			User:          authenticationv1.UserInfo{Username: identity.Name, UID: identity.Name, Groups: identity.Groups},
		}
	}
	s.mu.Unlock()
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(review)
}
