package bench

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/duckdb/duckdb-go/v2"
)

// duckVerdict is the rule in SQL, exact: amounts are whole fen, the interest is rounded half up once.
const duckVerdict = `
WITH joined AS (
	SELECT p.payable_no, p.payer_code, p.payee_code, p.due_on, CAST(p.amount * 100 AS BIGINT) AS amount, coalesce(CAST(p.disputed_amount * 100 AS BIGINT), 0) AS disputed,
		CASE WHEN p.paid_on <= DATE '%[1]s' THEN coalesce(CAST(p.paid_amount * 100 AS BIGINT), 0) ELSE 0 END AS paid,
		CASE WHEN p.paid_amount > 0 AND p.paid_on <= DATE '%[1]s' AND p.paid_on > p.due_on THEN p.paid_on - p.due_on ELSE 0 END AS late,
		DATE '%[1]s' - p.due_on AS days, e.size = 'large' AS large
	FROM %[2]s p JOIN %[3]s e ON e.credit_code = p.payer_code JOIN %[4]s c ON c.credit_code = p.payee_code
	WHERE p.due_on < DATE '%[1]s' AND c.declared_size <> 'large'
), judged AS (
	SELECT payable_no, payer_code, payee_code, due_on, days, greatest(0, amount - paid - disputed) AS overdue,
		CASE WHEN large THEN (((amount - disputed) * late + greatest(0, amount - paid - disputed) * (days - late)) * 5 + 5000) // 10000 ELSE 0 END AS interest
	FROM joined
)
`

const duckSum = `SELECT count(*) FILTER (overdue > 0), coalesce(sum(overdue), 0)::BIGINT, count(*) FILTER (interest > 0), coalesce(sum(interest), 0)::BIGINT FROM judged`

// duckFindings are findings as the product gives them: with a reason in words, by rule, unit and number.
const duckFindings = `
SELECT * FROM (
	SELECT '01.overdue' AS rule, payer_code, payee_code, payable_no, (overdue / 100)::DECIMAL(18,2) AS amount, due_on, days,
		'应于' || due_on || '付清，已逾期' || days || '天，无争议余额' || (overdue / 100)::DECIMAL(18,2) || '元尚未支付' AS reason
	FROM judged WHERE overdue > 0
	UNION ALL
	SELECT '01.interest', payer_code, payee_code, payable_no, (interest / 100)::DECIMAL(18,2), due_on, days,
		due_on || '到期，至%s按日利率0.05%%计息共' || (interest / 100)::DECIMAL(18,2) || '元'
	FROM judged WHERE interest > 0
) ORDER BY rule, payer_code, payable_no`

// duck is DuckDB over the peers' ledgers, from the files or from tables in memory.
type duck struct {
	db     *sql.DB
	b      *testing.B
	dir    string
	files  [3]string // payables, enterprises, counterparties as read_csv
	tables bool
}

func openDuck(b *testing.B, dir string) *duck {
	b.Helper()
	db, err := sql.Open("duckdb", "")
	if err != nil {
		b.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	read := func(name, columns string) string {
		return fmt.Sprintf("read_csv('%s', header = true, auto_detect = false, delim = ',', quote = '\"', escape = '\"', columns = {%s})", filepath.Join(dir, name), columns)
	}
	const code, text, money, date = "'VARCHAR'", "'VARCHAR'", "'DECIMAL(18,2)'", "'DATE'"
	return &duck{db: db, b: b, dir: dir, files: [3]string{
		read("payables.csv", "'payable_no': "+text+", 'payer_code': "+code+", 'payee_code': "+code+", 'amount': "+money+", 'delivered_on': "+date+", 'due_on': "+date+
			", 'paid_amount': "+money+", 'paid_on': "+date+", 'disputed_amount': "+money),
		read("enterprises.csv", "'credit_code': "+code+", 'name': "+text+", 'control': "+text+", 'size': "+text),
		read("counterparties.csv", "'credit_code': "+code+", 'name': "+text+", 'entity_type': "+text+", 'declared_size': "+text),
	}}
}

func (d *duck) exec(text string) {
	d.b.Helper()
	if _, err := d.db.Exec(text); err != nil {
		d.b.Fatal(err)
	}
}

// load puts the files into tables in memory.
func (d *duck) load() {
	for i, table := range []string{"payables", "enterprises", "counterparties"} {
		d.exec("CREATE TABLE " + table + " AS SELECT * FROM " + d.files[i])
	}
}

func (d *duck) query(tables bool) string {
	if tables {
		return fmt.Sprintf(duckVerdict, asOf, "payables", "enterprises", "counterparties")
	}
	return fmt.Sprintf(duckVerdict, asOf, d.files[0], d.files[1], d.files[2])
}

// sum gives the verdict on all payables.
func (d *duck) sum(tables bool) (v verdict) {
	d.b.Helper()
	if err := d.db.QueryRow(d.query(tables)+duckSum).Scan(&v.overdues, &v.overdue, &v.interests, &v.interest); err != nil {
		d.b.Fatal(err)
	}
	return v
}

// duckFinding is a finding fetched from DuckDB.
type duckFinding struct {
	rule, payer, payee, no string
	amount                 duckdb.Decimal
	due                    time.Time
	days                   int32
	reason                 string
}

// findings fetches the findings, in order.
func (d *duck) findings(tables bool) (all []duckFinding) {
	d.b.Helper()
	rows, err := d.db.Query(d.query(tables) + fmt.Sprintf(duckFindings, asOf))
	if err != nil {
		d.b.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var f duckFinding
		if err := rows.Scan(&f.rule, &f.payer, &f.payee, &f.no, &f.amount, &f.due, &f.days, &f.reason); err != nil {
			d.b.Fatal(err)
		}
		all = append(all, f)
	}
	if err := rows.Err(); err != nil {
		d.b.Fatal(err)
	}
	return all
}

// write writes the findings, in order, into a CSV file.
func (d *duck) write(path string) {
	d.exec("COPY (" + d.query(false) + fmt.Sprintf(duckFindings, asOf) + ") TO '" + path + "' (FORMAT csv, HEADER)")
}
