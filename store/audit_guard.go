package store

import "strings"

// kept are the tables of the audit log in which no row is ever changed or removed, whoever asks.
var kept = []string{"audit_event", "audit_hash", "audit_checkpoint"}

// postgresGuard refuses changes of the audit log, also to its owner. It may run any number of times.
var postgresGuard = func() string {
	var b strings.Builder
	b.WriteString(`create or replace function audit_kept() returns trigger language plpgsql as $$
begin
	raise exception 'the audit log is only added to' using errcode = '42501';
end $$;
`)
	for _, table := range append(kept, "audit_detail") {
		events := "update or delete or truncate"
		if table == "audit_detail" {
			events = "delete or truncate"
		}
		b.WriteString("create or replace trigger " + table + "_kept before " + events + " on " + table + " for each statement execute function audit_kept();\n")
	}
	b.WriteString(`create or replace trigger audit_detail_only_erased before update on audit_detail for each row
when (new.plain is not null or new.salt is not null or new.erased = 0 or new.seq <> old.seq or old.erased <> 0) execute function audit_kept();
`)
	return b.String()
}()

// sqliteGuard is the same for SQLite.
func sqliteGuard() string {
	const refuse = " begin select raise(abort, 'the audit log is only added to'); end;\n"
	var b strings.Builder
	for _, table := range kept {
		b.WriteString("create trigger if not exists " + table + "_not_changed before update on " + table + refuse)
		b.WriteString("create trigger if not exists " + table + "_not_removed before delete on " + table + refuse)
	}
	b.WriteString("create trigger if not exists audit_detail_not_removed before delete on audit_detail" + refuse)
	b.WriteString(`create trigger if not exists audit_detail_only_erased before update on audit_detail
when new.plain is not null or new.salt is not null or new.erased = 0 or new.seq <> old.seq or old.erased <> 0` + refuse)
	return b.String()
}
