// Package probe records which addresses the EndpointSlices of Services offer,
// with the time of every change, as a client that connects all the time would
// find them.
package probe

import (
	"context"
	"fmt"
	"sort"
	"strings"
	"sync"
	"time"

	discoveryv1 "k8s.io/api/discovery/v1"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/cache"

	"cdk8s-kubestash/conformance/timeline"
)

// Change is what a Service offers from a moment on.
type Change struct {
	Time     string `json:"time"`
	UnixNano int64  `json:"unixNano"`
	Service  string `json:"service"`
	// Ready has one entry for each ready endpoint of each slice: pod or address.
	Ready []string `json:"ready"`
	// Addresses are the IP addresses of the ready endpoints.
	Addresses []string `json:"addresses"`
	// Slices names the EndpointSlices, mirrored ones included.
	Slices []string `json:"slices"`
}

// Probe watches some Services of a namespace.
type Probe struct {
	ID        string   `json:"id"`
	Namespace string   `json:"namespace"`
	Services  []string `json:"services"`
	Started   string   `json:"started"`
	Changes   []Change `json:"changes"`
	last      map[string]string
}

// Prober has one watch of all EndpointSlices and all probes on it.
type Prober struct {
	timeline *timeline.Log
	mu       sync.Mutex
	slices   map[string]*discoveryv1.EndpointSlice
	next     int
	probes   map[string]*Probe
}

// New makes a prober; Run starts its watch.
func New(log *timeline.Log) *Prober {
	return &Prober{timeline: log, slices: map[string]*discoveryv1.EndpointSlice{}, probes: map[string]*Probe{}}
}

// Run watches until the context ends.
func (p *Prober) Run(ctx context.Context, kube kubernetes.Interface) error {
	factory := informers.NewSharedInformerFactory(kube, 0)
	informer := factory.Discovery().V1().EndpointSlices().Informer()
	_, err := informer.AddEventHandler(cache.ResourceEventHandlerFuncs{
		AddFunc:    func(obj any) { p.seen(obj, false) },
		UpdateFunc: func(_, obj any) { p.seen(obj, false) },
		DeleteFunc: func(obj any) { p.seen(obj, true) },
	})
	if err != nil {
		return err
	}
	factory.Start(ctx.Done())
	if !cache.WaitForCacheSync(ctx.Done(), informer.HasSynced) {
		return fmt.Errorf("EndpointSlices cannot be listed")
	}
	return nil
}

func (p *Prober) seen(obj any, deleted bool) {
	if d, ok := obj.(cache.DeletedFinalStateUnknown); ok {
		obj = d.Obj
	}
	slice, ok := obj.(*discoveryv1.EndpointSlice)
	if !ok {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	key := slice.Namespace + "/" + slice.Name
	services := []string{slice.Labels[discoveryv1.LabelServiceName]}
	if old := p.slices[key]; old != nil {
		services = append(services, old.Labels[discoveryv1.LabelServiceName])
	}
	if deleted {
		delete(p.slices, key)
	} else {
		p.slices[key] = slice
	}
	for _, probe := range p.probes {
		if probe.Namespace != slice.Namespace {
			continue
		}
		for _, service := range services {
			p.record(probe, service, false)
		}
	}
}

// record adds a change when what a Service offers is new.
func (p *Prober) record(probe *Probe, service string, always bool) {
	watched := false
	for _, s := range probe.Services {
		watched = watched || s == service
	}
	if !watched {
		return
	}
	now := time.Now()
	change := Change{Time: now.UTC().Format(time.RFC3339Nano), UnixNano: now.UnixNano(), Service: service, Ready: []string{}, Addresses: []string{}, Slices: []string{}}
	for _, slice := range p.slices {
		if slice.Namespace != probe.Namespace || slice.Labels[discoveryv1.LabelServiceName] != service {
			continue
		}
		change.Slices = append(change.Slices, slice.Name)
		for _, e := range slice.Endpoints {
			if e.Conditions.Ready != nil && !*e.Conditions.Ready {
				continue
			}
			name := strings.Join(e.Addresses, ",")
			if e.TargetRef != nil {
				name = e.TargetRef.Name
			}
			change.Ready = append(change.Ready, name)
			change.Addresses = append(change.Addresses, e.Addresses...)
		}
	}
	sort.Strings(change.Ready)
	sort.Strings(change.Addresses)
	sort.Strings(change.Slices)
	// A slice without endpoints offers nothing; only what is offered counts.
	state := fmt.Sprint(change.Ready, change.Addresses)
	if probe.last[service] == state && !always {
		return
	}
	probe.last[service] = state
	probe.Changes = append(probe.Changes, change)
	p.timeline.Add("endpoints", probe.Namespace, service, map[string]any{"ready": change.Ready, "addresses": change.Addresses, "probe": probe.ID})
}

// Start begins a probe; its first changes are what there is now.
func (p *Prober) Start(namespace string, services []string) (*Probe, error) {
	if namespace == "" || len(services) == 0 {
		return nil, fmt.Errorf("namespace and services are required")
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.next++
	now := time.Now()
	probe := &Probe{
		ID: fmt.Sprint(p.next), Namespace: namespace, Services: services,
		Started: now.UTC().Format(time.RFC3339Nano), Changes: []Change{}, last: map[string]string{},
	}
	p.probes[probe.ID] = probe
	for _, s := range services {
		p.record(probe, s, true)
	}
	return probe, nil
}

// Get is a copy of a probe.
func (p *Prober) Get(id string) (*Probe, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	probe := p.probes[id]
	if probe == nil {
		return nil, fmt.Errorf("no probe %q", id)
	}
	out := *probe
	out.Changes = append([]Change{}, probe.Changes...)
	return &out, nil
}

// Stop ends a probe and returns it.
func (p *Prober) Stop(id string) (*Probe, error) {
	out, err := p.Get(id)
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.probes, id)
	return out, err
}
