package kubelet

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"
	"sync"
)

// Image says what a container of an image finds. There are no real images: all
// containers see the host's files, and a mapping puts programs in front.
type Image struct {
	// Prefix of the image names that this is for; the longest one wins.
	Prefix string `json:"prefix"`
	// BinDir goes first in PATH.
	BinDir string `json:"binDir,omitempty"`
	// Shell is what /bin/sh is: "dash" (as on the host), "busybox" or a path.
	Shell string `json:"shell,omitempty"`
	// Busybox is the path of a busybox binary, when it is not in PATH.
	Busybox string `json:"busybox,omitempty"`
	// Entrypoint is run by a container without a command.
	Entrypoint []string `json:"entrypoint,omitempty"`
	// Kubectl overrides whether kubectl is in PATH.
	Kubectl *bool `json:"kubectl,omitempty"`
	// User that the image runs as when the pod says nothing.
	User int64 `json:"user,omitempty"`
	// Env of the image.
	Env map[string]string `json:"env,omitempty"`
	// PullFails keeps containers of the image in ErrImagePull.
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
	case "", "dash":
	case "busybox":
		if image.Busybox == "" {
			path, err := exec.LookPath("busybox")
			if err != nil {
				return fmt.Errorf("shell busybox: no busybox in PATH, and none given")
			}
			image.Busybox = path
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

// find returns the mapping of an image name, made up when there is none.
func (i *images) find(name string) Image {
	i.mu.Lock()
	defer i.mu.Unlock()
	for _, image := range i.list {
		if strings.HasPrefix(name, image.Prefix) {
			return image
		}
	}
	return Image{}
}

func (i Image) hasKubectl(name string) bool {
	if i.Kubectl != nil {
		return *i.Kubectl
	}
	return strings.Contains(name, "kubectl")
}
