package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"
)

// up runs the whole cluster until it is told to stop.
func up(args []string) error {
	flags := flag.NewFlagSet("up", flag.ExitOnError)
	opts := options{}
	flags.StringVar(&opts.dir, "dir", "", "directory for the cluster's state (required)")
	flags.StringVar(&opts.crds, "crds", "", "directory with the CustomResourceDefinitions to install")
	flags.StringVar(&opts.catalog, "catalog", "", "directory with the Addons and Functions to install")
	flags.StringVar(&opts.pods, "pods-path", "", "directory for what belongs to pods (default: in --dir)")
	flags.StringVar(&opts.cache, "cache", "", "directory for etcd data with the definitions and the catalog (default: seeds, beside the binary)")
	flags.IntVar(&opts.concurrency, "concurrency", 5, "workers of the Job controller and of each stand-in")
	flags.DurationVar(&opts.jobBackoff, "job-backoff", time.Second, "first delay of the Job controller after a failed pod (10s in a real cluster)")
	stdin := flags.Bool("stdin-watch", false, "end when standard input closes")
	_ = flags.Parse(args)
	if opts.dir == "" {
		return fmt.Errorf("--dir is required")
	}
	var err error
	if opts.dir, err = filepath.Abs(opts.dir); err != nil {
		return err
	}

	ctx, cancel := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer cancel()
	if *stdin {
		go func() {
			_, _ = io.Copy(io.Discard, os.Stdin)
			cancel()
		}()
	}
	c, err := start(ctx, opts)
	defer c.stop()
	if err != nil {
		return err
	}
	line, err := json.Marshal(c.summary())
	if err != nil {
		return err
	}
	fmt.Println(string(line))

	ticker := time.NewTicker(500 * time.Millisecond)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
			if name := c.plane.Died(); name != "" {
				return fmt.Errorf("%s ended by itself; see %s", name, filepath.Join(opts.dir, "control-plane", name+".log"))
			}
		}
	}
}

type options struct {
	dir, crds, catalog, pods, cache string
	concurrency                     int
	jobBackoff                      time.Duration
}
