package store

// Setting gives a setting of the instance, "" if it is not set.
func (t *Tx) Setting(key string) (value string, err error) {
	_, err = t.one("select value from setting where key = $1", []any{key}, &value)
	return value, err
}

// SetSetting keeps a setting of the instance.
func (t *Tx) SetSetting(key, value string) error {
	_, err := t.exec("insert into setting (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value", key, value)
	return err
}

// TreeVersion grows with every change of the organisation tree: what was read under one version may be kept as long as
// the version stands.
func (t *Tx) TreeVersion() (v int64, err error) {
	_, err = t.one("select cast(value as bigint) from setting where key = 'tree-version'", nil, &v)
	return v, err
}

// treeChanged moves the version of the organisation tree on.
func (t *Tx) treeChanged() error {
	_, err := t.exec("update setting set value = cast(cast(value as bigint) + 1 as text) where key = 'tree-version'")
	return err
}
