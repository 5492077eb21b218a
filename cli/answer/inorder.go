package answer

import "io"

// chunkFindings is how many findings one goroutine formats at a time.
const chunkFindings = 512

// inOrder formats 0…n in chunks with several goroutines and writes them in order, so that the bytes do not depend on
// how many there are. The error is that of w.
func inOrder(w io.Writer, n, workers int, format func(b []byte, from, to int) []byte) error {
	chunks := (n + chunkFindings - 1) / chunkFindings
	if workers <= 1 || chunks <= 1 {
		var b []byte
		for from := 0; from < n; from += chunkFindings {
			b = format(b[:0], from, min(from+chunkFindings, n))
			if _, err := w.Write(b); err != nil {
				return err
			}
		}
		return nil
	}
	lanes := min(2*workers, chunks)
	full, free := make([]chan []byte, lanes), make([]chan []byte, lanes)
	for i := range lanes {
		full[i], free[i] = make(chan []byte, 1), make(chan []byte, 1)
		free[i] <- make([]byte, 0, chunkFindings*512)
		go func() {
			for c := i; c < chunks; c += lanes {
				b, more := <-free[i]
				if !more {
					return
				}
				full[i] <- format(b[:0], c*chunkFindings, min((c+1)*chunkFindings, n))
			}
		}()
	}
	for c := range chunks {
		b := <-full[c%lanes]
		if _, err := w.Write(b); err != nil {
			for i := range lanes {
				close(free[i])
			}
			return err
		}
		free[c%lanes] <- b
	}
	return nil
}
