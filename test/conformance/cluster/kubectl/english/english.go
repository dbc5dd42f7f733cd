// Package english keeps kubectl from loading translations, which takes it a third of its time as it starts. They are loaded
// when packages of kubectl are initialised, so this one has to come before them: its path does.
package english

import "k8s.io/kubectl/pkg/util/i18n"

func init() {
	if err := i18n.SetLoadTranslationsFunc(func() error { return nil }); err != nil {
		panic(err)
	}
}
