package app

import (
	"context"

	"shukun/store"
)

// DemoPerson makes sure a demonstration's person is there with a role, gives them a new password and ends the sessions
// opened with an earlier one. Only commands of the machine's own call it.
func (a *App) DemoPerson(ctx context.Context, login, name, password string, grants ...Grant) error {
	var p store.Person
	found := false
	err := a.Store.Read(ctx, store.Root, func(tx *store.Tx) (err error) {
		p, found, err = tx.PersonByLogin(FoldLogin(login))
		return err
	})
	if err != nil {
		return err
	}
	if !found {
		_, err := a.SeedPerson(ctx, login, name, password, grants...)
		return err
	}
	if p.Password, err = a.hashPassword(ctx, password); err != nil {
		return err
	}
	p.Disabled = 0
	return a.Store.Write(ctx, store.Root, func(tx *store.Tx) error {
		if err := tx.SavePerson(p); err != nil {
			return err
		}
		if _, err := tx.EndSessions(p.ID, "", a.now()); err != nil {
			return err
		}
		return a.audit(tx, nil, &Event{Action: "person.seed", Object: "person:" + p.ID, Path: p.Home, Details: map[string]string{"login": p.Login, "password": "new"}})
	})
}
