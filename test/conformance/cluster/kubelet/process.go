package kubelet

import (
	"bytes"
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"runtime"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// process is a running container.
type process struct {
	cmd  *exec.Cmd
	box  *sandbox
	done chan struct{}
	// logStart is where its part of the container's log begins.
	logStart int64
}

// exitCode is that of the ended process, as a shell would say it.
func (p *process) exitCode() int32 {
	status, ok := p.cmd.ProcessState.Sys().(syscall.WaitStatus)
	if ok && status.Signaled() {
		return 128 + int32(status.Signal())
	}
	return int32(p.cmd.ProcessState.ExitCode())
}

func (p *process) signal(sig syscall.Signal) {
	if !p.ended() {
		_ = p.cmd.Process.Signal(sig)
	}
}

// stop ends the container: SIGTERM, and SIGKILL after the grace period.
func (p *process) stop(grace time.Duration) {
	p.signal(syscall.SIGTERM)
	select {
	case <-p.done:
		return
	case <-time.After(grace):
	}
	p.signal(syscall.SIGKILL)
	<-p.done
}

// exec runs a command in the namespaces of the container, as its user, and
// returns what it printed. An *exec.ExitError is the command's own failure.
func (p *process) exec(ctx context.Context, argv []string) ([]byte, error) {
	var output bytes.Buffer
	result := make(chan error, 1)
	go func() {
		runtime.LockOSThread() // and never unlock: the thread stays in the namespaces
		if err := p.join(); err != nil {
			result <- err
			return
		}
		cmd, err := p.box.command(ctx, argv)
		if err == nil {
			cmd.Stdout, cmd.Stderr, cmd.WaitDelay = &output, &output, time.Second
			err = cmd.Run()
		}
		result <- err
	}()
	err := <-result
	return output.Bytes(), err
}

// join moves the calling thread into the container's namespaces and root.
func (p *process) join() error {
	if err := unix.Unshare(unix.CLONE_FS); err != nil {
		return fmt.Errorf("unshare: %w", err)
	}
	fd, err := unix.PidfdOpen(p.cmd.Process.Pid, 0)
	if err != nil {
		return fmt.Errorf("pidfd of the container: %w", err)
	}
	defer unix.Close(fd)
	if err := unix.Setns(fd, unix.CLONE_NEWNS|unix.CLONE_NEWUTS|unix.CLONE_NEWIPC|unix.CLONE_NEWPID); err != nil {
		return fmt.Errorf("setns: %w", err)
	}
	return unix.Chroot(filepath.Join(p.box.dir, "root"))
}

func (p *process) ended() bool {
	select {
	case <-p.done:
		return true
	default:
		return false
	}
}

// endedBy waits for the container's end, at most until the deadline.
func (p *process) endedBy(deadline time.Time) {
	select {
	case <-p.done:
	case <-time.After(time.Until(deadline)):
	}
}
