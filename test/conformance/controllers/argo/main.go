// The programs of Argo CD that apply what stands in Git, `argocd application-controller …` and `argocd repo-server …`, and the
// cache between them: `argocd cache ADDRESS` is what Argo CD's own tests take for a Redis. `argocd notify` says what its notifications would be.
package main

import (
	"os"

	"github.com/alicebob/miniredis/v2"
	"github.com/spf13/cobra"

	controller "github.com/argoproj/argo-cd/v3/cmd/argocd-application-controller/commands"
	reposerver "github.com/argoproj/argo-cd/v3/cmd/argocd-repo-server/commands"
)

func main() {
	root := &cobra.Command{Use: "argocd"}
	root.AddCommand(
		named("application-controller", controller.NewCommand()),
		named("repo-server", reposerver.NewCommand()),
		&cobra.Command{Use: "cache", Args: cobra.ExactArgs(1), RunE: func(_ *cobra.Command, args []string) error {
			if err := miniredis.NewMiniRedis().StartAddr(args[0]); err != nil {
				return err
			}
			select {}
		}},
		&cobra.Command{Use: "notify CONFIGMAP APPLICATION TRIGGER", Args: cobra.ExactArgs(3), RunE: notify},
	)
	if root.Execute() != nil {
		os.Exit(1)
	}
}

func named(name string, command *cobra.Command) *cobra.Command {
	command.Use = name
	return command
}
