package operators

// Condition is one entry of status.conditions.
type Condition struct {
	Type, Status, Reason, Message string
}

// SetCondition adds or changes a condition of a status.
func SetCondition(status Object, generation int64, want Condition) {
	list := conditions(status)
	for _, c := range list {
		if c["type"] != want.Type {
			continue
		}
		if c["status"] != want.Status {
			c["lastTransitionTime"] = Now()
		}
		c["status"], c["reason"], c["message"], c["observedGeneration"] = want.Status, want.Reason, want.Message, generation
		store(status, list)
		return
	}
	store(status, append(list, Object{
		"type": want.Type, "status": want.Status, "reason": want.Reason, "message": want.Message,
		"lastTransitionTime": Now(), "observedGeneration": generation,
	}))
}

// RemoveCondition drops a condition of a status.
func RemoveCondition(status Object, kind string) {
	var kept []Object
	for _, c := range conditions(status) {
		if c["type"] != kind {
			kept = append(kept, c)
		}
	}
	store(status, kept)
}

// ConditionStatus is True, False, Unknown or empty.
func ConditionStatus(status Object, kind string) string {
	for _, c := range conditions(status) {
		if c["type"] == kind {
			s, _ := c["status"].(string)
			return s
		}
	}
	return ""
}

func conditions(status Object) []Object { return List(status, "conditions") }

func store(status Object, list []Object) {
	out := make([]any, len(list))
	for i, c := range list {
		out[i] = c
	}
	status["conditions"] = out
}
