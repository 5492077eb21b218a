package store

// SavedView is a filter of a screen that a person keeps under a name.
type SavedView struct {
	ID, Person, Screen, Name, Query string
	Created                         Instant
}

// SavedViews lists a person's views of a screen by name.
func (t *Tx) SavedViews(person, screen string) ([]SavedView, error) {
	return collect(t, "select id, person, screen, name, query, created_at from saved_view where person = $1 and screen = $2 order by name, id", []any{person, screen},
		func(scan func(...any) error, v *SavedView) error {
			return scan(&v.ID, &v.Person, &v.Screen, &v.Name, &v.Query, &v.Created)
		})
}

// SaveView adds a view.
func (t *Tx) SaveView(v SavedView) error {
	_, err := t.exec("insert into saved_view (id, person, screen, name, query, created_at) values ($1, $2, $3, $4, $5, $6)", v.ID, v.Person, v.Screen, v.Name, v.Query, v.Created)
	return err
}

// RemoveView drops a view of a person's.
func (t *Tx) RemoveView(person, id string) error {
	_, err := t.exec("delete from saved_view where person = $1 and id = $2", person, id)
	return err
}
