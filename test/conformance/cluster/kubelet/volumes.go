package kubelet

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	corev1 "k8s.io/api/core/v1"
)

// volume is a directory on the host that holds a pod's volume.
type volume struct {
	path     string
	readOnly bool
}

// file is one file of a volume.
type file struct {
	path string
	data []byte
	mode os.FileMode
}

// makeVolumes creates all volumes of a pod that are not there yet. Any one that
// cannot be made blocks the whole pod, as with the kubelet.
func (p *pod) makeVolumes(ctx context.Context) error {
	for i := range p.object.Spec.Volumes {
		v := &p.object.Spec.Volumes[i]
		if _, done := p.volumes[v.Name]; done {
			continue
		}
		made, err := p.makeVolume(ctx, v)
		if err != nil {
			return fmt.Errorf("MountVolume.SetUp failed for volume %q : %w", v.Name, err)
		}
		p.volumes[v.Name] = made
	}
	return nil
}

func (p *pod) makeVolume(ctx context.Context, v *corev1.Volume) (volume, error) {
	dir := filepath.Join(p.dir, "volumes", v.Name)
	switch {
	case v.EmptyDir != nil:
		return volume{path: dir}, p.makeEmptyDir(dir)
	case v.PersistentVolumeClaim != nil:
		// Claims outlive pods.
		dir = filepath.Join(p.k.dir, "claims", p.object.Namespace+"_"+v.PersistentVolumeClaim.ClaimName)
		return volume{path: dir}, p.makeEmptyDir(dir)
	case v.HostPath != nil:
		return volume{path: v.HostPath.Path}, nil
	case v.ConfigMap != nil:
		files, err := p.configMapFiles(ctx, v.ConfigMap.Name, v.ConfigMap.Items, v.ConfigMap.Optional, v.ConfigMap.DefaultMode)
		return volume{path: dir, readOnly: true}, p.writeVolume(dir, files, err)
	case v.Secret != nil:
		files, err := p.secretFiles(ctx, v.Secret.SecretName, v.Secret.Items, v.Secret.Optional, v.Secret.DefaultMode)
		return volume{path: dir, readOnly: true}, p.writeVolume(dir, files, err)
	case v.DownwardAPI != nil:
		files, err := p.downwardFiles(v.DownwardAPI.Items, v.DownwardAPI.DefaultMode)
		return volume{path: dir, readOnly: true}, p.writeVolume(dir, files, err)
	case v.Projected != nil:
		files, err := p.projectedFiles(ctx, dir, v.Projected)
		return volume{path: dir, readOnly: true}, p.writeVolume(dir, files, err)
	}
	return volume{}, fmt.Errorf("this kind of volume is not supported here")
}

func (p *pod) makeEmptyDir(dir string) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	mode := os.FileMode(0o777)
	if group := p.fsGroup(); group != nil {
		if err := os.Chown(dir, -1, int(*group)); err != nil {
			return err
		}
		mode |= os.ModeSetgid
	}
	return os.Chmod(dir, mode)
}

func (p *pod) fsGroup() *int64 {
	if sc := p.object.Spec.SecurityContext; sc != nil {
		return sc.FSGroup
	}
	return nil
}

func (p *pod) writeVolume(dir string, files []file, err error) error {
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, f := range files {
		if err := p.writeFile(filepath.Join(dir, f.path), f.data, f.mode); err != nil {
			return err
		}
	}
	return nil
}

// writeFile replaces a file at once, so that a reader never sees half of it.
func (p *pod) writeFile(path string, data []byte, mode os.FileMode) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	temporary := path + ".new"
	if err := os.WriteFile(temporary, data, 0o600); err != nil {
		return err
	}
	if group := p.fsGroup(); group != nil {
		if err := os.Chown(temporary, -1, int(*group)); err != nil {
			return err
		}
		mode |= (mode & 0o700) >> 3 &^ 0o20
	}
	if err := os.Chmod(temporary, mode); err != nil {
		return err
	}
	return os.Rename(temporary, path)
}

func (p *pod) configMapFiles(ctx context.Context, name string, items []corev1.KeyToPath, optional *bool, mode *int32) ([]file, error) {
	cm, err := p.k.configMap(ctx, p.object.Namespace, name, optional)
	if err != nil || cm == nil {
		return nil, err
	}
	data := map[string][]byte{}
	for key, value := range cm.Data {
		data[key] = []byte(value)
	}
	for key, value := range cm.BinaryData {
		data[key] = value
	}
	return keysToFiles(data, items, mode, isTrue(optional), "configmap", name)
}

func (p *pod) secretFiles(ctx context.Context, name string, items []corev1.KeyToPath, optional *bool, mode *int32) ([]file, error) {
	secret, err := p.k.secret(ctx, p.object.Namespace, name, optional)
	if err != nil || secret == nil {
		return nil, err
	}
	return keysToFiles(secret.Data, items, mode, isTrue(optional), "secret", name)
}

// keysToFiles lays out the keys of a ConfigMap or Secret: all of them, or the
// listed ones, each of which then has to exist unless the source is optional.
func keysToFiles(data map[string][]byte, items []corev1.KeyToPath, mode *int32, optional bool, kind, name string) ([]file, error) {
	var out []file
	if len(items) == 0 {
		for key, value := range data {
			out = append(out, file{path: key, data: value, mode: fileMode(nil, mode)})
		}
		return out, nil
	}
	for _, item := range items {
		value, ok := data[item.Key]
		if !ok {
			if optional {
				continue
			}
			return nil, fmt.Errorf("references non-existent %s key: %s in %s", kind, item.Key, name)
		}
		out = append(out, file{path: item.Path, data: value, mode: fileMode(item.Mode, mode)})
	}
	return out, nil
}

func fileMode(item, all *int32) os.FileMode {
	switch {
	case item != nil:
		return os.FileMode(*item)
	case all != nil:
		return os.FileMode(*all)
	}
	return 0o644
}

func (p *pod) downwardFiles(items []corev1.DownwardAPIVolumeFile, mode *int32) ([]file, error) {
	var out []file
	for _, item := range items {
		value, err := p.downward(item)
		if err != nil {
			return nil, err
		}
		out = append(out, file{path: item.Path, data: []byte(value), mode: fileMode(item.Mode, mode)})
	}
	return out, nil
}

func (p *pod) downward(item corev1.DownwardAPIVolumeFile) (string, error) {
	if item.FieldRef != nil {
		return p.k.podField(p.object, item.FieldRef.FieldPath)
	}
	for _, list := range [][]corev1.Container{p.object.Spec.InitContainers, p.object.Spec.Containers} {
		for i := range list {
			if list[i].Name == item.ResourceFieldRef.ContainerName {
				return resourceField(&list[i], item.ResourceFieldRef)
			}
		}
	}
	return "", fmt.Errorf("container %s not found", item.ResourceFieldRef.ContainerName)
}
