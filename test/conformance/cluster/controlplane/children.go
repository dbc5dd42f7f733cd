package controlplane

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
	"syscall"
	"time"
)

// children are the processes that the supervisor runs. Each one gets SIGKILL
// from the kernel when the supervisor dies, however it dies.
type children struct {
	logs  string
	env   []string
	mu    sync.Mutex
	procs []*child
	start chan func()
}

type child struct {
	name string
	cmd  *exec.Cmd
	done chan struct{}
}

func newChildren(logs string) *children {
	c := &children{logs: logs, start: make(chan func())}
	// The parent-death signal is tied to the thread that forked, so that
	// thread has to live as long as the process.
	go func() {
		runtime.LockOSThread()
		for f := range c.start {
			f()
		}
	}()
	return c
}

func (c *children) run(name string, args ...string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	log, err := os.Create(filepath.Join(c.logs, name+".log"))
	if err != nil {
		return err
	}
	cmd := exec.Command(self, append([]string{name}, args...)...)
	cmd.Stdout, cmd.Stderr = log, log
	cmd.Env = append(os.Environ(), c.env...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL, Setpgid: true}
	started := make(chan error)
	c.start <- func() { started <- cmd.Start() }
	if err := <-started; err != nil {
		return fmt.Errorf("start %s: %w", name, err)
	}
	p := &child{name: name, cmd: cmd, done: make(chan struct{})}
	go func() {
		_ = cmd.Wait()
		log.Close()
		close(p.done)
	}()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.procs = append(c.procs, p)
	return nil
}

func (c *children) pids() map[string]int {
	c.mu.Lock()
	defer c.mu.Unlock()
	out := map[string]int{}
	for _, p := range c.procs {
		out[p.name] = p.cmd.Process.Pid
	}
	return out
}

// died names the first child that is not running any more.
func (c *children) died() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, p := range c.procs {
		select {
		case <-p.done:
			return p.name
		default:
		}
	}
	return ""
}

// stop ends the children, with little patience: their data is not kept.
func (c *children) stop() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, p := range c.procs {
		_ = p.cmd.Process.Signal(syscall.SIGTERM)
	}
	patience := time.After(time.Second)
	for _, p := range c.procs {
		select {
		case <-p.done:
		case <-patience:
			for _, q := range c.procs {
				_ = q.cmd.Process.Kill()
			}
			<-p.done
			patience = time.After(0)
		}
	}
	c.procs = nil
}

// freePorts finds n loopback ports that nothing listens on.
func freePorts(n int) ([]int, error) {
	var ports []int
	for range n {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return nil, err
		}
		defer l.Close()
		ports = append(ports, l.Addr().(*net.TCPAddr).Port)
	}
	return ports, nil
}
