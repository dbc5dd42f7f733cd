// Package jsii stands in for the jsii runtime where only types are checked: nothing runs with it.
package jsii

// String returns a pointer to a string.
func String(v string) *string { return &v }

// Bool returns a pointer to a bool.
func Bool(v bool) *bool { return &v }

// Number returns a pointer to a number as a float64.
func Number[T int | int32 | int64 | float32 | float64](v T) *float64 {
	f := float64(v)
	return &f
}
