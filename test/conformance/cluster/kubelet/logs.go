package kubelet

import (
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"
)

// ServeLogs answers `kubectl logs`, which the API server forwards to the node.
// It returns the port to put into the Node's status.
func (k *Kubelet) ServeLogs(serving *tls.Config) (int, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /containerLogs/{namespace}/{pod}/{container}", k.logs)
	server := &http.Server{Handler: mux, TLSConfig: serving, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = server.ServeTLS(listener, "", "") }()
	return listener.Addr().(*net.TCPAddr).Port, nil
}

func (k *Kubelet) logs(w http.ResponseWriter, r *http.Request) {
	namespace, pod, container := r.PathValue("namespace"), r.PathValue("pod"), r.PathValue("container")
	file, err := os.Open(k.logFile(namespace, pod, container))
	if err != nil {
		http.Error(w, "container "+container+" is waiting to start", http.StatusBadRequest)
		return
	}
	defer file.Close()
	if n, err := strconv.Atoi(r.URL.Query().Get("tailLines")); err == nil {
		raw, _ := io.ReadAll(file)
		lines := strings.SplitAfter(string(raw), "\n")
		if len(lines) > 0 && lines[len(lines)-1] == "" {
			lines = lines[:len(lines)-1]
		}
		_, _ = io.WriteString(w, strings.Join(lines[max(0, len(lines)-n):], ""))
	}
	follow := r.URL.Query().Get("follow") == "true"
	for {
		over := !k.containerRuns(namespace, pod, container)
		if _, err := io.Copy(w, file); err != nil || over || !follow {
			return
		}
		if f, ok := w.(http.Flusher); ok {
			f.Flush()
		}
		select {
		case <-r.Context().Done():
			return
		case <-time.After(100 * time.Millisecond):
		}
	}
}

func (k *Kubelet) containerRuns(namespace, name, container string) bool {
	p := k.find(namespace, name)
	if p == nil {
		return false
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.running[container] != nil
}
