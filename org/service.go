package org

// ServiceSector reports whether an industry is of the service sector, which is the tertiary industry (第三产业): sections
// F–T, and the divisions A05, B11 and C43 that serve the first two sectors. The source is the three-sector classification
// on GB/T 4754-2017 (国统设管函〔2018〕74号), as the bulletin of the Fourth Economic Census states it. known is false if i
// is not known, or says only section A, B or C.
func ServiceSector(i Industry) (service, known bool) {
	switch s := i.Section(); {
	case s == 0:
		return false, false
	case s >= 'F':
		return true, true
	case s <= 'C' && i.Division() == 0:
		return false, false
	}
	switch i.Division() {
	case 5, 11, 43:
		return true, true
	}
	return false, true
}
