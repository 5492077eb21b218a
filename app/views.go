package app

import (
	"context"
	"slices"
	"unicode/utf8"

	"shukun/lang"
	"shukun/problem"
	"shukun/store"
)

// SavedView is a filter of a screen that a person keeps under a name. It is nobody else's.
type SavedView = store.SavedView

// viewScreens are the screens that have saved views.
var viewScreens = []string{"payables", "findings", "leases"}

// maxViews is how many views a person may keep for a screen.
const maxViews = 50

// SavedViews lists the actor's views of a screen.
func (a *App) SavedViews(ctx context.Context, who *Actor, screen string) (views []SavedView, err error) {
	err = a.Store.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		views, err = tx.SavedViews(who.Person, screen)
		return err
	})
	return views, err
}

// SaveView keeps a view of the actor's; one of the same name is replaced.
func (a *App) SaveView(ctx context.Context, who *Actor, screen, name, query string) error {
	if name == "" || utf8.RuneCountInString(name) > 40 || len(query) > 2000 || !slices.Contains(viewScreens, screen) {
		return errView
	}
	return a.Store.Write(ctx, who.Scope(), func(tx *store.Tx) error {
		views, err := tx.SavedViews(who.Person, screen)
		if err != nil {
			return err
		}
		for _, v := range views {
			if v.Name == name {
				if err := tx.RemoveView(who.Person, v.ID); err != nil {
					return err
				}
			}
		}
		if len(views) >= maxViews {
			return errView
		}
		if err := tx.SaveView(SavedView{ID: a.newID(), Person: who.Person, Screen: screen, Name: name, Query: query, Created: a.now()}); err != nil {
			return err
		}
		return a.audit(tx, who, &Event{Action: "view.save", Object: "person:" + who.Person, Path: "/"})
	})
}

// RemoveView drops a view of the actor's own.
func (a *App) RemoveView(ctx context.Context, who *Actor, id string) error {
	return a.Store.Write(ctx, who.Scope(), func(tx *store.Tx) error {
		if err := tx.RemoveView(who.Person, id); err != nil {
			return err
		}
		return a.audit(tx, who, &Event{Action: "view.remove", Object: "person:" + who.Person, Path: "/"})
	})
}

var errView = problem.New(problem.Invalid, "view", lang.Text{Zh: "视图没有名称、名称太长，或已有 50 个视图", En: "the view has no name, too long a name, or there are 50 already"},
	lang.Text{Zh: "填写不超过 40 个字的名称，或先删除旧视图", En: "Give it a name of at most 40 characters, or remove an old view"})
