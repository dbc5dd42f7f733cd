// kubectl, as a program of its own: pods start it several times a second, and as a part of the cluster's program it would
// get everything of that ready first.
package main

import (
	"fmt"
	"os"

	_ "cdk8s-kubestash/conformance/kubectl/english"

	"k8s.io/component-base/cli"
	"k8s.io/kubectl/pkg/cmd"
)

func main() {
	if err := cli.RunNoErrOutput(cmd.NewDefaultKubectlCommand()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
