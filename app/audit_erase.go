package app

import (
	"context"

	"shukun/store"
)

const eraseAction = "audit.erase"

// EraseTraces erases what the audit log keeps of a person beside the leaves: sessions, addresses, details of what they did
// and of what was done to them. That they did it, and when, stays; the log still verifies. It is for somebody whose data the
// law says must go.
func (a *App) EraseTraces(ctx context.Context, who *Actor, person string) error {
	return a.act(ctx, who, ManagePeople, Object{Path: "/", Kind: "person", Ref: "person:" + person}, func(tx *store.Tx, e *Event) error {
		e.Action = eraseAction
		seq, err := tx.HoldAudit()
		if err != nil {
			return err
		}
		_, err = tx.EraseAuditDetails(person, seq) // the event of this act is the next
		return err
	})
}
