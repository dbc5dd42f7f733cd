package kubelet

import (
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"sort"
	"strings"
	"sync"

	"k8s.io/utils/ptr"
)

// Image says what a container of an image finds. There are no real images: all
// containers see the host's files, and a mapping puts programs in front.
type Image struct {
	// Prefix of the image names that this is for; the longest one wins.
	Prefix string `json:"prefix"`
	// BinDir goes first in PATH.
	BinDir string `json:"binDir,omitempty"`
	// Shell is what /bin/sh is: "dash" (as on the host), "busybox", a path, or
	// "none", with which there is no other program either.
	Shell string `json:"shell,omitempty"`
	// Busybox is the path of a busybox binary, when it is not in PATH.
	Busybox string `json:"busybox,omitempty"`
	// Entrypoint is run by a container without a command.
	Entrypoint []string `json:"entrypoint,omitempty"`
	// Kubectl overrides whether kubectl is in PATH.
	Kubectl *bool `json:"kubectl,omitempty"`
	// Node overrides whether the image is one of Node.
	Node *bool `json:"node,omitempty"`
	// User that the image runs as when the pod says nothing.
	User int64 `json:"user,omitempty"`
	// Env of the image.
	Env map[string]string `json:"env,omitempty"`
	// PullFails keeps containers of the image in ErrImagePull and ImagePullBackOff.
	PullFails bool `json:"pullFails,omitempty"`
}

type images struct {
	mu   sync.Mutex
	list []Image
}

func (i *images) set(image Image) error {
	if image.Prefix == "" {
		return fmt.Errorf("prefix is required")
	}
	if image.BinDir != "" {
		if !filepath.IsAbs(image.BinDir) {
			return fmt.Errorf("binDir %q is not absolute", image.BinDir)
		}
		if _, err := os.Stat(image.BinDir); err != nil {
			return err
		}
	}
	switch image.Shell {
	case "", "dash", "none":
	case "busybox":
		if image.Busybox == "" {
			found, err := exec.LookPath("busybox")
			if err != nil {
				return fmt.Errorf("shell busybox: no busybox in PATH, and none given")
			}
			image.Busybox = found
		}
	default:
		if _, err := os.Stat(image.Shell); err != nil {
			return err
		}
	}
	i.mu.Lock()
	defer i.mu.Unlock()
	kept := i.list[:0:0]
	for _, old := range i.list {
		if old.Prefix != image.Prefix {
			kept = append(kept, old)
		}
	}
	i.list = append(kept, image)
	sort.SliceStable(i.list, func(a, b int) bool { return len(i.list[a].Prefix) > len(i.list[b].Prefix) })
	return nil
}

func (i *images) clear() {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.list = nil
}

// find returns the mapping of an image name, made up when there is none, with
// all that it leaves open.
func (i *images) find(name string) Image {
	i.mu.Lock()
	defer i.mu.Unlock()
	found := Image{}
	for _, image := range i.list {
		if strings.HasPrefix(name, image.Prefix) {
			found = image
			break
		}
	}
	return found.of(name)
}

// of fills in what goes by an image's name: one of kubectl has kubectl, and one
// of Node runs node and has nothing else, not even a shell.
func (i Image) of(name string) Image {
	if i.Kubectl == nil {
		i.Kubectl = ptr.To(strings.Contains(name, "kubectl"))
	}
	if i.Node == nil {
		i.Node = ptr.To(strings.Contains(path.Base(name), "node"))
	}
	if *i.Node {
		if len(i.Entrypoint) == 0 {
			i.Entrypoint = []string{nodePath}
		}
		if i.Shell == "" {
			i.Shell = "none"
		}
	}
	if i.Shell == "" {
		i.Shell = "dash"
	}
	return i
}
