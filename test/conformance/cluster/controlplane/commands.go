// Package controlplane contains a Kubernetes control plane: the commands that
// this binary can be, and the supervisor that runs them as its children.
package controlplane

import (
	"flag"
	"fmt"
	"net/url"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"go.etcd.io/etcd/server/v3/embed"
	"k8s.io/component-base/cli"
	apiserver "k8s.io/kubernetes/cmd/kube-apiserver/app"
	controllermanager "k8s.io/kubernetes/cmd/kube-controller-manager/app"
	"k8s.io/kubernetes/pkg/controller/job"

	_ "k8s.io/component-base/metrics/prometheus/clientgo"
	_ "k8s.io/component-base/metrics/prometheus/version"
)

// APIServer runs kube-apiserver with args and exits.
func APIServer(args []string) {
	os.Args = append([]string{"kube-apiserver"}, args...)
	os.Exit(cli.Run(apiserver.NewAPIServerCommand()))
}

// ControllerManager runs kube-controller-manager with args and exits. Besides
// the upstream flags it knows --job-backoff, the first delay after a failed pod.
func ControllerManager(args []string) {
	kept := []string{"kube-controller-manager"}
	for _, arg := range args {
		value, found := strings.CutPrefix(arg, "--job-backoff=")
		if !found {
			kept = append(kept, arg)
			continue
		}
		backoff, err := time.ParseDuration(value)
		exitOn(err)
		job.DefaultJobPodFailureBackOff = backoff
	}
	os.Args = kept
	os.Exit(cli.Run(controllermanager.NewControllerManagerCommand()))
}

// Etcd runs one etcd member without fsync until it is told to stop.
func Etcd(args []string) {
	flags := flag.NewFlagSet("etcd", flag.ExitOnError)
	dir := flags.String("data-dir", "", "data directory")
	client := flags.String("client-url", "", "URL for clients")
	peer := flags.String("peer-url", "", "URL for peers")
	_ = flags.Parse(args)

	clientURL, err := url.Parse(*client)
	exitOn(err)
	peerURL, err := url.Parse(*peer)
	exitOn(err)

	cfg := embed.NewConfig()
	cfg.Dir = *dir
	cfg.LogLevel = "error"
	cfg.UnsafeNoFsync = true
	cfg.ListenClientUrls = []url.URL{*clientURL}
	cfg.AdvertiseClientUrls = []url.URL{*clientURL}
	cfg.ListenPeerUrls = []url.URL{*peerURL}
	cfg.AdvertisePeerUrls = []url.URL{*peerURL}
	cfg.InitialCluster = cfg.InitialClusterFromName(cfg.Name)
	server, err := embed.StartEtcd(cfg)
	exitOn(err)
	defer server.Close()
	select {
	case <-server.Server.ReadyNotify():
	case <-time.After(time.Minute):
		exitOn(fmt.Errorf("etcd is not ready after a minute"))
	}
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGTERM, syscall.SIGINT)
	select {
	case <-stop:
	case err := <-server.Err():
		exitOn(err)
	}
}

func exitOn(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
