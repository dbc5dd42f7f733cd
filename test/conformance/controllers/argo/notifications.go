package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/argoproj/notifications-engine/pkg/api"
	"github.com/argoproj/notifications-engine/pkg/services"
	"github.com/spf13/cobra"
	corev1 "k8s.io/api/core/v1"
)

// notified is what a trigger came to, by the parser and the evaluator of Argo CD's notifications controller.
type notified struct {
	Triggered bool   `json:"triggered"`
	OncePer   string `json:"oncePer"`
	Message   string `json:"message"`
}

// notify reads argocd-notifications-cm and an Application, in JSON, and prints what the trigger says about it.
func notify(cmd *cobra.Command, args []string) error {
	var configMap corev1.ConfigMap
	var app map[string]any
	if err := read(args[0], &configMap); err != nil {
		return err
	}
	if err := read(args[1], &app); err != nil {
		return err
	}
	config, err := api.ParseConfig(&configMap, &corev1.Secret{})
	if err != nil {
		return err
	}
	vars := map[string]any{"app": app}
	engine, err := api.NewAPI(*config, func(map[string]any, services.Destination) map[string]any { return vars })
	if err != nil {
		return err
	}
	console := &console{}
	engine.AddNotificationService("console", console)
	results, err := engine.RunTrigger(args[2], vars)
	if err != nil {
		return err
	}
	answers := []notified{}
	for _, result := range results {
		answer := notified{Triggered: result.Triggered, OncePer: result.OncePer}
		if result.Triggered {
			if err := engine.Send(app, result.Templates, services.Destination{Service: "console", Recipient: "anybody"}); err != nil {
				return err
			}
			answer.Message = console.message
		}
		answers = append(answers, answer)
	}
	return json.NewEncoder(cmd.OutOrStdout()).Encode(answers)
}

// console keeps what it is sent.
type console struct{ message string }

func (c *console) Send(notification services.Notification, _ services.Destination) error {
	c.message = notification.Message
	return nil
}

func read(file string, into any) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(text, into); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return nil
}
