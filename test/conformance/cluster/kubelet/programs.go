package kubelet

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

const (
	kubectlPath = "/usr/local/bin/kubectl"
	// nodePath is where distroless images have node, nodeLink where others do.
	nodePath = "/nodejs/bin/node"
	nodeLink = "/usr/local/bin/node"
)

// programDirs are where the host's programs are; some are links to others.
var programDirs = []string{"/bin", "/sbin", "/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin"}

// addPrograms gives the container the programs of its image, and hides those
// of the host that the image would not have.
func (p *pod) addPrograms(box *sandbox, image Image) error {
	for _, dir := range programDirs {
		if info, err := os.Lstat(dir); err != nil || !info.IsDir() {
			continue
		}
		if image.Shell == "none" {
			box.cover = append(box.cover, dir)
		} else {
			box.hide = append(box.hide, filepath.Join(dir, "kubectl"))
		}
	}
	if image.BinDir != "" {
		box.mounts = append(box.mounts, mount{source: image.BinDir, target: image.BinDir, readOnly: true})
	}
	if isTrue(image.Kubectl) {
		box.mounts = append(box.mounts, mount{source: p.k.kubectl, target: kubectlPath, readOnly: true})
	}
	if isTrue(image.Node) {
		node, err := exec.LookPath("node")
		if err != nil {
			return fmt.Errorf("image %q needs node, which is not installed: %w", image.Prefix, err)
		}
		if node, err = filepath.EvalSymlinks(node); err != nil {
			return err
		}
		box.mounts = append(box.mounts, mount{source: node, target: nodePath, readOnly: true})
		box.links[nodeLink] = nodePath
	}
	switch image.Shell {
	case "dash", "none":
	case "busybox":
		box.mounts = append(box.mounts, mount{source: image.Busybox, target: "/usr/local/libexec/busybox", readOnly: true})
		box.links["/bin/sh"] = "/usr/local/libexec/busybox"
	default:
		box.mounts = append(box.mounts, mount{source: image.Shell, target: "/usr/local/libexec/shell", readOnly: true})
		box.links["/bin/sh"] = "/usr/local/libexec/shell"
	}
	return nil
}
