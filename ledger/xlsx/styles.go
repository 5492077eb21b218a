package xlsx

import "strings"

// loadStyles reads which cell styles show a number as a date or a percentage; a workbook without styles has none.
func (w *Workbook) loadStyles(e *entry) error {
	if e == nil {
		return nil
	}
	limit := w.limits.SheetBytes
	s, closer, err := w.scan(e, limit, tooLarge("xlsx-styles-too-large", limit, "样式表解压后的字节数", "Bytes of the styles, unpacked"))
	if err != nil {
		return err
	}
	defer closer()
	tooMany := tooLarge("xlsx-too-many-styles", maxCellStyles, "单元格样式数", "Cell styles")
	custom := make(map[int]Kind) // number formats of the workbook's own
	var formats []int            // the number format of each cell style
	err = s.eachChild("styleSheet", func() error {
		switch string(s.name) {
		case "numFmts":
			return s.children(func() error {
				code, err := decodeText(s.attr("formatCode"))
				if err != nil {
					return err
				}
				if id, ok := number(s.attr("numFmtId")); ok {
					custom[id] = formatKind(code)
				}
				if len(custom) > maxCellStyles {
					return tooMany
				}
				return s.skip()
			})
		case "cellXfs":
			return s.children(func() error {
				id, _ := number(s.attr("numFmtId"))
				formats = append(formats, id)
				if len(formats) > maxCellStyles {
					return tooMany
				}
				return s.skip()
			})
		}
		return s.skip()
	})
	if err != nil {
		return err
	}
	w.styles = make([]Kind, len(formats))
	for i, id := range formats {
		own, ok := custom[id]
		switch {
		case ok:
			w.styles[i] = own
		case isDateFormatID(id):
			w.styles[i] = DateNumber
		case id == 9 || id == 10: // 0% and 0.00%
			w.styles[i] = PercentNumber
		default:
			w.styles[i] = Number
		}
	}
	return nil
}

// formatKind tells what a number format of the workbook's own shows a number as.
func formatKind(code string) Kind {
	if isDateFormat(code) {
		return DateNumber
	}
	quoted := false
	for i := 0; i < len(code); i++ {
		switch c := code[i]; {
		case c == '"':
			quoted = !quoted
		case c == '\\' && !quoted:
			i++
		case c == '%' && !quoted:
			return PercentNumber
		}
	}
	return Number
}

// isDateFormatID reports whether a built-in number format shows a date or a time (ECMA-376 part 1, 18.8.30:
// 14 to 22 and 45 to 47 everywhere; 27 to 36 and 50 to 58 in Chinese, Japanese and Korean Excel).
func isDateFormatID(id int) bool {
	return 14 <= id && id <= 22 || 27 <= id && id <= 36 || 45 <= id && id <= 47 || 50 <= id && id <= 58
}

// isDateFormat reports whether a number format shows a date: a year, month or day outside quotes, escapes and
// brackets. A time alone, elapsed ([h]:mm:ss) or of the day, is not a date: its m is a minute.
func isDateFormat(code string) bool {
	digits, chinese, minute := false, false, false
	pendingM := false // an m that is a month unless seconds follow
	runes := []rune(code)
	for i := 0; i < len(runes); i++ {
		c := runes[i]
		switch c {
		case '"':
			for i++; i < len(runes) && runes[i] != '"'; i++ {
			}
		case '\\', '_', '*':
			i++
		case '[':
			from := i + 1
			for i++; i < len(runes) && runes[i] != ']'; i++ {
			}
			minute = minute || isElapsed(runes[from:min(i, len(runes))])
		case 'y', 'Y', 'd', 'D':
			return true
		case '年', '月', '日':
			chinese = true
		case '0', '#', '?':
			digits = true
		case 'h', 'H':
			minute = true
		case 'm', 'M':
			for i+1 < len(runes) && (runes[i+1] == 'm' || runes[i+1] == 'M') {
				i++
			}
			pendingM = pendingM || !minute
			minute = false
		case 's', 'S':
			pendingM = false
		case 'a', 'A':
			rest := strings.ToUpper(string(runes[i:min(i+5, len(runes))]))
			if strings.HasPrefix(rest, "AM/PM") {
				i += 4
			} else if strings.HasPrefix(rest, "A/P") {
				i += 2
			}
		case ';':
			minute = false
		}
	}
	return pendingM || chinese && !digits
}

// isElapsed reports whether a bracket holds elapsed hours, so that an m after it is a minute.
func isElapsed(bracket []rune) bool {
	return len(bracket) > 0 && strings.Trim(strings.ToLower(string(bracket)), "h") == ""
}
