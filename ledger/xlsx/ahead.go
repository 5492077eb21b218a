package xlsx

import "io"

// aheadFrom is the size of a part from which inflating it beside the scanning pays.
const aheadFrom = 1 << 20

// readAhead inflates p in a goroutine of its own while the caller scans, a few blocks ahead at most. The
// function given back ends the goroutine and must be called.
func readAhead(p *part) (io.Reader, func()) {
	if p.size < aheadFrom {
		return p, func() {}
	}
	const blocks, blockSize = 4, 64 << 10
	a := &ahead{full: make(chan block, blocks), free: make(chan []byte, blocks)}
	for range blocks {
		a.free <- make([]byte, blockSize)
	}
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for {
			select {
			case b := <-a.free:
				n, err := io.ReadFull(p, b)
				if err == io.ErrUnexpectedEOF {
					err = io.EOF
				}
				a.full <- block{b, n, err} // never blocks: there are as many places as blocks
				if err != nil {
					return
				}
			case <-stop:
				return
			}
		}
	}()
	return a, func() { close(stop); <-stopped }
}

// ahead hands out what the goroutine has inflated.
type ahead struct {
	full chan block
	free chan []byte
	now  block
	at   int
}

type block struct {
	b   []byte
	n   int
	err error
}

// Read gives what is inflated, waiting if nothing is.
func (a *ahead) Read(dst []byte) (int, error) {
	for a.at == a.now.n {
		if a.now.err != nil {
			return 0, a.now.err
		}
		if a.now.b != nil {
			a.free <- a.now.b
		}
		a.now, a.at = <-a.full, 0
	}
	n := copy(dst, a.now.b[a.at:a.now.n])
	a.at += n
	return n, nil
}
