package kubelet

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// sandbox describes one container's view of the world and what runs in it.
type sandbox struct {
	dir      string // an empty directory on the host for the mounts
	hostname string
	mounts   []mount
	links    map[string]string // path in the container -> what the link says
	hide     []string          // paths that must not exist in the container
	cover    []string          // folders whose content must not exist in the container
	readOnly bool
	argv     []string
	env      []string
	path     string // PATH for finding argv[0]
	workDir  string
	uid, gid int64
	groups   []uint32
	output   *os.File
}

type mount struct {
	source, target string
	readOnly       bool
}

// start runs the sandbox's command as process 1 of a PID namespace, in a mount
// namespace whose root is an overlay of the host's: it may write anywhere, and
// nothing of that is left on the host. The namespaces live as long as a thread
// of this process that does nothing else; the kernel ends the container when
// the thread ends.
func (s *sandbox) start() (*process, error) {
	p := &process{box: s, done: make(chan struct{})}
	started := make(chan error, 1)
	go func() {
		runtime.LockOSThread() // and never unlock: the thread ends with the goroutine
		defer close(p.done)
		if err := s.enter(); err != nil {
			started <- err
			return
		}
		cmd, err := s.command(context.Background(), s.argv)
		if err == nil {
			cmd.SysProcAttr.Cloneflags = syscall.CLONE_NEWPID | syscall.CLONE_NEWIPC
			cmd.SysProcAttr.Pdeathsig = syscall.SIGKILL
			cmd.Stdout, cmd.Stderr = s.output, s.output
			err = cmd.Start()
		}
		p.cmd = cmd
		started <- err
		if err == nil {
			_ = cmd.Wait()
		}
	}()
	if err := <-started; err != nil {
		<-p.done
		return nil, err
	}
	return p, nil
}

// enter moves the calling thread into the container's namespaces and root.
func (s *sandbox) enter() error {
	if err := unix.Unshare(unix.CLONE_NEWNS | unix.CLONE_NEWUTS | unix.CLONE_FS); err != nil {
		return fmt.Errorf("unshare: %w", err)
	}
	if err := unix.Sethostname([]byte(s.hostname)); err != nil {
		return fmt.Errorf("sethostname: %w", err)
	}
	if err := unix.Mount("", "/", "", unix.MS_REC|unix.MS_PRIVATE, ""); err != nil {
		return fmt.Errorf("make / private: %w", err)
	}
	root, err := s.mountRoot()
	if err != nil {
		return err
	}
	if err := mountDev(root); err != nil {
		return err
	}
	if err := stage(root, s.mounts); err != nil {
		return err
	}
	if err := unix.Chroot(root); err != nil {
		return fmt.Errorf("chroot: %w", err)
	}
	if err := unix.Chdir("/"); err != nil {
		return err
	}
	return s.populate()
}

func (s *sandbox) mountRoot() (string, error) {
	if err := os.MkdirAll(s.dir, 0o755); err != nil {
		return "", err
	}
	if err := unix.Mount("tmpfs", s.dir, "tmpfs", 0, "mode=0755"); err != nil {
		return "", fmt.Errorf("mount tmpfs: %w", err)
	}
	upper, work, root := filepath.Join(s.dir, "upper"), filepath.Join(s.dir, "work"), filepath.Join(s.dir, "root")
	for _, dir := range []string{upper, work, root} {
		if err := os.Mkdir(dir, 0o755); err != nil {
			return "", err
		}
	}
	options := fmt.Sprintf("lowerdir=/,upperdir=%s,workdir=%s", upper, work)
	if err := unix.Mount("overlay", root, "overlay", 0, options); err != nil {
		return "", fmt.Errorf("mount overlay: %w", err)
	}
	// Not shared with the host, whatever is there.
	for target, options := range map[string]string{"tmp": "mode=1777", "run": "mode=0755", "dev": "mode=0755"} {
		path := filepath.Join(root, target)
		_ = os.MkdirAll(path, 0o755)
		if err := unix.Mount("tmpfs", path, "tmpfs", 0, options); err != nil {
			return "", fmt.Errorf("mount /%s: %w", target, err)
		}
	}
	if err := unix.Mount("/proc", filepath.Join(root, "proc"), "", unix.MS_BIND|unix.MS_REC, ""); err != nil {
		return "", fmt.Errorf("mount /proc: %w", err)
	}
	return root, nil
}

func mountDev(root string) error {
	for _, name := range []string{"null", "zero", "full", "random", "urandom", "tty"} {
		target := filepath.Join(root, "dev", name)
		if err := os.WriteFile(target, nil, 0o666); err != nil {
			return err
		}
		if err := unix.Mount("/dev/"+name, target, "", unix.MS_BIND, ""); err != nil {
			return fmt.Errorf("mount /dev/%s: %w", name, err)
		}
	}
	for name, target := range map[string]string{"fd": "/proc/self/fd", "stdin": "/proc/self/fd/0", "stdout": "/proc/self/fd/1", "stderr": "/proc/self/fd/2"} {
		if err := os.Symlink(target, filepath.Join(root, "dev", name)); err != nil {
			return err
		}
	}
	shm := filepath.Join(root, "dev", "shm")
	if err := os.Mkdir(shm, 0o777); err != nil {
		return err
	}
	return os.Chmod(shm, 0o1777)
}

const stageDir = ".stage"

// stage binds the sources into the new root, from where they can be bound to
// their targets after the chroot; only then are links such as /var/run -> /run
// those of the container.
func stage(root string, mounts []mount) error {
	for i, m := range mounts {
		target := filepath.Join(root, stageDir, fmt.Sprint(i))
		if err := makeTarget(m.source, target); err != nil {
			return err
		}
		if err := unix.Mount(m.source, target, "", unix.MS_BIND|unix.MS_REC, ""); err != nil {
			return fmt.Errorf("mount %s: %w", m.source, err)
		}
	}
	return nil
}

// makeTarget creates a mount point of the same kind as the source.
func makeTarget(source, target string) error {
	info, err := os.Stat(source)
	if err != nil {
		return err
	}
	if info.IsDir() {
		return os.MkdirAll(target, 0o755)
	}
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return err
	}
	if _, err := os.Stat(target); err == nil {
		return nil
	}
	return os.WriteFile(target, nil, 0o644)
}

// populate arranges the root, with the thread already inside it.
func (s *sandbox) populate() error {
	for _, path := range s.cover {
		if err := unix.Mount("tmpfs", path, "tmpfs", 0, "mode=0755"); err != nil {
			return fmt.Errorf("cover %s: %w", path, err)
		}
	}
	for _, path := range s.hide {
		if err := os.Remove(path); err != nil && !os.IsNotExist(err) {
			return err
		}
	}
	for i, m := range s.mounts {
		staged := filepath.Join("/", stageDir, fmt.Sprint(i))
		if err := makeTarget(staged, m.target); err != nil {
			return fmt.Errorf("mount point %s: %w", m.target, err)
		}
		if err := unix.Mount(staged, m.target, "", unix.MS_BIND|unix.MS_REC, ""); err != nil {
			return fmt.Errorf("mount on %s: %w", m.target, err)
		}
		if m.readOnly {
			if err := unix.Mount("", m.target, "", unix.MS_REMOUNT|unix.MS_BIND|unix.MS_RDONLY, ""); err != nil {
				return fmt.Errorf("read-only mount on %s: %w", m.target, err)
			}
		}
		if err := unix.Unmount(staged, unix.MNT_DETACH); err != nil {
			return fmt.Errorf("unmount %s: %w", staged, err)
		}
	}
	_ = os.RemoveAll("/" + stageDir)
	for path, target := range s.links {
		_ = os.Remove(path)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.Symlink(target, path); err != nil {
			return err
		}
	}
	if s.workDir != "" {
		if err := os.MkdirAll(s.workDir, 0o755); err != nil {
			return err
		}
	}
	if s.readOnly {
		for _, target := range append([]string{"/tmp", "/run", "/"}, s.cover...) {
			if mounted(s.mounts, target) {
				continue
			}
			if err := remountReadOnly(target); err != nil {
				return fmt.Errorf("read-only %s: %w", target, err)
			}
		}
	}
	return nil
}

func mounted(mounts []mount, target string) bool {
	for _, m := range mounts {
		if filepath.Clean(m.target) == target {
			return true
		}
	}
	return false
}

// command is a command of the container, to be started by a thread in its root.
func (s *sandbox) command(ctx context.Context, argv []string) (*exec.Cmd, error) {
	path, err := lookPath(argv[0], s.path)
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, path)
	cmd.Args, cmd.Env, cmd.Dir = argv, s.env, s.workDir
	if cmd.Dir == "" {
		cmd.Dir = "/"
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Setsid:     true,
		Credential: &syscall.Credential{Uid: uint32(s.uid), Gid: uint32(s.gid), Groups: s.groups},
	}
	return cmd, nil
}

// lookPath finds a program in the thread's root by the container's PATH. Its
// errors are worded as those of a container runtime.
func lookPath(name, path string) (string, error) {
	if strings.Contains(name, "/") {
		if _, err := os.Stat(name); err != nil {
			return "", fmt.Errorf("exec: %q: %w", name, err)
		}
		return name, nil
	}
	for _, dir := range filepath.SplitList(path) {
		candidate := filepath.Join(dir, name)
		if info, err := os.Stat(candidate); err == nil && !info.IsDir() && info.Mode()&0o111 != 0 {
			return candidate, nil
		}
	}
	return "", fmt.Errorf("exec: %q: executable file not found in $PATH", name)
}

// remountReadOnly tries again while the kernel says that a file is still open
// for writing, which passes.
func remountReadOnly(target string) error {
	for attempt := 0; ; attempt++ {
		err := unix.Mount("", target, "", unix.MS_REMOUNT|unix.MS_BIND|unix.MS_RDONLY, "")
		if err != unix.EBUSY || attempt == 100 {
			return err
		}
		time.Sleep(20 * time.Millisecond)
	}
}
