package kubelet

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

const nobody = 65534

// configError keeps a container waiting, and is retried.
type configError struct {
	reason string
	err    error
}

func (e *configError) Error() string { return e.err.Error() }

// startContainer runs a container; a configError means that it cannot be run yet.
func (p *pod) startContainer(ctx context.Context, c *corev1.Container) (*process, error) {
	image := p.k.images.find(c.Image)
	if image.PullFails {
		return nil, &configError{errImagePull, fmt.Errorf("failed to pull and unpack image %q: failed to resolve reference %q: not found", c.Image, c.Image)}
	}
	uid, gid, groups, err := p.user(c, image)
	if err != nil {
		return nil, &configError{"CreateContainerConfigError", err}
	}
	env, err := p.k.environment(ctx, p.object, c, image, uid)
	if err != nil {
		return nil, &configError{"CreateContainerConfigError", err}
	}
	argv, err := arguments(c, image, env)
	if err != nil {
		return nil, err
	}
	output, err := os.OpenFile(p.k.logFile(p.object.Namespace, p.object.Name, c.Name), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		return nil, err
	}
	defer output.Close()
	logStart, err := output.Seek(0, io.SeekEnd)
	if err != nil {
		return nil, err
	}
	dir := filepath.Join(p.dir, "containers", c.Name)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	box := &sandbox{
		dir: filepath.Join(dir, "mounts"), hostname: p.object.Name,
		argv: argv, env: environ(env), path: env["PATH"], workDir: c.WorkingDir,
		uid: uid, gid: gid, groups: groups, output: output,
		links: map[string]string{},
	}
	if sc := c.SecurityContext; sc != nil {
		box.readOnly = isTrue(sc.ReadOnlyRootFilesystem)
	}
	if err := p.addPrograms(box, image); err != nil {
		return nil, &configError{"CreateContainerError", err}
	}
	if err := p.addMounts(box, c, env, dir); err != nil {
		return nil, &configError{"CreateContainerConfigError", err}
	}
	proc, err := box.start()
	if err != nil {
		return nil, fmt.Errorf("failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: %w: unknown", err)
	}
	proc.logStart = logStart
	return proc, nil
}

// arguments are what a container runs: its command and args, or its args after
// the image's entrypoint.
func arguments(c *corev1.Container, image Image, env map[string]string) ([]string, error) {
	argv := append(expandAll(c.Command, env), expandAll(c.Args, env)...)
	if len(c.Command) > 0 {
		return argv, nil
	}
	if len(image.Entrypoint) == 0 {
		return nil, fmt.Errorf("container %s has no command, and image %q has no entrypoint here", c.Name, c.Image)
	}
	return append(append([]string(nil), image.Entrypoint...), argv...), nil
}

func (p *pod) addMounts(box *sandbox, c *corev1.Container, env map[string]string, dir string) error {
	box.mounts = append(box.mounts, mount{source: p.k.hosts.path, target: "/etc/hosts", readOnly: true})
	message := c.TerminationMessagePath
	if message == "" {
		message = corev1.TerminationMessagePathDefault
	}
	if err := os.WriteFile(filepath.Join(dir, "message"), nil, 0o666); err != nil {
		return err
	}
	_ = os.Chmod(filepath.Join(dir, "message"), 0o666)
	for _, m := range c.VolumeMounts {
		v, ok := p.volumes[m.Name]
		if !ok {
			return fmt.Errorf("volume %q is not there", m.Name)
		}
		source := v.path
		subPath := m.SubPath
		if m.SubPathExpr != "" {
			subPath = expandAll([]string{m.SubPathExpr}, env)[0]
		}
		if subPath != "" {
			source = filepath.Join(source, subPath)
			if _, err := os.Stat(source); os.IsNotExist(err) {
				if err := os.MkdirAll(source, 0o777); err != nil {
					return err
				}
				_ = os.Chmod(source, 0o777)
			}
		}
		box.mounts = append(box.mounts, mount{source: source, target: m.MountPath, readOnly: m.ReadOnly || v.readOnly})
	}
	box.mounts = append(box.mounts, mount{source: filepath.Join(dir, "message"), target: message})
	return nil
}

// user is who the container runs as.
func (p *pod) user(c *corev1.Container, image Image) (uid, gid int64, groups []uint32, err error) {
	uid = image.User
	nonRoot := false
	if sc := p.object.Spec.SecurityContext; sc != nil {
		if sc.RunAsUser != nil {
			uid = *sc.RunAsUser
		}
		if sc.RunAsGroup != nil {
			gid = *sc.RunAsGroup
		}
		if sc.FSGroup != nil {
			groups = append(groups, uint32(*sc.FSGroup))
		}
		for _, g := range sc.SupplementalGroups {
			groups = append(groups, uint32(g))
		}
		nonRoot = isTrue(sc.RunAsNonRoot)
	}
	explicit := p.object.Spec.SecurityContext != nil && p.object.Spec.SecurityContext.RunAsUser != nil
	if sc := c.SecurityContext; sc != nil {
		if sc.RunAsUser != nil {
			uid, explicit = *sc.RunAsUser, true
		}
		if sc.RunAsGroup != nil {
			gid = *sc.RunAsGroup
		}
		if sc.RunAsNonRoot != nil {
			nonRoot = *sc.RunAsNonRoot
		}
	}
	if nonRoot && uid == 0 {
		if explicit {
			return 0, 0, nil, fmt.Errorf("container's runAsUser breaks non-root policy")
		}
		uid = nobody
	}
	return uid, gid, groups, nil
}

// terminated turns an ended process into a container state.
func (p *pod) terminated(c *corev1.Container, proc *process, started time.Time) *corev1.ContainerStateTerminated {
	code := proc.exitCode()
	state := &corev1.ContainerStateTerminated{
		ExitCode: code, Reason: "Completed",
		StartedAt: metav1.NewTime(started), FinishedAt: metav1.Now(),
		ContainerID: p.containerID(c.Name),
	}
	if code != 0 {
		state.Reason = "Error"
	}
	message, _ := os.ReadFile(filepath.Join(p.dir, "containers", c.Name, "message"))
	if len(message) > 4096 {
		message = message[:4096]
	}
	state.Message = string(message)
	if state.Message == "" && code != 0 && c.TerminationMessagePolicy == corev1.TerminationMessageFallbackToLogsOnError {
		state.Message = logTail(p.k.logFile(p.object.Namespace, p.object.Name, c.Name), proc.logStart)
	}
	return state
}

func (k *Kubelet) logFile(namespace, pod, container string) string {
	return filepath.Join(k.dir, "logs", namespace+"_"+pod+"_"+container+".log")
}

// logTail is the last part of a log, of what was written since start, that the
// kubelet would put into a message.
func logTail(path string, start int64) string {
	raw, _ := os.ReadFile(path)
	raw = raw[min(int(start), len(raw)):]
	if len(raw) > 2048 {
		raw = raw[len(raw)-2048:]
	}
	lines := strings.SplitAfter(string(raw), "\n")
	if len(lines) > 80 {
		lines = lines[len(lines)-80:]
	}
	return strings.Join(lines, "")
}
