package main

import (
	"fmt"
	"os"
	"path/filepath"

	"cdk8s-kubestash/conformance/controlplane"
)

func main() {
	name := filepath.Base(os.Args[0])
	if name == "kubectl" {
		controlplane.Kubectl(os.Args[1:])
		return
	}
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: cluster kubectl|apiserver|controller-manager|etcd|up ...")
		os.Exit(2)
	}
	switch os.Args[1] {
	case "kubectl":
		controlplane.Kubectl(os.Args[2:])
	case "apiserver":
		controlplane.APIServer(os.Args[2:])
	case "controller-manager":
		controlplane.ControllerManager(os.Args[2:])
	case "etcd":
		controlplane.Etcd(os.Args[2:])
	case "up":
		if err := up(os.Args[2:]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	default:
		fmt.Fprintf(os.Stderr, "unknown subcommand %q\n", os.Args[1])
		os.Exit(2)
	}
}
