package kubestash

import "time"

// kept is what retention needs to know of a Snapshot.
type kept struct {
	name  string
	phase string
	time  time.Time
}

// expired names the Snapshots that `successfulSnapshots.last` and
// `failedSnapshots.last` do not keep. The newest are kept, running ones always;
// a negative number keeps all.
func expired(list []kept, successful, failed int64) []string {
	var out []string
	counts := map[string]int64{}
	limits := map[string]int64{"Succeeded": successful, "Failed": failed}
	for _, s := range newestFirst(list) {
		limit, limited := limits[s.phase]
		if !limited || limit < 0 {
			continue
		}
		counts[s.phase]++
		if counts[s.phase] > limit {
			out = append(out, s.name)
		}
	}
	return out
}

func newestFirst(list []kept) []kept {
	out := append([]kept(nil), list...)
	for i := range out {
		for j := i + 1; j < len(out); j++ {
			if out[j].time.After(out[i].time) {
				out[i], out[j] = out[j], out[i]
			}
		}
	}
	return out
}
