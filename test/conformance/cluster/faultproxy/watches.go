package faultproxy

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// watchActions are done to the stream of events that a watch is answered with,
// and match watches only.
var watchActions = []string{"cut-watch", "expire-watch", "delay-watch"}

var errCut = errors.New("the watch was cut")

type watchKey struct{}

// onWatch does to the answer of a watch what its rules say. Streams that are
// not JSON, or no answers of success, are left as they are.
func onWatch(response *http.Response) {
	list, _ := response.Request.Context().Value(watchKey{}).([]Rule)
	if response.StatusCode != http.StatusOK || !strings.HasPrefix(response.Header.Get("Content-Type"), "application/json") {
		return
	}
	for _, rule := range list {
		response.Body = rule.stream(response.Body, response.Request.URL.Query().Get("sendInitialEvents") == "true")
	}
}

// event is one line of a watch, with when it came.
type event struct {
	line []byte
	at   time.Time
	err  error
}

// stream is the body of a watch with a rule applied; one that tells of what
// there is first, if the rule is told so. Closing it closes the body.
func (r Rule) stream(body io.ReadCloser, tells bool) io.ReadCloser {
	reader, writer := io.Pipe()
	go func() {
		err := r.pass(events(body), tells, writer)
		body.Close()
		writer.CloseWithError(err)
	}()
	return &stream{PipeReader: reader, body: body}
}

type stream struct {
	*io.PipeReader
	body io.Closer
}

func (s *stream) Close() error {
	s.PipeReader.Close()
	return s.body.Close()
}

// events reads a stream until it ends; the last one has the error.
func events(body io.Reader) <-chan event {
	out := make(chan event, 1000)
	go func() {
		defer close(out)
		lines := bufio.NewReader(body)
		for {
			line, err := lines.ReadBytes('\n')
			out <- event{line: line, at: time.Now(), err: err}
			if err != nil {
				return
			}
		}
	}()
	return out
}

// initialEventsEnd annotates the bookmark between what there is and what happens.
var initialEventsEnd = []byte(metav1.InitialEventsAnnotationKey)

// pass hands events on until the rule ends the stream or it ends by itself. What
// a watch tells first, as a list would, is not delayed.
func (r Rule) pass(from <-chan event, tells bool, to io.Writer) error {
	defer drain(from)
	wait := time.Duration(r.Milliseconds) * time.Millisecond
	var over <-chan time.Time
	if r.Action != "delay-watch" {
		if r.Events == 0 {
			over = time.After(wait)
		}
		wait = 0
	}
	for n := 0; ; {
		select {
		case <-over:
			return r.end(to)
		case e := <-from:
			if !tells {
				time.Sleep(time.Until(e.at.Add(wait)))
			}
			tells = tells && !bytes.Contains(e.line, initialEventsEnd)
			if _, err := to.Write(e.line); err != nil {
				return err
			}
			if e.err != nil {
				return e.err
			}
			if n++; n == r.Events && r.Action != "delay-watch" {
				return r.end(to)
			}
		}
	}
}

type watchError struct {
	Type   string        `json:"type"`
	Object metav1.Status `json:"object"`
}

// end is how a rule ends a watch: with an error event as of a resource version
// that is too old, as at the API server's own time limit, or with a cut.
func (r Rule) end(to io.Writer) error {
	if r.Action == "expire-watch" {
		line, err := json.Marshal(watchError{Type: "ERROR", Object: failure(http.StatusGone, "too old resource version")})
		if err == nil {
			_, err = to.Write(append(line, '\n'))
		}
		return err
	}
	if r.Clean {
		return nil
	}
	return errCut
}

// drain lets the reader of a stream that nobody wants any more come to its end.
func drain(from <-chan event) {
	go func() {
		for range from {
		}
	}()
}

func isWatchAction(action string) bool { return slices.Contains(watchActions, action) }
