package kubestash

import (
	"slices"
	"testing"
	"time"
)

func TestExpired(t *testing.T) {
	at := func(minute int) time.Time { return time.Date(2026, 8, 1, 10, minute, 0, 0, time.UTC) }
	list := []kept{
		{"old", "Succeeded", at(1)}, {"newest", "Succeeded", at(9)}, {"middle", "Succeeded", at(5)},
		{"broken", "Failed", at(2)}, {"broken-later", "Failed", at(3)}, {"now", "Running", at(10)},
	}
	for _, c := range []struct {
		successful, failed int64
		want               []string
	}{
		{2, 1, []string{"broken", "old"}},
		{1, 2, []string{"middle", "old"}},
		{-1, -1, nil},
		{0, -1, []string{"middle", "newest", "old"}},
	} {
		got := expired(list, c.successful, c.failed)
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("last %d, failed %d: %v, want %v", c.successful, c.failed, got, c.want)
		}
	}
}
