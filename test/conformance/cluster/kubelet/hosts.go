package kubelet

import (
	"fmt"
	"net"
	"os"
	"sort"
	"strings"
	"sync"
)

// hosts is the /etc/hosts that all containers share. It is written in place, so
// running containers see changes.
type hosts struct {
	mu      sync.Mutex
	path    string
	entries map[string]string
}

func newHosts(path string) (*hosts, error) {
	h := &hosts{path: path, entries: map[string]string{}}
	return h, h.write()
}

func (h *hosts) set(host, ip string) error {
	if ip != "" && net.ParseIP(ip) == nil {
		return fmt.Errorf("%q is not an IP address", ip)
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if ip == "" {
		delete(h.entries, host)
	} else {
		h.entries[host] = ip
	}
	return h.write()
}

func (h *hosts) write() error {
	lines := []string{"127.0.0.1 localhost", "::1 localhost"}
	for host, ip := range h.entries {
		lines = append(lines, ip+" "+host)
	}
	sort.Strings(lines[2:])
	return os.WriteFile(h.path, []byte(strings.Join(lines, "\n")+"\n"), 0o644)
}
