package main

import (
	"fmt"
	"os"

	"cdk8s-kubestash/conformance/controlplane"
)

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: cluster apiserver|controller-manager|etcd|up ...")
		os.Exit(2)
	}
	switch os.Args[1] {
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
