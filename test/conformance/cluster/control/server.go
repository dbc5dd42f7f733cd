// Package control is the HTTP API by which tests steer the cluster.
package control

import (
	"encoding/json"
	"net"
	"net/http"
	"time"
)

// Server is the control API on a loopback port.
type Server struct {
	mux      *http.ServeMux
	listener net.Listener
	URL      string
}

// New listens; Serve answers.
func New() (*Server, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	return &Server{mux: http.NewServeMux(), listener: l, URL: "http://" + l.Addr().String()}, nil
}

// Handle registers a plain handler, for example "GET /events".
func (s *Server) Handle(pattern string, h http.Handler) { s.mux.Handle(pattern, h) }

// Serve answers requests until the process ends.
func (s *Server) Serve() {
	server := &http.Server{Handler: s.mux, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = server.Serve(s.listener) }()
}

// JSON registers a handler that gets the request's body decoded as In and whose
// result is answered as JSON; an error becomes a 400.
func JSON[In any](s *Server, pattern string, f func(r *http.Request, in In) (any, error)) {
	s.mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		var in In
		if r.Body != nil && r.Method != http.MethodGet {
			decoder := json.NewDecoder(r.Body)
			decoder.DisallowUnknownFields()
			if err := decoder.Decode(&in); err != nil && err.Error() != "EOF" {
				answer(w, http.StatusBadRequest, map[string]any{"error": err.Error()})
				return
			}
		}
		out, err := f(r, in)
		if err != nil {
			answer(w, http.StatusBadRequest, map[string]any{"error": err.Error()})
			return
		}
		if out == nil {
			out = map[string]any{"ok": true}
		}
		answer(w, http.StatusOK, out)
	})
}

func answer(w http.ResponseWriter, code int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(v)
}
