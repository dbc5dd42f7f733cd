// Judges pods by Pod Security: reads a JSON list of PodTemplateSpecs, and says of each, on a line of its own, what the level
// `restricted` forbids, in upstream's words. Nothing is what nobody forbids. Keys that a pod does not have are refused.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
)

func main() {
	if err := judge(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func judge() error {
	var pods []json.RawMessage
	if err := json.NewDecoder(os.Stdin).Decode(&pods); err != nil {
		return err
	}
	evaluator, err := policy.NewEvaluator(policy.DefaultChecks())
	if err != nil {
		return err
	}
	restricted := api.LevelVersion{Level: api.LevelRestricted, Version: api.LatestVersion()}
	for i, raw := range pods {
		var pod corev1.PodTemplateSpec
		decoder := json.NewDecoder(bytes.NewReader(raw))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&pod); err != nil {
			return fmt.Errorf("pod %d: %w", i, err)
		}
		result := policy.AggregateCheckResults(evaluator.EvaluatePod(restricted, &pod.ObjectMeta, &pod.Spec))
		fmt.Println(result.ForbiddenDetail())
	}
	return nil
}
